// What the contract says about phases and about files opened in an emergency.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/wire/access.hpp"
#include "tests/unit/wire/bodies.hpp"
#include "tests/unit/wire/nouns.hpp"

namespace musubi::wire::testing {
namespace {

using ::testing::ElementsAre;

template <class T>
std::vector<FieldError> fields_of(const Result<T>& out) {
  return out ? std::vector<FieldError>{} : out.error().fields;
}

domain::BreakGlass a_glass() {
  return {id_of<BreakGlassId>("31"),          id_of<AccountId>("08"),
          id_of<RegistrantId>("06"),          id_of<DistrictId>("01"),
          "家族から連絡がとれないと電話",     at("2026-11-23T09:10:00.000+09:00"),
          at("2026-11-23T09:40:00.000+09:00")};
}

TEST(BreakGlass, NamesOnePersonByIdOrByTheNumberOnTheirPaper) {
  EXPECT_EQ(decode_new_break_glass(Json{{"number", "ｒ０４１２−７"}, {"reason", "家族から電話"}})->number, 412);
  EXPECT_EQ(decode_new_break_glass(Json{{"registrant_id", k_other_id7}, {"reason", "家族から電話"}})->registrant_id,
            RegistrantId::parse(k_other_id7));
  EXPECT_THAT(fields_of(decode_new_break_glass(Json{{"number", "R-0412-4"}, {"reason", "x"}})),
              ElementsAre(FieldError{"number", "format"}));
  EXPECT_THAT(fields_of(decode_new_break_glass(Json{{"reason", "x"}})), ElementsAre(FieldError{"number", "required"}));
  EXPECT_THAT(
      fields_of(decode_new_break_glass(Json{{"registrant_id", k_other_id7}, {"number", "R-0412-7"}, {"reason", "x"}})),
      ElementsAre(FieldError{"number", "unknown"}));
  EXPECT_THAT(fields_of(decode_new_break_glass(Json{{"number", "R-0412-7"}, {"reason", " "}})),
              ElementsAre(FieldError{"reason", "required"}));
}

TEST(BreakGlass, LooksLikeTheGoldenMessages) {
  EXPECT_EQ(encode(a_glass(), "職員 見本", 412), example("glass"));
  EXPECT_EQ(encode_opened(a_glass(), std::nullopt), example("glass_opened"));
  const auto open = shown({a_registrant(), {.a = true, .b = true, .c = true, .d = false}});
  EXPECT_EQ(encode_opened(a_glass(), open)["registrant"]["name"], a_registrant().name);
  EXPECT_FALSE(encode_opened(a_glass(), open)["registrant"].contains("family"));
}

TEST(PhaseRecords, LookLikeTheGoldenMessage) {
  const domain::PhaseRecord record{id_of<IncidentId>("05"),
                                   2,
                                   domain::LegalPhase::declared,
                                   {id_of<AccountId>("08"), "震度6強", at("2026-11-23T09:01:00.000+09:00"),
                                    domain::PhasePurpose::check_safety, at("2026-11-26T09:01:00.000+09:00")},
                                   at("2026-11-24T09:00:00.000+09:00"),
                                   domain::PhaseEnding::decision};
  EXPECT_EQ(encode(record, "市 管理"), example("phase_record"));
  auto stands = record;
  stands.ended_at.reset();
  stands.ended_how.reset();
  EXPECT_TRUE(encode(stands, std::nullopt)["ended_how"].is_null());
  EXPECT_TRUE(encode(stands, std::nullopt)["decided_by_name"].is_null());
}

}  // namespace
}  // namespace musubi::wire::testing
