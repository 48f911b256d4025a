// Every refusal has a status, its own code, and words in both languages that repeat nothing.
#include "shared/wire/problem.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/wire/nouns.hpp"

namespace musubi::wire::testing {
namespace {

bool has_japanese(std::string_view text) {
  return text.contains("。") || text.find("\xE3\x81") != std::string_view::npos;
}
bool has_latin_word(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

std::vector<Code> all() {
  std::vector<Code> out;
  for (int i = 0; i <= static_cast<int>(Code::broken); ++i) out.push_back(static_cast<Code>(i));
  return out;
}

TEST(ProblemTable, HasWordsInBothLanguagesForEveryCode) {
  for (const Code code : all()) {
    const auto& row = words_of(code);
    EXPECT_EQ(row.code, code) << row.wire_code;
    EXPECT_TRUE(has_japanese(row.title_ja) && has_japanese(row.detail_ja)) << row.wire_code;
    EXPECT_FALSE(has_latin_word(row.title_ja) || has_latin_word(row.detail_ja)) << row.wire_code;
    EXPECT_FALSE(has_japanese(row.title_en) || has_japanese(row.detail_en)) << row.wire_code;
    EXPECT_TRUE(row.detail_ja.ends_with("。")) << row.wire_code;
  }
}

TEST(ProblemTable, GivesEveryCodeItsOwnWord) {
  std::set<std::string_view> words;
  for (const Code code : all()) EXPECT_TRUE(words.insert(wire_code(code)).second) << wire_code(code);
}

TEST(ProblemTable, KeepsTheStatusesOfTheContract) {
  const std::vector<std::pair<Code, int>> promised{{Code::malformed, 400},
                                                   {Code::key_missing, 400},
                                                   {Code::not_signed_in, 401},
                                                   {Code::sign_in_failed, 401},
                                                   {Code::forbidden, 403},
                                                   {Code::not_found, 404},
                                                   {Code::method_not_allowed, 405},
                                                   {Code::timed_out, 408},
                                                   {Code::too_large, 413},
                                                   {Code::uri_too_long, 414},
                                                   {Code::unsupported_type, 415},
                                                   {Code::headers_too_large, 431},
                                                   {Code::wrong_state, 409},
                                                   {Code::place_taken, 409},
                                                   {Code::offer_expired, 409},
                                                   {Code::offer_withdrawn, 409},
                                                   {Code::already_exists, 409},
                                                   {Code::round_closed, 409},
                                                   {Code::incident_closed, 409},
                                                   {Code::plan_moved, 409},
                                                   {Code::helper_first, 409},
                                                   {Code::server_running, 409},
                                                   {Code::wave_running, 409},
                                                   {Code::pack_ended, 409},
                                                   {Code::only_in_drill, 422},
                                                   {Code::stale_edit, 412},
                                                   {Code::condition_missing, 428},
                                                   {Code::invalid, 422},
                                                   {Code::key_reused, 422},
                                                   {Code::unknown_reference, 422},
                                                   {Code::below_accepted, 422},
                                                   {Code::no_candidates, 422},
                                                   {Code::not_in_drill, 422},
                                                   {Code::change_impossible, 422},
                                                   {Code::category_not_allowed, 422},
                                                   {Code::job_too_long, 422},
                                                   {Code::too_many, 429},
                                                   {Code::busy, 503},
                                                   {Code::storage_full, 503},
                                                   {Code::broken, 500}};
  EXPECT_EQ(promised.size(), all().size());
  for (const auto& [code, status] : promised) EXPECT_EQ(http_status(code), status) << wire_code(code);
}

TEST(Problem, NamesWhatMovedInsteadOfFields) {
  domain::Moved closed{domain::MovedCode::need_closed, id_of<NeedId>("23"), std::nullopt};
  domain::Moved busy{domain::MovedCode::volunteer_busy, id_of<NeedId>("03"), id_of<VolunteerId>("21")};
  const Error error{
      Code::plan_moved, {}, domain::moved_fields({closed, busy}), {"commit_without_moved", "resolve"}, {}};
  EXPECT_EQ(problem(error), example("problem.plan_moved"));
  EXPECT_FALSE(problem(Error{.code = Code::invalid}).contains("moved"));
}

TEST(Problem, HasTheMembersOfTheGoldenMessages) {
  const Error refused = fail_fields({{"requester/phone", "required"}}).error();
  const Json out = problem(refused);
  const Json golden = example("problem.invalid");
  for (const auto& [name, value] : golden.items()) EXPECT_STREQ(out[name].type_name(), value.type_name()) << name;
  EXPECT_EQ(out.size(), golden.size());
  for (const char* same : {"type", "status", "code", "next"}) EXPECT_EQ(out[same], golden[same]) << same;
  EXPECT_EQ(out["errors"][0]["field"], "requester/phone");
  EXPECT_EQ(out["errors"][0].size(), golden["errors"][0].size());
  const Json conflict = problem(fail_next(Code::wrong_state, {"triage", "cancel"}).error());
  EXPECT_EQ(conflict["next"], example("problem")["next"]);
  EXPECT_EQ(conflict["code"], "wrong_state");
}

TEST(Problem, NeverSendsTheDetailForTheLog) {
  const Json out = problem(fail(Code::broken, "row 77 of table need").error());
  EXPECT_FALSE(out.dump().contains("row 77"));
}

TEST(FieldMessages, ExistForEveryWordOfTheContract) {
  std::set<std::string_view> said;
  for (const auto word :
       {refused::required, refused::type, refused::too_long, refused::too_short, refused::out_of_range,
        refused::unknown, refused::format, std::string_view("unknown_reference")}) {
    EXPECT_TRUE(said.insert(field_message(word)).second) << word;
    EXPECT_FALSE(has_latin_word(field_message(word))) << word;
  }
}

}  // namespace
}  // namespace musubi::wire::testing
