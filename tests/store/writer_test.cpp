#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "tests/support/test_store.hpp"

namespace musubi::testing {
namespace {

using store::End;
using store::StoreError;
using store::Tx;
using store::Verdict;
using store::WriteJob;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr sql::Statement k_two_rows_of_one_name{"two_rows",
                                                "INSERT INTO counter (name, value) VALUES ($1, 1), ($1, 2)"};
constexpr sql::Statement k_event_seqs{"event_seqs", "SELECT seq FROM event ORDER BY seq"};

std::vector<std::int64_t> journal(TestStore& test) {
  std::vector<std::int64_t> out;
  test->read_now([&](store::ReadTx& tx) {
    for (const auto& row : tx.query(k_event_seqs)) out.push_back(row.i64(0));
  });
  return out;
}

Verdict append_one(Tx& tx) {
  tx.append(an_event());
  return Verdict::keep;
}

TEST(Writer, CommitsManyWaitingCommandsTogether) {
  TestStore test;
  Gate gate;
  std::vector<std::future<End>> ends;
  ends.push_back(test.hold_writer(gate));
  const auto before = test->counters().commits.load();
  for (int i = 0; i < 300; ++i) ends.push_back(test.send(append_one));
  gate.open();
  for (auto& end : ends) EXPECT_EQ(end.get(), End::committed);
  EXPECT_EQ(test->counters().commits.load() - before, 2);  // the one that held the writer, and all 300
  EXPECT_EQ(test->counters().largest_batch.load(), 300);
  EXPECT_EQ(test.seq(), 300);
}

TEST(Writer, NeverPutsMoreIntoABatchThanAllowed) {
  TestStore test({.write_batch_max = 10});
  Gate gate;
  std::vector<std::future<End>> ends;
  ends.push_back(test.hold_writer(gate));
  for (int i = 0; i < 25; ++i) ends.push_back(test.send(append_one));
  gate.open();
  for (auto& end : ends) EXPECT_EQ(end.get(), End::committed);
  EXPECT_EQ(test->counters().largest_batch.load(), 10);
  EXPECT_EQ(test->counters().commits.load(), 4);
}

TEST(Writer, AFailingCommandDoesNotTakeItsBatchAlong) {
  TestStore test;
  Gate gate;
  auto held = test.hold_writer(gate);
  auto first = test.send(append_one);
  auto thrown = test.send([](Tx& tx) -> Verdict {
    tx.append(an_event());
    throw std::runtime_error("山田 花子 090-0000-0000");
  });
  auto constraint = test.send([](Tx& tx) {
    tx.append(an_event());
    tx.run(k_two_rows_of_one_name, {std::string("secret name")});
    return Verdict::keep;
  });
  auto last = test.send(append_one);
  gate.open();
  EXPECT_EQ(first.get(), End::committed);
  EXPECT_EQ(thrown.get(), End::broken);
  EXPECT_EQ(constraint.get(), End::broken);
  EXPECT_EQ(last.get(), End::committed);
  EXPECT_EQ(test->counters().commits.load(), 2);
  EXPECT_THAT(journal(test), ElementsAre(1, 2));
  EXPECT_THAT(test.published(), ElementsAre(1, 2));
  EXPECT_THAT(test.faults(), ElementsAre("write job threw std::runtime_error",
                                         "write job threw StoreError kind=unique statement=two_rows"));
}

TEST(Writer, ARefusedCommandLeavesNothingButItsOutcome) {
  TestStore test;
  bool effect_ran = false;
  WriteJob job;
  job.work = [&](Tx& tx) {
    tx.append(an_event());
    tx.next("tried");
    tx.on_commit([&] { effect_ran = true; });
    return Verdict::refuse;
  };
  job.on_refused = [](Tx& tx) { tx.next("outcome"); };
  EXPECT_EQ(test.send(std::move(job)).get(), End::refused);
  EXPECT_FALSE(effect_ran);
  EXPECT_THAT(journal(test), IsEmpty());
  EXPECT_THAT(test.published(), IsEmpty());
  std::int64_t tried = 0;
  std::int64_t outcome = 0;
  test->write_now([&](Tx& tx) {
    tried = tx.next("tried");
    outcome = tx.next("outcome");
    return Verdict::keep;
  });
  EXPECT_EQ(tried, 1);    // rolled back, so this is the first
  EXPECT_EQ(outcome, 2);  // written by on_refused, so this is the second
}

TEST(Writer, ARefusedCommandWhoseOutcomeCannotBeWrittenIsBroken) {
  TestStore test;
  WriteJob job;
  job.work = [](Tx&) { return Verdict::refuse; };
  job.on_refused = [](Tx& tx) { tx.run(k_two_rows_of_one_name, {std::string("x")}); };
  EXPECT_EQ(test.send(std::move(job)).get(), End::broken);
  EXPECT_EQ(test->write_now(append_one), End::committed);
}

TEST(Writer, TheJournalHasNoGapAfterRollbacks) {
  TestStore test;
  Gate gate;
  std::vector<std::future<End>> ends;
  ends.push_back(test.hold_writer(gate));
  for (int i = 0; i < 60; ++i) {
    ends.push_back(test.send([i](Tx& tx) {
      tx.append(an_event());
      tx.append(an_event());
      if (i % 3 == 1) throw std::runtime_error("broken");
      return i % 3 == 2 ? Verdict::refuse : Verdict::keep;
    }));
  }
  gate.open();
  for (auto& end : ends) end.wait();
  std::vector<std::int64_t> expected(40);
  std::iota(expected.begin(), expected.end(), 1);
  EXPECT_EQ(journal(test), expected);
  EXPECT_EQ(test.published(), expected);
  EXPECT_EQ(test.seq(), 40);
}

TEST(Writer, TellsLiveBeforeItAcknowledgesAndRunsEffectsFirst) {
  TestStore test;
  std::vector<std::string> order;
  std::size_t published_at_effect = 99;
  std::size_t published_at_done = 99;
  std::promise<void> finished;
  WriteJob job;
  job.work = [&](Tx& tx) {
    tx.append(an_event());
    tx.on_commit([&] {
      order.emplace_back("effect");
      published_at_effect = test.published().size();
    });
    order.emplace_back("work");
    return Verdict::keep;
  };
  job.done = [&](End) {
    order.emplace_back("done");
    published_at_done = test.published().size();
    finished.set_value();
  };
  ASSERT_TRUE(test->write(std::move(job)));
  finished.get_future().wait();
  EXPECT_THAT(order, ElementsAre("work", "effect", "done"));
  EXPECT_EQ(published_at_effect, 0U);
  EXPECT_EQ(published_at_done, 1U);
}

TEST(Writer, DoesNotBeginACommandWhoseDeadlineHasPassed) {
  std::atomic<std::int64_t> now{1'000};
  TestStore test({.now_ms = [&now] { return now.load(); }});
  Gate gate;
  auto held = test.hold_writer(gate);
  bool late_ran = false;
  WriteJob late;
  late.deadline_ms = 1'500;
  late.work = [&](Tx&) {
    late_ran = true;
    return Verdict::keep;
  };
  WriteJob in_time;
  in_time.deadline_ms = 2'500;
  in_time.work = append_one;
  auto late_end = test.send(std::move(late));
  auto in_time_end = test.send(std::move(in_time));
  now = 2'000;
  gate.open();
  EXPECT_EQ(late_end.get(), End::late);
  EXPECT_EQ(in_time_end.get(), End::committed);
  EXPECT_FALSE(late_ran);
}

TEST(Writer, RefusesMoreThanItsQueueHolds) {
  TestStore test({.write_queue_max = 3});
  Gate gate;
  auto held = test.hold_writer(gate);
  int taken = 0;
  std::atomic<int> acknowledged{0};
  for (int i = 0; i < 10; ++i) {
    WriteJob job;
    job.work = append_one;
    job.done = [&](End) { ++acknowledged; };
    taken += test->write(std::move(job)) ? 1 : 0;
  }
  EXPECT_EQ(taken, 3);
  EXPECT_EQ(test->counters().write_queue.load(), 3);
  gate.open();
  test->stop();
  EXPECT_EQ(acknowledged.load(), 3);
}

TEST(Writer, FinishesWhatIsQueuedWhenStopped) {
  TestStore test;
  Gate gate;
  std::vector<std::future<End>> ends;
  ends.push_back(test.hold_writer(gate));
  for (int i = 0; i < 50; ++i) ends.push_back(test.send(append_one));
  std::thread stopper([&] { test->stop(); });
  gate.open();
  stopper.join();
  for (auto& end : ends) {
    ASSERT_EQ(end.wait_for(std::chrono::seconds(0)), std::future_status::ready);
    EXPECT_EQ(end.get(), End::committed);
  }
  EXPECT_EQ(test->write_now(append_one), End::stopped);
  EXPECT_EQ(test->read_now([](store::ReadTx&) {}), End::stopped);
  test.close();
  test.open();
  EXPECT_EQ(test.seq(), 50);
}

TEST(Writer, KeepsEveryFieldOfAnEvent) {
  TestStore test;
  domain::Event event = an_event("offer.accepted");
  event.need_id = NeedId(Uuid{{1, 2, 3}});
  event.subject_id = Uuid{{9}};
  event.data = "status=accepted";
  test->write_now([&](Tx& tx) {
    EXPECT_EQ(tx.append(event), 1);
    return Verdict::keep;
  });
  constexpr static sql::Statement k_row{
      "row", "SELECT type, occurred_ms, recorded_ms, actor_id, need_id, subject_id, data FROM event WHERE seq = 1"};
  test->read_now([&](store::ReadTx& tx) {
    const auto row = tx.first(k_row);
    ASSERT_TRUE(row);
    EXPECT_EQ(row->text(0), "offer.accepted");
    EXPECT_EQ(row->i64(1), 1'000);
    EXPECT_EQ(row->i64(2), 2'000);
    EXPECT_TRUE(row->is_null(3));
    EXPECT_EQ(row->uuid(4), Uuid(*event.need_id));
    EXPECT_EQ(row->uuid(5), *event.subject_id);
    EXPECT_EQ(row->text(6), "status=accepted");
  });
}

}  // namespace
}  // namespace musubi::testing
