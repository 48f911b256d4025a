// Arrival lists of shelters against the roster of a real store.
#include "tests/unit/flow/rounds.hpp"

namespace musubi::flow {
namespace {

using domain::CheckMethod;
using enum domain::SafetyStatus;

TEST_F(Rounds, AnArrivalListClosesOpenChecksAndKeepsNoNameOfOthers) {
  const auto born = Day::parse("1940-05-06");
  const auto matched = a_person(east_, [&](domain::Registrant& r) {
    r.name = "佐藤 清";
    r.name_kana = "サトウ キヨシ";
    r.birth_date = born;
  });
  const auto alike = a_person(west_, [](domain::Registrant& r) {
    r.name = "鈴木 花";
    r.name_kana = "スズキ ハナ";
  });
  const auto hidden = a_person(west_, [](domain::Registrant& r) {
    r.name = "高橋 一";
    r.name_kana = "タカハシ ハジメ";
    r.birth_date = Day::parse("1930-01-01");
    r.consented = false;
  });
  domain::NewArrival list;
  list.name = "見本小学校";
  list.people = {{"佐藤清", std::nullopt, born, std::nullopt},
                 {"鈴木 花", std::nullopt, std::nullopt, std::nullopt},
                 {"高橋 一", std::nullopt, Day::parse("1930-01-01"), std::nullopt},
                 {"よその 人", std::nullopt, std::nullopt, std::nullopt}};
  const auto arrive = [&] { return run([&](Write& w) { return record_arrival(w, incident_, list); }); };
  EXPECT_EQ(arrive().error().code, Code::round_closed) << "nobody is being asked about";
  const auto round = a_round();
  const auto done = arrive();
  ASSERT_TRUE(done);
  EXPECT_EQ(row(round, matched).status, safe_sheltered);
  EXPECT_EQ((*row(round, matched).last_check)->check.method, CheckMethod::shelter);

  const auto id = done->ref_id<ArrivalId>();
  auto view = look([&](Read& r) { return read_arrival(r, id); });
  ASSERT_EQ(view->lines.size(), 2U) << "of those who are not listed only the count stays";
  EXPECT_EQ(view->lines[0].line.registrant_id, matched);
  EXPECT_EQ(view->lines[1].line.result, domain::ArrivalResult::unsure);
  ASSERT_EQ(view->lines[1].choices.size(), 1U);
  EXPECT_EQ(view->arrival.lines.size(), 4U);
  EXPECT_EQ(view->arrival.lines[2].result, domain::ArrivalResult::not_listed)
      << "whom the policy hides is answered like a stranger";

  const auto choose = [&](std::optional<RegistrantId> who) {
    return run([&](Write& w) { return choose_arrival(w, id, {2, who}); });
  };
  EXPECT_EQ(choose(hidden).error().code, Code::invalid);
  ASSERT_TRUE(choose(alike));
  EXPECT_EQ(row(round, alike).status, safe_sheltered);
  view = look([&](Read& r) { return read_arrival(r, id); });
  EXPECT_FALSE(view->lines[1].line.name) << "the name is forgotten";
  EXPECT_EQ(choose(alike).error().code, Code::wrong_state);
}

TEST_F(Rounds, AShelterThatLowersANeedIsFlaggedAndNotBelievedAlone) {
  const auto born = Day::parse("1940-05-06");
  const auto person = a_person(east_, [&](domain::Registrant& r) {
    r.name = "佐藤 清";
    r.birth_date = born;
  });
  const auto round = a_round();
  ASSERT_TRUE(check(round, person, needs_rescue));
  pass(10);
  domain::NewArrival list;
  list.name = "見本小学校";
  list.people = {{"佐藤 清", std::nullopt, born, std::nullopt}};
  ASSERT_TRUE(run([&](Write& w) { return record_arrival(w, incident_, list); }));
  EXPECT_EQ(row(round, person).status, needs_rescue);
  EXPECT_TRUE(row(round, person).conflict);
}

}  // namespace
}  // namespace musubi::flow
