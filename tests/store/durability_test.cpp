// Law 2, "acknowledged means kept", seen from below SQLite.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <optional>

#include "tests/support/test_store.hpp"

namespace musubi::testing {
namespace {

using store::End;
using store::Tx;
using store::Verdict;
using store::WriteJob;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct SyncReport {
  int acknowledged{0};
  int without_sync{0};  // no sync between the command's work and its acknowledgement
  int dirty{0};         // acknowledged while bytes of the WAL were not synced
};

SyncReport acknowledge_many(TestStore& test, int count) {
  SyncReport report;
  std::promise<void> finished;
  for (int i = 0; i < count; ++i) {
    auto at_work = std::make_shared<std::int64_t>(0);
    WriteJob job;
    job.work = [&test, at_work](Tx& tx) {
      tx.append(an_event());
      *at_work = test.vfs().wal().syncs.load();
      return Verdict::keep;
    };
    job.done = [&, at_work](End end) {  // all on the writer thread
      EXPECT_EQ(end, End::committed);
      if (test.vfs().wal().syncs.load() <= *at_work) ++report.without_sync;
      if (test.vfs().wal().unsynced.load() != 0) ++report.dirty;
      if (++report.acknowledged == count) finished.set_value();
    };
    EXPECT_TRUE(test->write(std::move(job)));
  }
  finished.get_future().wait();
  return report;
}

TEST(Durability, SyncsTheWalBeforeEachAcknowledgement) {
  TestStore test({.write_batch_max = 16});
  const auto submitted = test.vfs().wal().syncs.load();
  const SyncReport report = acknowledge_many(test, 2'000);
  EXPECT_EQ(report.acknowledged, 2'000);
  EXPECT_EQ(report.without_sync, 0);
  EXPECT_EQ(report.dirty, 0);
  EXPECT_GE(test.vfs().wal().syncs.load() - submitted, test->counters().commits.load());
}

// A driver whose writer does not sync: what the test above must notice.
class CarelessDriver : public store::Driver {
 public:
  explicit CarelessDriver(std::unique_ptr<store::Driver> inner) : inner_(std::move(inner)) {}
  [[nodiscard]] const store::Dialect& dialect() const override { return inner_->dialect(); }
  std::unique_ptr<store::Connection> open_writer() override {
    auto connection = inner_->open_writer();
    connection->script("PRAGMA synchronous = OFF");
    return connection;
  }
  std::unique_ptr<store::Connection> open_reader() override { return inner_->open_reader(); }

 private:
  std::unique_ptr<store::Driver> inner_;
};

TEST(Durability, TheMeasureNoticesAWriterThatDoesNotSync) {
  TestStore test({.write_batch_max = 16,
                  .wrap_driver = [](auto inner) { return std::make_unique<CarelessDriver>(std::move(inner)); }});
  const SyncReport report = acknowledge_many(test, 200);
  EXPECT_EQ(report.without_sync, 200);
  EXPECT_EQ(report.dirty, 200);
}

Verdict append_one(Tx& tx) {
  tx.append(an_event());
  return Verdict::keep;
}

class FullDisk : public ::testing::TestWithParam<int> {};

TEST_P(FullDisk, TellsTheWholeBatchAndLeavesNothingVisible) {
  TestStore test;
  ASSERT_EQ(test->write_now(append_one), End::committed);
  Gate gate;
  std::vector<std::future<End>> ends;
  bool effect_ran = false;
  ends.push_back(test.hold_writer(gate));  // commits nothing of its own, so it may end either way
  for (int i = 0; i < 20; ++i) {
    ends.push_back(test.send([&effect_ran](Tx& tx) {
      tx.append(an_event());
      tx.on_commit([&effect_ran] { effect_ran = true; });
      return Verdict::keep;
    }));
  }
  test.vfs().fail_wal_writes(GetParam());
  gate.open();
  for (std::size_t i = 1; i < ends.size(); ++i) EXPECT_EQ(ends[i].get(), End::full);
  EXPECT_FALSE(effect_ran);
  EXPECT_EQ(test.seq(), 1);
  EXPECT_THAT(test.published(), ElementsAre(1));
  EXPECT_EQ(test->counters().full.load(), 20);

  test.vfs().heal();
  EXPECT_EQ(test->write_now(append_one), End::committed);
  EXPECT_THAT(test.published(), ElementsAre(1, 2));
  test.close();
  test.open();
  EXPECT_EQ(test.seq(), 2);
}

INSTANTIATE_TEST_SUITE_P(Kinds, FullDisk, ::testing::Values(SQLITE_FULL, SQLITE_IOERR_WRITE),
                         [](const auto& which) { return which.param == SQLITE_FULL ? "Full" : "IoError"; });

TEST(Durability, AFailedSyncIsNoCommit) {
  TestStore test;
  ASSERT_EQ(test->write_now(append_one), End::committed);
  test.vfs().fail_wal_syncs(SQLITE_IOERR_FSYNC);
  EXPECT_EQ(test->write_now(append_one), End::full);
  EXPECT_EQ(test.seq(), 1);
  test.vfs().heal();
  EXPECT_EQ(test->write_now(append_one), End::committed);
  EXPECT_EQ(test.seq(), 2);
}

TEST(Durability, ADiskThatFillsInTheMiddleOfABatchTakesAllOfIt) {
  TestStore test;
  ASSERT_EQ(test->write_now(append_one), End::committed);
  Gate gate;
  auto held = test.hold_writer(gate);
  auto before = test.send(append_one);
  // More than the page cache holds, so that the disk is met long before the COMMIT.
  auto large = test.send([](Tx& tx) {
    for (int i = 0; i < 2'000; ++i) {
      auto event = an_event();
      event.data = std::string(3'000, 'x');
      tx.append(event);
    }
    ADD_FAILURE() << "the disk was not met";
    return Verdict::keep;
  });
  auto after = test.send(append_one);
  test.vfs().fail_wal_writes(SQLITE_FULL, 3);
  gate.open();
  EXPECT_EQ(before.get(), End::full);
  EXPECT_EQ(large.get(), End::full);
  EXPECT_EQ(after.get(), End::full);
  EXPECT_EQ(test.seq(), 1);
  test.vfs().heal();
  EXPECT_EQ(test->write_now(append_one), End::committed);
  EXPECT_THAT(test.published(), ElementsAre(1, 2));
}

}  // namespace
}  // namespace musubi::testing
