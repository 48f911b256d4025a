#include <algorithm>
#include <array>

#include "shared/base/limits.hpp"
#include "shared/base/text.hpp"
#include "shared/domain/import_table.hpp"
#include "shared/domain/imports.hpp"

namespace musubi::domain {
namespace {

constexpr std::size_t k_key_characters_max = 80;

struct HazardColumn {
  std::string_view heading;
  std::string_view hazard;
};
// 指定緊急避難場所 as 国土地理院 publishes it, in its order of columns.
constexpr auto k_gsi_hazards = std::to_array<HazardColumn>({{"洪水", "flood"},
                                                            {"崖崩れ、土石流及び地滑り", "landslide"},
                                                            {"高潮", "storm_surge"},
                                                            {"地震", "earthquake"},
                                                            {"津波", "tsunami"},
                                                            {"大規模な火事", "fire"},
                                                            {"内水氾濫", "inland_flood"},
                                                            {"火山現象", "volcano"}});
constexpr auto k_isj_columns =
    std::to_array<ImportColumn>({{"大字町丁目コード"}, {"大字町丁目名"}, {"緯度"}, {"経度"}});
constexpr auto k_gsi_columns = std::to_array<ImportColumn>({{"共通ID"},
                                                            {"施設・場所名"},
                                                            {"住所"},
                                                            {"緯度"},
                                                            {"経度"},
                                                            {"備考", false},
                                                            {"受入対象者", false},
                                                            {"洪水", false},
                                                            {"崖崩れ、土石流及び地滑り", false},
                                                            {"高潮", false},
                                                            {"地震", false},
                                                            {"津波", false},
                                                            {"大規模な火事", false},
                                                            {"内水氾濫", false},
                                                            {"火山現象", false}});

bool has_heading(const std::vector<std::string>& headings, std::string_view name) {
  return std::ranges::find(headings, name) != headings.end();
}

std::string key_of(const Place& place) { return std::string(code(place.kind)) + ' ' + place.source_key; }

std::string read_own(ImportRow& row, Place& place, const ImportSetting& setting) {
  const auto kind = from_code<PlaceKind>(row.cell("kind"));
  if (!kind) row.refuse("kind", row.cell("kind").empty() ? "required" : "unknown");
  place.kind = kind.value_or(PlaceKind::town);
  place.edition = setting.edition;
  place.name = row.needed_text("name", limits::name_chars_max);
  place.source_key = row.text("source_key", k_key_characters_max).value_or(place.name);
  place.address = row.text("address", limits::address_chars_max);
  place.position = row.needed_position("lat", "lng");
  place.hazards = row.list("hazards", k_key_characters_max);
  place.note = row.text("note", limits::text_chars_max);
  for (const auto& hazard : place.hazards)
    if (std::ranges::find(k_gsi_hazards, std::string_view(hazard), &HazardColumn::hazard) == k_gsi_hazards.end())
      row.refuse("hazards", "unknown");
  return key_of(place);
}

std::string read_isj(ImportRow& row, Place& place, const ImportSetting& setting) {
  place.kind = PlaceKind::town;
  place.edition = setting.edition;
  place.source_key = "isj:" + row.needed_text("大字町丁目コード", k_key_characters_max);
  place.name = row.needed_text("大字町丁目名", limits::name_chars_max);
  place.position = row.needed_position("緯度", "経度");
  return key_of(place);
}

std::string read_gsi(ImportRow& row, Place& place, PlaceKind kind, const ImportSetting& setting) {
  place.kind = kind;
  place.edition = setting.edition;
  place.source_key = "gsi:" + row.needed_text("共通ID", k_key_characters_max);
  place.name = row.needed_text("施設・場所名", limits::name_chars_max);
  place.address = row.text("住所", limits::address_chars_max);
  place.position = row.needed_position("緯度", "経度");
  place.note = row.text("備考", limits::text_chars_max);
  if (const auto whom = row.text("受入対象者", limits::text_chars_max))
    place.note = place.note ? *whom + " / " + *place.note : *whom;
  if (kind != PlaceKind::evac_site) return key_of(place);
  for (const auto& [heading, hazard] : k_gsi_hazards)
    if (row.flag(heading)) place.hazards.emplace_back(hazard);
  return key_of(place);
}

template <class Read>
Imported<Place> imported(std::string_view csv, std::span<const ImportColumn> columns, OtherColumns others,
                         std::string_view key_column, const Read& read) {
  const auto table = ImportTable::open(csv, columns, others);
  if (!table) return refused_file<Place>(table.error());
  return table->decode<Place>(key_column, read);
}

Imported<Place> import_own(std::string_view csv, ImportKind kind, const ImportSetting& setting) {
  return imported(csv, own_columns(kind), OtherColumns::refused, "source_key",
                  [&](ImportRow& row, Place& place) { return read_own(row, place, setting); });
}

}  // namespace

Imported<Place> import_places(std::string_view csv, const ImportSetting& setting) {
  if (!has_heading(headings_of(csv), "大字町丁目コード")) return import_own(csv, ImportKind::places, setting);
  return imported(csv, k_isj_columns, OtherColumns::ignored, "大字町丁目コード",
                  [&](ImportRow& row, Place& place) { return read_isj(row, place, setting); });
}

Imported<Place> import_shelters(std::string_view csv, const ImportSetting& setting) {
  const auto headings = headings_of(csv);
  if (!has_heading(headings, "共通ID")) return import_own(csv, ImportKind::shelters, setting);
  const bool of_sites = std::ranges::any_of(
      k_gsi_hazards, [&](const HazardColumn& column) { return has_heading(headings, column.heading); });
  const auto kind = of_sites ? PlaceKind::evac_site : PlaceKind::shelter;
  return imported(csv, k_gsi_columns, OtherColumns::ignored, "共通ID",
                  [&](ImportRow& row, Place& place) { return read_gsi(row, place, kind, setting); });
}

Imported<Place> places_from_towns(std::span<const TownRow> rows, const ImportSetting& setting) {
  Imported<Place> out;
  out.rows = rows.size();
  if (rows.empty()) out.rejected.push_back({1, "", "empty"});
  std::set<std::string> seen;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t line = i + 1;
    const std::size_t rejected_before = out.rejected.size();
    const auto refuse = [&](std::string_view column, std::string_view why) {
      out.rejected.push_back({line, std::string(column), std::string(why)});
    };
    Place place;
    place.kind = PlaceKind::town;
    place.edition = setting.edition;
    const std::string town(trimmed(rows[i].town));
    const std::string koaza(trimmed(rows[i].koaza));
    place.name = town + koaza;
    place.source_key = "town:" + town + (koaza.empty() ? "" : "/" + koaza);
    place.position = {rows[i].lat, rows[i].lng};
    if (town.empty()) refuse("town", "required");
    if (length_in_characters(place.name) > limits::name_chars_max) refuse("town", "too_long");
    if (!(rows[i].lat >= k_japan_lat_min && rows[i].lat <= k_japan_lat_max)) refuse("lat", "out_of_range");
    if (!(rows[i].lng >= k_japan_lng_min && rows[i].lng <= k_japan_lng_max)) refuse("lng", "out_of_range");
    if (out.rejected.size() == rejected_before && !seen.insert(place.source_key).second) refuse("town", "duplicate");
    if (out.rejected.size() != rejected_before) continue;
    out.items.push_back(std::move(place));
    out.lines.push_back(line);
  }
  return out;
}

}  // namespace musubi::domain
