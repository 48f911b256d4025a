// The columns of our own import files and the example line of each.
#include <array>

#include "shared/domain/csv.hpp"
#include "shared/domain/import_table.hpp"

namespace musubi::domain {
namespace {

constexpr auto k_places = std::to_array<ImportColumn>({{"kind"},
                                                       {"source_key", false},
                                                       {"name"},
                                                       {"address", false},
                                                       {"lat"},
                                                       {"lng"},
                                                       {"hazards", false},
                                                       {"note", false}});
constexpr auto k_districts = std::to_array<ImportColumn>({{"code"},
                                                          {"name"},
                                                          {"name_kana", false},
                                                          {"lat"},
                                                          {"lng"},
                                                          {"towns", false},
                                                          {"cell", false},
                                                          {"is_sample", false}});
constexpr auto k_volunteers = std::to_array<ImportColumn>({{"name"},
                                                           {"name_kana"},
                                                           {"phone"},
                                                           {"email", false},
                                                           {"district_code", false},
                                                           {"lat", false},
                                                           {"lng", false},
                                                           {"birth_year", false},
                                                           {"skills", false},
                                                           {"availability", false},
                                                           {"insurance_plan", false},
                                                           {"insurance_from", false},
                                                           {"insurance_until", false},
                                                           {"consent", false},
                                                           {"note", false}});
constexpr auto k_registrants = std::to_array<ImportColumn>({{"line", false},
                                                            {"city_number", false},
                                                            {"name"},
                                                            {"name_kana"},
                                                            {"birth_date", false},
                                                            {"gender", false},
                                                            {"address"},
                                                            {"phone", false},
                                                            {"lat", false},
                                                            {"lng", false},
                                                            {"district_code", false},
                                                            {"support_level", false},
                                                            {"care_level", false},
                                                            {"disability", false},
                                                            {"support_reasons", false},
                                                            {"support_note", false},
                                                            {"supporters", false},
                                                            {"shelter", false},
                                                            {"route", false},
                                                            {"keys", false},
                                                            {"family_note", false},
                                                            {"consent", false},
                                                            {"consent_on", false}});

std::vector<std::string> example(ImportKind kind) {
  switch (kind) {
    case ImportKind::places:
      return {"town", "", "見本町一丁目", "", "35.25", "139.15", "", "見本"};
    case ImportKind::shelters:
      return {"evac_site", "s-1",    "見本小学校",       "神奈川県小田原市見本町1-2",
              "35.25",     "139.15", "flood;earthquake", "見本"};
    case ImportKind::districts:
      return {"D01",
              "見本地区",
              "ミホンチク",
              "35.25",
              "139.15",
              "見本町一丁目;見本町二丁目",
              "[[[139.14,35.24],[139.16,35.24],[139.16,35.26],[139.14,35.24]]]",
              "1"};
    case ImportKind::volunteers:
      return {"見本 花子",
              "ミホン ハナコ",
              "090-0000-0000",
              "hanako@example.jp",
              "D01",
              "35.251",
              "139.152",
              "1970",
              "cleaning;light_truck",
              "sat-am;sun-pm",
              "natural_disaster",
              "2026-04-01",
              "2027-03-31",
              "1",
              "見本"};
    case ImportKind::registrants:
      return {"R-0001",
              "見本 太郎",
              "ミホン タロウ",
              "昭和15年5月6日",
              "男",
              "神奈川県小田原市見本町1-2-3",
              "0465-00-0000",
              "35.252",
              "139.153",
              "D01",
              "3",
              "要介護3",
              "身体2級",
              "walking;alone",
              "杖を使う",
              "見本 次郎:090-0000-0001;見本 三郎:090-0000-0002",
              "見本小学校",
              "東の道を通る",
              "鍵は長女が持つ",
              "長女は市内",
              "1",
              "2026-04-01"};
  }
  return {};
}

}  // namespace

std::span<const ImportColumn> own_columns(ImportKind kind) {
  switch (kind) {
    case ImportKind::places:
    case ImportKind::shelters:
      return k_places;
    case ImportKind::districts:
      return k_districts;
    case ImportKind::volunteers:
      return k_volunteers;
    case ImportKind::registrants:
      return k_registrants;
  }
  return {};
}

std::string import_template(ImportKind kind) {
  std::vector<std::string> headings;
  for (const auto& column : own_columns(kind))
    if (column.name != "line") headings.emplace_back(column.name);
  return "\xef\xbb\xbf" + csv_line(headings) + csv_line(example(kind));
}

}  // namespace musubi::domain
