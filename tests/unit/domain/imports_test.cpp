#include "shared/domain/imports.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "make.hpp"

namespace musubi::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ImportSetting setting() {
  ImportSetting s;
  s.districts.emplace("D01", make::k_home);
  s.now = make::k_now;
  s.edition = "2024-01";
  return s;
}

TEST(Imports, every_template_can_be_imported_as_it_is) {
  const auto s = setting();
  const auto is_one = [](const auto& imported) { return imported.items.size() == 1 && imported.rejected.empty(); };
  EXPECT_TRUE(is_one(import_places(import_template(ImportKind::places), s)));
  EXPECT_TRUE(is_one(import_shelters(import_template(ImportKind::shelters), s)));
  EXPECT_TRUE(is_one(import_districts(import_template(ImportKind::districts), s)));
  EXPECT_TRUE(is_one(import_volunteers(import_template(ImportKind::volunteers), s)));
  EXPECT_TRUE(is_one(import_registrants(import_template(ImportKind::registrants), s)));
}

TEST(Imports, a_volunteer_arrives_with_everything_that_was_told) {
  const auto got = import_volunteers(import_template(ImportKind::volunteers), setting());
  ASSERT_EQ(got.items.size(), 1U);
  const auto& v = got.items[0];
  EXPECT_EQ(v.name, "見本 花子");
  EXPECT_EQ(v.phone, "090-0000-0000");
  EXPECT_EQ(v.district_id, make::k_home);
  EXPECT_EQ(v.birth_year, 1970);
  EXPECT_THAT(v.skills, ElementsAre(Skill::cleaning, Skill::light_truck));
  EXPECT_THAT(v.availability, ElementsAre(Slot{6, DayPart::am}, Slot{0, DayPart::pm}));
  ASSERT_TRUE(v.insurance);
  EXPECT_EQ(v.insurance->plan, InsurancePlan::natural_disaster);
  EXPECT_EQ(v.insurance->cover_until.text(), "2027-03-31");
  EXPECT_EQ(v.consent_at, make::k_now);
  EXPECT_TRUE(v.id.is_nil()) << "ids are made by the caller";
  EXPECT_THAT(got.lines, ElementsAre(2U));
}

TEST(Imports, a_registrant_arrives_with_plan_supporters_and_consent) {
  const auto got = import_registrants(import_template(ImportKind::registrants), setting());
  ASSERT_EQ(got.items.size(), 1U);
  const auto& r = got.items[0];
  EXPECT_EQ(r.district_id, make::k_home);
  EXPECT_EQ(r.birth_date->text(), "1940-05-06");
  EXPECT_EQ(r.support_level, 3);
  EXPECT_THAT(r.support_reasons, ElementsAre("walking", "alone"));
  ASSERT_EQ(r.supporters.size(), 2U);
  EXPECT_EQ(r.supporters[1].name, "見本 三郎");
  EXPECT_EQ(r.supporters[1].phone, "090-0000-0002");
  EXPECT_TRUE(r.consented);
  EXPECT_EQ(r.plan_keys, "鍵は長女が持つ");
  EXPECT_EQ(r.family_note, "長女は市内");
}

TEST(Imports, columns_may_stand_in_any_order_and_optional_ones_may_be_absent) {
  const auto got = import_volunteers("phone,name_kana,name,consent\r\n0465220001,ミホン,見本,\r\n", setting());
  ASSERT_THAT(got.rejected, IsEmpty());
  ASSERT_EQ(got.items.size(), 1U);
  EXPECT_EQ(got.items[0].name, "見本");
  EXPECT_FALSE(got.items[0].consent_at);
  EXPECT_FALSE(got.items[0].insurance);
}

TEST(Imports, a_file_that_is_not_ours_is_one_reject_and_its_data_are_not_repeated) {
  struct Case {
    std::string_view text;
    Reject reject;
  };
  for (const auto& [text, reject] :
       std::to_array<Case>({{"", {1, "", "empty"}},
                            {"\xef\xbb\xbf\r\n", {1, "", "empty"}},
                            {"見本 花子,ミホン ハナコ,0465-22-0001\r\n", {1, "name", "required"}},
                            {"name,name_kana,phone,shoe_size\na,b,0465,44\n", {1, "shoe_size", "unknown"}},
                            {"name,name,name_kana,phone\n", {1, "name", "duplicate"}},
                            {"name,name_kana\na,b\n", {1, "phone", "required"}},
                            {"name,name_kana,phone\na,\"b,0465\n", {2, "#2", "format"}},
                            {"name,name_kana,phone\n\x93\xfa,b,0465\n", {2, "", "encoding"}}})) {
    const auto got = import_volunteers(text, setting());
    EXPECT_THAT(got.rejected, ElementsAre(reject)) << testing::PrintToString(text);
    EXPECT_THAT(got.items, IsEmpty());
  }
}

struct BadCell {
  std::string_view column;
  std::string_view value;
  std::string_view code;
};

// The template's line with one cell replaced.
std::string with(ImportKind kind, std::string_view column, std::string_view value) {
  const auto text = import_template(kind);
  const auto line_end = text.find("\r\n");
  std::vector<std::string> heads;
  std::vector<std::string> values;
  // No cell of these templates needs quotes but the district's cell, which no case here touches.
  const auto cells_of = [](std::string_view line) {
    std::vector<std::string> out(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') quoted = !quoted;
      if (c == ',' && !quoted)
        out.emplace_back();
      else
        out.back() += c;
    }
    return out;
  };
  heads = cells_of(std::string_view(text).substr(3, line_end - 3));
  values = cells_of(std::string_view(text).substr(line_end + 2, text.size() - line_end - 4));
  std::string out;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (heads[i] == column) values[i] = value;
    out += (i == 0 ? "" : ",") + values[i];
  }
  return text.substr(0, line_end + 2) + out + "\r\n";
}

TEST(Imports, a_bad_cell_is_told_with_its_column_and_why) {
  const auto cases = std::to_array<std::pair<ImportKind, BadCell>>({
      {ImportKind::places, {"kind", "house", "unknown"}},
      {ImportKind::places, {"kind", "", "required"}},
      {ImportKind::places, {"name", "", "required"}},
      {ImportKind::places, {"lat", "19.9", "out_of_range"}},
      {ImportKind::places, {"lat", "46.1", "out_of_range"}},
      {ImportKind::places, {"lng", "121.9", "out_of_range"}},
      {ImportKind::places, {"lng", "154.1", "out_of_range"}},
      {ImportKind::places, {"lng", "nan", "out_of_range"}},
      {ImportKind::places, {"lat", "", "required"}},
      {ImportKind::places, {"lat", "35.2度", "format"}},
      {ImportKind::shelters, {"hazards", "flood;dragons", "unknown"}},
      {ImportKind::districts, {"code", "", "required"}},
      {ImportKind::districts, {"cell", "[[[139.1]]]", "format"}},
      {ImportKind::districts, {"is_sample", "yes", "format"}},
      {ImportKind::volunteers, {"phone", "", "required"}},
      {ImportKind::volunteers, {"phone", "電話なし", "format"}},
      {ImportKind::volunteers, {"phone", "1", "too_short"}},
      {ImportKind::volunteers, {"phone", "０４６５－２２", "too_short"}},
      {ImportKind::volunteers, {"phone", "0465-22-0001-0465-22", "too_long"}},
      {ImportKind::registrants, {"phone", "119", "too_short"}},
      {ImportKind::volunteers, {"email", "hanako", "format"}},
      {ImportKind::volunteers, {"district_code", "D99", "unknown_reference"}},
      {ImportKind::volunteers, {"lat", "", "required"}},
      {ImportKind::volunteers, {"birth_year", "1899", "out_of_range"}},
      {ImportKind::volunteers, {"birth_year", "2027", "out_of_range"}},
      {ImportKind::volunteers, {"birth_year", "昭和45", "format"}},
      {ImportKind::volunteers, {"skills", "cleaning;flying", "unknown"}},
      {ImportKind::volunteers, {"availability", "sat-night", "unknown"}},
      {ImportKind::volunteers, {"insurance_plan", "", "required"}},
      {ImportKind::volunteers, {"insurance_plan", "gold", "unknown"}},
      {ImportKind::volunteers, {"insurance_from", "", "required"}},
      {ImportKind::volunteers, {"insurance_until", "2026-02-30", "format"}},
      {ImportKind::volunteers, {"insurance_until", "2026-03-31", "out_of_range"}},
      {ImportKind::volunteers, {"consent", "はい", "format"}},
      {ImportKind::registrants, {"address", "", "required"}},
      {ImportKind::registrants, {"district_code", "", "required"}},
      {ImportKind::registrants, {"district_code", "D99", "unknown_reference"}},
      {ImportKind::registrants, {"birth_date", "2027-01-01", "out_of_range"}},
      {ImportKind::registrants, {"support_level", "6", "out_of_range"}},
      {ImportKind::registrants, {"support_level", "三", "format"}},
      {ImportKind::registrants, {"supporters", "見本:090:1", "format"}},
      {ImportKind::registrants, {"supporters", "見本:電話なし", "format"}},
      {ImportKind::registrants, {"consent_on", "きのう", "format"}},
  });
  const std::string too_long(400, 'x');
  for (const auto& [kind, bad] : cases) {
    const auto text = with(kind, bad.column, bad.value);
    const auto rejected = [&] {
      switch (kind) {
        case ImportKind::places:
          return import_places(text, setting()).rejected;
        case ImportKind::shelters:
          return import_shelters(text, setting()).rejected;
        case ImportKind::districts:
          return import_districts(text, setting()).rejected;
        case ImportKind::volunteers:
          return import_volunteers(text, setting()).rejected;
        case ImportKind::registrants:
          return import_registrants(text, setting()).rejected;
      }
      return std::vector<Reject>();
    }();
    EXPECT_THAT(rejected, ElementsAre(Reject{2, std::string(bad.column), std::string(bad.code)}))
        << code(kind) << " " << bad.column << "=" << bad.value;
  }
  EXPECT_THAT(import_volunteers(with(ImportKind::volunteers, "name", too_long), setting()).rejected,
              ElementsAre(Reject{2, "name", "too_long"}));
}

TEST(Imports, spellings_of_office_programs_are_understood) {
  auto got = import_registrants(with(ImportKind::registrants, "birth_date", "1940/5/6"), setting());
  ASSERT_EQ(got.items.size(), 1U);
  EXPECT_EQ(got.items[0].birth_date->text(), "1940-05-06");
  const auto v = import_volunteers(with(ImportKind::volunteers, "availability", "土-午前；日-夜"), setting());
  ASSERT_EQ(v.items.size(), 1U);
  EXPECT_THAT(v.items[0].availability, ElementsAre(Slot{6, DayPart::am}, Slot{0, DayPart::evening}));
}

TEST(Imports, all_bad_lines_are_listed_by_line_and_good_ones_are_kept_apart) {
  const auto got = import_volunteers(
      "name,name_kana,phone,email\n"
      "甲,コウ,0465-22-0001,\n"
      ",オツ,0465-22-0002,nope\n"
      "丙,ヘイ,0465-22-0003\n"
      "丁,テイ,0465-22-0004,,extra\n"
      "戊,ボ,0465-22-0005,,\n"
      "甲,コウ,+81 465-22-0001,\n",
      setting());
  EXPECT_EQ(got.rows, 6U);
  EXPECT_THAT(got.lines, ElementsAre(2U, 6U));
  EXPECT_THAT(got.rejected,
              ElementsAre(Reject{3, "name", "required"}, Reject{3, "email", "format"}, Reject{4, "", "cells"},
                          Reject{5, "", "cells"}, Reject{7, "name", "duplicate"}));
}

TEST(Imports, a_second_line_with_the_same_key_is_a_duplicate) {
  EXPECT_THAT(import_districts("code,name,lat,lng\nD1,甲,35.2,139.1\nD1,乙,35.3,139.1\n", setting()).rejected,
              ElementsAre(Reject{3, "code", "duplicate"}));
  EXPECT_THAT(import_places("kind,name,lat,lng\ntown,成田,35.2,139.1\nshelter,成田,35.2,139.1\ntown,成田,35.3,139.1\n",
                            setting())
                  .rejected,
              ElementsAre(Reject{4, "source_key", "duplicate"}));
}

TEST(Imports, a_district_keeps_its_towns_and_its_cell) {
  const auto got = import_districts(import_template(ImportKind::districts), setting());
  ASSERT_EQ(got.items.size(), 1U);
  EXPECT_THAT(got.items[0].towns, ElementsAre("見本町一丁目", "見本町二丁目"));
  EXPECT_EQ(got.items[0].cell, "[[[139.14,35.24],[139.16,35.24],[139.16,35.26],[139.14,35.24]]]");
  EXPECT_TRUE(got.items[0].is_sample);
}

TEST(Imports, towns_of_a_list_get_their_koaza_in_the_name_and_bad_ones_their_number) {
  const std::vector<TownRow> rows{{"飯泉", "", 35.28, 139.16},
                                  {"飯泉", "下河原", 35.27, 139.16},
                                  {"", "", 35.2, 139.1},
                                  {"成田", "", 139.1, 35.2},
                                  {"飯泉", "", 35.28, 139.16}};
  const auto got = places_from_towns(rows, setting());
  ASSERT_EQ(got.items.size(), 2U);
  EXPECT_EQ(got.items[1].name, "飯泉下河原");
  EXPECT_EQ(got.items[1].edition, "2024-01");
  EXPECT_THAT(got.rejected, ElementsAre(Reject{3, "town", "required"}, Reject{4, "lat", "out_of_range"},
                                        Reject{4, "lng", "out_of_range"}, Reject{5, "town", "duplicate"}));
  EXPECT_THAT(places_from_towns({}, setting()).rejected, ElementsAre(Reject{1, "", "empty"}));
}

}  // namespace
}  // namespace musubi::domain
