// The city's roster, or our own file of registrants.
#include <algorithm>
#include <array>
#include <charconv>

#include "shared/base/limits.hpp"
#include "shared/base/text.hpp"
#include "shared/domain/gazetteer.hpp"
#include "shared/domain/import_table.hpp"
#include "shared/domain/imports.hpp"

namespace musubi::domain {
namespace {

constexpr std::size_t k_code_characters_max = 40;
constexpr int k_support_level_max = 5;
constexpr double k_from_center_m_max = 20'000;  // no district of a city is wider: the sea, or another town's numbers
constexpr ImportManner k_manner{OtherColumns::ignored, &roster_column, true};

struct Alias {
  std::string_view heading, column;
};
// Headings as municipal rosters and their model forms have them.
constexpr auto k_aliases = std::to_array<Alias>({
    {"整理番号", "city_number"},
    {"管理番号", "city_number"},
    {"名簿番号", "city_number"},
    {"登録番号", "city_number"},
    {"宛名番号", "city_number"},
    {"氏名", "name"},
    {"名前", "name"},
    {"対象者氏名", "name"},
    {"氏名漢字", "name"},
    {"漢字氏名", "name"},
    {"フリガナ", "name_kana"},
    {"カナ", "name_kana"},
    {"カナ氏名", "name_kana"},
    {"氏名カナ", "name_kana"},
    {"氏名フリガナ", "name_kana"},
    {"生年月日", "birth_date"},
    {"性別", "gender"},
    {"住所", "address"},
    {"居所", "address"},
    {"現住所", "address"},
    {"住所又は居所", "address"},
    {"電話番号", "phone"},
    {"電話", "phone"},
    {"連絡先", "phone"},
    {"自宅電話", "phone"},
    {"自宅電話番号", "phone"},
    {"電話番号その他の連絡先", "phone"},
    {"地区コード", "district_code"},
    {"地区", "district_code"},
    {"地区名", "district_code"},
    {"自治会連合会", "district_code"},
    {"支援レベル", "support_level"},
    {"優先度", "support_level"},
    {"支援ヲ必要トスル事由", "support_reasons"},
    {"避難支援等ヲ必要トスル事由", "support_reasons"},
    {"避難支援ヲ必要トスル事由", "support_reasons"},
    {"事由", "support_reasons"},
    {"要介護度", "care_level"},
    {"介護度", "care_level"},
    {"要介護状態区分", "care_level"},
    {"障害等級", "disability"},
    {"障ガイ等級", "disability"},
    {"障害区分", "disability"},
    {"障害者手帳", "disability"},
    {"身体障害者手帳", "disability"},
    {"備考", "support_note"},
    {"特記事項", "support_note"},
    {"避難支援等実施者", "supporters"},
    {"避難支援者", "supporters"},
    {"支援者", "supporters"},
    {"避難先", "shelter"},
    {"避難場所", "shelter"},
    {"避難所", "shelter"},
    {"避難経路", "route"},
    {"鍵", "keys"},
    {"緊急連絡先", "family_note"},
    {"家族", "family_note"},
    {"同意", "consent"},
    {"同意有無", "consent"},
    {"同意ノ有無", "consent"},
    {"名簿情報提供同意", "consent"},
    {"情報提供ノ同意", "consent"},
    {"同意日", "consent_on"},
    {"同意年月日", "consent_on"},
    {"緯度", "lat"},
    {"経度", "lng"},
});

// Without spaces, what stands in brackets, and the difference of hiragana and katakana.
std::string bare_heading(std::string_view heading) {
  std::u32string out;
  int depth = 0;
  for (const char32_t c : decode_utf8(normalized_kana(heading))) {
    if (c == U'(') ++depth;
    if (depth == 0 && c != U' ') out.push_back(c);
    if (c == U')' && depth > 0) --depth;
  }
  return encode_utf8(out);
}

std::vector<Supporter> supporters(ImportRow& row) {
  std::vector<Supporter> out;
  for (std::string one : row.list("supporters", limits::name_chars_max + limits::phone_chars_max)) {
    constexpr std::string_view k_wide = "：";
    if (const auto at = one.find(k_wide); at != std::string::npos) one.replace(at, k_wide.size(), ":");
    const auto parts = split(one, ':');
    const std::string phone = parts.size() == 2 ? normalized(parts[1]) : std::string();
    const bool phone_fits = phone.find_first_not_of("0123456789-+() ") == std::string::npos;
    if (parts.size() > 2 || trimmed(parts[0]).empty() || !phone_fits) row.refuse("supporters", "format");
    out.push_back({std::string(trimmed(parts[0])), phone});
  }
  return out;
}

// The named district, else the one whose town stands in the address.
DistrictId district_of(ImportRow& row, const ImportSetting& setting) {
  if (!row.cell("district_code").empty()) return row.district("district_code", setting).value_or(DistrictId{});
  const std::string address = normalized(row.cell("address"));
  for (const auto& [town, district] : setting.towns)
    if (!town.empty() && address.find(town) != std::string::npos) return district;
  if (!row.cell("address").empty()) row.refuse("district_code", "required");
  return {};
}

// 要介護3 is level 3; 要支援, 非該当 and letters of other systems are words for the note only.
std::optional<int> level_of_care(std::string_view words) {
  constexpr std::string_view k_care = "要介護";
  const std::string plain = normalized(words);
  if (!plain.starts_with(k_care) || plain.size() != k_care.size() + 1) return std::nullopt;
  const int level = plain.back() - '0';
  return level >= 1 && level <= k_support_level_max ? std::optional(level) : std::nullopt;
}

// The note, with the degrees that have no field of their own.
std::optional<std::string> note_of(ImportRow& row) {
  std::string out = row.text("support_note", limits::text_chars_max).value_or("");
  const auto add = [&](std::string_view column, std::string_view word) {
    const auto degree = row.text(column, limits::name_chars_max);
    if (!degree) return;
    if (!out.empty()) out += '\n';
    out += std::string(word) + "：" + *degree;
  };
  add("care_level", "要介護度");
  add("disability", "障害等級");
  return out.empty() ? std::nullopt : std::optional(out);
}

void read_support(ImportRow& row, Registrant& r) {
  r.support_level = row.number("support_level", 1, k_support_level_max);
  if (!r.support_level) r.support_level = level_of_care(row.cell("care_level"));
  r.support_reasons = row.list("support_reasons", limits::name_chars_max);
  r.support_note = note_of(row);
  r.supporters = supporters(row);
  r.plan_shelter = row.text("shelter", limits::address_chars_max);
  r.plan_route = row.text("route", limits::text_chars_max);
  r.plan_keys = row.text("keys", limits::text_chars_max);
  r.family_note = row.text("family_note", limits::text_chars_max);
}

std::string read_registrant(ImportRow& row, Registrant& r, const ImportSetting& setting) {
  r.city_number = row.text("city_number", k_code_characters_max);
  r.name = row.needed_text("name", limits::name_chars_max);
  r.name_kana = row.needed_text("name_kana", limits::name_chars_max);
  r.birth_date = row.japanese_day("birth_date");
  if (r.birth_date && *r.birth_date > Day::of(setting.now)) row.refuse("birth_date", "out_of_range");
  r.gender = row.text("gender", k_code_characters_max);
  r.address = row.needed_text("address", limits::address_chars_max);
  r.phone = row.phone("phone");
  r.position = row.position("lat", "lng");
  r.district_id = district_of(row, setting);
  const auto center = setting.centers.find(r.district_id);
  if (row.is_fine() && r.position && center != setting.centers.end() &&
      distance_m(*r.position, center->second) > k_from_center_m_max)
    row.refuse("lat", "far_from_district");
  read_support(row, r);
  r.consented = row.yes_or_no("consent") || (setting.consent_is_implied && row.cell("consent").empty());
  r.consent_on = row.japanese_day("consent_on");
  r.created_at = setting.now;
  if (r.city_number) return "number\n" + normalized(*r.city_number);
  const std::string born = r.birth_date ? r.birth_date->text() : "";
  return normalized_kana(r.name) + '\n' + born + '\n' + normalized_kana(r.address);
}

// Those of one line stay in their order.
std::vector<Reject> in_order_of_lines(std::vector<Reject> rejects) {
  std::multimap<std::size_t, Reject> ordered;
  for (auto& reject : rejects) ordered.emplace(reject.line, std::move(reject));
  rejects.clear();
  for (auto& [_, reject] : ordered) rejects.push_back(std::move(reject));
  return rejects;
}

}  // namespace

std::string_view roster_column(std::string_view heading) {
  for (const auto& column : own_columns(ImportKind::registrants))
    if (column.name == heading) return column.name;
  const std::string bare = bare_heading(heading);
  for (const auto& alias : k_aliases)
    if (bare_heading(alias.heading) == bare) return alias.column;
  return {};
}

Imported<Registrant> import_registrants(std::string_view csv, const ImportSetting& setting) {
  const auto table = ImportTable::open(csv, own_columns(ImportKind::registrants), k_manner);
  if (!table) return refused_file<Registrant>(table.error());
  auto out = table->decode<Registrant>("name",
                                       [&](ImportRow& row, Registrant& r) { return read_registrant(row, r, setting); });
  out.rejected = in_order_of_lines(std::move(out.rejected));
  return out;
}

std::vector<std::string> roster_parts(std::string_view csv, std::span<const std::size_t> lines,
                                      std::size_t part_lines) {
  const auto all = read_csv_lines(csv);
  std::vector<std::string> out;
  if (all.rows.empty()) return out;
  auto head = all.rows.front().cells;
  const std::size_t width = head.size();
  head.emplace_back("line");
  std::size_t in_part = part_lines;
  for (const auto& row : all.rows) {
    if (!std::ranges::binary_search(lines, row.line)) continue;
    if (in_part == part_lines) {
      out.push_back(csv_line(head));
      in_part = 0;
    }
    auto cells = row.cells;
    cells.resize(width);
    cells.push_back(std::to_string(row.line));
    out.back() += csv_line(cells);
    ++in_part;
  }
  return out;
}

}  // namespace musubi::domain
