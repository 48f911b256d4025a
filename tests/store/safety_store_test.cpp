// Rescues, the ladder and arrival lists: what goes in comes out, and what is over is forgotten.
#include "server/store/arrival_store.hpp"
#include "server/store/check_store.hpp"
#include "server/store/escalation_store.hpp"
#include "server/store/rescue_store.hpp"
#include "tests/store/tables.hpp"

namespace musubi::testing {
namespace {

using domain::EscalationStep;
using domain::RescueStatus;

class SafetyStore : public StoreTables {
 protected:
  void SetUp() override {
    StoreTables::SetUp();
    for (const int n : {1, 2}) {
      domain::CheckRound round;
      round.id = an_id<RoundId>(n);
      round.incident_id = incident_;
      round.number = n;
      store::insert_round(tx, round);
      store::insert_registrant(tx, a_registrant(n));
      domain::SafetyCheck check;
      check.id = an_id<CheckId>(n);
      check.round_id = round_;
      check.registrant_id = an_id<RegistrantId>(n);
      store::insert_check(tx, check);
    }
  }
  domain::Rescue a_rescue(int n, int person) {
    domain::Rescue r;
    r.id = an_id<HandoverId>(n);
    r.incident_id = incident_;
    r.round_id = round_;
    r.registrant_id = an_id<RegistrantId>(person);
    r.district_id = an_id<DistrictId>(1);
    r.check_id = an_id<CheckId>(person);
    r.created_at = {1'000 + n};
    return r;
  }
  domain::Escalation on_ladder(int n, int person, std::int64_t due) {
    return {an_id<EscalationId>(n),
            incident_,
            round_,
            an_id<RegistrantId>(person),
            an_id<DistrictId>(1),
            EscalationStep::coordinator,
            {500},
            Instant{due},
            Instant{600}};
  }

  const IncidentId incident_ = an_id<IncidentId>(1);
  const RoundId round_ = an_id<RoundId>(1);
};

TEST_F(SafetyStore, KeepsARescueWithItsHandOverAndItsEnd) {
  auto rescue = a_rescue(1, 1);
  store::insert_rescue(tx, rescue);
  EXPECT_SAME(store::find_rescue(tx, rescue.id), std::optional(rescue));
  rescue.status = RescueStatus::handed_over;
  rescue.to = domain::RescueTo::fire_119;
  rescue.contact = "指令台";
  rescue.note = "玄関が開かない";
  rescue.handed_at = Instant{2'000};
  rescue.handed_by = an_id<AccountId>(1);
  EXPECT_TRUE(store::update_rescue(tx, rescue, 1));
  EXPECT_FALSE(store::update_rescue(tx, rescue, 1)) << "somebody was faster";
  rescue.version = 2;
  EXPECT_SAME(store::latest_rescue(tx, incident_, rescue.registrant_id), std::optional(rescue));
  rescue.status = RescueStatus::closed;
  rescue.result = domain::RescueResult::rescued;
  rescue.result_note = "搬送";
  rescue.closed_at = Instant{3'000};
  rescue.closed_by = an_id<AccountId>(1);
  EXPECT_TRUE(store::update_rescue(tx, rescue, 2));
  rescue.version = 3;
  EXPECT_SAME(store::find_rescue(tx, rescue.id), std::optional(rescue));
}

TEST_F(SafetyStore, ListsRescuesByHowLongTheyWaitAndHoldsOneAPerson) {
  store::insert_rescue(tx, a_rescue(2, 2));
  auto first = a_rescue(1, 1);
  store::insert_rescue(tx, first);
  EXPECT_EQ(ids_of(store::rescues(tx, incident_, std::nullopt, 10)), ids(1, 2));
  EXPECT_TRUE(store::rescues(tx, incident_, RescueStatus::closed, 10).empty());
  EXPECT_EQ(ids_of(store::rescues(tx, incident_, RescueStatus::open, 1)), ids(1));
  EXPECT_THROW(store::insert_rescue(tx, a_rescue(3, 1)), store::StoreError) << "a second open one of the same person";
}

TEST_F(SafetyStore, KeepsTheLadderAndWhatComesDueNext) {
  EXPECT_FALSE(store::next_escalation(tx));
  store::put_escalation(tx, on_ladder(1, 1, 9'000));
  store::put_escalation(tx, on_ladder(2, 2, 8'000));
  EXPECT_EQ(store::next_escalation(tx), Instant{8'000});
  EXPECT_TRUE(store::due_escalations(tx, {7'999}, 10).empty());
  EXPECT_EQ(ids_of(store::due_escalations(tx, {9'000}, 10)), ids(2, 1));
  EXPECT_EQ(ids_of(store::due_escalations(tx, {9'000}, 1)), ids(2)) << "a bounded part";
  auto top = on_ladder(3, 2, 0);
  top.step = EscalationStep::hq;
  top.due_at.reset();
  store::put_escalation(tx, top);
  top.id = an_id<EscalationId>(2);  // the person's one stays the same
  EXPECT_SAME(store::escalations(tx, round_), (std::vector{on_ladder(1, 1, 9'000), top}));
  EXPECT_TRUE(store::drop_escalation(tx, round_, an_id<RegistrantId>(1)));
  EXPECT_FALSE(store::drop_escalation(tx, round_, an_id<RegistrantId>(1)));

  store::put_sweep(tx, {round_, {5'000}, std::nullopt});
  store::put_sweep(tx, {an_id<RoundId>(2), {4'000}, an_id<RegistrantId>(1)});
  EXPECT_EQ(store::next_sweep(tx)->round_id, an_id<RoundId>(2));
  EXPECT_EQ(store::next_sweep(tx)->after, an_id<RegistrantId>(1));
  EXPECT_EQ(store::next_escalation(tx), Instant{4'000});
  store::drop_escalations(tx, round_);
  EXPECT_TRUE(store::escalations(tx, round_).empty());
  EXPECT_FALSE(store::find_sweep(tx, round_));
  EXPECT_TRUE(store::find_sweep(tx, an_id<RoundId>(2)));
}

TEST_F(SafetyStore, KeepsTheMinutesOfAnIncidentByLevel) {
  EXPECT_TRUE(store::escalation_timers(tx, incident_).empty());
  store::put_escalation_timer(tx, incident_, {5, 10, 20, 30});
  store::put_escalation_timer(tx, incident_, {0, 60, 60, 60});
  store::put_escalation_timer(tx, incident_, {5, 15, 20, 30});
  EXPECT_SAME(store::escalation_timers(tx, incident_),
              (std::vector<domain::EscalationMinutes>{{0, 60, 60, 60}, {5, 15, 20, 30}}));
  EXPECT_TRUE(store::escalation_timers(tx, an_id<IncidentId>(2)).empty());
}

TEST_F(SafetyStore, KeepsAnArrivalListAndForgetsTheNameOfAChosenLine) {
  domain::Arrival list;
  list.id = an_id<ArrivalId>(1);
  list.incident_id = incident_;
  list.name = "見本小学校";
  list.recorded_at = {1'000};
  list.recorded_by = an_id<AccountId>(1);
  list.lines = {{1, domain::ArrivalResult::matched, an_id<RegistrantId>(1), an_id<CheckId>(1), std::nullopt, {}},
                {2, domain::ArrivalResult::unsure, std::nullopt, std::nullopt, "見本 花", {an_id<RegistrantId>(2)}},
                {3, domain::ArrivalResult::not_listed, std::nullopt, std::nullopt, std::nullopt, {}}};
  store::insert_arrival(tx, list);
  EXPECT_SAME(store::find_arrival(tx, list.id), std::optional(list));
  list.lines[1] = {2, domain::ArrivalResult::not_listed, std::nullopt, std::nullopt, std::nullopt, {}};
  store::put_arrival_line(tx, list.id, list.lines[1]);
  EXPECT_SAME(store::arrivals(tx, incident_, {}), std::vector{list});
  EXPECT_TRUE(store::arrivals(tx, an_id<IncidentId>(2), {}).empty());
  auto kept = list.lines[1];
  kept.name = "見本 花";
  EXPECT_THROW(store::put_arrival_line(tx, list.id, kept), store::StoreError)
      << "no name stays where nobody has to choose";
}

TEST_F(SafetyStore, KeepsTheWordOfTheDesk) {
  const auto person = an_id<RegistrantId>(1);
  EXPECT_TRUE(store::settlements_of(tx, round_, person).empty());
  store::insert_settlement(tx, round_, person, {an_id<CheckId>(1), {7'000}}, an_id<AccountId>(1));
  store::insert_settlement(tx, round_, person, {an_id<CheckId>(2), {7'000}}, an_id<AccountId>(1));
  EXPECT_SAME(store::settlements_of(tx, round_, person),
              (std::vector<domain::Settlement>{{an_id<CheckId>(2), {7'000}}}));
}

}  // namespace
}  // namespace musubi::testing
