// The text of a body, and what mutated bodies do to the decoders.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "shared/base/limits.hpp"
#include "tests/unit/wire/bodies.hpp"

namespace musubi::wire::testing {
namespace {

using std::string_literals::operator""s;

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(ParseJson, TakesWhatJsonAllows) {
  const auto out = parse_json(R"( {"a":[1,-2,3.5,true,null,"\u3042\ud83d\ude00"],"b":{"a":{}},"c":[]} )");
  ASSERT_TRUE(out);
  EXPECT_EQ(*out, Json::parse(R"({"a":[1,-2,3.5,true,null,"あ😀"],"b":{"a":{}},"c":[]})"));
  EXPECT_TRUE(parse_json("7"));
  EXPECT_TRUE(parse_json(nested(limits::json_depth_max)));
}

TEST(ParseJson, RefusesEverythingElseAsMalformed) {
  for (const std::string& text : {""s,
                                  " "s,
                                  "{"s,
                                  "[1,]"s,
                                  "{\"a\":1,}"s,
                                  "{'a':1}"s,
                                  "nul"s,
                                  "1 2"s,
                                  "{} x"s,
                                  "NaN"s,
                                  "1e999"s,
                                  "\"\xff\""s,
                                  "\"\xC0\x80\""s,
                                  "\"\xED\xA0\x80\""s,
                                  "\"\\ud800\""s,
                                  "\"a\\u0000b\""s,
                                  "{\"a\\u0000\":1}"s,
                                  "\"a\0b\""s,
                                  "{\"a\":1,\"a\":1}"s,
                                  "[{\"x\":{\"k\":1,\"k\":2}}]"s,
                                  "// c\n1"s,
                                  nested(limits::json_depth_max + 1),
                                  std::string(100'000, '['),
                                  std::string(100'000, '{')}) {
    const auto out = parse_json(text);
    ASSERT_FALSE(out) << text.substr(0, 40);
    EXPECT_EQ(out.error().code, Code::malformed) << text.substr(0, 40);
  }
}

TEST(ParseJson, LetsTheSameNameStandInDifferentObjects) {
  EXPECT_TRUE(parse_json(R"([{"a":1},{"a":2},{"b":{"a":3},"a":4}])"));
}

class Mutations {
 public:
  explicit Mutations(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return n == 0 ? 0 : random_() % n; }

  std::string bytes() {
    std::string out(below(200), ' ');
    for (char& c : out) c = static_cast<char>(random_());
    return out;
  }

  // One to four cuts, flips, insertions and repetitions.
  std::string broken(std::string text) {
    for (std::size_t n = 1 + below(4); n > 0; --n) {
      const std::size_t at = below(text.size());
      switch (below(4)) {
        case 0:
          text.erase(at, 1 + below(8));
          break;
        case 1:
          text.insert(at, 1, static_cast<char>(random_()));
          break;
        case 2:
          text.insert(at, text.substr(below(text.size()), 1 + below(20)));
          break;
        default:
          if (!text.empty()) text[at] = static_cast<char>(random_());
      }
    }
    return text;
  }

  // Another value somewhere inside; also strings that are not UTF-8, which no parser would let through.
  Json swapped(Json body) {
    const auto paths = paths_of(body);
    if (paths.empty()) return stray();
    at_path(body, paths[below(paths.size())]) = stray();
    return body;
  }

  Json stray() {
    const std::vector<Json> values{nullptr,
                                   true,
                                   -1,
                                   0,
                                   1e308,
                                   -0.5,
                                   18'446'744'073'709'551'615ULL,
                                   "",
                                   " ",
                                   bytes(),
                                   "2026-02-30",
                                   "2026-13-01T99:99:99Z",
                                   k_id4,
                                   Json::array(),
                                   Json::object(),
                                   Json::array({1, "x", nullptr}),
                                   Json{{"a", {{"b", 1}}}},
                                   Json(600, "x"),
                                   std::string(5000, '\xE3'),
                                   "\xE2\x80"};
    return values[below(values.size())];
  }

 private:
  std::mt19937 random_;
};

void expect_calm(const BodyCase& decoder, const Json& body) {
  const auto error = decoder.decode(body);
  if (!error) return;
  ASSERT_TRUE(error->code == Code::malformed || error->code == Code::invalid) << decoder.name;
  ASSERT_LE(error->fields.size(), k_findings_max) << decoder.name;
  ASSERT_EQ(error->fields.empty(), error->code == Code::malformed) << decoder.name;
}

TEST(Fuzz, MutatedTextNeverDoesMoreThanBeRefused) {
  Mutations mutate(20261123);
  int parsed = 0;
  for (int round = 0; round < 150; ++round) {
    EXPECT_NO_FATAL_FAILURE(static_cast<void>(parse_json(mutate.bytes())));
    for (const auto& decoder : body_cases()) {
      const auto body = parse_json(mutate.broken(decoder.full.dump()));
      if (!body) {
        ASSERT_EQ(body.error().code, Code::malformed);
        continue;
      }
      ++parsed;
      for (int other = 0; other < 3; ++other) expect_calm(body_cases()[mutate.below(body_cases().size())], *body);
      expect_calm(decoder, *body);
    }
  }
  EXPECT_GT(parsed, 500) << "the mutations break everything: nothing reaches the decoders";
}

TEST(Fuzz, StrayValuesNeverDoMoreThanBeRefused) {
  Mutations mutate(7);
  for (int round = 0; round < 100; ++round)
    for (const auto& decoder : body_cases()) {
      const Json body = mutate.swapped(mutate.swapped(decoder.full));
      expect_calm(decoder, body);
      static_cast<void>(decode_queued_checks(Json::array({body, mutate.stray()})));
    }
}

}  // namespace
}  // namespace musubi::wire::testing
