// Waves ask on by themselves, in the transaction that made room for it.
#include "tests/unit/flow/offers_go_on.hpp"

namespace musubi::flow {
namespace {

TEST_F(OffersGoOn, AWaveAsksAsManyAsWillFillThePlacesNearestFirst) {
  const auto who = people(9);
  const auto need = a_need(2);
  ASSERT_TRUE(wave(need));
  const auto open = with(need, OfferStatus::open);
  ASSERT_THAT(open, SizeIs(4)) << "half of them say yes, before anything is known";
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(of(need, who[i])) << i;
  EXPECT_EQ(open[0].wave_id, picture(need).wave->wave.id);
  EXPECT_EQ(wave(need).error().code, Code::wave_running);
}

TEST_F(OffersGoOn, TheNextAreAskedInTheTransactionThatEndedAnOffer) {
  const auto who = people(9);
  const auto need = a_need(1);
  ASSERT_TRUE(wave(need));
  ASSERT_THAT(with(need, OfferStatus::open), SizeIs(2));
  ASSERT_TRUE(decline(of(need, who[0])->id));
  EXPECT_TRUE(of(need, who[2])) << "the third was asked at once";
  pass(3600);
  EXPECT_EQ(of(need, who[1])->status, OfferStatus::expired);
  EXPECT_THAT(with(need, OfferStatus::open), SizeIs(2)) << "and the clock asked the next ones";
  EXPECT_EQ(picture(need).wave->wave.asked, 5);
  EXPECT_EQ(picture(need).wave->counts.declined, 1);
}

TEST_F(OffersGoOn, AWaveEndsWhenFullAndAsksNobodyMore) {
  const auto who = people(9);
  const auto need = a_need(1);
  ASSERT_TRUE(wave(need));
  ASSERT_TRUE(accept(of(need, who[1])->id));
  EXPECT_EQ(picture(need).wave->wave.end_reason, domain::WaveEnd::full);
  pass(7200);
  EXPECT_THAT(offers(need), SizeIs(2));
}

TEST_F(OffersGoOn, AWaveEndsWithAReasonWhenCandidatesRunOut) {
  const auto who = people(2);
  const auto need = a_need(1);
  ASSERT_TRUE(wave(need));
  ASSERT_TRUE(decline(of(need, who[0])->id));
  EXPECT_EQ(picture(need).wave->wave.status, domain::WaveStatus::running) << "one may still say yes";
  ASSERT_TRUE(decline(of(need, who[1])->id));
  EXPECT_EQ(picture(need).wave->wave.end_reason, domain::WaveEnd::no_candidates);
  EXPECT_EQ(wave(need).error().code, Code::no_candidates) << "nobody is asked twice for one need";
}

TEST_F(OffersGoOn, ANewcomerIsFoundBeforeAWaveGivesUp) {
  const auto who = people(1);
  const auto need = a_need(1);
  ASSERT_TRUE(wave(need));
  const auto late = people(1);
  ASSERT_TRUE(decline(of(need, who[0])->id));
  EXPECT_TRUE(of(need, late[0]));
}

TEST_F(OffersGoOn, AStoppedWaveLeavesItsOffersOpenAndAsksNobody) {
  const auto who = people(5);
  const auto need = a_need(1);
  ASSERT_TRUE(wave(need));
  ASSERT_TRUE(run([&](Write& w) { return stop_wave(w, need); }));
  ASSERT_TRUE(decline(of(need, who[0])->id));
  EXPECT_THAT(offers(need), SizeIs(2));
  EXPECT_EQ(run([&](Write& w) { return stop_wave(w, need); }).error().code, Code::wrong_state);
}

TEST_F(OffersGoOn, NobodyHasMoreOpenOffersThanThePolicyAllows) {
  const auto who = people(2);
  for (int i = 0; i < 3; ++i) {
    const auto need = a_need(1);
    ASSERT_TRUE(wave(need));
    EXPECT_THAT(with(need, OfferStatus::open), SizeIs(2));
  }
  const auto fourth = a_need(1);
  EXPECT_EQ(wave(fourth).error().code, Code::no_candidates);
  const auto by_hand = offer(fourth, who[0]);
  const auto made = look([&](Read& r) { return *store::find_offer(r.tx, by_hand); });
  EXPECT_THAT(made.warnings, ElementsAre(domain::Reason{"asked_enough", std::nullopt})) << "by hand it only warns";
}

TEST_F(OffersGoOn, TheAcceptanceSeenDecidesTheSizeAndDrillsTeachNothing) {
  const auto who = people(12);
  const auto easy = a_need(12);
  for (const auto& id : who) ASSERT_TRUE(accept(offer(easy, id)));
  EXPECT_EQ(picture(a_need(2)).forecast.size, 3) << "14 of 16 said yes";
  domain::Incident drill;
  drill.id = fresh<IncidentId>();
  drill.name = "訓練";
  drill.is_drill = true;
  run([&](Write& w) -> Result<Outcome> {
    store::insert_incident(w.tx, drill);
    return Outcome{204, "none", {}};
  });
  now_ = now_.plus_s(1);  // so that what the drill tells is the newest
  const auto played = a_need(9, [&](domain::Need& n) {
    n.incident_id = drill.id;
    n.is_drill = true;
    n.category = domain::NeedCategory::mud_removal;
  });
  for (int i = 0; i < 9; ++i) ASSERT_TRUE(decline(offer(played, who[i]), domain::DeclineReason::not_my_skill));
  EXPECT_EQ(picture(a_need(2)).forecast.size, 3);
  EXPECT_THAT(wishes(who[0]), IsEmpty());
  EXPECT_TRUE(notices(who[0], NoticeKind::offer_made).front().is_drill);
}

TEST_F(OffersGoOn, ADropOutIsReplacedByWhoWaitsAndElseByAWave) {
  const auto who = people(6);
  const auto need = a_need(1, [](domain::Need& n) { n.waitlist_max = 1; });
  const auto first = offer(need, who[0]);
  const auto second = offer(need, who[1]);
  ASSERT_TRUE(accept(first));
  ASSERT_EQ(accept(second)->code, "offer.waitlisted");
  ASSERT_TRUE(decline(first));
  EXPECT_EQ(of(need, who[1])->status, OfferStatus::accepted);
  EXPECT_THAT(notices(who[1], NoticeKind::promoted), SizeIs(1));
  EXPECT_FALSE(picture(need).wave) << "the waiting list was enough";
  ASSERT_TRUE(decline(second));
  const auto wave = picture(need).wave;
  ASSERT_TRUE(wave);
  EXPECT_EQ(wave->wave.cause, domain::WaveCause::drop_out);
  EXPECT_EQ(of(need, who[2])->status, OfferStatus::open);
  EXPECT_EQ(of(need, who[0])->status, OfferStatus::declined) << "who gave it back is not asked again";
}

TEST_F(OffersGoOn, AClosedNeedEndsItsWave) {
  (void)people(4);
  const auto need = a_need(1);
  ASSERT_TRUE(wave(need));
  ASSERT_TRUE(run([&](Write& w) { return step_need(w, need, domain::CancelStep{"requester", std::nullopt}); }));
  EXPECT_EQ(picture(need).wave->wave.end_reason, domain::WaveEnd::closed);
  EXPECT_THAT(with(need, OfferStatus::open), IsEmpty());
}

TEST_F(OffersGoOn, AWaveGoesOnAfterARestart) {
  (void)people(5);
  const auto need = a_need(1);
  ASSERT_TRUE(wave(need));
  store_.close();
  store_.open();
  pass(3601);
  EXPECT_THAT(with(need, OfferStatus::expired), SizeIs(2));
  EXPECT_THAT(with(need, OfferStatus::open), SizeIs(2));
}

}  // namespace
}  // namespace musubi::flow
