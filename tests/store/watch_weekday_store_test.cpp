// Watches of weekdays as kept.
#include "server/store/registrant_store.hpp"
#include "server/store/watch_store.hpp"
#include "tests/store/tables.hpp"

namespace musubi::testing {
namespace {

class WeekdayWatchStore : public StoreTables {
 protected:
  domain::Watch a_watch(int n) {
    domain::Watch w;
    w.id = an_id<WatchId>(n);
    w.registrant_id = an_id<RegistrantId>(n);
    w.district_id = an_id<DistrictId>(1);
    w.started_at = {1'000};
    w.due_at = {10'000 + n};
    w.tell_at = w.due_at;
    return w;
  }
  void SetUp() override {
    StoreTables::SetUp();
    for (int n = 1; n <= 3; ++n) {
      store::insert_registrant(tx, a_registrant(n));
      store::insert_watch(tx, a_watch(n));
    }
  }
};

TEST_F(WeekdayWatchStore, KeepsAWatchWithEverything) {
  auto w = *store::find_watch(tx, an_id<WatchId>(1));
  w.interval_days = 3;
  w.watcher_ids = {an_id<AccountId>(1), an_id<AccountId>(2)};
  w.look_for = "郵便受け";
  w.last_seen_at = Instant{5};
  w.last_visit_at = Instant{6};
  w.told = domain::WatchTold::coordinator;
  w.tell_at = Instant{7};
  ASSERT_TRUE(store::update_watch(tx, w, 1));
  EXPECT_FALSE(store::update_watch(tx, w, 1)) << "somebody was faster";
  const auto kept = *store::find_watch(tx, w.id);
  EXPECT_EQ(kept.interval_days, 3);
  EXPECT_EQ(kept.watcher_ids, w.watcher_ids);
  EXPECT_EQ(kept.look_for, w.look_for);
  EXPECT_EQ(kept.last_seen_at, w.last_seen_at);
  EXPECT_EQ(kept.last_visit_at, w.last_visit_at);
  EXPECT_EQ(kept.told, w.told);
  EXPECT_EQ(kept.tell_at, w.tell_at);
  EXPECT_EQ(kept.version, 2);
  EXPECT_EQ(store::watch_of(tx, w.registrant_id)->id, w.id);
}

TEST_F(WeekdayWatchStore, ListsTheLongestDueFirstPageByPage) {
  const auto first = store::watches(tx, std::nullopt, {2, std::nullopt});
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[0].id, an_id<WatchId>(1));
  const auto rest = store::watches(tx, an_id<DistrictId>(1), {2, store::Cursor{first[1].due_at.ms, first[1].id}});
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(rest[0].id, an_id<WatchId>(3));
  EXPECT_TRUE(store::watches(tx, an_id<DistrictId>(2), {2, std::nullopt}).empty());
}

TEST_F(WeekdayWatchStore, FindsWhoIsToBeToldOnlyWhileActive) {
  EXPECT_EQ(store::next_tell(tx), Instant{10'001});
  EXPECT_EQ(store::watches_to_tell(tx, {10'002}, 10).size(), 2u);
  EXPECT_EQ(store::watches_to_tell(tx, {10'002}, 1).size(), 1u);
  auto w = *store::find_watch(tx, an_id<WatchId>(1));
  w.status = domain::WatchStatus::paused;
  EXPECT_ANY_THROW(store::update_watch(tx, w, 1)) << "a paused watch tells nobody";
  w.tell_at.reset();
  EXPECT_TRUE(store::update_watch(tx, w, 1));
  EXPECT_EQ(store::next_tell(tx), Instant{10'002});
}

TEST_F(WeekdayWatchStore, RefusesASecondWatchOfTheSamePersonWhoeverWrites) {
  auto second = a_watch(9);
  second.registrant_id = an_id<RegistrantId>(1);
  EXPECT_ANY_THROW(store::insert_watch(tx, second));
}

TEST_F(WeekdayWatchStore, KeepsVisitsNewestFirst) {
  for (int n = 1; n <= 3; ++n) {
    domain::WatchVisit v;
    v.id = an_id<VisitId>(n);
    v.watch_id = an_id<WatchId>(1);
    v.result = domain::VisitResult::concern;
    v.signs = {domain::WatchSign::newspapers, domain::WatchSign::no_answer};
    v.note = "声が小さい";
    v.occurred_at = {n};
    v.recorded_at = {n + 1};
    store::insert_visit(tx, v);
  }
  const auto kept = store::visits_of(tx, an_id<WatchId>(1), 2);
  ASSERT_EQ(kept.size(), 2u);
  EXPECT_EQ(kept[0].id, an_id<VisitId>(3));
  EXPECT_EQ(kept[0].signs, (std::vector{domain::WatchSign::newspapers, domain::WatchSign::no_answer}));
  EXPECT_EQ(kept[0].note, "声が小さい");
  EXPECT_EQ(store::find_visit(tx, an_id<VisitId>(1))->recorded_at, Instant{2});
}

}  // namespace
}  // namespace musubi::testing
