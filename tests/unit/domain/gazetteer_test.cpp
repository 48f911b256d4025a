#include "shared/domain/gazetteer.hpp"

#include <gtest/gtest.h>

namespace musubi::domain {
namespace {

Gazetteer of(std::initializer_list<std::string_view> names) {
  std::vector<Place> towns;
  for (const auto name : names) {
    Place p;
    p.name = name;
    towns.push_back(p);
  }
  return Gazetteer(towns);
}

std::string found(const Gazetteer& gazetteer, std::string_view address) {
  const Place* place = gazetteer.find(address);
  return place ? place->name : "";
}

const Gazetteer k_odawara = of({"酒匂", "酒匂一丁目", "酒匂三丁目", "栄町一丁目", "栄", "飯泉", "飯泉下河原", "板橋",
                                "南板橋二丁目", "東ケ丘", "北ノ窪", "十字四丁目", "中村原", "成田", "曽我原"});

TEST(Gazetteer, finds_the_town_behind_prefecture_and_city_or_without_them) {
  for (const std::string_view address :
       {"神奈川県小田原市成田12-3", "小田原市成田12-3", "成田12-3", "神奈川県 小田原市 成田 12", "成田"})
    EXPECT_EQ(found(k_odawara, address), "成田") << address;
}

TEST(Gazetteer, prefers_the_longest_name) {
  EXPECT_EQ(found(k_odawara, "小田原市飯泉下河原1"), "飯泉下河原");
  EXPECT_EQ(found(k_odawara, "小田原市飯泉1"), "飯泉");
  EXPECT_EQ(found(k_odawara, "小田原市栄町一丁目2-3"), "栄町一丁目");
}

TEST(Gazetteer, knows_the_ways_to_write_a_chome) {
  for (const std::string_view rest :
       {"三丁目12-3", "3丁目12-3", "３丁目１２−３", "3-12", "３－１２－３", "3ー12", "3の12", " 3 - 12"})
    EXPECT_EQ(found(k_odawara, "神奈川県小田原市酒匂" + std::string(rest)), "酒匂三丁目") << rest;
}

TEST(Gazetteer, a_house_number_that_is_no_chome_leaves_the_town) {
  for (const std::string_view rest : {"3", "2-15", "33-1", "三", "3番地"})
    EXPECT_EQ(found(k_odawara, "小田原市酒匂" + std::string(rest)), "酒匂") << rest;
}

TEST(Gazetteer, knows_small_kana_and_the_words_for_village_parts) {
  for (const std::string_view name : {"東ケ丘", "東ヶ丘", "東が丘"})
    EXPECT_EQ(found(k_odawara, "小田原市" + std::string(name) + "5"), "東ケ丘");
  for (const std::string_view name : {"北ノ窪", "北の窪"})
    EXPECT_EQ(found(k_odawara, "小田原市" + std::string(name) + "5"), "北ノ窪");
  EXPECT_EQ(found(k_odawara, "小田原市大字飯泉字下河原1"), "飯泉下河原");
  EXPECT_EQ(found(k_odawara, "小田原市十字4丁目1"), "十字四丁目");
}

TEST(Gazetteer, does_not_find_a_town_in_the_middle_of_a_word) {
  EXPECT_EQ(found(k_odawara, "小田原市共栄1-2"), "");
  EXPECT_EQ(found(k_odawara, "小田原市栄本町1-2"), "") << "栄 is not 栄本町";
  EXPECT_EQ(found(k_odawara, "小田原市栄1-2"), "栄");
  EXPECT_EQ(found(k_odawara, "小田原市南板橋5"), "") << "南板橋 is not 板橋";
  EXPECT_EQ(found(k_odawara, "株式会社宇成田"), "");
}

TEST(Gazetteer, finds_a_town_elsewhere_where_a_word_begins) {
  EXPECT_EQ(found(k_odawara, "見本荘 成田12"), "成田");
  EXPECT_EQ(found(k_odawara, "〒250-0000 神奈川県小田原市酒匂3丁目1"), "酒匂三丁目");
}

TEST(Gazetteer, finds_nothing_in_nothing) {
  EXPECT_EQ(found(k_odawara, ""), "");
  EXPECT_EQ(found(k_odawara, "神奈川県小田原市"), "");
  EXPECT_EQ(found(Gazetteer(), "小田原市成田1"), "");
  EXPECT_EQ(found(k_odawara, std::string(20'000, '1')), "");
}

TEST(Gazetteer, keeps_towns_only) {
  Place shelter;
  shelter.kind = PlaceKind::shelter;
  shelter.name = "成田";
  EXPECT_EQ(Gazetteer(std::vector<Place>{shelter}).size(), 0U);
  EXPECT_EQ(k_odawara.size(), 15U);
}

}  // namespace
}  // namespace musubi::domain
