#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "shared/base/limits.hpp"
#include "shared/base/text.hpp"
#include "shared/domain/gazetteer.hpp"
#include "shared/domain/import_table.hpp"
#include "shared/domain/imports.hpp"

namespace musubi::domain {
namespace {

constexpr std::size_t k_code_characters_max = 40;
constexpr int k_birth_year_min = 1900;

int year_of(Instant at) { return std::stoi(Day::of(at).text().substr(0, 4)); }

// GeoJSON coordinates of a Polygon as text: [[[lng,lat],…],…], every ring closed by at least four positions in Japan.
class CellText {
 public:
  explicit CellText(std::string_view text) : text_(text) {}

  bool is_polygon() {
    const bool good = list([this] { return list([this] { return position(); }, 4); }, 1);
    return good && peek() == '\0';
  }

 private:
  char peek() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  template <class Item>
  bool list(const Item& item, int count_min) {
    int count = 0;
    if (!take('[')) return false;
    do {
      if (!item()) return false;
      ++count;
    } while (take(','));
    return take(']') && count >= count_min;
  }
  bool number(double min, double max) {
    peek();
    const auto end = std::min(text_.find_first_not_of("0123456789.-", at_), text_.size());
    double value = 0;
    const auto [stop, error] = std::from_chars(text_.data() + at_, text_.data() + end, value);
    if (error != std::errc() || stop != text_.data() + end) return false;
    at_ = end;
    return value >= min && value <= max;
  }
  bool position() {
    return take('[') && number(k_japan_lng_min, k_japan_lng_max) && take(',') &&
           number(k_japan_lat_min, k_japan_lat_max) && take(']');
  }

  std::string_view text_;
  std::size_t at_{0};
};

std::string read_district(ImportRow& row, District& d) {
  d.code = row.needed_text("code", k_code_characters_max);
  d.name = row.needed_text("name", limits::name_chars_max);
  d.name_kana = row.text("name_kana", limits::name_chars_max).value_or("");
  d.center = row.needed_position("lat", "lng");
  d.towns = row.list("towns", limits::name_chars_max);
  d.is_sample = row.flag("is_sample");
  if (const auto cell = row.cell("cell"); !cell.empty()) {
    if (!CellText(cell).is_polygon()) row.refuse("cell", "format");
    d.cell = std::string(cell);
  }
  return d.code;
}

// "sat-am", also "土-午前".
std::optional<Slot> slot_of(std::string_view text) {
  struct Word {
    std::string_view word;
    int value;
  };
  constexpr auto k_days = std::to_array<Word>({{"sun", 0},
                                               {"mon", 1},
                                               {"tue", 2},
                                               {"wed", 3},
                                               {"thu", 4},
                                               {"fri", 5},
                                               {"sat", 6},
                                               {"日", 0},
                                               {"月", 1},
                                               {"火", 2},
                                               {"水", 3},
                                               {"木", 4},
                                               {"金", 5},
                                               {"土", 6}});
  constexpr auto k_parts =
      std::to_array<Word>({{"am", 0}, {"pm", 1}, {"evening", 2}, {"午前", 0}, {"午後", 1}, {"夜", 2}, {"夜間", 2}});
  const std::string plain = normalized(text);
  const auto parts = split(plain, '-');
  if (parts.size() != 2) return std::nullopt;
  const auto day = std::ranges::find(k_days, trimmed(parts[0]), &Word::word);
  const auto part = std::ranges::find(k_parts, trimmed(parts[1]), &Word::word);
  if (day == k_days.end() || part == k_parts.end()) return std::nullopt;
  return Slot{day->value, static_cast<DayPart>(part->value)};
}

std::optional<InsuranceCover> insurance(ImportRow& row) {
  const auto from = row.day("insurance_from");
  const auto until = row.day("insurance_until");
  const auto word = row.cell("insurance_plan");
  if (word.empty() && row.cell("insurance_from").empty() && row.cell("insurance_until").empty()) return std::nullopt;
  const auto plan = from_code<InsurancePlan>(word);
  if (!plan) row.refuse("insurance_plan", word.empty() ? "required" : "unknown");
  for (const std::string_view column : {"insurance_from", "insurance_until"})
    if (row.cell(column).empty()) row.refuse(column, "required");
  if (!plan || !from || !until) return std::nullopt;
  if (*until < *from) row.refuse("insurance_until", "out_of_range");
  return InsuranceCover{*plan, std::nullopt, *from, *until, std::nullopt};
}

std::string read_volunteer(ImportRow& row, Volunteer& v, const ImportSetting& setting) {
  v.name = row.needed_text("name", limits::name_chars_max);
  v.name_kana = row.needed_text("name_kana", limits::name_chars_max);
  v.phone = row.phone("phone").value_or("");
  if (row.cell("phone").empty()) row.refuse("phone", "required");
  v.email = row.text("email", limits::address_chars_max);
  if (v.email && (v.email->find('@') == std::string::npos || v.email->find(' ') != std::string::npos))
    row.refuse("email", "format");
  v.district_id = row.district("district_code", setting);
  v.position = row.position("lat", "lng");
  v.birth_year = row.number("birth_year", k_birth_year_min, year_of(setting.now));
  for (const auto& word : row.list("skills", k_code_characters_max)) {
    if (const auto skill = from_code<Skill>(word))
      v.skills.push_back(*skill);
    else
      row.refuse("skills", "unknown");
  }
  for (const auto& word : row.list("availability", k_code_characters_max)) {
    if (const auto slot = slot_of(word))
      v.availability.push_back(*slot);
    else
      row.refuse("availability", "unknown");
  }
  v.insurance = insurance(row);
  if (row.flag("consent")) v.consent_at = setting.now;
  v.note = row.text("note", limits::text_chars_max);
  v.created_at = setting.now;
  return normalized_kana(v.name) + '\n' + phone_digits(v.phone);
}

template <class T, class Read>
Imported<T> imported(std::string_view csv, ImportKind kind, std::string_view key_column, const Read& read) {
  const auto table = ImportTable::open(csv, own_columns(kind), OtherColumns::refused);
  if (!table) return refused_file<T>(table.error());
  return table->template decode<T>(key_column, read);
}

}  // namespace

Imported<District> import_districts(std::string_view csv, const ImportSetting&) {
  return imported<District>(csv, ImportKind::districts, "code", read_district);
}

Imported<Volunteer> import_volunteers(std::string_view csv, const ImportSetting& setting) {
  return imported<Volunteer>(csv, ImportKind::volunteers, "name",
                             [&](ImportRow& row, Volunteer& v) { return read_volunteer(row, v, setting); });
}

}  // namespace musubi::domain
