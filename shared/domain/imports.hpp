#pragma once
// Import files become nouns, or a list of what is wrong with them. Pure: the caller makes ids and numbers, writes all
// or nothing, and puts words to the codes.

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/domain/codes.hpp"
#include "shared/domain/district.hpp"
#include "shared/domain/registrant.hpp"
#include "shared/domain/volunteer.hpp"

namespace musubi::domain {

enum class ImportKind : std::uint8_t { places, shelters, districts, volunteers, registrants };
MUSUBI_CODES(ImportKind, "places", "shelters", "districts", "volunteers", "registrants");

// Why a line was refused; never the value, which may be personal.
// code: required, format, too_long, out_of_range, unknown (a word or column we do not know), unknown_reference (no such
// district), far_from_district (a position that cannot be of it), duplicate (the same as a line before), cells (fewer
// or more than the header), empty, encoding, too_many.
struct Reject {
  std::size_t line{0};
  std::string column;  // its heading; empty = the whole line
  std::string code;
  bool operator==(const Reject&) const = default;
};

template <class T>
struct Imported {
  std::vector<T> items;                // ids nil, numbers 0
  std::vector<std::size_t> lines;      // of the items, in the file
  std::vector<Reject> rejected;        // by line; several of one line are possible
  std::size_t rows{0};                 // below the header
  std::vector<std::string> columns{};  // ours that the file has (rosters)
  std::vector<std::string> ignored{};  // headings that we do not know (rosters)
};

struct ImportSetting {
  std::map<std::string, DistrictId, std::less<>> districts;  // by code, and by name
  std::vector<std::pair<std::string, DistrictId>> towns{};   // normalized; for rosters that name no district
  std::map<DistrictId, Position> centers{};                  // for telling a place in the sea from one at home
  bool consent_is_implied{false};                            // 同意者名簿: whoever stands in it has consented
  Instant now;
  std::string edition;  // of places, in the operator's words
};

// Our own columns (import_template), or 位置参照情報 大字・町丁目 as the ministry publishes it.
Imported<Place> import_places(std::string_view csv, const ImportSetting& setting);
// Our own columns, or the 国土地理院 lists: 指定緊急避難場所 → evac_site with its hazards, 指定避難所 → shelter.
Imported<Place> import_shelters(std::string_view csv, const ImportSetting& setting);
Imported<District> import_districts(std::string_view csv, const ImportSetting& setting);
Imported<Volunteer> import_volunteers(std::string_view csv, const ImportSetting& setting);
// Our own columns, or the headings that cities use (整理番号, 氏名, フリガナ, 生年月日, …; unknown ones are ignored and
// told), eras in dates, 〇 and × for consent. A line that breaks the rules of CSV costs itself only.
Imported<Registrant> import_registrants(std::string_view csv, const ImportSetting& setting);
// The given lines of a file (by their numbers, ascending) as files of `part_lines` lines each, with the same headings
// and a column `line` that keeps the number.
std::vector<std::string> roster_parts(std::string_view csv, std::span<const std::size_t> lines, std::size_t part_lines);
// Our column for a heading of a city's roster; empty where it is none.
std::string_view roster_column(std::string_view heading);

// One element of a town list {town, koaza, lat, lng}; the line of a reject is the element's number from 1.
struct TownRow {
  std::string town;
  std::string koaza;
  double lat{0};
  double lng{0};
};
Imported<Place> places_from_towns(std::span<const TownRow> rows, const ImportSetting& setting);

// The headings and one invented line, as UTF-8 CSV with a byte order mark (what office programs need to see it).
std::string import_template(ImportKind kind);

}  // namespace musubi::domain
