// The decoders and the contract know the same members: what schema/api/openapi.yaml names is taken, what it requires is
// required, and every golden message passes our own strict parser.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "tests/unit/wire/bodies.hpp"

namespace musubi::wire::testing {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

struct Schema {
  std::set<std::string> members;
  std::set<std::string> required;
};

std::set<std::string> words_in_brackets(const std::string& text) {
  std::set<std::string> out;
  std::stringstream words(text.substr(text.find('[') + 1, text.find(']') - text.find('[') - 1));
  for (std::string word; std::getline(words, word, ',');) out.insert(std::string(trimmed(word)));
  out.erase("");
  return out;
}

// The flat part of components/schemas: names at four spaces, their members at eight. Enough YAML for this one file.
std::map<std::string, Schema> schemas() {
  std::map<std::string, Schema> out;
  std::istringstream lines(read_file(MUSUBI_SOURCE_DIR "/schema/api/openapi.yaml"));
  Schema* open = nullptr;
  bool in_schemas = false;
  for (std::string line; std::getline(lines, line);) {
    if (line == "  schemas:") in_schemas = true;
    if (!in_schemas || line.size() < 5) continue;
    if (line.starts_with("    ") && line[4] != ' ' && line[4] != '#')
      open = &out[line.substr(4, line.find(':') - 4)];
    else if (open != nullptr && line.starts_with("      required: [")) {
      for (std::string more; !line.contains(']') && std::getline(lines, more);) line += more;
      open->required = words_in_brackets(line);
    } else if (open != nullptr && line.starts_with("        ") && line[8] != ' ' && line.contains(':'))
      open->members.insert(line.substr(8, line.find(':') - 8));
  }
  return out;
}

class Contract : public ::testing::TestWithParam<BodyCase> {};

TEST_P(Contract, NamesTheSameMembersAsTheDecoder) {
  static const auto k_schemas = schemas();
  const auto found = k_schemas.find(GetParam().schema);
  ASSERT_NE(found, k_schemas.end()) << GetParam().schema;
  std::set<std::string> ours;
  for (const auto& [name, value] : GetParam().full.items()) ours.insert(name);
  for (const auto& name : found->second.required) {
    Json body = GetParam().full;
    body.erase(name);
    EXPECT_TRUE(GetParam().decode(body)) << name << " is required by the contract and not by the decoder";
  }
  if (GetParam().schema == "NewOffers") {  // two ways to ask, never both
    ours.insert("top");
    ours.insert("volunteer_ids");
  }
  if (GetParam().schema == "NewExclusion") ours.insert("need_id");         // the same
  if (GetParam().schema == "NewBreakGlass") ours.insert("registrant_id");  // the same
  EXPECT_EQ(ours, found->second.members);
}

INSTANTIATE_TEST_SUITE_P(Bodies, Contract, ::testing::ValuesIn(body_cases()),
                         [](const auto& param) { return param.param.name; });

TEST(GoldenMessages, PassTheStrictParser) {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(MUSUBI_SOURCE_DIR "/schema/api/examples")) {
    if (entry.path().extension() != ".json") continue;
    ++files;
    EXPECT_TRUE(parse_json(read_file(entry.path()))) << entry.path().filename();
  }
  EXPECT_GT(files, 20);
}

}  // namespace
}  // namespace musubi::wire::testing
