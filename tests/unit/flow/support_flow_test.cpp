// Jobs that come again, with the clock moved by hand: made once, not made up for, the same helper first and others
// after its time, the first visit together, and what becomes of planned days when series or user change.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/flow/memory.hpp"
#include "server/flow/offer_flow.hpp"
#include "server/flow/people_flow.hpp"
#include "server/flow/referral_flow.hpp"
#include "server/flow/series_flow.hpp"
#include "server/flow/support_flow.hpp"
#include "server/store/event_store.hpp"
#include "server/store/offer_store.hpp"
#include "tests/support/test_store.hpp"

namespace musubi::flow {
namespace {

using domain::NeedStatus;
using domain::OfferStatus;
using ::testing::ElementsAre;
using testing::TestStore;

Day day(std::string_view text) { return *Day::parse(text); }

class Supporting : public ::testing::Test {
 protected:
  // Tuesday 24 November 2026, 9:00: a district, three helpers, a registered user.
  void SetUp() override {
    at("2026-11-24T09:00:00+09:00");
    district_ = make<DistrictId>(
        [](Write& w) { return add_district(w, {{}, "D1", "見本", "みほん", {35.2, 139.1}, {}, {}, false}); });
    for (int i = 0; i < 3; ++i)
      helpers_.push_back(make<VolunteerId>([&](Write& w) {
        domain::NewVolunteer ask;
        ask.name = "手伝 見本";
        ask.name_kana = "テツダイ ミホン";
        ask.phone = "0465-00-0000";
        ask.district_id = district_;
        ask.consent = true;
        ask.insurance =
            domain::InsuranceCover{domain::InsurancePlan::basic, {}, day("2026-04-01"), day("2027-03-31"), {}};
        return add_volunteer(w, ask);
      }));
    user_ = make<ServiceUserId>([&](Write& w) {
      domain::NewServiceUser ask;
      ask.district_id = district_;
      ask.name = "利用 見本";
      ask.name_kana = "リヨウ ミホン";
      ask.phone = "0465-00-0001";
      ask.address = "見本町1";
      ask.visited_on = day("2026-11-20");
      ask.status = domain::ServiceUserStatus::registered;
      return add_service_user(w, ask);
    });
  }

  void at(std::string_view text) { now_ = *Instant::parse(text); }
  Result<Outcome> run(const Command& command) {
    Result<Outcome> result = fail(Code::broken);
    store_->write_now([&](store::Tx& tx) {
      Write w{tx, actor_, now_, memory_, make_id_, "test"};
      result = command(w);
      return result ? store::Verdict::keep : store::Verdict::refuse;
    });
    return result;
  }
  template <class I>
  I make(const Command& command) {
    const auto done = run(command);
    EXPECT_TRUE(done) << (done ? "" : std::to_string(static_cast<int>(done.error().code)));
    return done ? done->ref_id<I>() : I{};
  }
  void look(const std::function<void(Read&)>& reading) {
    store_->read_now([&](store::ReadTx& tx) {
      Read r{tx, actor_, now_, memory_, "test"};
      reading(r);
    });
  }
  // The clock's work, until it has nothing left; how many needs it made.
  int tick() {
    int made = 0;
    for (bool due = true; due;) {
      (void)run([&](Write& w) -> Result<Outcome> {
        made += make_due_needs(w);
        return Outcome{204, "none", {}};
      });
      look([&](Read& r) { due = series_are_due(r); });
    }
    return made;
  }
  SeriesId tuesdays(const std::function<void(domain::Series&)>& change = {}) {
    domain::NewSeries ask;
    ask.series.service_user_id = user_;
    ask.series.title = "ごみ出し";
    ask.series.category = domain::NeedCategory::waste;
    ask.series.weekdays = {2};
    ask.series.from_minute = 600;
    ask.series.until_minute = 630;
    ask.series.starts_on = day("2026-11-24");
    if (change) change(ask.series);
    return make<SeriesId>([&](Write& w) { return add_series(w, ask); });
  }
  std::vector<domain::Need> needs_of(SeriesId series) {
    std::vector<domain::Need> needs;
    look([&](Read& r) {
      for (const auto& one : store::needs_of_series(r.tx, series, Day{0}))
        needs.push_back(*store::find_need(r.tx, one.need_id));
    });
    return needs;
  }
  std::vector<std::string> days_of(SeriesId series) {
    std::vector<std::string> days;
    for (const auto& need : needs_of(series)) days.push_back(need.support->day->text());
    return days;
  }
  std::vector<domain::Offer> offers_of(const domain::Need& need) {
    std::vector<domain::Offer> offers;
    look([&](Read& r) { offers = store::offers_of_need(r.tx, need.id); });
    return offers;
  }
  // Asked by hand, said yes, done.
  void do_visit(const domain::Need& need, VolunteerId helper, std::optional<std::string> concern = std::nullopt) {
    const auto made = run([&](Write& w) { return make_offers(w, need.id, {{helper}, std::nullopt, 3600}); });
    ASSERT_TRUE(made);
    ASSERT_TRUE(run([&](Write& w) { return accept_offer(w, made->ref_id<OfferId>("offer"), {}); }));
    domain::CompleteStep report;
    report.outcome = domain::ReportOutcome::done;
    report.minutes = 30;
    report.concern = std::move(concern);
    ASSERT_TRUE(run([&](Write& w) { return step_need(w, need.id, report); }));
  }
  int change(SeriesId series, const domain::SeriesPatch& patch) {
    int version = 0;
    look([&](Read& r) { version = (*read_series(r, series))->series.version; });
    const auto done = run([&](Write& w) { return change_series(w, series, version, patch); });
    return done ? 0 : static_cast<int>(done.error().code);
  }

  TestStore store_;
  Memory memory_;
  domain::Actor actor_ = domain::the_system();
  Instant now_;
  MakeId make_id_ = random_ids([this] { return now_.ms; });
  DistrictId district_;
  ServiceUserId user_;
  std::vector<VolunteerId> helpers_;
};

TEST_F(Supporting, MakesNeedsUpToTheHorizonOnceAndGoesOnDayByDay) {
  const auto series = tuesdays();
  EXPECT_EQ(tick(), 3);
  EXPECT_EQ(tick(), 0) << "and then nothing";
  EXPECT_THAT(days_of(series), ElementsAre("2026-11-24", "2026-12-01", "2026-12-08"));
  const auto first = needs_of(series).front();
  EXPECT_EQ(first.status, NeedStatus::match_waiting);
  EXPECT_EQ(first.starts_at, Instant::parse("2026-11-24T10:00:00+09:00"));
  EXPECT_EQ(first.ends_at, Instant::parse("2026-11-24T10:30:00+09:00"));
  EXPECT_EQ(first.requester->name, "利用 見本");
  at("2026-12-01T00:00:01+09:00");
  EXPECT_EQ(tick(), 1);
  EXPECT_EQ(days_of(series).back(), "2026-12-15");
}

TEST_F(Supporting, DoesNotMakeUpForDaysWhileNothingRanAndSkipsWhatHasBegun) {
  const auto series = tuesdays();
  at("2026-12-15T10:00:00+09:00");  // the very minute at which the job would begin
  EXPECT_EQ(tick(), 2);
  EXPECT_THAT(days_of(series), ElementsAre("2026-12-22", "2026-12-29"));
}

TEST_F(Supporting, WorksInBoundedBatches) {
  for (int i = 0; i < 25; ++i) (void)tuesdays();
  int made = 0;
  (void)run([&](Write& w) -> Result<Outcome> {
    made = make_due_needs(w);
    return Outcome{204, "none", {}};
  });
  EXPECT_EQ(made, 60) << "twenty series of three days each";
  EXPECT_EQ(tick(), 15);
}

TEST_F(Supporting, HoldsToHolidaysAndClosedDaysAndLooksAgainWhenTheyOpen) {
  const auto mondays = tuesdays([](domain::Series& s) { s.weekdays = {1, 3}; });
  (void)run([&](Write& w) { return change_support_calendar(w, 1, {std::nullopt, std::vector{day("2026-12-02")}}); });
  EXPECT_EQ(tick(), 3);
  EXPECT_THAT(days_of(mondays), ElementsAre("2026-11-25", "2026-11-30", "2026-12-07"));
  (void)run([&](Write& w) { return change_support_calendar(w, 2, {21, std::vector<Day>{}}); });
  EXPECT_EQ(tick(), 3);
  EXPECT_THAT(days_of(mondays),
              ElementsAre("2026-11-25", "2026-11-30", "2026-12-02", "2026-12-07", "2026-12-09", "2026-12-14"));
}

TEST_F(Supporting, AsksTheHelperOfLastTimeAloneUntilTheTimeIsOver) {
  const auto series = tuesdays();
  tick();
  auto needs = needs_of(series);
  EXPECT_TRUE(needs[0].support->with_coordinator) << "the first visit is made together";
  EXPECT_FALSE(needs[1].support->with_coordinator);
  do_visit(needs[0], helpers_[1]);

  needs = needs_of(series);
  ASSERT_EQ(offers_of(needs[1]).size(), 1U);
  const auto offer = offers_of(needs[1])[0];
  EXPECT_EQ(offer.volunteer_id, helpers_[1]);
  EXPECT_EQ(offer.status, OfferStatus::open);
  EXPECT_EQ(offer.expires_at, now_.plus_s(24 * 3600));
  EXPECT_TRUE(std::ranges::any_of(offer.reasons, [](const auto& r) { return r.code == "past_helper"; }));
  EXPECT_EQ(needs[1].support->first_until, offer.expires_at);

  actor_ = domain::Actor{.account_id = {},
                         .role = domain::Role::staff,
                         .districts = {},
                         .volunteer_id = {},
                         .signed_in = true,
                         .system = false};
  const domain::NewOffers best{{}, 1, 3600};
  EXPECT_EQ(run([&](Write& w) { return make_offers(w, needs[1].id, best); }).error().code, Code::helper_first);
  EXPECT_TRUE(run([&](Write& w) { return make_offers(w, needs[1].id, {{helpers_[0]}, std::nullopt, 3600}); }))
      << "a person decides";
  at("2026-11-25T09:00:01+09:00");
  (void)run([](Write& w) -> Result<Outcome> {
    (void)expire_due_offers(w, 100);
    return Outcome{204, "none", {}};
  });
  EXPECT_TRUE(run([&](Write& w) { return make_offers(w, needs[1].id, best); })) << "open to others as any need";

  // The days that come into sight later are offered to the same helper as well.
  at("2026-12-01T00:00:01+09:00");
  tick();
  const auto last = needs_of(series).back();
  EXPECT_EQ(last.support->day, day("2026-12-15"));
  ASSERT_EQ(offers_of(last).size(), 1U);
  EXPECT_EQ(offers_of(last)[0].volunteer_id, helpers_[1]);
}

TEST_F(Supporting, DoesNotAskSomebodyWhoHasLeft) {
  const auto series = tuesdays();
  tick();
  const auto needs = needs_of(series);
  const auto made = run([&](Write& w) { return make_offers(w, needs[0].id, {{helpers_[0]}, std::nullopt, 3600}); });
  ASSERT_TRUE(run([&](Write& w) { return accept_offer(w, made->ref_id<OfferId>("offer"), {}); }));
  domain::VolunteerPatch left;
  left.status = domain::VolunteerStatus::retired;
  ASSERT_TRUE(run([&](Write& w) { return change_volunteer(w, helpers_[0], 1, left); }));
  domain::CompleteStep report;
  report.outcome = domain::ReportOutcome::done;
  ASSERT_TRUE(run([&](Write& w) { return step_need(w, needs[0].id, report); }));
  EXPECT_TRUE(offers_of(needs[1]).empty());
  EXPECT_FALSE(needs_of(series)[1].support->first_until) << "nobody is waited for";
}

TEST_F(Supporting, PassesTheFirstVisitOnWhenItIsLeftOut) {
  const auto series = tuesdays();
  tick();
  const domain::SeriesException skip{day("2026-12-01"), domain::ExceptionKind::skip, std::nullopt};
  ASSERT_TRUE(run([&](Write& w) { return except_series(w, series, skip); }));
  EXPECT_TRUE(needs_of(series)[0].support->with_coordinator) << "another day was left out";
  const domain::SeriesException first{day("2026-11-24"), domain::ExceptionKind::skip, std::nullopt};
  ASSERT_TRUE(run([&](Write& w) { return except_series(w, series, first); }));
  const auto needs = needs_of(series);
  EXPECT_EQ(needs[0].status, NeedStatus::cancelled);
  EXPECT_EQ(needs[1].status, NeedStatus::cancelled);
  EXPECT_TRUE(needs[2].support->with_coordinator);
  EXPECT_EQ(tick(), 0) << "what was left out is not made again";
}

TEST_F(Supporting, FollowsAChangeWhereNobodyHasSaidYes) {
  const auto series = tuesdays();
  tick();
  const auto agreed = needs_of(series)[1];
  const auto made = run([&](Write& w) { return make_offers(w, agreed.id, {{helpers_[0]}, std::nullopt, 3600}); });
  ASSERT_TRUE(run([&](Write& w) { return accept_offer(w, made->ref_id<OfferId>("offer"), {}); }));
  domain::SeriesPatch later;
  later.from_minute = 660;
  later.until_minute = 700;
  EXPECT_EQ(change(series, later), 0);
  const auto needs = needs_of(series);
  EXPECT_EQ(needs[0].starts_at, Instant::parse("2026-11-24T11:00:00+09:00"));
  EXPECT_EQ(needs[1].starts_at, agreed.starts_at) << "who has said yes keeps what they said yes to";
  domain::SeriesPatch fridays;
  fridays.weekdays = {5};
  EXPECT_EQ(change(series, fridays), 0);
  EXPECT_EQ(needs_of(series)[0].status, NeedStatus::cancelled);
  EXPECT_EQ(needs_of(series)[1].status, NeedStatus::assigned);
  EXPECT_EQ(tick(), 2) << "the Fridays to come";
}

TEST_F(Supporting, PausesWithoutMakingAndEndsWithItsUser) {
  const auto series = tuesdays();
  tick();
  domain::SeriesPatch pause;
  pause.status = domain::SeriesStatus::paused;
  EXPECT_EQ(change(series, pause), 0);
  at("2026-12-01T00:00:01+09:00");
  EXPECT_EQ(tick(), 0);
  EXPECT_EQ(needs_of(series)[1].status, NeedStatus::match_waiting) << "what is planned stays";
  domain::SeriesPatch go_on;
  go_on.status = domain::SeriesStatus::active;
  EXPECT_EQ(change(series, go_on), 0);
  EXPECT_EQ(tick(), 1);
  domain::ServiceUserPatch end;
  end.status = domain::ServiceUserStatus::ended;
  ASSERT_TRUE(run([&](Write& w) { return change_service_user(w, user_, 1, end); }));
  for (const auto& need : needs_of(series))
    if (need.starts_at > now_) EXPECT_EQ(need.status, NeedStatus::cancelled) << need.number;
  EXPECT_EQ(change(series, go_on), static_cast<int>(Code::wrong_state)) << "over is over";
  domain::NewSeries again;
  again.series.service_user_id = user_;
  again.series.weekdays = {2};
  again.series.until_minute = 60;
  EXPECT_EQ(run([&](Write& w) { return add_series(w, again); }).error().fields.front().field, "service_user_id");
}

TEST_F(Supporting, OpensAReferralInTheTransactionOfTheReportAndNeverFromADrill) {
  const auto series = tuesdays();
  tick();
  do_visit(needs_of(series)[0], helpers_[0], "新聞がたまっていた");
  look([&](Read& r) {
    const auto list = list_referrals(r, {}, {10, std::nullopt});
    ASSERT_EQ(list->items.size(), 1U);
    EXPECT_EQ(list->items[0]->referral.text, "新聞がたまっていた");
    EXPECT_EQ(list->items[0]->person, "利用 見本");
    for (const auto& e : store::events_after(r.tx, 0, 1000)) {
      EXPECT_FALSE(e.data.contains("新聞")) << "law 11";
      if (e.type == "referral.opened") EXPECT_FALSE(e.incident_id);
    }
    const auto sums = list_support_records(r, 2026, 11, district_);
    ASSERT_EQ(sums->items.size(), 1U);
    EXPECT_EQ(sums->items[0].jobs, 1);
    EXPECT_EQ(sums->items[0].minutes, 30);
  });
  domain::Need drill;
  drill.is_drill = true;
  domain::ActivityReport report;
  report.concern = "訓練の気づき";
  (void)run([&](Write& w) -> Result<Outcome> {
    record_visit(w, drill, report, {});
    return Outcome{204, "none", {}};
  });
  look([&](Read& r) { EXPECT_EQ(list_referrals(r, {}, {10, std::nullopt})->items.size(), 1U); });
}

TEST_F(Supporting, GoesOnAfterARestartWhereItStood) {
  const auto series = tuesdays();
  tick();
  store_.close();
  store_.open();
  Memory fresh;
  look([&](Read& r) { fresh.load(r.tx, now_); });
  EXPECT_EQ(fresh.with_people([](const domain::PeopleIndex& people) {
    return people.search("リヨウ", domain::PersonKind::service_user, 5).size();
  }),
            1U)
      << "and the register is found again";
  EXPECT_EQ(tick(), 0);
  EXPECT_EQ(days_of(series).size(), 3U);
}

}  // namespace
}  // namespace musubi::flow
