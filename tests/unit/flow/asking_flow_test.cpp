// Who takes over, what is learned, and when people are told.
#include "tests/unit/flow/offers_go_on.hpp"

namespace musubi::flow {
namespace {

TEST_F(OffersGoOn, ASubstituteSwapsInOneTransactionAndThePlaceIsNeverEmptyOrDoubled) {
  const auto who = people(6);
  const auto need = a_need(1);
  const auto mine = offer(need, who[0]);
  ASSERT_TRUE(accept(mine));
  ASSERT_TRUE(substitute(mine));
  EXPECT_EQ(of(need, who[0])->place_number, 1) << "kept until somebody says yes";
  EXPECT_EQ(picture(need).wave->wave.cause, domain::WaveCause::substitute);
  const auto next = of(need, who[1]);
  ASSERT_TRUE(next);
  ASSERT_TRUE(accept(next->id));
  EXPECT_EQ(of(need, who[1])->place_number, 1);
  const auto left = of(need, who[0]);
  EXPECT_EQ(left->status, OfferStatus::withdrawn);
  EXPECT_EQ(left->substituted_by, next->id);
  EXPECT_THAT(notices(who[0], NoticeKind::substituted), SizeIs(1));
  EXPECT_THAT(with(need, OfferStatus::accepted), SizeIs(1));
  EXPECT_EQ(picture(need).wave->wave.end_reason, domain::WaveEnd::full);
}

TEST_F(OffersGoOn, WhoeverWaitsBecomesTheSubstituteAtOnce) {
  const auto who = people(2);
  const auto need = a_need(1, [](domain::Need& n) { n.waitlist_max = 1; });
  const auto mine = offer(need, who[0]);
  ASSERT_TRUE(accept(mine));
  ASSERT_TRUE(accept(offer(need, who[1])));
  ASSERT_TRUE(substitute(mine));
  EXPECT_EQ(of(need, who[1])->status, OfferStatus::accepted);
  EXPECT_EQ(of(need, who[0])->status, OfferStatus::withdrawn);
  EXPECT_TRUE(substitute(mine)) << "a second tap hears the same";
}

TEST_F(OffersGoOn, TakingTheWishBackEndsTheSearch) {
  const auto who = people(5);
  const auto need = a_need(1);
  const auto mine = offer(need, who[0]);
  ASSERT_TRUE(accept(mine));
  ASSERT_TRUE(substitute(mine));
  ASSERT_TRUE(run([&](Write& w) { return cancel_substitute(w, mine); }));
  EXPECT_EQ(picture(need).wave->wave.end_reason, domain::WaveEnd::full);
  EXPECT_EQ(accept(of(need, who[1])->id).error().code, Code::place_taken);
  EXPECT_EQ(of(need, who[0])->status, OfferStatus::accepted);
}

TEST_F(OffersGoOn, DeclinesTeachARankAndAYesUnlearns) {
  const auto who = people(3);
  const auto mud = [](domain::Need& n) { n.category = domain::NeedCategory::mud_removal; };
  ASSERT_TRUE(decline(offer(a_need(1, mud), who[0]), domain::DeclineReason::not_my_skill));
  ASSERT_THAT(wishes(who[0]), SizeIs(1));
  EXPECT_EQ(wishes(who[0])[0].value, "mud_removal");
  const auto ranked = look([&](Read& r) { return *candidates_for(r, a_need(1, mud), 9); });
  EXPECT_EQ(ranked.items.back().candidate.volunteer_id, who[0]) << "a kilometre further back";
  ASSERT_TRUE(accept(offer(a_need(1, mud), who[0])));
  EXPECT_THAT(wishes(who[0]), IsEmpty());
}

TEST_F(OffersGoOn, WhatWasLearnedIsForgottenByItself) {
  const auto who = people(1);
  ASSERT_TRUE(decline(offer(a_need(1), who[0]), domain::DeclineReason::not_my_skill));
  pass(179LL * 24 * 3600);
  EXPECT_THAT(wishes(who[0]), SizeIs(1));
  pass(2LL * 24 * 3600);
  EXPECT_THAT(wishes(who[0]), IsEmpty());
}

TEST_F(OffersGoOn, QuietHoursDelayTheNoticeAndNotTheOffer) {
  const auto who = people(1);
  now_ = k_night;
  const auto id = offer(a_need(1), who[0], 24 * 3600);
  EXPECT_EQ(look([&](Read& r) { return store::find_offer(r.tx, id)->status; }), OfferStatus::open);
  ASSERT_THAT(notices(who[0], NoticeKind::offer_made), SizeIs(1));
  EXPECT_EQ(notices(who[0], NoticeKind::offer_made)[0].status, NoticeStatus::waiting);
  EXPECT_EQ(notices(who[0], NoticeKind::offer_made)[0].due_at, *Instant::parse("2026-11-24T07:00:00.000+09:00"));
  tick();
  EXPECT_EQ(notices(who[0], NoticeKind::offer_made)[0].status, NoticeStatus::waiting);
  EXPECT_FALSE(look([](Read& r) { return clock_is_due(r); }));
  now_ = *Instant::parse("2026-11-24T07:00:00.000+09:00");
  EXPECT_TRUE(look([](Read& r) { return clock_is_due(r); }));
  tick();
  EXPECT_EQ(notices(who[0], NoticeKind::offer_made)[0].sent_at, now_);
  tick();
  EXPECT_THAT(notices(who[0], NoticeKind::offer_made), SizeIs(1)) << "once";
}

TEST_F(OffersGoOn, RemindersComeInTimeAndEndWithTheOffer) {
  const auto who = people(1);
  const auto need = a_need(1, [&](domain::Need& n) { n.starts_at = *Instant::parse("2026-11-25T10:00:00.000+09:00"); });
  const auto id = offer(need, who[0], 4 * 3600);
  pass(2 * 3600 - 1);
  EXPECT_EQ(notices(who[0], NoticeKind::offer_reminder)[0].status, NoticeStatus::waiting);
  pass(1);
  EXPECT_EQ(notices(who[0], NoticeKind::offer_reminder)[0].status, NoticeStatus::sent);
  ASSERT_TRUE(accept(id));
  ASSERT_THAT(notices(who[0], NoticeKind::job_reminder), SizeIs(2));
  ASSERT_TRUE(run([&](Write& w) { return withdraw_offer(w, id); }));
  EXPECT_THAT(notices(who[0], NoticeKind::job_reminder), IsEmpty()) << "cancelled";
  EXPECT_THAT(notices(who[0], NoticeKind::withdrawn), SizeIs(1));
}

TEST_F(OffersGoOn, WhoIsStillAskedHearsThatThePlacesAreGoneAndWhenOneIsFreeAgain) {
  const auto who = people(3);
  const auto need = a_need(1);
  const auto quick = offer(need, who[0]);
  const auto slow = offer(need, who[1]);
  ASSERT_TRUE(accept(quick));
  EXPECT_THAT(notices(who[1], NoticeKind::place_filled), SizeIs(1));
  EXPECT_THAT(notices(who[1], NoticeKind::offer_reminder), IsEmpty());
  now_ = now_.plus_s(60);
  ASSERT_TRUE(decline(quick));
  EXPECT_THAT(notices(who[1], NoticeKind::offer_made), SizeIs(2));
  EXPECT_TRUE(accept(slow));
}

}  // namespace
}  // namespace musubi::flow
