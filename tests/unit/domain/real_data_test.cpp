// The real lists of Odawara: what goes in comes out, and every real town is found in an address.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "shared/domain/gazetteer.hpp"
#include "shared/domain/imports.hpp"

namespace musubi::domain {
namespace {

class RealData : public testing::Test {
 protected:
  void SetUp() override {
    const char* given = std::getenv("MUSUBI_TEST_DATA");
    folder_ = given ? given : MUSUBI_SOURCE_DIR "/../shared/data";
    if (std::filesystem::exists(folder_)) return;
    if (std::getenv("CI") || std::getenv("MUSUBI_REQUIRE_DATA"))
      FAIL() << "MUSUBI_TEST_DATA: no folder there, and in CI it must be";
    GTEST_SKIP() << "MUSUBI_TEST_DATA: no folder there";
  }

  [[nodiscard]] std::string file(const std::string& name) const {
    std::ifstream in(folder_ / name, std::ios::binary);
    EXPECT_TRUE(in) << name;
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
  }

  [[nodiscard]] Imported<Place> towns() const {
    std::vector<TownRow> rows;
    for (const auto& t : nlohmann::json::parse(file("odawara-towns-geolonia.json")))
      rows.push_back({t["town"], t["koaza"], t["lat"], t["lng"]});
    return places_from_towns(rows, {});
  }

  std::filesystem::path folder_;
};

std::map<std::string, int> hazards_of(const Imported<Place>& places) {
  std::map<std::string, int> out;
  for (const auto& place : places.items)
    for (const auto& hazard : place.hazards) ++out[hazard];
  return out;
}

void expect_all_in_odawara(const Imported<Place>& places) {
  for (const auto& place : places.items) {
    EXPECT_TRUE(place.position.lat > 35.1 && place.position.lat < 35.4) << place.name;
    EXPECT_TRUE(place.position.lng > 139.0 && place.position.lng < 139.3) << place.name;
  }
}

TEST_F(RealData, all_142_towns_of_the_town_list_arrive) {
  const auto got = towns();
  EXPECT_EQ(got.rows, 142U);
  EXPECT_EQ(got.items.size(), 142U);
  EXPECT_TRUE(got.rejected.empty());
  expect_all_in_odawara(got);
}

TEST_F(RealData, all_137_rows_of_the_ministrys_position_file_arrive) {
  const auto got = import_places(file("odawara-isj-b-14206.csv"), {});
  EXPECT_EQ(got.rows, 137U);
  EXPECT_EQ(got.items.size(), 137U);
  EXPECT_TRUE(got.rejected.empty());
  expect_all_in_odawara(got);
}

TEST_F(RealData, all_45_evacuation_sites_arrive_with_their_hazards) {
  const auto got = import_shelters(file("odawara-emergency-sites-gsi.csv"), {});
  EXPECT_EQ(got.items.size(), 45U);
  EXPECT_TRUE(got.rejected.empty());
  for (const auto& place : got.items) EXPECT_EQ(place.kind, PlaceKind::evac_site);
  auto hazards = hazards_of(got);
  EXPECT_EQ(hazards["flood"], 32);
  EXPECT_EQ(hazards["landslide"], 16);
  EXPECT_EQ(hazards["earthquake"], 37);
  expect_all_in_odawara(got);
}

TEST_F(RealData, all_38_shelters_arrive) {
  const auto got = import_shelters(file("odawara-evacuation-shelters-gsi.csv"), {});
  EXPECT_EQ(got.items.size(), 38U);
  EXPECT_TRUE(got.rejected.empty());
  for (const auto& place : got.items) EXPECT_EQ(place.kind, PlaceKind::shelter);
  EXPECT_TRUE(hazards_of(got).empty());
  expect_all_in_odawara(got);
}

// "扇町三丁目" → 扇町 and 三; nothing where the town has no 丁目.
std::optional<std::pair<std::string, int>> chome_of(const std::string& town) {
  constexpr std::array<std::string_view, 9> k_numbers{"一", "二", "三", "四", "五", "六", "七", "八", "九"};
  for (std::size_t i = 0; i < k_numbers.size(); ++i) {
    const std::string ending = std::string(k_numbers[i]) + "丁目";
    if (town.ends_with(ending)) return std::pair(town.substr(0, town.size() - ending.size()), static_cast<int>(i) + 1);
  }
  return std::nullopt;
}

TEST_F(RealData, every_town_is_found_in_an_address_that_names_it) {
  const auto got = towns();
  const Gazetteer gazetteer(got.items);
  ASSERT_EQ(gazetteer.size(), 142U);
  int with_chome = 0;
  for (const auto& town : got.items) {
    // 酒匂1-2-3 means 酒匂一丁目 where there is one; so the house number of those that have 丁目 beside is one of a
    // 番地.
    for (const std::string_view number : {"1234", "１２３４番地５", " 567-8", ""}) {
      const auto* found = gazetteer.find("神奈川県小田原市" + town.name + std::string(number));
      ASSERT_TRUE(found) << town.name << number;
      EXPECT_EQ(found->name, town.name) << number;
      EXPECT_EQ(found->position, town.position);
    }
    const auto* short_form = gazetteer.find("神奈川県小田原市" + town.name + "1-2-3");
    ASSERT_TRUE(short_form) << town.name;
    EXPECT_TRUE(short_form->name == town.name || short_form->name == town.name + "一丁目") << town.name;

    const auto chome = chome_of(town.name);
    if (!chome) continue;
    ++with_chome;
    const auto& [stem, n] = *chome;
    constexpr std::array<std::string_view, 10> k_wide{"", "１", "２", "３", "４", "５", "６", "７", "８", "９"};
    const auto wide = std::string(k_wide[static_cast<std::size_t>(n)]);
    for (const std::string& spelled : {std::to_string(n) + "丁目2-3", wide + "丁目２番３号", std::to_string(n) + "-2-3",
                                       wide + "－２－３", " " + std::to_string(n) + "丁目 2-3"}) {
      const auto* found = gazetteer.find("神奈川県小田原市" + stem + spelled);
      ASSERT_TRUE(found) << stem << spelled;
      EXPECT_EQ(found->name, town.name) << stem << spelled;
    }
  }
  EXPECT_GT(with_chome, 50);
}

TEST_F(RealData, the_addresses_of_the_real_shelters_lead_to_a_town_near_by) {
  const auto got = towns();
  const Gazetteer gazetteer(got.items);
  int found = 0;
  const auto shelters = import_shelters(file("odawara-evacuation-shelters-gsi.csv"), {});
  for (const auto& shelter : shelters.items) {
    const Place* town = gazetteer.find(shelter.address.value_or(""));
    if (!town) continue;
    ++found;
    EXPECT_LT(distance_m(town->position, shelter.position), 5'000) << shelter.name << " → " << town->name;
  }
  EXPECT_GE(found, 36) << "of 38";
}

}  // namespace
}  // namespace musubi::domain
