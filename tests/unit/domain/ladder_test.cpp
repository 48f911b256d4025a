// Whose turn it is to find somebody, what to say to 119, and the arrival lists of shelters: the rules.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "make.hpp"
#include "shared/domain/arrival.hpp"
#include "shared/domain/calendar.hpp"
#include "shared/domain/escalation.hpp"
#include "shared/domain/people_index.hpp"
#include "shared/domain/rescue.hpp"

namespace musubi::domain {
namespace {

using make::k_now;

TEST(Ladder, goes_from_the_watch_team_to_the_hq_an_hour_a_step) {
  const EscalationMinutes usual;
  const auto at = [&](int minute) { return rung_at(k_now, usual, k_now.plus_s(60 * minute)); };
  EXPECT_EQ(at(0), (Rung{EscalationStep::watch_team, k_now.plus_s(3600)}));
  EXPECT_EQ(at(59).step, EscalationStep::watch_team);
  EXPECT_EQ(at(60), (Rung{EscalationStep::coordinator, k_now.plus_s(7200)}));
  EXPECT_EQ(at(120), (Rung{EscalationStep::center, k_now.plus_s(10800)}));
  EXPECT_EQ(at(180), (Rung{EscalationStep::hq, std::nullopt}));
  EXPECT_EQ(at(10'000).step, EscalationStep::hq) << "a server that was off lands on the right step at once";
}

TEST(Ladder, has_minutes_by_level_of_support_need) {
  const std::vector<EscalationMinutes> lines{{0, 60, 60, 60}, {5, 10, 20, 30}};
  EXPECT_EQ(minutes_for(lines, 5).to_coordinator, 10);
  EXPECT_EQ(minutes_for(lines, 2).to_coordinator, 60) << "no line of its own";
  EXPECT_EQ(minutes_for(lines, std::nullopt).to_coordinator, 60);
  EXPECT_EQ(minutes_for({}, 3), EscalationMinutes{}) << "no data: the defaults";
  EXPECT_EQ(first_step_ms(lines), 600'000);
  EXPECT_EQ(rung_at(k_now, lines[1], k_now.plus_s(600)).due_at, k_now.plus_s(1800));
}

RescueCall a_call() {
  RescueCall call;
  call.address = "小田原市見本町9-9";
  call.landmark = "見本小学校から北へ約200m";
  call.name = "要配 梅";
  call.name_kana = "ヨウハイ ウメ";
  call.age = 86;
  call.state = "玄関が開かない。声はする";
  call.seen_at = k_now;
  call.phone = "0465-00-0004";
  return call;
}

TEST(WordsFor119, follow_the_questions_that_119_asks) {
  const auto lines = words_for_119(a_call());
  ASSERT_GE(lines.size(), 6U);
  EXPECT_EQ(lines[0], "火事ですか、救急ですか → 救急です。");
  EXPECT_EQ(lines[1], "場所: 小田原市見本町9-9");
  EXPECT_EQ(lines[2], "目標: 見本小学校から北へ約200m");
  EXPECT_EQ(lines[3], "名前: ヨウハイ ウメ（要配 梅）様、86歳");
  EXPECT_EQ(lines[4], "様子: 玄関が開かない。声はする（11月23日 9:30 に確認）");
  EXPECT_EQ(lines[5], "本人の電話: 0465-00-0004");
}

TEST(WordsFor119, say_what_is_not_known_and_ring_nobody_in_a_drill) {
  RescueCall nothing;
  nothing.is_drill = true;
  nothing.seen_at = k_now;
  const auto lines = words_for_119(nothing);
  EXPECT_TRUE(lines[0].contains("訓練"));
  EXPECT_TRUE(lines[0].contains("かけません"));
  EXPECT_TRUE(lines[2].contains("わかりません"));
  EXPECT_TRUE(lines[3].contains("わかりません"));
  for (const auto& line : words_for_119(a_call())) EXPECT_FALSE(line.contains("訓練"));
}

TEST(WordsFor119, name_the_nearest_place_and_the_way_from_it) {
  Place school;
  school.name = "見本小学校";
  school.position = {35.2500, 139.1500};
  Place far = school;
  far.name = "遠い小学校";
  far.position = {35.2600, 139.1500};
  const std::vector places{far, school};
  EXPECT_EQ(landmark_of({35.2518, 139.1500}, places), "見本小学校から北へ約200m");
  EXPECT_EQ(landmark_of({35.2500, 139.1478}, places), "見本小学校から西へ約200m");
  EXPECT_EQ(landmark_of({35.2502, 139.1500}, places), "見本小学校のすぐ近く");
  EXPECT_FALSE(landmark_of({35.4, 139.3}, places));
  EXPECT_EQ(age_on(day_of({1940, 5, 6}), day_of({2026, 5, 5})), 85);
  EXPECT_EQ(age_on(day_of({1940, 5, 6}), day_of({2026, 5, 6})), 86);
}

TEST(Rescue, is_handed_over_as_often_as_needed_and_closed_once) {
  Rescue rescue;
  EXPECT_TRUE(may_hand_over(rescue));
  rescue.status = RescueStatus::handed_over;
  EXPECT_TRUE(may_hand_over(rescue)) << "119 first, then the HQ";
  EXPECT_TRUE(may_close(rescue));
  rescue.status = RescueStatus::closed;
  EXPECT_EQ(may_hand_over(rescue).error().code, Code::wrong_state);
  EXPECT_EQ(may_close(rescue).error().code, Code::wrong_state);
}

RosterPerson on_roster(int n, std::string name, std::string kana, std::optional<Day> birth = std::nullopt,
                       std::optional<std::string> phone = std::nullopt) {
  return {make::id<RegistrantId>(n), std::move(name), std::move(kana), birth, std::move(phone)};
}

const Day k_birth = day_of({1940, 5, 6});

TEST(Arrivals, a_name_with_a_birth_date_or_a_telephone_is_a_match) {
  const std::vector roster{on_roster(1, "佐藤 清", "サトウ キヨシ", k_birth, "0465-00-0001"),
                           on_roster(2, "佐藤 清", "サトウ キヨシ", day_of({1951, 1, 1}))};
  const auto by_birth = match_arrival({"佐藤　清", std::nullopt, k_birth, std::nullopt}, roster);
  EXPECT_EQ(by_birth.result, ArrivalResult::matched);
  EXPECT_EQ(by_birth.candidates, std::vector{make::id<RegistrantId>(1)});
  EXPECT_EQ(match_arrival({"さとう きよし", std::nullopt, std::nullopt, "0465000001"}, roster).result,
            ArrivalResult::matched)
      << "written in kana";
}

TEST(Arrivals, a_name_alone_is_chosen_by_hand_since_many_share_it) {
  const std::vector one{on_roster(1, "佐藤 清", "サトウ キヨシ", k_birth)};
  const auto match = match_arrival({"佐藤 清", std::nullopt, std::nullopt, std::nullopt}, one);
  EXPECT_EQ(match.result, ArrivalResult::unsure);
  EXPECT_EQ(match.candidates.size(), 1U);
}

TEST(Arrivals, nearly_the_same_name_is_unsure_and_another_person_is_not_listed) {
  const std::vector roster{on_roster(1, "渡部 花子", "ワタナベ ハナコ", k_birth)};
  EXPECT_EQ(match_arrival({"渡辺 花子", "ワタナベ ハナコ", k_birth, std::nullopt}, roster).result,
            ArrivalResult::matched)
      << "other kanji, the same kana and birth date";
  EXPECT_EQ(match_arrival({"渡辺 花子", std::nullopt, k_birth, std::nullopt}, roster).result, ArrivalResult::unsure);
  EXPECT_EQ(match_arrival({"渡辺 花", "ワタナベ ハナ", std::nullopt, std::nullopt}, roster).result,
            ArrivalResult::unsure);
  EXPECT_EQ(match_arrival({"渡辺 太郎", "ワタナベ タロウ", k_birth, std::nullopt}, roster).result,
            ArrivalResult::not_listed);
  EXPECT_EQ(match_arrival({"渡辺 花子", "ワタナベ ハナコ", day_of({1980, 1, 1}), std::nullopt}, roster).result,
            ArrivalResult::not_listed)
      << "another birth date is another person";
  EXPECT_EQ(match_arrival({"渡邊 花子", std::nullopt, k_birth, std::nullopt},
                          std::vector{on_roster(1, "渡辺 花子", "ワタナベ ハナコ", k_birth)})
                .result,
            ArrivalResult::matched)
      << "an old form of a kanji is the same kanji";
}

TEST(Arrivals, count_letters_apart) {
  EXPECT_EQ(letters_apart("ワタナベ", "ワタナベ"), 0);
  EXPECT_EQ(letters_apart("ワタナベ", "ワタベ"), 1);
  EXPECT_EQ(letters_apart("ワタナベ", "ワダナベ"), 1);
  EXPECT_EQ(letters_apart("ワタナベ", "タナカ"), 2);
  EXPECT_EQ(letters_apart("", "ア"), 1);
}

TEST(Arrivals, a_whole_list_is_compared_with_everybody_in_one_pass) {
  PeopleIndex people;
  const auto put = [&](int n, std::string name, std::string kana, std::string phone, PersonKind kind) {
    PersonEntry e;
    e.kind = kind;
    e.id = make::id<RegistrantId>(n);
    e.name = std::move(name);
    e.name_kana = std::move(kana);
    e.phone = std::move(phone);
    people.put(e);
  };
  put(1, "佐藤 清", "サトウ キヨシ", "0465-00-0001", PersonKind::registrant);
  put(2, "佐藤 清子", "サトウ キヨコ", "0465-00-0002", PersonKind::registrant);
  put(3, "渡邊 花子", "ワタナベ ハナコ", "", PersonKind::registrant);
  put(4, "佐藤 清", "サトウ キヨシ", "0465-00-0001", PersonKind::volunteer);
  const std::vector<ArrivalPerson> list{{"佐藤清", std::nullopt, std::nullopt, std::nullopt},
                                        {"渡辺 花子", "わたなべ はなこ", std::nullopt, std::nullopt},
                                        {"だれか", std::nullopt, std::nullopt, "0465000002"},
                                        {"鈴木 一", "スズキ ハジメ", std::nullopt, std::nullopt}};
  const auto found = people.alike(PersonKind::registrant, list);
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(std::ranges::count(found[0], Uuid(make::id<RegistrantId>(1))), 1);
  EXPECT_EQ(std::ranges::count(found[0], Uuid(make::id<RegistrantId>(4))), 0) << "a volunteer is not on the roster";
  EXPECT_EQ(found[1], std::vector<Uuid>{make::id<RegistrantId>(3)});
  EXPECT_EQ(found[2], std::vector<Uuid>{make::id<RegistrantId>(2)});
  EXPECT_TRUE(found[3].empty());
}

}  // namespace
}  // namespace musubi::domain
