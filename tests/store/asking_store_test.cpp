// Waves, notices, wishes, calls and the policy of asking, as every driver keeps them.
#include "server/store/notice_store.hpp"
#include "server/store/preference_store.hpp"
#include "server/store/wave_store.hpp"
#include "tests/store/tables.hpp"

namespace musubi::testing {
namespace {

using domain::NoticeKind;
using domain::OfferStatus;
using store::StoreError;
using ::testing::ElementsAre;
using ::testing::SizeIs;

domain::Wave a_wave(int n, int need) {
  domain::Wave w;
  w.id = an_id<WaveId>(n);
  w.need_id = an_id<NeedId>(need);
  w.expires_in_s = 3600;
  w.started_by = an_id<AccountId>(1);
  w.started_at = {1'000 * n};
  return w;
}

domain::Notice a_notice(int n, int offer, Instant due) {
  domain::Notice x;
  x.id = an_id<NoticeId>(n);
  x.volunteer_id = an_id<VolunteerId>(1);
  x.offer_id = an_id<OfferId>(offer);
  x.need_id = an_id<NeedId>(1);
  x.planned_at = due;
  x.due_at = due;
  return x;
}

class AskingStore : public StoreTables {
 protected:
  void SetUp() override {
    StoreTables::SetUp();
    store::insert_need(tx, a_need(1));
    for (int n = 1; n <= 3; ++n) store::insert_offer(tx, an_offer(n, 1, n));
  }
};

TEST_F(AskingStore, AWaveComesBackAsItWas) {
  auto wave = a_wave(1, 1);
  wave.together = 4;
  store::insert_wave(tx, wave);
  EXPECT_SAME(*store::find_wave(tx, wave.id), wave);
  wave.status = domain::WaveStatus::ended;
  wave.end_reason = domain::WaveEnd::full;
  wave.ended_at = Instant{9'000};
  wave.rounds = 2;
  wave.asked = 7;
  store::update_wave(tx, wave);
  wave.version = 2;
  EXPECT_SAME(*store::wave_of_need(tx, wave.need_id), wave);
  EXPECT_FALSE(store::running_wave(tx, wave.need_id));
}

TEST_F(AskingStore, TwoWavesNeverRunForOneNeed) {
  store::insert_wave(tx, a_wave(1, 1));
  EXPECT_THROW(store::insert_wave(tx, a_wave(2, 1)), StoreError);
}

TEST_F(AskingStore, TurnsComeInOrderAndLeave) {
  const auto wave = a_wave(1, 1);
  store::insert_wave(tx, wave);
  store::insert_turns(tx, wave.id,
                      std::vector<store::Turn>{{1, an_id<VolunteerId>(3), {{"near", "400"}}},
                                               {2, an_id<VolunteerId>(1), {}},
                                               {3, an_id<VolunteerId>(2), {}}});
  const auto first = store::next_turns(tx, wave.id, 2);
  ASSERT_THAT(first, SizeIs(2));
  EXPECT_EQ(first[0].volunteer_id, an_id<VolunteerId>(3));
  EXPECT_THAT(first[0].reasons, ElementsAre(domain::Reason{"near", "400"}));
  store::drop_turns_to(tx, wave.id, 2);
  const auto rest = store::next_turns(tx, wave.id, 9);
  ASSERT_THAT(rest, SizeIs(1));
  EXPECT_EQ(rest[0].volunteer_id, an_id<VolunteerId>(2));
}

TEST_F(AskingStore, AcceptanceIsCountedApartAndNeverFromDrills) {
  auto in_incident = a_need(2);
  in_incident.incident_id = an_id<IncidentId>(1);
  store::insert_need(tx, in_incident);
  auto in_drill = a_need(3);
  in_drill.incident_id = an_id<IncidentId>(2);
  store::insert_need(tx, in_drill);
  const auto ended = [&](int n, int need, OfferStatus status) {
    auto o = an_offer(n, need, n % 9 + 1);
    o.status = status;
    if (status == OfferStatus::accepted) o.place_number = 1;
    store::insert_offer(tx, o);
  };
  ended(11, 2, OfferStatus::accepted);
  ended(12, 2, OfferStatus::declined);
  ended(13, 2, OfferStatus::expired);
  ended(14, 3, OfferStatus::accepted);
  ended(15, 3, OfferStatus::declined);
  ended(16, 2, OfferStatus::withdrawn);
  const auto incidents = store::answers_seen(tx, {0}, true);
  EXPECT_EQ(incidents.asked, 3);
  EXPECT_EQ(incidents.yes, 1);
  EXPECT_EQ(store::answers_seen(tx, {0}, false).asked, 0) << "open offers have no answer yet";
  EXPECT_EQ(store::answers_seen(tx, {99'000}, true).asked, 0) << "too long ago";
}

TEST_F(AskingStore, ANoticeIsKeptOnceForItsMoment) {
  const auto notice = a_notice(1, 1, {500});
  EXPECT_TRUE(store::insert_notice(tx, notice));
  EXPECT_FALSE(store::insert_notice(tx, a_notice(2, 1, {500})));
  EXPECT_SAME(*store::find_notice(tx, notice.id), notice);
  EXPECT_EQ(store::next_notice(tx), Instant{500});
  EXPECT_THAT(store::due_notices(tx, {499}, 9), SizeIs(0));
  ASSERT_THAT(store::due_notices(tx, {500}, 9), SizeIs(1));
  EXPECT_TRUE(store::mark_sent(tx, notice.id, {600}));
  EXPECT_FALSE(store::mark_sent(tx, notice.id, {700})) << "once";
  EXPECT_FALSE(store::next_notice(tx));
  EXPECT_TRUE(store::was_told(tx, notice.offer_id));
  EXPECT_EQ(store::mark_all_seen(tx, notice.volunteer_id, {800}), 1);
  EXPECT_EQ(store::mark_all_seen(tx, notice.volunteer_id, {900}), 0);
}

TEST_F(AskingStore, ACancelledNoticeMakesRoomForANewOne) {
  auto reminder = a_notice(1, 1, {500});
  reminder.kind = NoticeKind::job_reminder;
  EXPECT_TRUE(store::insert_notice(tx, reminder));
  store::cancel_notices(tx, reminder.offer_id, NoticeKind::offer_reminder);
  EXPECT_TRUE(store::next_notice(tx)) << "another kind was meant";
  store::cancel_notices(tx, reminder.offer_id, NoticeKind::job_reminder);
  EXPECT_FALSE(store::next_notice(tx));
  reminder.id = an_id<NoticeId>(2);
  EXPECT_TRUE(store::insert_notice(tx, reminder));
  EXPECT_THAT(ids_of(store::notices_of_volunteer(tx, reminder.volunteer_id, {0}, 9)), ElementsAre(an_id<Uuid>(2)));
}

TEST_F(AskingStore, WishesAreKeptChangedAndForgotten) {
  domain::Preference p{an_id<PreferenceId>(1), an_id<VolunteerId>(1), domain::PreferenceKind::slot, "6am", 1, {1'000}};
  store::insert_preference(tx, p);
  p.weight = 2;
  p.learned_at = {2'000};
  store::update_preference(tx, p);
  EXPECT_SAME(*store::find_preference(tx, p.id), p);
  EXPECT_THAT(store::preferences_of(tx, p.volunteer_id, {1'999}), SizeIs(1));
  EXPECT_THAT(store::preferences_of(tx, p.volunteer_id, {2'000}), SizeIs(0)) << "forgotten";
  EXPECT_THAT(store::all_preferences(tx, {0}), SizeIs(1));
  EXPECT_EQ(store::oldest_preference(tx), Instant{2'000});
  EXPECT_THAT(store::forgotten_preferences(tx, {2'000}, 9), SizeIs(1));
  store::delete_preference(tx, p.id);
  EXPECT_FALSE(store::find_preference(tx, p.id));
}

TEST_F(AskingStore, TheCallListIsInTheOrderOfUrgency) {
  auto urgent = a_need(2);
  urgent.priority = domain::Priority::crisis;
  store::insert_need(tx, urgent);
  auto late = an_offer(11, 2, 4);
  late.expires_at = {90'000};
  store::insert_offer(tx, late);
  auto soon = an_offer(12, 1, 5);
  soon.expires_at = {40'000};
  store::insert_offer(tx, soon);
  auto with_app = an_account(2);
  with_app.volunteer_id = an_id<VolunteerId>(1);
  store::insert_account(tx, with_app, "hash");
  const auto list = store::to_call(tx, std::nullopt, std::nullopt, {0}, 99);
  EXPECT_THAT((std::vector<Uuid>{list[0].offer_id, list[1].offer_id}), ElementsAre(an_id<Uuid>(11), an_id<Uuid>(12)));
  for (const auto& one : list) EXPECT_NE(one.offer_id, an_id<OfferId>(1)) << "has a device";
  EXPECT_TRUE(list[0].has_no_account);
  auto by_phone = *store::find_volunteer(tx, an_id<VolunteerId>(1));
  by_phone.contact_by = domain::ContactBy::phone;
  ASSERT_TRUE(store::update_volunteer(tx, by_phone, by_phone.version));
  EXPECT_THAT(store::to_call(tx, std::nullopt, std::nullopt, {0}, 99), SizeIs(list.size() + 1))
      << "wants to be rung up";
  EXPECT_THAT(store::to_call(tx, an_id<IncidentId>(1), std::nullopt, {0}, 99), SizeIs(0));
}

TEST_F(AskingStore, TriesAreCountedAndTheLastIsTold) {
  const auto offer = an_id<OfferId>(1);
  EXPECT_EQ(store::call_tries(tx, offer).tried, 0);
  store::insert_call_try(tx, an_id<Uuid>(1), offer, domain::CallResult::no_answer, an_id<AccountId>(1), {100});
  store::insert_call_try(tx, an_id<Uuid>(2), offer, domain::CallResult::busy, std::nullopt, {200});
  const auto tries = store::call_tries(tx, offer);
  EXPECT_EQ(tries.tried, 2);
  EXPECT_EQ(tries.last_tried_at, Instant{200});
  EXPECT_EQ(tries.last_result, domain::CallResult::busy);
}

TEST_F(AskingStore, ThePolicyHasSafeBoundsAndOneVersionAtATime) {
  auto policy = store::offer_policy(tx);
  EXPECT_SAME(policy, domain::OfferPolicy{}) << "the data starts with the defaults of the code";
  policy.open_offers_max = 5;
  EXPECT_TRUE(store::update_offer_policy(tx, policy, 1));
  EXPECT_FALSE(store::update_offer_policy(tx, policy, 1)) << "stale";
  EXPECT_EQ(store::offer_policy(tx).version, 2);
  policy.open_offers_max = 21;
  EXPECT_THROW(store::update_offer_policy(tx, policy, 2), StoreError);
}

TEST_F(AskingStore, AVolunteersNewFieldsComeBackAndTheGenderIsSealed) {
  auto who = a_volunteer(20);
  who.contact_by = domain::ContactBy::phone;
  who.quiet = domain::QuietHours{1'260, 420};
  who.gender = domain::Gender::female;
  who.guardian_consent_on = Day::parse("2026-05-01");
  who.hours_week_max = 8;
  who.travel_max_m = 3'000;
  who.load_max = domain::Load::light;
  who.car_seats = 4;
  store::insert_volunteer(tx, who);
  EXPECT_SAME(*store::find_volunteer(tx, who.id), who);
  EXPECT_EQ(raw_file().find("female"), std::string::npos);
}

TEST_F(AskingStore, APlaceToBeGivenAwayIsHeld) {
  auto offer = an_offer(1, 1, 1);
  offer.substitute_wanted_at = Instant{1};
  EXPECT_THROW(store::update_offer(tx, offer), StoreError) << "an open offer holds no place to give away";
}

}  // namespace
}  // namespace musubi::testing
