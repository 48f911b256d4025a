// What every decoder does with good and with wrong bodies.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/base/limits.hpp"
#include "tests/unit/wire/bodies.hpp"

namespace musubi::wire::testing {
namespace {

using ::testing::Contains;
using ::testing::SizeIs;

class EveryDecoder : public ::testing::TestWithParam<BodyCase> {
 protected:
  static std::optional<Error> refusal_of(const Json& body) { return GetParam().decode(body); }
  static void expect_refused(const Json& body, const std::string& path, const std::vector<std::string>& codes) {
    const auto error = refusal_of(body);
    ASSERT_TRUE(error) << path << " was taken";
    EXPECT_EQ(error->code, Code::invalid) << path;
    const bool found = std::ranges::any_of(error->fields, [&](const FieldError& f) {
      return f.field == path && std::ranges::find(codes, f.code) != codes.end();
    });
    std::string seen;
    for (const auto& f : error->fields) seen += f.field + ":" + f.code + " ";
    EXPECT_TRUE(found) << path << " refused as " << seen;
  }
};

TEST_P(EveryDecoder, TakesTheFullBody) {
  const auto error = refusal_of(GetParam().full);
  std::string seen;
  if (error)
    for (const auto& f : error->fields) seen += f.field + ":" + f.code + " ";
  EXPECT_FALSE(error) << seen;
}

TEST_P(EveryDecoder, RefusesEachMissingRequiredMember) {
  for (const auto& path : GetParam().required) {
    Json body = GetParam().full;
    remove_path(body, path);
    expect_refused(body, path, {"required"});
    body = GetParam().full;
    at_path(body, path) = nullptr;
    expect_refused(body, path, {"required"});
  }
}

TEST_P(EveryDecoder, RefusesAWrongTypeAtEachPlace) {
  for (const auto& path : paths_of(GetParam().full)) {
    Json body = GetParam().full;
    Json& member = at_path(body, path);
    if (member.is_null()) continue;
    member = member.is_structured() ? Json("words") : Json{{"a", 1}};
    expect_refused(body, path, {"type", "format"});
  }
}

TEST_P(EveryDecoder, RefusesATextWithoutEnd) {
  std::string endless;
  for (int i = 0; i < 5000; ++i) endless += "長";
  for (const auto& path : paths_of(GetParam().full)) {
    Json body = GetParam().full;
    Json& member = at_path(body, path);
    if (!member.is_string()) continue;
    member = endless;
    expect_refused(body, path, {"too_long", "out_of_range", "format"});
  }
}

TEST_P(EveryDecoder, RefusesControlCharactersInEachText) {
  for (const auto& path : paths_of(GetParam().full)) {
    if (path.ends_with("password")) continue;  // kept as typed
    Json body = GetParam().full;
    Json& member = at_path(body, path);
    if (!member.is_string()) continue;
    member = "a\x1b[2Jb";
    expect_refused(body, path, {"format", "out_of_range"});
  }
}

TEST_P(EveryDecoder, RefusesNumbersOutOfRange) {
  for (const auto& path : paths_of(GetParam().full)) {
    Json body = GetParam().full;
    Json& member = at_path(body, path);
    if (!member.is_number()) continue;
    for (const Json& wrong : {Json(-1e9), Json(1'000'000'000'000), Json(18'446'744'073'709'551'615ULL)}) {
      member = wrong;
      expect_refused(body, path, {"out_of_range"});
    }
  }
}

TEST_P(EveryDecoder, RefusesUnknownMembersHereAndInside) {
  Json body = GetParam().full;
  body["is_admin"] = true;
  expect_refused(body, "is_admin", {"unknown"});
  for (const auto& path : paths_of(GetParam().full)) {
    body = GetParam().full;
    Json& member = at_path(body, path);
    if (!member.is_object()) continue;
    member["extra"] = 1;
    expect_refused(body, path + "/extra", {"unknown"});
  }
}

TEST_P(EveryDecoder, CallsAnythingButAnObjectMalformed) {
  for (const char* text : {"null", "true", "3", "\"x\"", "[1]", "[]"}) {
    const auto error = refusal_of(Json::parse(text));
    ASSERT_TRUE(error) << text;
    EXPECT_EQ(error->code, Code::malformed) << text;
  }
}

INSTANTIATE_TEST_SUITE_P(Bodies, EveryDecoder, ::testing::ValuesIn(body_cases()),
                         [](const auto& param) { return param.param.name; });

TEST(Reader, NeverRepeatsAMemberNameThatCouldBeData) {
  const auto out = decode_search_question(Json{{"kind", "all"}, {"q", "x"}, {"0465-22-0001", 1}, {"見本 花子", 2}});
  ASSERT_FALSE(out);
  for (const auto& field : out.error().fields) EXPECT_EQ(field, (FieldError{"", "unknown"}));
}

TEST(Reader, KeepsItsAnswerShortWhateverComes) {
  Json body = Json::object();
  for (int i = 0; i < 5000; ++i) body["member_" + std::to_string(i)] = i;
  const auto out = decode_new_need(body);
  ASSERT_FALSE(out);
  EXPECT_LE(out.error().fields.size(), k_findings_max);
}

TEST(QueuedChecks, KeepTheOrderAndRefuseOnlyTheWrongOne) {
  const Json good = {{"key", k_id4}, {"registrant_id", k_id7}, {"status", "safe_home"}, {"method", "phone"}};
  Json bad = good;
  bad["status"] = "fine";
  bad["key"] = k_id7;
  const auto out = decode_queued_checks(Json::array({good, bad, 7, Json::object()}));
  ASSERT_TRUE(out);
  ASSERT_THAT(*out, SizeIs(4));
  EXPECT_EQ((*out)[0].key, Uuid::parse(k_id4));
  ASSERT_TRUE((*out)[0].check);
  EXPECT_EQ((*out)[0].check->status, domain::SafetyStatus::safe_home);
  EXPECT_EQ((*out)[1].key, Uuid::parse(k_id7));
  ASSERT_FALSE((*out)[1].check);
  EXPECT_EQ((*out)[1].check.error().fields, (std::vector<FieldError>{{"status", "out_of_range"}}));
  EXPECT_EQ((*out)[2].check.error().code, Code::malformed);
  EXPECT_FALSE((*out)[3].key);
  EXPECT_THAT((*out)[3].check.error().fields, Contains(FieldError{"key", "required"}));
}

TEST(QueuedChecks, AreRefusedAsAWholeWhenTooMany) {
  const Json one = {{"key", k_id4}, {"registrant_id", k_id7}, {"status", "safe_home"}, {"method", "phone"}};
  EXPECT_TRUE(decode_queued_checks(Json(limits::checks_per_call_max, one)));
  const auto out = decode_queued_checks(Json(limits::checks_per_call_max + 1, one));
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().code, Code::invalid);
  EXPECT_EQ(decode_queued_checks(one).error().code, Code::malformed);
}

}  // namespace
}  // namespace musubi::wire::testing
