// DOMAIN §3.3: who sees what of the roster of people who need support, by role, phase and consent.
#include <gtest/gtest.h>

#include <type_traits>

#include "make.hpp"
#include "shared/domain/disclosure.hpp"

namespace musubi::domain {
namespace {

// Nothing but the policy makes a value that encoders take.
static_assert(!std::is_constructible_v<Disclosed<NeedView>, NeedView>);
static_assert(!std::is_constructible_v<Disclosed<RegistrantView>, RegistrantView>);
static_assert(!std::is_default_constructible_v<Disclosed<RegistrantView>>);
static_assert(!std::is_convertible_v<OfferView, Disclosed<OfferView>>);
static_assert(!std::is_aggregate_v<Disclosed<Account>>);

std::string text_of(const Classes& c) {
  std::string out;
  if (c.a) out += 'A';
  if (c.b) out += 'B';
  if (c.c) out += 'C';
  if (c.d) out += 'D';
  return out;
}

Incident incident_in(LegalPhase phase, bool is_drill) {
  Incident i;
  i.legal_phase = phase;
  i.is_drill = is_drill;
  i.decision = PhaseDecision{make::id<AccountId>(1), "震度6強", make::k_now};
  return i;
}

struct Who {
  std::string_view name;
  Actor actor;
};
std::vector<Who> everybody() {
  return {{"admin", make::actor(Role::admin)},
          {"staff", make::actor(Role::staff)},
          {"coordinator, own district", make::coordinator_of(make::k_home)},
          {"coordinator, other district", make::coordinator_of(make::k_elsewhere)},
          {"volunteer", make::actor(Role::volunteer)},
          {"viewer", make::actor(Role::viewer)},
          {"not signed in", Actor{}}};
}

struct Row {
  LegalPhase phase;
  bool consented;
  // in the order of everybody()
  std::array<std::string_view, 7> classes;
};

constexpr auto k_table = std::to_array<Row>({
    {LegalPhase::normal, true, {"ABCD", "ABC", "ABC", "", "", "", ""}},
    {LegalPhase::normal, false, {"", "", "", "", "", "", ""}},
    {LegalPhase::imminent, true, {"ABCD", "ABC", "ABC", "", "", "", ""}},
    {LegalPhase::imminent, false, {"ABCD", "ABC", "", "", "", "", ""}},
    {LegalPhase::declared, true, {"ABCD", "ABCD", "ABC", "", "", "", ""}},
    {LegalPhase::declared, false, {"ABCD", "ABCD", "ABC", "", "", "", ""}},
});

TEST(DisclosureRoster, each_role_sees_the_classes_of_the_table_in_each_phase) {
  const auto people = everybody();
  for (const auto& row : k_table)
    for (std::size_t i = 0; i < people.size(); ++i) {
      const Setting setting{disclosing_phase(incident_in(row.phase, false), make::k_now)};
      EXPECT_EQ(text_of(Policy::classes_for(people[i].actor, make::registrant(row.consented), setting)), row.classes[i])
          << people[i].name << ", " << code(row.phase) << (row.consented ? ", consented" : ", not consented");
    }
}

TEST(DisclosureRoster, a_drill_never_widens_whatever_phase_it_plays) {
  const auto people = everybody();
  for (const auto& row : k_table)
    for (std::size_t i = 0; i < people.size(); ++i) {
      const Setting setting{disclosing_phase(incident_in(row.phase, true), make::k_now)};
      const auto& normal = k_table[row.consented ? 0 : 1];
      EXPECT_EQ(text_of(Policy::classes_for(people[i].actor, make::registrant(row.consented), setting)),
                normal.classes[i])
          << people[i].name << " in a drill that plays " << code(row.phase);
    }
}

TEST(DisclosureRoster, a_phase_without_a_recorded_decision_or_of_a_closed_incident_widens_nothing) {
  Incident undecided = incident_in(LegalPhase::declared, false);
  undecided.decision.reset();
  EXPECT_EQ(disclosing_phase(undecided, make::k_now), LegalPhase::normal);
  Incident closed = incident_in(LegalPhase::declared, false);
  closed.status = IncidentStatus::closed;
  EXPECT_EQ(disclosing_phase(closed, make::k_now), LegalPhase::normal);
  EXPECT_EQ(disclosing_phase(incident_in(LegalPhase::declared, false), make::k_now), LegalPhase::declared);
  auto ended = incident_in(LegalPhase::declared, false);
  ended.decision->until = make::k_now;
  EXPECT_EQ(disclosing_phase(ended, make::k_now.plus_ms(-1)), LegalPhase::declared);
  EXPECT_EQ(disclosing_phase(ended, make::k_now), LegalPhase::normal);
}

TEST(DisclosureRoster, fields_of_a_class_that_is_not_shown_are_not_in_the_view) {
  const auto admin = Policy::registrant(make::actor(Role::admin), make::registrant(true), {});
  ASSERT_TRUE(admin);
  EXPECT_TRUE((*admin)->registrant.family_note);

  const auto staff = Policy::registrant(make::actor(Role::staff), make::registrant(true), {});
  ASSERT_TRUE(staff);
  EXPECT_FALSE((*staff)->registrant.family_note);
  EXPECT_TRUE((*staff)->registrant.plan_keys);
  EXPECT_TRUE((*staff)->registrant.support_note);

  EXPECT_FALSE(Policy::registrant(make::actor(Role::staff), make::registrant(false), {})) << "not even the existence";
  EXPECT_FALSE(Policy::registrant(make::actor(Role::volunteer), make::registrant(true), {LegalPhase::declared}));
}

TEST(DisclosureRoster, the_glass_shows_what_the_role_would_see_in_a_declared_phase_and_nobody_else) {
  const auto people = everybody();
  const std::array<std::string_view, 7> expected{"ABCD", "ABCD", "ABC", "", "", "", ""};
  for (std::size_t i = 0; i < people.size(); ++i) {
    EXPECT_EQ(text_of(Policy::classes_behind_glass(people[i].actor, make::registrant(false))), expected[i])
        << people[i].name;
    const auto seen = Policy::registrant_behind_glass(people[i].actor, make::registrant(false));
    EXPECT_EQ(seen.has_value(), !expected[i].empty()) << people[i].name;
    if (seen) EXPECT_EQ((*seen)->registrant.family_note.has_value(), expected[i].ends_with('D')) << people[i].name;
  }
}

TEST(DisclosureRoster, a_coordinator_gets_no_dot_of_whom_only_the_desk_may_know) {
  EXPECT_TRUE(Policy::desk_only(false, {LegalPhase::imminent}));
  EXPECT_FALSE(Policy::desk_only(true, {LegalPhase::imminent}));
  EXPECT_FALSE(Policy::desk_only(false, {LegalPhase::declared}));
  const Dot hidden{.registrant_id = make::id<RegistrantId>(1),
                   .district_id = make::k_home,
                   .position = {35.25, 139.15},
                   .status = SafetyStatus::unconfirmed,
                   .since = std::nullopt,
                   .count = 1,
                   .desk_only = true};
  EXPECT_TRUE(Policy::dots(make::coordinator_of(make::k_home), {hidden})->empty());
  EXPECT_EQ(Policy::dots(make::actor(Role::staff), {hidden})->size(), 1U);
  EXPECT_EQ(Policy::dots(make::actor(Role::viewer), {hidden})->at(0).count, 1) << "counted on the wall like anybody";
}

TEST(DisclosureRoster, a_round_counts_consented_people_and_in_real_danger_all_who_still_live_here) {
  EXPECT_TRUE(Policy::counts(make::registrant(true), {}));
  EXPECT_FALSE(Policy::counts(make::registrant(false), {}));
  EXPECT_TRUE(Policy::counts(make::registrant(false), {LegalPhase::imminent}));
  Registrant moved = make::registrant(true);
  moved.status = RegistrantStatus::moved;
  EXPECT_FALSE(Policy::counts(moved, {LegalPhase::declared}));
}

Dot dot(int person, Position at, SafetyStatus status, const DistrictId& district = make::k_home) {
  return {make::id<RegistrantId>(person), district, at, status, make::k_now, 1};
}

TEST(DisclosureRoster, the_wall_gets_rounded_counts_and_never_an_id_or_a_house) {
  const std::vector<Dot> exact{dot(1, {35.2512, 139.1523}, SafetyStatus::unconfirmed),
                               dot(2, {35.2598, 139.1501}, SafetyStatus::unconfirmed),
                               dot(3, {35.2598, 139.1501}, SafetyStatus::safe_home),
                               dot(4, {35.2598, 139.1501}, SafetyStatus::unconfirmed, make::k_elsewhere),
                               dot(5, {35.2598, 139.1501}, SafetyStatus::deceased)};
  const auto seen = Policy::dots(make::actor(Role::viewer), exact);
  ASSERT_EQ(seen->size(), 3U);
  int people = 0;
  for (const auto& d : *seen) {
    EXPECT_FALSE(d.registrant_id);
    EXPECT_FALSE(d.since);
    EXPECT_EQ(d.position, rounded(d.position));
    EXPECT_NE(d.status, SafetyStatus::deceased);
    people += d.count;
    if (d.status == SafetyStatus::unconfirmed && d.district_id == make::k_home) EXPECT_EQ(d.count, 2);
  }
  EXPECT_EQ(people, 4);
}

TEST(DisclosureRoster, the_desk_sees_every_dot_and_a_coordinator_the_own_district_and_nobody_the_dead) {
  const std::vector<Dot> exact{dot(1, {35.25, 139.15}, SafetyStatus::needs_help),
                               dot(2, {35.25, 139.15}, SafetyStatus::needs_help, make::k_elsewhere),
                               dot(3, {35.25, 139.15}, SafetyStatus::deceased)};
  EXPECT_EQ(Policy::dots(make::actor(Role::staff), exact)->size(), 2U);
  const auto own = Policy::dots(make::coordinator_of(make::k_home), exact);
  ASSERT_EQ(own->size(), 1U);
  EXPECT_EQ((*own)[0].registrant_id, make::id<RegistrantId>(1));
  EXPECT_TRUE(Policy::dots(make::actor(Role::volunteer), exact)->empty());
  EXPECT_TRUE(Policy::dots(Actor{}, exact)->empty());
}

TEST(DisclosureRoster, the_wall_gets_needs_as_rounded_counts_without_ids) {
  const auto mark = [](int n, Priority priority) {
    return NeedDot{make::id<NeedId>(n), n, make::k_home, {35.2512, 139.1523}, NeedStatus::match_waiting, priority, 1};
  };
  const std::vector<NeedDot> exact{mark(1, Priority::normal), mark(2, Priority::normal), mark(3, Priority::crisis)};
  const auto seen = Policy::need_dots(make::actor(Role::viewer), exact);
  ASSERT_EQ(seen->size(), 2U);
  for (const auto& d : *seen) {
    EXPECT_FALSE(d.need_id);
    EXPECT_FALSE(d.number);
    EXPECT_EQ(d.position, rounded({35.2512, 139.1523}));
    EXPECT_EQ(d.count, d.priority == Priority::normal ? 2 : 1);
  }
  EXPECT_EQ(Policy::need_dots(make::actor(Role::staff), exact)->size(), 3U);
  EXPECT_TRUE(Policy::need_dots(make::coordinator_of(make::k_elsewhere), exact)->empty());
  EXPECT_TRUE(Policy::need_dots(make::actor(Role::volunteer), exact)->empty());
}

TEST(DisclosureRoster, deaths_are_counted_for_the_desk_only) {
  Progress row;
  row.district_id = make::k_home;
  row.counts[static_cast<std::size_t>(SafetyStatus::deceased)] = 2;
  row.counts[static_cast<std::size_t>(SafetyStatus::safe_home)] = 5;
  EXPECT_EQ(Policy::progress(make::actor(Role::admin), {row})->at(0).total(), 7);
  EXPECT_EQ(Policy::progress(make::actor(Role::staff), {row})->at(0).total(), 7);
  EXPECT_EQ(Policy::progress(make::coordinator_of(make::k_home), {row})->at(0).total(), 5);
  EXPECT_EQ(Policy::progress(make::actor(Role::viewer), {row})->at(0).total(), 5);
  EXPECT_TRUE(Policy::progress(make::actor(Role::volunteer), {row})->empty());
}

TEST(DisclosureRoster, a_coordinator_gets_the_counts_of_own_districts_only) {
  Progress home;
  home.district_id = make::k_home;
  Progress elsewhere;
  elsewhere.district_id = make::k_elsewhere;
  const auto seen = Policy::progress(make::coordinator_of(make::k_home), {home, elsewhere, Progress{}});
  ASSERT_EQ(seen->size(), 1U);
  EXPECT_EQ(seen->front().district_id, make::k_home);
  EXPECT_EQ(Policy::progress(make::actor(Role::staff), {home, elsewhere})->size(), 2U);
}

TEST(DisclosureRoster, a_dot_of_the_deceased_is_only_told_to_be_gone_and_never_to_the_wall) {
  Dot gone{make::id<RegistrantId>(900), make::k_home, {35.25, 139.15}, SafetyStatus::deceased, std::nullopt, 0};
  EXPECT_EQ(Policy::dots(make::actor(Role::staff), {gone})->size(), 1U);
  EXPECT_TRUE(Policy::dots(make::coordinator_of(make::k_elsewhere), {gone})->empty());
  EXPECT_TRUE(Policy::dots(make::actor(Role::viewer), {gone})->empty());
  gone.count = 1;
  EXPECT_TRUE(Policy::dots(make::actor(Role::staff), {gone})->empty());
}

TEST(DisclosureRoster, a_check_is_for_those_on_duty_and_empty_for_the_rest) {
  SafetyCheck check;
  check.registrant_id = make::id<RegistrantId>(900);
  check.status = SafetyStatus::needs_help;
  check.note = "転倒";
  for (const auto& who : everybody()) {
    const auto seen = Policy::check(who.actor, check);
    const bool duty = who.actor.is_desk() || (who.actor.signed_in && who.actor.role == Role::coordinator);
    EXPECT_EQ(seen->shows_ids, duty) << who.name;
    EXPECT_EQ(seen->shows_note, duty) << who.name;
    EXPECT_EQ(seen->check.note.has_value(), duty) << who.name;
    EXPECT_EQ(seen->check.registrant_id.is_nil(), !duty) << who.name;
  }
}

}  // namespace
}  // namespace musubi::domain
