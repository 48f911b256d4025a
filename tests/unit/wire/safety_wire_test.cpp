// Rescues, arrival lists and conflicts give what the golden messages show.
#include "shared/wire/safety.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <type_traits>

#include "shared/wire/encode.hpp"
#include "tests/unit/wire/nouns.hpp"

namespace musubi::wire::testing {
namespace {

using namespace domain;

// A registrant or a check that has not passed the policy does not fit into a view.
static_assert(!std::is_constructible_v<std::optional<Disclosed<RegistrantView>>, RegistrantView>);
static_assert(!std::is_constructible_v<std::optional<Disclosed<CheckView>>, SafetyCheck>);

SafetyCheck a_rescue_check() {
  auto check = a_check();
  check.id = id_of<CheckId>("31");
  check.status = SafetyStatus::needs_rescue;
  check.note = "玄関が開かない。声はする";
  return check;
}

TEST(EncodeRescue, LooksLikeTheGoldenMessage) {
  RescueView view;
  Rescue& r = view.rescue;
  r.id = id_of<HandoverId>("30");
  r.incident_id = id_of<IncidentId>("05");
  r.round_id = id_of<RoundId>("06");
  r.registrant_id = id_of<RegistrantId>("07");
  r.district_id = id_of<DistrictId>("01");
  r.status = RescueStatus::handed_over;
  r.created_at = at("2026-11-23T09:40:01.250+09:00");
  r.to = RescueTo::fire_119;
  r.contact = "指令台";
  r.handed_at = at("2026-11-23T09:42:00.000+09:00");
  r.version = 2;
  view.handed_by_name = "受付 一郎";
  view.status_now = SafetyStatus::needs_rescue;
  view.person = shown(RegistrantView{a_registrant(), {true, true, true, true}});
  view.check = shown(CheckView{a_rescue_check(), true, true});
  view.recorded_by_name = "見守り 四郎";
  RescueCall call;
  call.address = "小田原市鴨宮998";
  call.landmark = "見本小学校から北へ約200m";
  call.position = a_registrant().position;
  call.name = "要配 梅";
  call.name_kana = "ヨウハイ ウメ";
  call.age = age_on(*a_registrant().birth_date, *Day::parse("2026-11-23"));
  call.state = a_rescue_check().note;
  call.seen_at = a_rescue_check().occurred_at;
  call.phone = "0465-00-0004";
  view.words = words_for_119(call);
  EXPECT_EQ(encode(view), example("rescue"));

  view.person.reset();
  view.check.reset();
  EXPECT_TRUE(encode(view)["registrant"].is_null());
  EXPECT_TRUE(encode(view)["check"].is_null());
}

TEST(EncodeArrival, LooksLikeTheGoldenMessageAndCountsWhomItDoesNotName) {
  auto candidate = a_registrant();
  candidate.id = id_of<RegistrantId>("34");
  candidate.name = "要配 松";
  candidate.name_kana = "ヨウハイ マツ";
  candidate.birth_date = Day::parse("1938-01-02");
  candidate.address = "小田原市鴨宮997";
  ArrivalView view;
  Arrival& a = view.arrival;
  a.id = id_of<ArrivalId>("33");
  a.incident_id = id_of<IncidentId>("05");
  a.name = "見本小学校";
  a.recorded_at = at("2026-11-23T10:10:00.000+09:00");
  view.recorded_by_name = "受付 一郎";
  a.lines = {{.line = 1,
              .result = ArrivalResult::matched,
              .registrant_id = id_of<RegistrantId>("07"),
              .check_id = id_of<CheckId>("09")},
             {.line = 2, .result = ArrivalResult::not_listed},
             {.line = 3, .result = ArrivalResult::not_listed},
             {.line = 4, .result = ArrivalResult::unsure, .name = "要配 松", .candidates = {candidate.id}},
             {.line = 5, .result = ArrivalResult::not_listed}};
  view.lines.push_back({a.lines[0], {}});
  ArrivalLineView unsure{a.lines[3], {}};
  unsure.choices.push_back({shown(RegistrantView{candidate, {.a = true}}), SafetyStatus::unconfirmed});
  view.lines.push_back(std::move(unsure));
  EXPECT_EQ(encode(view), example("arrival"));

  view.lines[1].choices = {{shown(RegistrantView{candidate, {}}), SafetyStatus::unconfirmed}};
  EXPECT_TRUE(encode(view)["lines"][1]["candidates"].empty()) << "of whom class A is not shown";
}

TEST(EncodeConflict, LooksLikeTheGoldenMessage) {
  auto check = a_check();
  check.id = id_of<CheckId>("32");
  check.method = CheckMethod::family;
  check.confidence = CheckConfidence::told;
  check.told_by = "隣の人";
  check.occurred_at = at("2026-11-23T09:55:00.000+09:00");
  const Json out = encode_conflict(shown(CheckView{check, true, true}), "見守り 四郎");
  EXPECT_EQ(out, example("round_registrant.disputed")["conflict"]);
  EXPECT_FALSE(encode_conflict(shown(CheckView{check, false, true}), std::nullopt).contains("told_by"));
}

}  // namespace
}  // namespace musubi::wire::testing
