// What a tap costs the one writer while many people are asked for few places: counted, never timed.
#include <future>

#include "server/flow/runner.hpp"
#include "tests/support/counting_driver.hpp"
#include "tests/unit/flow/offers_go_on.hpp"

namespace musubi::flow {
namespace {

using testing::Cost;
using ::testing::Each;
using ::testing::Not;
using ::testing::StartsWith;

// Stands before the store that counts into it.
struct Counting {
  testing::Counted counted_;
};

class Storm : protected Counting, public OffersGoOn {
 protected:
  Storm() : OffersGoOn(TestStore::Settings{.wrap_driver = counting(counted_)}) {}

  static TestStore::WrapDriver counting(testing::Counted& counted) {
    return [&counted](auto inner) { return std::make_unique<testing::CountingDriver>(std::move(inner), counted); };
  }
  std::vector<OfferId> asked_for(const NeedId& need, int how_many) {
    std::vector<OfferId> ids;
    for (const auto& who : people(how_many)) ids.push_back(offer(need, who));
    return ids;
  }

  // A tap as it comes from a phone, under a key.
  Result<Outcome> tap(const OfferId& id, const Uuid& key) {
    Result<Outcome> answer = fail(Code::broken);
    std::promise<void> ended;
    runner_.command(
        std::make_shared<Asking>(Asking{desk(), "test", 0}), {key, "accept " + id.text()},
        [&](Write& w) { return accept_offer(w, id, {}); },
        [&](Read&, const Result<Outcome>& decided) { answer = decided; }, [&](auto) { ended.set_value(); });
    ended.get_future().wait();
    return answer;
  }
  Cost cost_of_tap(const OfferId& id, const Uuid& key) {
    counted_.take();
    (void)tap(id, key);
    return counted_.take();
  }
  static domain::Actor desk() {
    auto actor = domain::the_system();
    actor.account_id = AccountId(Uuid::v7(7, std::array<std::uint8_t, 10>{}));
    return actor;
  }

  store::Codec codec_{store::Key{}};
  Runner runner_{{*store_.operator->(), codec_, memory_, make_id_, [this] { return now_; }}};
};

struct Taps {
  Cost filled, refused, repeated;
};

TEST_F(Storm, ARefusedTapAndARepeatedOneCostTheSameHoweverManyAreStillAsked) {
  const auto taps_of = [&](int how_many) {
    const auto ids = asked_for(a_need(1), how_many);
    EXPECT_TRUE(tap(ids[0], make_id_()));
    const auto key = make_id_();
    Taps taps;
    taps.refused = cost_of_tap(ids[1], key);
    taps.repeated = cost_of_tap(ids[1], key);
    EXPECT_EQ(tap(ids[1], key).error().code, Code::place_taken);
    return taps;
  };
  const auto few = taps_of(3);
  const auto many = taps_of(60);
  EXPECT_EQ(many.refused.statements, few.refused.statements);
  EXPECT_EQ(many.refused.rows, few.refused.rows);
  EXPECT_EQ(many.repeated.statements, few.repeated.statements);
  EXPECT_EQ(many.repeated.rows, 1) << "the outcome that was kept, and nothing else";
}

TEST_F(Storm, TheTapThatFillsANeedCostsThreeStatementsForEachWhoIsStillAsked) {
  const auto filling = [&](int how_many) {
    const auto ids = asked_for(a_need(1), how_many);
    return cost_of_tap(ids[0], make_id_());
  };
  const auto few = filling(11);
  auto many = filling(61);
  EXPECT_EQ(many.total() - few.total(), 50 * 3) << "their notice, its number in the journal, its event";
  for (const auto* each : {"notice_insert", "journal_next", "event_insert"}) many.statements[each] -= 50;
  EXPECT_EQ(many.statements, few.statements);
}

TEST_F(Storm, NoStatementOfATapReadsAWholeTable) {
  const auto need = a_need(1, [&](domain::Need& n) {
    n.waitlist_max = 1;
    n.starts_at = now_.plus_s(300);  // too late for a wave, which would rank everybody
  });
  const auto ids = asked_for(need, 4);
  counted_.plans.clear();
  ASSERT_TRUE(tap(ids[0], make_id_()));
  ASSERT_TRUE(tap(ids[1], make_id_())) << "the waiting list";
  ASSERT_FALSE(tap(ids[2], make_id_()));
  ASSERT_TRUE(decline(ids[0])) << "which moves the waiting list up";
  ASSERT_TRUE(decline(ids[1])) << "and tells whoever is still asked that a place is free";
  ASSERT_TRUE(run([&](Write& w) { return withdraw_offer(w, ids[3]); }));
  for (const auto& [name, plan] : counted_.plans) {
    EXPECT_THAT(plan, Each(Not(StartsWith("SCAN")))) << name;
  }
  EXPECT_TRUE(counted_.plans.contains("notice_asked"));
  EXPECT_TRUE(counted_.plans.contains("notice_told"));
}

}  // namespace
}  // namespace musubi::flow
