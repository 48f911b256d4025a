#include "shared/domain/offer_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "make.hpp"

namespace musubi::domain {
namespace {

using make::k_now;

Offer accepted(int n, int place) {
  Offer o = make::offer(n, OfferStatus::accepted);
  o.place_number = place;
  return o;
}
Offer waiting(int n, std::int64_t order) {
  Offer o = make::offer(n, OfferStatus::waitlisted);
  o.waitlist_order = order;
  return o;
}
Code refusal(const Result<Acceptance>& result) { return result ? Code::broken : result.error().code; }

TEST(OfferRules, the_first_taps_get_the_lowest_free_places) {
  const std::vector<Offer> all{accepted(1, 1), accepted(2, 3), make::offer(3)};
  const auto result = accept(make::need(), all[2], all, k_now);
  ASSERT_TRUE(result);
  EXPECT_EQ(std::get<TakePlace>(*result).place_number, 2);
}

TEST(OfferRules, a_tap_too_late_is_told_that_the_place_is_taken) {
  const std::vector<Offer> all{accepted(1, 1), accepted(2, 2), accepted(3, 3), make::offer(4)};
  EXPECT_EQ(refusal(accept(make::need(), all[3], all, k_now)), Code::place_taken);
}

TEST(OfferRules, where_there_is_a_waiting_list_the_late_tap_joins_its_end_until_it_is_full) {
  Need need = make::need();
  need.people_needed = 1;
  need.waitlist_max = 2;
  std::vector<Offer> all{accepted(1, 1), waiting(2, 7), make::offer(3)};
  const auto result = accept(need, all[2], all, k_now);
  ASSERT_TRUE(result);
  EXPECT_EQ(std::get<JoinWaitlist>(*result).order, 8);

  all.push_back(waiting(4, 8));
  EXPECT_EQ(refusal(accept(need, all[2], all, k_now)), Code::place_taken);
}

TEST(OfferRules, a_free_place_belongs_to_those_who_already_wait) {
  Need need = make::need();
  need.people_needed = 1;
  need.waitlist_max = 1;
  const std::vector<Offer> all{waiting(1, 1), make::offer(2)};
  EXPECT_EQ(refusal(accept(need, all[1], all, k_now)), Code::place_taken);
}

TEST(OfferRules, the_same_tap_again_gets_the_same_yes_even_after_the_need_moved_on) {
  for (const auto& offer : {accepted(1, 1), waiting(1, 1)})
    for (const auto status : {NeedStatus::match_waiting, NeedStatus::assigned, NeedStatus::working, NeedStatus::done}) {
      const std::vector<Offer> all{offer};
      const auto again = accept(make::need(status), offer, all, k_now.plus_s(1'000'000));
      ASSERT_TRUE(again);
      EXPECT_TRUE(std::holds_alternative<AlreadyTaken>(*again));
    }
}

TEST(OfferRules, a_late_tap_is_told_the_truth) {
  struct Case {
    OfferStatus status;
    std::int64_t seconds_later;
    Code code;
  };
  for (const auto& c :
       {Case{OfferStatus::withdrawn, 0, Code::offer_withdrawn}, Case{OfferStatus::expired, 0, Code::offer_expired},
        Case{OfferStatus::declined, 0, Code::wrong_state}, Case{OfferStatus::open, 3600, Code::offer_expired},
        Case{OfferStatus::open, 3599, Code::broken}}) {
    const std::vector<Offer> all{make::offer(1, c.status)};
    const Instant at = k_now.plus_s(c.seconds_later);
    EXPECT_EQ(refusal(accept(make::need(), all[0], all, at)), c.code) << code(c.status);
  }
}

TEST(OfferRules, a_need_that_takes_no_offers_gives_no_places) {
  const std::vector<Offer> all{make::offer(1)};
  for (const auto status :
       {NeedStatus::received, NeedStatus::on_hold, NeedStatus::cancelled, NeedStatus::done, NeedStatus::merged})
    EXPECT_EQ(refusal(accept(make::need(status), all[0], all, k_now)), Code::wrong_state) << code(status);
}

TEST(OfferRules, places_of_people_who_have_served_are_free_again) {
  std::vector<Offer> all{accepted(1, 1), accepted(2, 2), make::offer(3)};
  all[0].served_at = k_now;
  all[0].place_number.reset();
  const auto places = count_places(make::need(), all);
  EXPECT_EQ(places.needed, 3);
  EXPECT_EQ(places.accepted, 1);
  EXPECT_EQ(places.open, 1);
  EXPECT_EQ(free_place(make::need(), all), 1);
}

TEST(OfferRules, a_no_is_heard_until_arrival_and_only_while_there_is_something_to_refuse) {
  EXPECT_TRUE(may_decline(make::offer(1), k_now));
  EXPECT_TRUE(may_decline(accepted(1, 1), k_now.plus_s(1'000'000)));
  EXPECT_TRUE(may_decline(waiting(1, 1), k_now));
  EXPECT_EQ(may_decline(make::offer(1), k_now.plus_s(3600)).error().code, Code::offer_expired);
  EXPECT_EQ(may_decline(make::offer(1, OfferStatus::expired), k_now).error().code, Code::offer_expired);
  EXPECT_EQ(may_decline(make::offer(1, OfferStatus::withdrawn), k_now).error().code, Code::offer_withdrawn);
  EXPECT_EQ(may_decline(make::offer(1, OfferStatus::declined), k_now).error().code, Code::wrong_state);
  Offer arrived = accepted(1, 1);
  arrived.arrived_at = k_now;
  EXPECT_EQ(may_decline(arrived, k_now).error().code, Code::wrong_state);
}

TEST(OfferRules, the_desk_takes_offers_back_until_arrival) {
  EXPECT_TRUE(may_withdraw(make::offer(1)));
  EXPECT_TRUE(may_withdraw(waiting(1, 1)));
  EXPECT_TRUE(may_withdraw(accepted(1, 1)));
  Offer arrived = accepted(1, 1);
  arrived.arrived_at = k_now;
  EXPECT_EQ(may_withdraw(arrived).error().code, Code::wrong_state);
  EXPECT_EQ(may_withdraw(make::offer(1, OfferStatus::withdrawn)).error().code, Code::offer_withdrawn);
}

TEST(OfferRules, free_places_go_to_the_waiting_list_first_come_first_served) {
  const std::vector<Offer> all{waiting(5, 9), accepted(1, 2), waiting(3, 4), waiting(4, 6)};
  const auto moved = promotions(make::need(), all);
  ASSERT_EQ(moved.size(), 2U);
  EXPECT_EQ(moved[0].offer_id, make::id<OfferId>(3));
  EXPECT_EQ(moved[0].place_number, 1);
  EXPECT_EQ(moved[1].offer_id, make::id<OfferId>(4));
  EXPECT_EQ(moved[1].place_number, 3);
}

TEST(OfferRules, nobody_is_promoted_into_a_need_that_is_held_or_over) {
  const std::vector<Offer> all{waiting(1, 1)};
  EXPECT_TRUE(promotions(make::need(NeedStatus::on_hold), all).empty());
  EXPECT_TRUE(promotions(make::need(NeedStatus::cancelled), all).empty());
}

TEST(OfferRules, everybody_on_the_waiting_list_knows_their_position) {
  const std::vector<Offer> all{waiting(5, 9), accepted(1, 2), waiting(3, 4)};
  EXPECT_EQ(waitlist_position(all[2], all), 1);
  EXPECT_EQ(waitlist_position(all[0], all), 2);
  EXPECT_EQ(waitlist_position(all[1], all), 0);
}

TEST(OfferRules, fewer_people_are_wanted_only_down_to_those_who_have_said_yes) {
  const std::vector<Offer> all{accepted(1, 5), accepted(2, 2), make::offer(3)};
  EXPECT_EQ(renumbered(1, all).error().code, Code::below_accepted);
  const auto moved = renumbered(2, all);
  ASSERT_TRUE(moved);
  ASSERT_EQ(moved->size(), 2U);
  EXPECT_EQ((*moved)[0].offer_id, make::id<OfferId>(2));
  EXPECT_EQ((*moved)[0].place_number, 1);
  EXPECT_EQ((*moved)[1].offer_id, make::id<OfferId>(1));
  EXPECT_EQ((*moved)[1].place_number, 2);
}

}  // namespace
}  // namespace musubi::domain
