// Rounds and checks as they run: conflicts, area rounds, rescues, the ladder.
#include "server/store/escalation_store.hpp"
#include "server/store/need_store.hpp"
#include "tests/unit/flow/rounds.hpp"

namespace musubi::flow {
namespace {

using domain::CheckMethod;
using enum domain::SafetyStatus;

TEST_F(Rounds, ANeighbourSaysSafeAndAVisitorSaysHelpAndTheDeskDecides) {
  const auto person = a_person(east_);
  const auto round = a_round();
  const auto told = check(round, person, safe_home, CheckMethod::family, 20);
  ASSERT_TRUE(told);
  const auto seen = check(round, person, needs_help, CheckMethod::visit, 5);
  EXPECT_EQ(seen->code, "check.recorded");
  EXPECT_FALSE(seen->ref("need").empty()) << "a need in the same transaction";
  auto shown = row(round, person);
  EXPECT_EQ(shown.status, needs_help);
  ASSERT_TRUE(shown.conflict);
  EXPECT_EQ((*shown.conflict)->check.status, safe_home);
  EXPECT_EQ(shown.conflict_by, "受付 一郎");

  WatchFilter disputed;
  disputed.only = WatchOnly::conflict;
  EXPECT_EQ(look([&](Read& r) { return watch_list(r, round, disputed); })->items.size(), 1U);
  const auto settle = [&](const CheckId& id) {
    return run([&](Write& w) { return settle_conflict(w, round, person, id); });
  };
  EXPECT_EQ(settle(CheckId(make_id_())).error().code, Code::invalid) << "a report of somebody else";
  ASSERT_TRUE(settle(told->ref_id<CheckId>()));
  shown = row(round, person);
  EXPECT_EQ(shown.status, safe_home);
  EXPECT_FALSE(shown.conflict);
  EXPECT_EQ(settle(told->ref_id<CheckId>()).error().code, Code::wrong_state) << "nothing is disputed any more";
  EXPECT_EQ(progress().counts[static_cast<std::size_t>(safe_home)], 1);
}

TEST_F(Rounds, AnEarlierReportThatComesLateIsKeptAndLowersNothing) {
  const auto person = a_person(east_);
  const auto round = a_round();
  pass(60);
  EXPECT_EQ(check(round, person, needs_help)->code, "check.recorded");
  const auto late = check(round, person, safe_home, CheckMethod::visit, 30);
  EXPECT_EQ(late->code, "check.superseded");
  const auto shown = row(round, person);
  EXPECT_EQ(shown.status, needs_help);
  EXPECT_EQ(look([&](Read& r) { return store::checks_of(r.tx, round, person); }).size(), 2U) << "both are kept";
}

TEST_F(Rounds, ASecondCallForHelpFindsTheOpenNeed) {
  const auto person = a_person(east_);
  const auto round = a_round();
  const auto first = check(round, person, needs_help);
  pass(5);
  EXPECT_EQ(check(round, person, needs_help)->ref("need"), first->ref("need"));
}

TEST_F(Rounds, ARescueGoesToTheHqOnceAndNeverBecomesANeed) {
  const auto person = a_person(east_, [](domain::Registrant& r) {
    r.name = "要配 梅";
    r.birth_date = Day::parse("1940-05-06");
    r.phone = "0465-00-0004";
  });
  const auto round = a_round();
  ASSERT_TRUE(check(round, person, needs_rescue));
  pass(1);
  ASSERT_TRUE(check(round, person, needs_rescue, CheckMethod::phone)) << "a second report of the same";
  auto list = rescues();
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].rescue.status, domain::RescueStatus::open);
  EXPECT_EQ(list[0].words.front(), "火事ですか、救急ですか → 救急です。");
  EXPECT_TRUE(std::ranges::any_of(list[0].words, [](const auto& line) { return line.contains("86歳"); }));
  EXPECT_TRUE(look([&](Read& r) { return store::open_needs_of_incident(r.tx, incident_); }).empty())
      << "no volunteer, offer or plan can refer to it";

  const auto id = list[0].rescue.id;
  const auto hand_over = [&](domain::RescueTo to) {
    return run([&](Write& w) { return hand_over_rescue(w, id, {to, "指令台", std::nullopt}); });
  };
  ASSERT_TRUE(hand_over(domain::RescueTo::fire_119));
  ASSERT_TRUE(hand_over(domain::RescueTo::hq));
  list = rescues();
  EXPECT_EQ(list[0].rescue.status, domain::RescueStatus::handed_over);
  EXPECT_EQ(list[0].handed_by_name, "受付 一郎");
  EXPECT_EQ(list[0].rescue.handed_at, now_);
  pass(30);
  ASSERT_TRUE(run([&](Write& w) { return close_rescue(w, id, {domain::RescueResult::rescued, std::nullopt}); }));
  EXPECT_EQ(hand_over(domain::RescueTo::hq).error().code, Code::wrong_state);
  ASSERT_TRUE(check(round, person, needs_rescue, CheckMethod::visit, 20)) << "a phone that was away tells the same";
  EXPECT_EQ(rescues().size(), 1U);
  pass(1);
  ASSERT_TRUE(check(round, person, needs_rescue)) << "and again after the end";
  EXPECT_EQ(rescues().size(), 2U);
}

TEST_F(Rounds, ADrillsRescueRingsNobody) {
  incident_ = open(true);
  const auto person = a_person(east_);
  const auto round = a_round();
  ASSERT_TRUE(check(round, person, needs_rescue));
  const auto list = rescues();
  ASSERT_EQ(list.size(), 1U);
  EXPECT_TRUE(list[0].is_drill);
  EXPECT_TRUE(list[0].words.front().contains("訓練"));
}

TEST_F(Rounds, ALaterQuakeBeginsItsDistrictsAfreshAndTheOthersStayInTheirRound) {
  const auto in_east = a_person(east_);
  const auto in_west = a_person(west_);
  const auto first = a_round();
  ASSERT_TRUE(check(first, in_east, safe_home));
  ASSERT_TRUE(check(first, in_west, safe_home));
  pass(30);
  const auto second = a_round({east_});
  EXPECT_FALSE(look([&](Read& r) { return read_round(r, first); })->closed_at) << "the west goes on in it";
  EXPECT_EQ(progress().open(), 1);
  EXPECT_EQ(progress().counts[static_cast<std::size_t>(safe_home)], 1);
  EXPECT_EQ(row(second, in_east).status, unconfirmed);
  EXPECT_EQ(row(first, in_west).status, safe_home);
  EXPECT_EQ(look([&](Read& r) { return watch_list(r, first, {}); })->items.size(), 1U);

  pass(10);
  const auto before = check(first, in_east, needs_help, CheckMethod::visit, 20);
  EXPECT_EQ(before->code, "check.superseded") << "of the time before the second quake: history";
  EXPECT_EQ(row(second, in_east).status, unconfirmed);
  EXPECT_FALSE(before->ref("need").empty()) << "and yet a need";
  const auto since = check(first, in_east, safe_sheltered, CheckMethod::visit, 5);
  EXPECT_EQ(since->code, "check.recorded") << "of the time since: it counts in the later round";
  EXPECT_EQ(row(second, in_east).status, safe_sheltered);

  const auto third = a_round({west_});
  EXPECT_TRUE(look([&](Read& r) { return read_round(r, first); })->closed_at) << "no district needs it any more";
  EXPECT_FALSE(look([&](Read& r) { return read_round(r, second); })->closed_at);
  EXPECT_EQ(row(third, in_west).status, unconfirmed);
  const auto all = a_round();
  EXPECT_EQ(progress().open(), 2);
  EXPECT_EQ(look([&](Read& r) { return store::open_rounds(r.tx, incident_); }).size(), 1U);
  EXPECT_EQ(row(all, in_east).status, unconfirmed);
}

TEST_F(Rounds, ATryIsDueAgainAndListedAsSuch) {
  const auto person = a_person(east_);
  const auto round = a_round();
  ASSERT_TRUE(check(round, person, unreachable));
  EXPECT_EQ(row(round, person).next_check_at, now_.plus_s(1800));
  WatchFilter due;
  due.only = WatchOnly::retry_due;
  EXPECT_TRUE(look([&](Read& r) { return watch_list(r, round, due); })->items.empty());
  pass(30);
  EXPECT_EQ(look([&](Read& r) { return watch_list(r, round, due); })->items.size(), 1U);
}

TEST_F(Rounds, WhomNobodyHearsOfGoesUpTheLadderAndComesOffWhenHeardOf) {
  const auto silent = a_person(east_);
  const auto heard = a_person(east_);
  const auto round = a_round();
  ASSERT_TRUE(check(round, heard, safe_home));
  EXPECT_EQ(row(round, silent).turn, EscalationStep::watch_team) << "from the start";
  EXPECT_FALSE(row(round, heard).turn);
  pass(59);
  tick();
  EXPECT_EQ(row(round, silent).turn, EscalationStep::watch_team);
  pass(1);
  EXPECT_TRUE(look([](Read& r) { return clock_is_due(r); }));
  tick();
  EXPECT_EQ(row(round, silent).turn, EscalationStep::coordinator);
  EXPECT_FALSE(look([](Read& r) { return clock_is_due(r); }));
  pass(60);
  tick();
  EXPECT_EQ(row(round, silent).turn, EscalationStep::center);
  WatchFilter escalated;
  escalated.only = WatchOnly::escalated;
  EXPECT_EQ(look([&](Read& r) { return watch_list(r, round, escalated); })->items.size(), 1U);
  ASSERT_TRUE(check(round, silent, safe_home));
  EXPECT_FALSE(row(round, silent).turn);
  EXPECT_TRUE(look([&](Read& r) { return store::escalations(r.tx, round); }).empty());
  pass(10);
  ASSERT_TRUE(check(round, heard, unreachable)) << "open again: the ladder begins anew from now";
  EXPECT_EQ(row(round, heard).turn, EscalationStep::watch_team);
  pass(60);
  tick();
  EXPECT_EQ(row(round, heard).turn, EscalationStep::coordinator);
}

TEST_F(Rounds, TheLadderStandsInRowsAndGoesOnAfterARestart) {
  const auto silent = a_person(east_);
  const auto round = a_round();
  pass(60);
  tick();
  store_.close();
  store_.open();
  Memory fresh;
  store_->read_now([&](store::ReadTx& tx) { fresh.load(tx, now_); });
  pass(200);  // the server was off
  store_->write_now([&](store::Tx& tx) {
    Write w{tx, actor_, now_, fresh, make_id_, "test"};
    (void)clock_work(w);
    return store::Verdict::keep;
  });
  const auto ladder = look([&](Read& r) { return store::escalations(r.tx, round); });
  ASSERT_EQ(ladder.size(), 1U);
  EXPECT_EQ(ladder[0].registrant_id, silent);
  EXPECT_EQ(ladder[0].step, EscalationStep::hq) << "on the right step at once";
}

TEST_F(Rounds, TheLadderTakesABoundedPartAtOnceAndMissesNobody) {
  for (int i = 0; i < 450; ++i) a_person(i % 2 == 0 ? east_ : west_);
  const auto round = a_round();
  pass(60);
  const auto on_ladder = [&] { return look([&](Read& r) { return store::escalations(r.tx, round); }).size(); };
  tick();
  EXPECT_EQ(on_ladder(), 200U);
  for (int i = 0; i < 4; ++i) tick();
  EXPECT_EQ(on_ladder(), 450U);
  EXPECT_FALSE(look([](Read& r) { return clock_is_due(r); }));
}

TEST_F(Rounds, WhoIsAddedWhenTheLadderAlreadyStandsIsOnItToo) {
  a_person(east_);
  const auto round = a_round();
  pass(61);
  tick();
  const auto late = a_person(east_);
  EXPECT_EQ(row(round, late).turn, EscalationStep::watch_team);
  pass(60);
  tick();
  EXPECT_EQ(row(round, late).turn, EscalationStep::coordinator) << "an hour from when they were added";
}

TEST_F(Rounds, WhoMovesIntoADistrictWhoseRoundRunsIsOnItsLadder) {
  a_person(east_);
  const auto mover = a_person(west_);
  const auto round = a_round({east_});
  pass(61);
  tick();
  const auto on_ladder = [&] { return look([&](Read& r) { return store::find_escalation(r.tx, round, mover); }); };
  EXPECT_FALSE(on_ladder());
  domain::RegistrantPatch patch;
  patch.district_id = east_;
  ASSERT_TRUE(run([&](Write& w) { return change_registrant(w, mover, 1, patch); }));
  ASSERT_TRUE(on_ladder());
  EXPECT_EQ(on_ladder()->since, now_);
}

TEST_F(Rounds, MinutesAreDataOfTheIncidentByLevel) {
  const auto heavy = a_person(east_, [](domain::Registrant& r) { r.support_level = 5; });
  const auto light = a_person(east_, [](domain::Registrant& r) { r.support_level = 1; });
  EXPECT_EQ(look([&](Read& r) { return read_timers(r, incident_); })->front(), domain::EscalationMinutes{});
  ASSERT_TRUE(run([&](Write& w) { return change_timers(w, incident_, {{5, 10, 10, 10}}); }));
  const auto round = a_round();
  pass(10);
  tick();
  EXPECT_EQ(row(round, heavy).turn, EscalationStep::coordinator);
  EXPECT_EQ(row(round, light).turn, EscalationStep::watch_team);
  pass(50);
  tick();
  EXPECT_EQ(row(round, heavy).turn, EscalationStep::hq);
  EXPECT_EQ(row(round, light).turn, EscalationStep::coordinator);
}

}  // namespace
}  // namespace musubi::flow
