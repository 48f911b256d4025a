#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/test_store.hpp"

namespace musubi::testing {
namespace {

using store::End;
using store::ReadJob;
using store::ReadTx;
using store::StoreError;
using store::Tx;
using store::Verdict;
using ::testing::ElementsAre;

Verdict append_one(Tx& tx) {
  tx.append(an_event());
  return Verdict::keep;
}

TEST(Reader, SeesOneMomentHoweverMuchIsWrittenMeanwhile) {
  TestStore test;
  test->write_now(append_one);
  std::int64_t first = 0;
  std::int64_t again = 0;
  EXPECT_EQ(test->read_now([&](ReadTx& tx) {
    first = tx.seq();
    EXPECT_EQ(test.send(append_one).get(), End::committed);
    again = tx.seq();
  }),
            End::committed);
  EXPECT_EQ(first, 1);
  EXPECT_EQ(again, 1);
  EXPECT_EQ(test.seq(), 2);
}

TEST(Reader, CannotWrite) {
  TestStore test;
  std::optional<StoreError::Kind> refused;
  test->read_now([&](ReadTx& tx) {
    try {
      tx.query(sql::counter_next, {std::string("x")});
    } catch (const StoreError& error) {
      refused = error.kind;
    }
  });
  EXPECT_EQ(refused, StoreError::Kind::broken);
}

TEST(Reader, GoesOnAfterAJobThatThrew) {
  TestStore test({.readers = 1});
  EXPECT_EQ(test->read_now([](ReadTx&) { throw std::runtime_error("佐藤"); }), End::broken);
  EXPECT_EQ(test->read_now([](ReadTx& tx) { (void)tx.seq(); }), End::committed);
  EXPECT_THAT(test.faults(), ElementsAre("read job threw std::runtime_error"));
}

TEST(Reader, DoesNotBeginWhatIsLateAndRefusesMoreThanItsQueueHolds) {
  std::atomic<std::int64_t> now{1'000};
  TestStore test({.read_queue_max = 1, .readers = 1, .now_ms = [&now] { return now.load(); }});
  Gate gate;
  ReadJob held;
  held.work = [&](ReadTx&) { gate.wait(); };
  ASSERT_TRUE(test->read(std::move(held)));
  gate.until_reached();
  bool ran = false;
  std::promise<End> ended;
  ReadJob late;
  late.deadline_ms = 1'001;
  late.work = [&](ReadTx&) { ran = true; };
  late.done = [&](End end) { ended.set_value(end); };
  ASSERT_TRUE(test->read(std::move(late)));
  ReadJob too_many;
  too_many.work = [](ReadTx&) {};
  EXPECT_FALSE(test->read(std::move(too_many)));
  now = 1'002;
  gate.open();
  EXPECT_EQ(ended.get_future().get(), End::late);
  EXPECT_FALSE(ran);
}

}  // namespace
}  // namespace musubi::testing
