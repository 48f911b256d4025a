// 見守り on weekdays, with the clock moved by hand: by consent only, own districts only, visits that come late, who is
// told of a missed one after a restart, and that every reading is audited.
#include <gtest/gtest.h>

#include <algorithm>

#include "server/flow/account_flow.hpp"
#include "server/flow/clock_flow.hpp"
#include "server/flow/memory.hpp"
#include "server/flow/people_flow.hpp"
#include "server/flow/registrant_flow.hpp"
#include "server/flow/weekday_flow.hpp"
#include "server/store/event_store.hpp"
#include "tests/support/test_store.hpp"

namespace musubi::flow {
namespace {

using domain::VisitResult;
using domain::WatchTold;
using testing::TestStore;

class Watching : public ::testing::Test {
 protected:
  void SetUp() override {
    at("2026-11-24T09:00:00+09:00");
    for (auto* district : {&here_, &there_})
      *district = make<DistrictId>([&](Write& w) {
        return add_district(w, {{}, district == &here_ ? "D1" : "D2", "見本", "みほん", {35.2, 139.1}, {}, {}, false});
      });
    person_ = a_person(here_, true);
    watch_ = make<WatchId>([&](Write& w) { return add_watch(w, {{}, person_, 3, {}, "郵便受け"}); });
  }

  RegistrantId a_person(DistrictId district, bool consented) {
    return make<RegistrantId>([&](Write& w) {
      domain::NewRegistrant ask;
      ask.registrant.district_id = district;
      ask.registrant.name = "見守 花子";
      ask.registrant.name_kana = "ミマモリ ハナコ";
      ask.registrant.address = "見本町1";
      ask.registrant.consented = consented;
      return add_registrant(w, ask);
    });
  }
  AccountId an_account(domain::Role role, const std::string& name, std::vector<DistrictId> districts = {}) {
    return make<AccountId>([&](Write& w) {
      domain::NewAccount ask;
      ask.login = "login-" + std::to_string(++logins_);
      ask.name = name;
      ask.role = role;
      ask.district_ids = districts;
      return add_account(w, ask, "hash");
    });
  }
  void at(std::string_view text) { now_ = *Instant::parse(text); }
  Result<Outcome> run(const Command& command, const domain::Actor& actor) {
    Result<Outcome> result = fail(Code::broken);
    store_->write_now([&](store::Tx& tx) {
      Write w{tx, actor, now_, memory_, make_id_, "test"};
      result = command(w);
      return result ? store::Verdict::keep : store::Verdict::refuse;
    });
    return result;
  }
  Result<Outcome> run(const Command& command) { return run(command, actor_); }
  template <class I>
  I make(const Command& command) {
    const auto done = run(command);
    EXPECT_TRUE(done) << (done ? "" : std::to_string(static_cast<int>(done.error().code)));
    return done ? done->ref_id<I>() : I{};
  }
  void look(const std::function<void(Read&)>& reading, const domain::Actor& actor) {
    store_->read_now([&](store::ReadTx& tx) {
      Read r{tx, actor, now_, memory_, "test"};
      reading(r);
    });
  }
  domain::Watch watch() {
    domain::Watch found;
    look([&](Read& r) { found = *store::find_watch(r.tx, watch_); }, actor_);
    return found;
  }
  bool tick() {
    bool is_due = false;
    look([&](Read& r) { is_due = clock_is_due(r); }, actor_);
    if (is_due) EXPECT_TRUE(run([](Write& w) { return clock_work(w); }));
    return is_due;
  }
  Result<Outcome> visit(VisitResult result, std::optional<Instant> when = std::nullopt) {
    return run([&](Write& w) { return record_visit(w, watch_, {{}, result, {}, std::nullopt, when, {}}); });
  }
  domain::Actor coordinator_of(DistrictId district) {
    domain::Actor a;
    a.role = domain::Role::coordinator;
    a.signed_in = true;
    a.districts = {district};
    return a;
  }

  TestStore store_;
  Memory memory_;
  domain::Actor actor_ = domain::the_system();
  Instant now_;
  MakeId make_id_ = random_ids([this] { return now_.ms; });
  DistrictId here_, there_;
  RegistrantId person_;
  int logins_{0};
  WatchId watch_;
};

TEST_F(Watching, nobody_is_watched_without_consent) {
  const auto secret = a_person(here_, false);
  const auto done = run([&](Write& w) { return add_watch(w, {{}, secret, 7, {}, {}}); });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, Code::not_found) << "even that the person is on the list is private";
}

TEST_F(Watching, a_person_has_one_watch_until_it_ends) {
  EXPECT_EQ(run([&](Write& w) { return add_watch(w, {{}, person_, 7, {}, {}}); }).error().code, Code::already_exists);
  domain::WatchPatch end;
  end.status = domain::WatchStatus::ended;
  ASSERT_TRUE(run([&](Write& w) { return change_watch(w, watch_, 1, end); }));
  EXPECT_TRUE(run([&](Write& w) { return add_watch(w, {{}, person_, 7, {}, {}}); }));
  EXPECT_EQ(visit(VisitResult::met).error().code, Code::wrong_state);
}

// The list that a screen offers and the check of what it sends are one rule: whatever is offered is taken, whatever is
// not offered is refused.
TEST_F(Watching, takes_as_watchers_exactly_those_whom_the_list_offers) {
  using domain::Role;
  const auto named = an_account(Role::coordinator, "見守 一郎", {here_});
  const auto staff = an_account(Role::staff, "受付 太郎");
  const auto gone = an_account(Role::coordinator, "退任 二郎", {here_});
  domain::AccountPatch disable;
  disable.status = domain::AccountStatus::disabled;
  ASSERT_TRUE(run([&](Write& w) { return change_account(w, gone, 1, disable); }));
  const auto elsewhere = an_account(Role::coordinator, "隣 三郎", {there_});
  const auto wall = an_account(Role::viewer, "壁");
  std::vector<AccountId> offered;
  look(
      [&](Read& r) {
        const auto list = list_watchers(r, here_);
        ASSERT_TRUE(list);
        for (const auto& one : list->items) offered.push_back(one->id);
        EXPECT_TRUE(r.audits.empty()) << "nobody's file was read";
      },
      coordinator_of(here_));
  EXPECT_EQ(offered, (std::vector{named, staff})) << "the district's own people first";
  int version = 1;
  for (const auto& id : {named, staff, gone, elsewhere, wall, AccountId{}}) {
    domain::WatchPatch patch;
    patch.watcher_ids = {{id}};
    const auto done = run([&](Write& w) { return change_watch(w, watch_, version, patch); });
    if (std::ranges::find(offered, id) != offered.end()) {
      EXPECT_TRUE(done);
      ++version;
    } else {
      ASSERT_FALSE(done);
      EXPECT_EQ(done.error().code, Code::invalid);
    }
  }
}

TEST_F(Watching, the_list_of_watchers_is_for_the_desk_and_the_districts_own_coordinator) {
  look([&](Read& r) { EXPECT_EQ(list_watchers(r, here_).error().code, Code::not_found); }, coordinator_of(there_));
  look([&](Read& r) { EXPECT_EQ(list_watchers(r, DistrictId{}).error().code, Code::not_found); }, actor_);
}

TEST_F(Watching, a_coordinator_elsewhere_learns_nothing_of_it) {
  look(
      [&](Read& r) {
        EXPECT_EQ(read_watch(r, watch_).error().code, Code::not_found);
        EXPECT_EQ(list_visits(r, watch_).error().code, Code::not_found);
        EXPECT_TRUE(list_watches(r, std::nullopt, {10, std::nullopt})->items.empty());
      },
      coordinator_of(there_));
  const auto done = run([&](Write& w) { return record_visit(w, watch_, {{}, VisitResult::met, {}, {}, {}, {}}); },
                        coordinator_of(there_));
  EXPECT_EQ(done.error().code, Code::not_found);
}

TEST_F(Watching, every_reading_leaves_an_audit_row) {
  look(
      [&](Read& r) {
        ASSERT_TRUE(read_watch(r, watch_));
        ASSERT_TRUE(list_watches(r, here_, {10, std::nullopt}));
        ASSERT_TRUE(list_visits(r, watch_));
        ASSERT_EQ(r.audits.size(), 3u);
        for (const auto& row : r.audits) EXPECT_EQ(row.action, "watch");
      },
      coordinator_of(here_));
}

TEST_F(Watching, a_missed_visit_is_told_step_by_step_also_when_the_server_was_down_in_between) {
  EXPECT_FALSE(tick()) << "nothing is due yet";
  at("2026-11-27T09:00:00+09:00");
  EXPECT_TRUE(tick());
  EXPECT_EQ(watch().told, WatchTold::coordinator) << "no watchers are named";
  EXPECT_FALSE(tick());
  at("2026-11-30T12:00:00+09:00");  // two days during which nothing ran
  EXPECT_TRUE(tick());
  EXPECT_EQ(watch().told, WatchTold::center);
  EXPECT_FALSE(tick());
  ASSERT_TRUE(visit(VisitResult::met));
  EXPECT_EQ(watch().told, WatchTold::nobody);
}

TEST_F(Watching, a_visit_that_was_made_before_the_alarm_but_comes_after_it_ends_the_alarm) {
  at("2026-11-27T10:00:00+09:00");
  EXPECT_TRUE(tick());
  ASSERT_TRUE(visit(VisitResult::met, *Instant::parse("2026-11-26T15:00:00+09:00")));
  EXPECT_EQ(watch().told, WatchTold::nobody);
  EXPECT_EQ(watch().due_at, *Instant::parse("2026-11-29T15:00:00+09:00"));
}

TEST_F(Watching, a_visit_cannot_have_happened_in_the_future) {
  ASSERT_TRUE(visit(VisitResult::met, now_.plus_s(3600)));
  EXPECT_EQ(watch().last_seen_at, now_);
}

}  // namespace
}  // namespace musubi::flow
