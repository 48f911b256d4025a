// How many are asked, when somebody is told, what a decline teaches; and who takes the place of somebody who leaves.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "make.hpp"
#include "shared/domain/notice.hpp"
#include "shared/domain/offer_rules.hpp"
#include "shared/domain/preference.hpp"
#include "shared/domain/wave.hpp"

namespace musubi::domain {
namespace {

using make::k_now;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Instant at(const char* text) { return *Instant::parse(text); }

TEST(ExpectedAcceptance, IsTheBetaMeanWithinItsBounds) {
  const OfferPolicy policy;  // two yes and two no before anything was seen
  EXPECT_EQ(expected_acceptance_permille({0, 0}, policy), 500);
  EXPECT_EQ(expected_acceptance_permille({96, 48}, policy), 500);
  EXPECT_EQ(expected_acceptance_permille({16, 3}, policy), 250);
  EXPECT_EQ(expected_acceptance_permille({1000, 0}, policy), 100) << "never below a tenth";
  EXPECT_EQ(expected_acceptance_permille({1000, 1000}, policy), 950) << "never certain";
}

TEST(WaveSize, AsksAsManyAsWillFillThePlaces) {
  EXPECT_EQ(wave_size(3, 500), 6);
  EXPECT_EQ(wave_size(1, 950), 2);
  EXPECT_EQ(wave_size(5, 333), 16);
  EXPECT_EQ(wave_size(0, 500), 0);
  Wave wave;
  wave.acceptance_permille = 500;
  EXPECT_EQ(people_to_ask(wave, 2, 1), 3) << "who is asked already counts";
  EXPECT_EQ(people_to_ask(wave, 2, 9), 0);
  wave.together = 1;
  EXPECT_EQ(people_to_ask(wave, 2, 0), 1) << "one after the other, as the desk wished";
}

TEST(WaveSize, CountsFreePlacesAndPlacesToBeGivenAway) {
  Offer stays = make::offer(1, OfferStatus::accepted);
  stays.place_number = 1;
  Offer leaves = make::offer(2, OfferStatus::accepted);
  leaves.place_number = 2;
  leaves.substitute_wanted_at = k_now;
  EXPECT_EQ(people_missing(make::need(), std::vector{stays, leaves}), 2)
      << "one place is free, one is to be given away";
  Offer waits = make::offer(3, OfferStatus::waitlisted);
  waits.waitlist_order = 1;
  EXPECT_EQ(people_missing(make::need(), std::vector{stays, leaves, waits}), 1);
}

TEST(WaveOffer, NeverOutlivesTheStartOfTheWork) {
  EXPECT_EQ(wave_offer_end(k_now, 7200, std::nullopt), k_now.plus_s(7200));
  EXPECT_EQ(wave_offer_end(k_now, 7200, k_now.plus_s(3600)), k_now.plus_s(3600));
  EXPECT_EQ(wave_offer_end(k_now, 7200, k_now.plus_s(-60)), k_now.plus_s(7200)) << "the work is going on";
}

TEST(QuietHours, DelayToTheirEndOverMidnight) {
  const QuietHours night{21 * 60, 7 * 60};
  EXPECT_EQ(after_quiet(at("2026-11-23T20:59:59.999+09:00"), night), at("2026-11-23T20:59:59.999+09:00"));
  EXPECT_EQ(after_quiet(at("2026-11-23T21:00:00.000+09:00"), night), at("2026-11-24T07:00:00.000+09:00"));
  EXPECT_EQ(after_quiet(at("2026-11-24T03:12:34.567+09:00"), night), at("2026-11-24T07:00:00.000+09:00"));
  EXPECT_EQ(after_quiet(at("2026-11-24T07:00:00.000+09:00"), night), at("2026-11-24T07:00:00.000+09:00"));
  const QuietHours noon{12 * 60, 13 * 60};
  EXPECT_EQ(after_quiet(at("2026-11-24T12:30:00.000+09:00"), noon), at("2026-11-24T13:00:00.000+09:00"));
  const QuietHours never{0, 0};
  EXPECT_EQ(after_quiet(at("2026-11-24T00:00:00.000+09:00"), never), at("2026-11-24T00:00:00.000+09:00"));
}

TEST(QuietHours, ArePeoplesOwnBeforeThoseOfTheCentre) {
  Volunteer who = make::volunteer(1);
  const OfferPolicy policy;
  EXPECT_EQ(quiet_of(who, policy), (QuietHours{21 * 60, 7 * 60}));
  who.quiet = QuietHours{0, 0};
  EXPECT_EQ(quiet_of(who, policy), (QuietHours{0, 0}));
}

TEST(Reminders, OfAnOpenOfferComeAtHalfTimeAndHalfAnHourBeforeTheEnd) {
  const OfferPolicy policy;
  EXPECT_EQ(offer_reminder_at(k_now, k_now.plus_s(4 * 3600), policy), k_now.plus_s(2 * 3600));
  EXPECT_EQ(offer_reminder_at(k_now, k_now.plus_s(40 * 60), policy), k_now.plus_s(10 * 60));
  EXPECT_EQ(offer_reminder_at(k_now, k_now.plus_s(30 * 60), policy), std::nullopt) << "too short to remind of";
}

TEST(Reminders, OfTheWorkComeTheEveningBeforeAndTwoHoursBefore) {
  const OfferPolicy policy;
  const auto starts = at("2026-11-25T09:30:00.000+09:00");
  EXPECT_THAT(job_reminders_at(starts, at("2026-11-23T10:00:00.000+09:00"), policy),
              ElementsAre(at("2026-11-24T18:00:00.000+09:00"), at("2026-11-25T07:30:00.000+09:00")));
  EXPECT_THAT(job_reminders_at(starts, at("2026-11-24T20:00:00.000+09:00"), policy),
              ElementsAre(at("2026-11-25T07:30:00.000+09:00")));
  EXPECT_THAT(job_reminders_at(starts, at("2026-11-25T08:00:00.000+09:00"), policy), IsEmpty());
}

Preference first_of(const Lesson& lesson) {
  return {make::id<PreferenceId>(1), make::id<VolunteerId>(1), lesson.kind, lesson.value, 1, k_now};
}

TEST(Declines, TeachByTheirReason) {
  Need need = make::need();
  need.category = NeedCategory::mud_removal;
  need.starts_at = at("2026-11-28T09:00:00.000+09:00");  // a Saturday morning
  EXPECT_EQ(lesson_of(need, DeclineReason::busy, 1200.0), (Lesson{PreferenceKind::slot, "6am"}));
  EXPECT_EQ(lesson_of(need, DeclineReason::not_my_skill, 1200.0), (Lesson{PreferenceKind::category, "mud_removal"}));
  EXPECT_EQ(lesson_of(need, DeclineReason::too_far, 3270.0), (Lesson{PreferenceKind::distance, "3000"}));
  EXPECT_EQ(lesson_of(need, DeclineReason::too_far, std::nullopt), std::nullopt);
  for (const auto reason : {DeclineReason::health, DeclineReason::weather, DeclineReason::other})
    EXPECT_EQ(lesson_of(need, reason, 1200.0), std::nullopt);
  EXPECT_EQ(lesson_of(need, std::nullopt, 1200.0), std::nullopt) << "who tells no reason teaches nothing";
  need.starts_at.reset();
  EXPECT_EQ(lesson_of(need, DeclineReason::busy, 1200.0), std::nullopt);
}

TEST(Declines, TeachNothingInADrill) {
  Need need = make::need();
  need.is_drill = true;
  EXPECT_EQ(lesson_of(need, DeclineReason::not_my_skill, 1200.0), std::nullopt);
}

TEST(Wishes, GrowHeavierUpToABoundAndKeepTheNearestDistance) {
  auto far = first_of({PreferenceKind::distance, "3000"});
  learn(far, {PreferenceKind::distance, "2000"}, k_now.plus_s(10));
  EXPECT_EQ(far.value, "2000");
  learn(far, {PreferenceKind::distance, "5000"}, k_now.plus_s(20));
  EXPECT_EQ(far.value, "2000");
  EXPECT_EQ(far.weight, 3);
  EXPECT_EQ(far.learned_at, k_now.plus_s(20));
  for (int i = 0; i < 9; ++i) learn(far, {PreferenceKind::distance, "2000"}, k_now);
  EXPECT_EQ(far.weight, k_preference_weight_max);
  EXPECT_EQ(forget_at(far, 180), k_now.plus_s(180LL * 24 * 3600));
}

TEST(Wishes, SpeakAgainstWhatTheyNameAndNothingElse) {
  Need need = make::need();
  need.category = NeedCategory::garden;
  need.starts_at = at("2026-11-28T09:00:00.000+09:00");
  EXPECT_TRUE(speaks_against(first_of({PreferenceKind::category, "garden"}), need, std::nullopt));
  EXPECT_FALSE(speaks_against(first_of({PreferenceKind::category, "waste"}), need, std::nullopt));
  EXPECT_TRUE(speaks_against(first_of({PreferenceKind::slot, "6am"}), need, std::nullopt));
  EXPECT_FALSE(speaks_against(first_of({PreferenceKind::slot, "6pm"}), need, std::nullopt));
  EXPECT_TRUE(speaks_against(first_of({PreferenceKind::distance, "2000"}), need, 2001.0));
  EXPECT_FALSE(speaks_against(first_of({PreferenceKind::distance, "2000"}), need, std::nullopt));
}

class Substitutes : public ::testing::Test {
 protected:
  Offer holds(int n, int place, std::optional<Instant> wants = std::nullopt) {
    Offer o = make::offer(n, OfferStatus::accepted);
    o.place_number = place;
    o.substitute_wanted_at = wants;
    return o;
  }
  Offer waits(int n, std::int64_t order) {
    Offer o = make::offer(n, OfferStatus::waitlisted);
    o.waitlist_order = order;
    return o;
  }
};

TEST_F(Substitutes, TheNextYesTakesOverTheLongestWantedPlace) {
  const std::vector all{holds(1, 1), holds(2, 2, k_now), holds(3, 3, k_now.plus_s(-60)), make::offer(4)};
  const auto result = accept(make::need(), all[3], all, k_now);
  ASSERT_TRUE(result);
  EXPECT_EQ(std::get<TakeOver>(*result).from, all[2].id);
  EXPECT_EQ(std::get<TakeOver>(*result).place_number, 3);
}

TEST_F(Substitutes, AFreePlaceIsTakenFirst) {
  const std::vector all{holds(1, 1, k_now), make::offer(2)};
  const auto result = accept(make::need(), all[1], all, k_now);
  ASSERT_TRUE(result);
  EXPECT_EQ(std::get<TakePlace>(*result).place_number, 2);
}

TEST_F(Substitutes, WhoeverWaitsSwapsInAfterThePromotions) {
  const std::vector all{holds(1, 1, k_now), holds(2, 2), waits(3, 1), waits(4, 2)};
  ASSERT_EQ(promotions(make::need(), all).size(), 1u) << "the third place was free";
  const auto swapped = swaps(make::need(), all);
  ASSERT_EQ(swapped.size(), 1u);
  EXPECT_EQ(swapped[0].leaves, all[0].id);
  EXPECT_EQ(swapped[0].comes, all[3].id);
  EXPECT_EQ(swapped[0].place_number, 1);
}

TEST_F(Substitutes, OnlyWhoHoldsAPlaceAndHasNotArrivedMayAsk) {
  EXPECT_TRUE(may_want_substitute(make::need(), holds(1, 1), k_now));
  auto arrived = holds(1, 1);
  arrived.arrived_at = k_now;
  EXPECT_FALSE(may_want_substitute(make::need(), arrived, k_now));
  EXPECT_FALSE(may_want_substitute(make::need(), waits(2, 1), k_now));
  EXPECT_FALSE(may_want_substitute(make::need(), make::offer(3), k_now));
  EXPECT_FALSE(may_want_substitute(make::need(NeedStatus::done), holds(1, 1), k_now));
}

}  // namespace
}  // namespace musubi::domain
