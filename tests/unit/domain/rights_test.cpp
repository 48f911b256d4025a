#include "shared/domain/rights.hpp"

#include <gtest/gtest.h>

#include "make.hpp"

namespace musubi::domain {
namespace {

struct Row {
  Right right;
  // admin, staff, coordinator, volunteer, viewer
  std::array<bool, 5> may;
};

TEST(Rights, each_role_comes_near_exactly_what_the_table_says) {
  using enum Right;
  constexpr bool y = true;
  constexpr bool n = false;
  const auto table = std::to_array<Row>({
      {open_to_all, {y, y, y, y, y}},        {own_session, {y, y, y, y, y}},
      {manage_accounts, {y, n, n, n, n}},    {manage_districts, {y, n, n, n, n}},
      {manage_incidents, {y, n, n, n, n}},   {open_incidents, {y, y, n, n, n}},
      {decide_phase, {y, n, n, n, n}},       {manage_organizations, {y, y, n, n, n}},
      {read_incidents, {y, y, y, y, y}},     {read_volunteers, {y, y, y, n, n}},
      {write_volunteers, {y, y, y, n, n}},   {read_squads, {y, y, y, n, n}},
      {write_squads, {y, y, y, n, n}},       {read_needs, {y, y, y, n, n}},
      {write_needs, {y, y, y, n, n}},        {step_needs, {y, y, y, y, n}},
      {read_offers, {y, y, y, y, n}},        {make_offers, {y, y, y, n, n}},
      {answer_offers, {y, y, y, y, n}},      {erase_preferences, {y, y, y, y, n}},
      {set_offer_policy, {y, n, n, n, n}},   {read_registrants, {y, y, y, n, n}},
      {write_registrants, {y, y, n, n, n}},  {start_rounds, {y, y, n, n, n}},
      {record_checks, {y, y, y, n, n}},      {read_progress, {y, y, y, n, y}},
      {search_people, {y, y, y, n, n}},      {run_imports, {y, n, n, n, n}},
      {read_audit, {y, n, n, n, n}},         {read_places, {y, y, y, y, y}},
      {plan_matching, {y, y, y, n, n}},      {set_policies, {y, n, n, n, n}},
      {read_support, {y, y, y, n, n}},       {write_support, {y, y, y, n, n}},
      {set_support_policy, {y, y, n, n, n}}, {set_support_calendar, {y, n, n, n, n}},
      {break_glass, {y, y, y, n, n}},        {read_trails, {y, y, n, n, n}},
      {hand_over_rescues, {y, y, n, n, n}},  {carry_packs, {y, y, y, n, n}},
      {lock_packs, {y, y, n, n, n}},         {print_rosters, {y, y, n, n, n}},
      {wipe_drills, {y, n, n, n, n}},        {watch_weekdays, {y, y, y, n, n}},
      {write_map_notes, {y, y, y, n, n}},
  });
  ASSERT_EQ(table.size(), static_cast<std::size_t>(write_map_notes) + 1) << "a right has no row";
  for (const auto& row : table)
    for (std::size_t role = 0; role < row.may.size(); ++role) {
      const auto result = may(make::actor(static_cast<Role>(role)), row.right);
      const auto where = testing::Message()
                         << "right " << static_cast<int>(row.right) << " × " << code(static_cast<Role>(role));
      EXPECT_EQ(result.has_value(), row.may[role]) << where;
      if (!result) EXPECT_EQ(result.error().code, Code::forbidden) << where;
    }
}

TEST(Rights, who_has_not_signed_in_may_only_what_is_open_to_all) {
  for (std::size_t i = 0; i <= static_cast<std::size_t>(Right::write_map_notes); ++i) {
    const auto right = static_cast<Right>(i);
    Actor stranger;
    stranger.role = Role::admin;  // whatever the record says: nobody has signed in
    const auto result = may(stranger, right);
    EXPECT_EQ(result.has_value(), right == Right::open_to_all);
    if (!result) EXPECT_EQ(result.error().code, Code::not_signed_in);
  }
}

TEST(Rights, the_system_itself_may_everything) {
  for (std::size_t i = 0; i <= static_cast<std::size_t>(Right::write_map_notes); ++i)
    EXPECT_TRUE(may(the_system(), static_cast<Right>(i)));
}

TEST(Rights, a_coordinator_elsewhere_does_not_even_learn_that_it_exists) {
  EXPECT_TRUE(may_see_district(make::coordinator_of(make::k_home), make::k_home));
  EXPECT_EQ(may_see_district(make::coordinator_of(make::k_elsewhere), make::k_home).error().code, Code::not_found);
  EXPECT_TRUE(may_see_district(make::actor(Role::staff), make::k_home));
  EXPECT_TRUE(may_see_district(make::actor(Role::admin), make::k_home));
  for (const auto role : {Role::volunteer, Role::viewer}) {
    Actor a = make::actor(role);
    a.districts = {make::k_home};  // districts count for coordinators only
    EXPECT_EQ(may_see_district(a, make::k_home).error().code, Code::not_found);
  }
  EXPECT_EQ(may_see_district(Actor{}, make::k_home).error().code, Code::not_signed_in);
}

TEST(Rights, an_offer_is_seen_by_its_volunteer_and_by_those_who_arrange_it) {
  const Offer offer = make::offer(1);
  EXPECT_TRUE(may_see_offer(make::actor(Role::volunteer), offer, make::k_home));
  EXPECT_TRUE(may_see_offer(make::actor(Role::staff), offer, make::k_home));
  EXPECT_TRUE(may_see_offer(make::coordinator_of(make::k_home), offer, make::k_home));
  EXPECT_EQ(may_see_offer(make::coordinator_of(make::k_elsewhere), offer, make::k_home).error().code, Code::not_found);
  EXPECT_EQ(may_see_offer(make::actor(Role::volunteer), make::offer(2), make::k_home).error().code, Code::not_found);
  EXPECT_EQ(may_see_offer(make::actor(Role::viewer), offer, make::k_home).error().code, Code::not_found);
}

TEST(Rights, an_offer_is_own_only_for_its_signed_in_volunteer) {
  Actor v = make::actor(Role::volunteer);
  EXPECT_TRUE(is_own(v, make::offer(1)));
  EXPECT_FALSE(is_own(v, make::offer(2)));
  v.signed_in = false;
  EXPECT_FALSE(is_own(v, make::offer(1)));
}

}  // namespace
}  // namespace musubi::domain
