#include "server/app/demo.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "server/app/demo_ticker.hpp"
#include "server/app/workshop.hpp"
#include "server/flow/account_flow.hpp"
#include "server/flow/incident_flow.hpp"
#include "server/flow/need_flow.hpp"
#include "server/flow/referral_flow.hpp"
#include "server/flow/series_flow.hpp"
#include "server/flow/support_flow.hpp"
#include "server/store/account_store.hpp"
#include "server/store/district_store.hpp"
#include "server/store/event_store.hpp"
#include "server/store/offer_store.hpp"
#include "server/store/volunteer_store.hpp"
#include "tests/support/temp_folder.hpp"

namespace musubi::app {
namespace {

using domain::NeedStatus;
using musubi::testing::TempFolder;

const Instant k_now = *Instant::parse("2026-11-23T14:20:00+09:00");

int make(const TempFolder& folder, std::uint64_t seed = 1, std::string password = k_demo_password,
         Instant now = k_now) {
  return make_demo({folder.file("data"), seed, std::move(password), now});
}

std::vector<domain::Need> every_need(flow::Read& r) {
  store::Page all{5000, std::nullopt};
  return store::needs(r.tx, {}, all);
}

// One demo for all tests that only look.
class Demo : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TempFolder;
    ASSERT_EQ(make(*folder_), 0);
  }
  static void TearDownTestSuite() {
    delete folder_;
    folder_ = nullptr;
  }
  static void look(const std::function<void(flow::Read&)>& reading) {
    Workshop workshop({.data = folder_->file("data"), .make_id = {}, .now = [] { return k_now; }});
    workshop.look(reading);
  }
  static domain::Actor actor(flow::Read& r, std::string_view login) {
    return flow::Memory::actor_of(store::find_account_by_login(r.tx, login)->account);
  }

  static TempFolder* folder_;
};
TempFolder* Demo::folder_ = nullptr;

TEST_F(Demo, HasThePromisedNumbers) {
  look([](flow::Read& r) {
    const auto districts = store::districts(r.tx);
    EXPECT_EQ(districts.size(), 26U);
    for (const auto& d : districts) {
      EXPECT_TRUE(d.is_sample && d.cell) << d.code;
      EXPECT_FALSE(d.name.contains("見本")) << "the screens add it";
    }
    EXPECT_EQ(store::volunteers(r.tx, {}, {1000, {}}).size(), 400U);
    EXPECT_EQ(store::squads(r.tx, {}, {1000, {}}).size(), 52U);
    const auto consented = r.memory.with_roster([](const auto& roster) {
      EXPECT_EQ(roster.size(), 1500U);
      return std::ranges::count_if(roster, [](const auto& row) { return row.second.consented; });
    });
    EXPECT_NEAR(static_cast<double>(consented), 900, 60);
  });
}

TEST_F(Demo, EverydayNeedsStandInEveryStateThatTheirStepsLeadTo) {
  look([](flow::Read& r) {
    std::map<NeedStatus, int> by_status;
    for (const auto& need : every_need(r))
      if (!need.incident_id && !need.support) ++by_status[need.status];
    int all = 0;
    for (const auto& [_, count] : by_status) all += count;
    EXPECT_EQ(all, 120);
    for (std::size_t i = 0; i < domain::all_codes<NeedStatus>().size(); ++i) {
      const auto status = static_cast<NeedStatus>(i);
      if (status == NeedStatus::dispatched || status == NeedStatus::reported) continue;  // of an incident's teams
      EXPECT_GT(by_status[status], 0) << domain::code(status);
    }
  });
}

TEST_F(Demo, PlacesAgreeWithTheStateOfTheNeed) {
  look([](flow::Read& r) {
    for (const auto& need : every_need(r)) {
      const auto places = store::places_of(r.tx, need);
      EXPECT_LE(places.accepted, places.needed);
      if (need.status == NeedStatus::assigned) EXPECT_EQ(places.accepted, places.needed) << need.number;
      if (!domain::is_open(need.status)) EXPECT_EQ(places.accepted + places.open + places.waitlisted, 0) << need.number;
    }
  });
}

TEST_F(Demo, TheJournalRunsForwardInTimeAndEndsBeforeNow) {
  look([](flow::Read& r) {
    Instant last{0};
    std::int64_t seq = 0;
    for (;;) {
      const auto some = store::events_after(r.tx, seq, 2000);
      if (some.empty()) break;
      for (const auto& e : some) {
        ASSERT_EQ(e.seq, seq + 1);
        ASSERT_GE(e.recorded_at, last);
        ASSERT_LE(e.occurred_at, e.recorded_at);
        seq = e.seq;
        last = e.recorded_at;
      }
    }
    EXPECT_LE(last, k_now);
    EXPECT_GT(seq, 4000);
  });
}

TEST_F(Demo, OneDrillIsOverAndOneIsInItsSecondRoundHalfDone) {
  look([](flow::Read& r) {
    int open = 0;
    for (const auto& incident : flow::list_incidents(r, {}).items) {
      EXPECT_TRUE(incident.is_drill) << "no real incident is open";
      open += incident.status == domain::IncidentStatus::open ? 1 : 0;
    }
    EXPECT_EQ(open, 1);
    const auto drill = flow::read_incident(r, demo_drill_id());
    ASSERT_TRUE(drill);
    EXPECT_EQ(drill->name, "令和8年度 総合防災訓練（地震）");
    const auto rounds = flow::list_rounds(r, demo_drill_id())->items;
    ASSERT_EQ(rounds.size(), 2U);
    EXPECT_EQ(std::ranges::count_if(rounds, [](const auto& one) { return !one.closed_at; }), 1);
    const auto picture = flow::picture_of(r, demo_drill_id());
    ASSERT_TRUE(picture);
    const auto total = domain::total_of(picture->progress);
    for (std::size_t i = 0; i < domain::k_safety_statuses; ++i) EXPECT_GT(total.counts[i], 0) << i;
    const double known = 1.0 - static_cast<double>(total.counts[0]) / total.total();
    EXPECT_NEAR(known, 0.5, 0.12);
  });
}

TEST_F(Demo, TheDrillWroteNothingIntoEverydayWork) {  // law 7
  look([](flow::Read& r) {
    flow::Read desk{r.tx, actor(r, "staff"), r.now, r.memory, r.request_id};
    const auto everyday = flow::list_needs(desk, {}, {1000, {}});
    ASSERT_TRUE(everyday);
    EXPECT_EQ(std::ranges::count_if(everyday->items, [](const auto& view) { return !view->need.support; }), 120);
    std::set<Uuid> of_drills;
    for (const auto& need : every_need(r)) {
      EXPECT_EQ(need.incident_id.has_value(), need.is_drill);
      if (need.incident_id) of_drills.insert(need.id);
      if (need.incident_id) EXPECT_NE(need.status, NeedStatus::done) << "a drill earns no hours";
    }
    EXPECT_GT(of_drills.size(), 10U);
    for (const auto& view : everyday->items) {
      EXPECT_FALSE(of_drills.contains(view->need.id));
      if (view->need.merged_into) EXPECT_FALSE(of_drills.contains(*view->need.merged_into));
    }
  });
}

TEST_F(Demo, TheSupportSquadHasUsersVisitsDoneAndToComeAndConcernsThatWait) {
  look([](flow::Read& r) {
    flow::Read coordinator{r.tx, actor(r, "coordinator"), r.now, r.memory, r.request_id};
    const auto users = flow::list_service_users(coordinator, {}, {100, {}});
    EXPECT_EQ(users->items.size(), 8U);
    const auto series = flow::list_series(coordinator, {}, {100, {}});
    ASSERT_EQ(series->items.size(), 2U);
    for (const auto& one : series->items) {
      EXPECT_FALSE(one->next.empty());
      int done = 0;
      int planned = 0;
      for (const auto& need : store::needs_of_series(r.tx, one->series.id, Day{0})) {
        done += need.status == NeedStatus::done ? 1 : 0;
        planned += need.day > Day::of(k_now) ? 1 : 0;
      }
      EXPECT_GE(done, 2);
      EXPECT_GE(planned, 2);
    }
    const auto sums = flow::list_support_records(coordinator, 2026, 11, std::nullopt);
    std::int64_t yen = 0;
    for (const auto& sum : sums->items) yen += sum.fee_yen + sum.tickets;
    EXPECT_GT(yen, 0);
    std::map<domain::ReferralStatus, int> concerns;
    flow::Read desk{r.tx, actor(r, "staff"), r.now, r.memory, r.request_id};
    for (const auto& one : flow::list_referrals(desk, {}, {1000, {}})->items) ++concerns[one->referral.status];
    EXPECT_EQ(concerns[domain::ReferralStatus::open], 3);
    EXPECT_EQ(concerns[domain::ReferralStatus::taken], 1);
    EXPECT_GT(concerns[domain::ReferralStatus::closed], 0);
  });
}

TEST_F(Demo, TheVolunteerHasTwoOpenOffersAJobSoonAndADrillOffer) {
  look([](flow::Read& r) {
    const auto who = actor(r, "volunteer");
    ASSERT_TRUE(who.volunteer_id);
    int open = 0;
    int jobs = 0;
    int drill = 0;
    for (const auto& offer : store::offers_of_volunteer(r.tx, *who.volunteer_id, Instant{0})) {
      const auto need = store::find_need(r.tx, offer.need_id);
      if (need->is_drill) {
        ++drill;
        EXPECT_EQ(offer.status, domain::OfferStatus::open);
      } else if (offer.status == domain::OfferStatus::open) {
        ++open;
        EXPECT_GT(offer.expires_at, k_now.plus_s(3LL * 24 * 3600));
      } else {
        ++jobs;
        EXPECT_EQ(offer.status, domain::OfferStatus::accepted);
        EXPECT_EQ(offer.answered_by, domain::AnsweredBy::self);
        EXPECT_TRUE(domain::Policy::address_is_open(*need, offer, k_now));
      }
    }
    EXPECT_EQ(open, 2);
    EXPECT_EQ(jobs, 1);
    EXPECT_EQ(drill, 1);
  });
}

TEST_F(Demo, EveryRoleHasALoginWithTheKnownPassword) {
  look([](flow::Read& r) {
    for (const auto* login : {"admin", "staff", "coordinator", "volunteer", "viewer"}) {
      const auto stored = store::find_account_by_login(r.tx, login);
      ASSERT_TRUE(stored) << login;
      EXPECT_EQ(domain::code(stored->account.role), login);
      EXPECT_TRUE(stored->account.is_demo);
      EXPECT_TRUE(flow::password_matches(stored->password_hash, "musubi-demo"));
    }
    EXPECT_EQ(actor(r, "coordinator").districts.size(), 2U);
  });
}

TEST_F(Demo, IsNotMadeTwiceInOneFolder) { EXPECT_EQ(make(*folder_), 1); }

TEST_F(Demo, TheSameSeedMakesTheSamePeopleWithTheSameIds) {
  using Facts = std::vector<std::string>;
  const auto facts = [](const std::string& data) {
    Facts out;
    Workshop workshop(data);
    workshop.look([&](flow::Read& r) {
      out.push_back(std::to_string(r.tx.seq()));
      for (const auto& need : every_need(r))
        out.push_back(need.id.text() + need.requester->name + std::string(domain::code(need.status)));
      for (const auto& v : store::volunteers(r.tx, {}, {1000, {}})) out.push_back(v.id.text() + v.name + v.phone);
      r.memory.with_roster([&](const auto& roster) {
        for (const auto& [id, row] : roster) out.push_back(id.text() + (row.consented ? "1" : "0"));
      });
    });
    return out;
  };
  const TempFolder again;
  const TempFolder other;
  ASSERT_EQ(make(again), 0);
  ASSERT_EQ(make(other, 2), 0);
  const auto first = facts(folder_->file("data"));
  EXPECT_EQ(facts(again.file("data")), first);
  EXPECT_NE(facts(other.file("data")), first);
}

TEST(DemoAtOtherHours, IsMadeAtAnyTimeOfDayAndYearWithAnotherPassword) {
  for (const auto* when : {"2027-04-02T00:03:00+09:00", "2028-02-29T23:58:00+09:00"}) {
    const TempFolder folder;
    ASSERT_EQ(make(folder, 7, "another password", *Instant::parse(when)), 0) << when;
    Workshop workshop(folder.file("data"));
    workshop.look(
        [](flow::Read& r) { EXPECT_FALSE(store::any_demo_account(r.tx)) << "it may listen beyond loopback"; });
  }
}

TEST(DemoTick, RecordsOneCheckOfSomebodyUnknownAtATime) {
  const TempFolder folder;
  ASSERT_EQ(make(folder), 0);
  Workshop workshop({.data = folder.file("data"), .make_id = {}, .now = [] { return k_now.plus_s(60); }});
  const auto unknown = [&] {
    int n = 0;
    workshop.look(
        [&](flow::Read& r) { n = domain::total_of(flow::picture_of(r, demo_drill_id())->progress).counts[0]; });
    return n;
  };
  const int before = unknown();
  for (std::uint64_t n = 0; n < 20; ++n) {
    const auto done = workshop.run(demo_tick(n));
    ASSERT_TRUE(done);
    EXPECT_EQ(done->code, "check.recorded");
  }
  EXPECT_EQ(unknown(), before - 20);
}

TEST(DemoTick, ChangesNothingWithoutTheDemosDrill) {
  const TempFolder folder;
  Workshop workshop(folder.file("data"));
  const auto done = workshop.run(demo_tick(0));
  ASSERT_TRUE(done);
  EXPECT_EQ(done->status, 204);
  workshop.look([](flow::Read& r) { EXPECT_EQ(r.tx.seq(), 0); });
}

}  // namespace
}  // namespace musubi::app
