#include "shared/domain/import_table.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "shared/base/limits.hpp"
#include "shared/base/text.hpp"
#include "shared/domain/gazetteer.hpp"
#include "shared/domain/wareki.hpp"

namespace musubi::domain {
namespace {

template <class T>
std::optional<T> parsed(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Excel's 2026/4/1 as 2026-04-01.
std::string iso_day(std::string_view text) {
  std::string plain = normalized(text);
  std::ranges::replace(plain, '/', '-');
  const auto parts = split(plain, '-');
  if (parts.size() != 3) return plain;
  const auto two = [](std::string_view part) { return part.size() == 1 ? "0" + std::string(part) : std::string(part); };
  return std::string(parts[0]) + "-" + two(parts[1]) + "-" + two(parts[2]);
}

Reject from_csv(const CsvError& error) {
  return {error.line, error.column == 0 ? std::string() : "#" + std::to_string(error.column), error.code};
}

}  // namespace

std::vector<std::string> headings_of(std::string_view csv) {
  // The first line is enough; headings hold no line ends.
  const auto rows = read_csv(csv.substr(0, csv.find('\n')));
  if (!rows || rows->empty()) return {};
  std::vector<std::string> out;
  for (const auto& cell : rows->front().cells) out.emplace_back(trimmed(cell));
  return out;
}

std::string_view ImportRow::cell(std::string_view column) const {
  const auto found = columns_.find(std::string(column));
  if (found == columns_.end() || found->second >= row_.cells.size()) return {};
  return trimmed(row_.cells[found->second]);
}

std::size_t ImportRow::line() const { return parsed<std::size_t>(cell("line")).value_or(row_.line); }

std::string ImportRow::needed_text(std::string_view column, std::size_t characters_max) {
  if (without_control_characters(cell(column), true).empty()) refuse(column, "required");
  return text(column, characters_max).value_or("");
}

std::optional<std::string> ImportRow::text(std::string_view column, std::size_t characters_max) {
  const std::string clean = without_control_characters(cell(column), true);
  if (clean.empty()) return std::nullopt;
  if (length_in_characters(clean) > characters_max) {
    refuse(column, "too_long");
    return std::nullopt;
  }
  return clean;
}

std::optional<int> ImportRow::number(std::string_view column, int min, int max) {
  const std::string plain = normalized(cell(column));
  if (plain.empty()) return std::nullopt;
  const auto value = parsed<int>(plain);
  if (!value) {
    refuse(column, "format");
  } else if (*value < min || *value > max) {
    refuse(column, "out_of_range");
  }
  return value;
}

std::optional<Day> ImportRow::day(std::string_view column) {
  if (cell(column).empty()) return std::nullopt;
  const auto value = Day::parse(iso_day(cell(column)));
  if (!value) refuse(column, "format");
  return value;
}

std::optional<Day> ImportRow::japanese_day(std::string_view column) {
  if (cell(column).empty()) return std::nullopt;
  const auto value = domain::japanese_day(cell(column));
  if (!value) refuse(column, "format");
  return value;
}

bool ImportRow::yes_or_no(std::string_view column) {
  constexpr auto k_yes = std::to_array<std::string_view>({"1", "〇", "○", "◯", "o", "◎", "有", "有り", "あり", "同意",
                                                          "同意あり", "同意有", "同意する", "はい", "済", "yes", "y"});
  constexpr auto k_no =
      std::to_array<std::string_view>({"", "0", "×", "✕", "✖", "x", "無", "無し", "なし", "不同意", "同意なし",
                                       "同意無", "同意しない", "いいえ", "未", "未回答", "no", "n", "-"});
  const std::string plain = normalized(cell(column));
  if (std::ranges::find(k_yes, plain) != k_yes.end()) return true;
  if (std::ranges::find(k_no, plain) == k_no.end()) refuse(column, "format");
  return false;
}

bool ImportRow::flag(std::string_view column) {
  const std::string plain = normalized(cell(column));
  if (!plain.empty() && plain != "1" && plain != "0") refuse(column, "format");
  return plain == "1";
}

std::optional<std::string> ImportRow::phone(std::string_view column) {
  const std::string plain = normalized(cell(column));
  if (plain.empty()) return std::nullopt;
  const auto digits = phone_digits(plain).size();
  const bool only_signs_of_phones = plain.find_first_not_of("0123456789-+() ") == std::string::npos;
  if (!only_signs_of_phones) {
    refuse(column, "format");
  } else if (digits < k_callable_digits_min) {
    refuse(column, "too_short");
  } else if (digits > k_callable_digits_max || plain.size() > limits::phone_chars_max) {
    refuse(column, "too_long");
  }
  return plain;
}

std::vector<std::string> ImportRow::list(std::string_view column, std::size_t characters_max) {
  std::string all(cell(column));
  constexpr std::string_view k_wide = "；";
  for (auto at = all.find(k_wide); at != std::string::npos; at = all.find(k_wide)) all.replace(at, k_wide.size(), ";");
  std::vector<std::string> out;
  for (const auto part : split(all, ';')) {
    const std::string one = without_control_characters(trimmed(part), false);
    if (one.empty() || std::ranges::find(out, one) != out.end()) continue;
    if (length_in_characters(one) > characters_max) refuse(column, "too_long");
    out.push_back(one);
  }
  return out;
}

std::optional<double> ImportRow::degrees(std::string_view column, double min, double max) {
  const auto value = parsed<double>(normalized(cell(column)));
  if (!value) {
    refuse(column, cell(column).empty() ? "required" : "format");
    return std::nullopt;
  }
  if (!(*value >= min && *value <= max)) {
    refuse(column, "out_of_range");
    return std::nullopt;
  }
  return value;
}

std::optional<Position> ImportRow::position(std::string_view lat, std::string_view lng) {
  if (cell(lat).empty() && cell(lng).empty()) return std::nullopt;
  return needed_position(lat, lng);
}

Position ImportRow::needed_position(std::string_view lat, std::string_view lng) {
  const auto north = degrees(lat, k_japan_lat_min, k_japan_lat_max);
  const auto east = degrees(lng, k_japan_lng_min, k_japan_lng_max);
  return {north.value_or(0), east.value_or(0)};
}

std::optional<DistrictId> ImportRow::district(std::string_view column, const ImportSetting& setting) {
  if (cell(column).empty()) return std::nullopt;
  const auto found = setting.districts.find(cell(column));
  if (found == setting.districts.end()) {
    refuse(column, "unknown_reference");
    return std::nullopt;
  }
  return found->second;
}

std::optional<Reject> ImportTable::read_headings(const CsvRow& head, std::span<const ImportColumn> columns,
                                                 const ImportManner& manner) {
  if (is_unreadable(head)) return Reject{head.line, "", "encoding"};
  std::string unknown;
  for (std::size_t i = 0; i < head.cells.size(); ++i) {
    const std::string heading(trimmed(head.cells[i]));
    const std::string name(manner.canonical ? manner.canonical(heading) : std::string_view(heading));
    const bool known = std::ranges::find(columns, std::string_view(name), &ImportColumn::name) != columns.end();
    const bool is_first = known && columns_.emplace(name, i).second;
    if (is_first) headings_[name] = heading;
    if (known && !is_first && manner.others == OtherColumns::refused) return Reject{head.line, heading, "duplicate"};
    if (!known && unknown.empty()) unknown = heading;
    if (!is_first && !heading.empty()) ignored_.push_back(heading);
  }
  // Missing headings are told first: a file without any has people's data in its first line, which is not to be told.
  for (const auto& column : columns)
    if (column.required && !columns_.contains(std::string(column.name)))
      return Reject{head.line, std::string(column.name), "required"};
  if (manner.others == OtherColumns::refused && !unknown.empty()) return Reject{head.line, unknown, "unknown"};
  return std::nullopt;
}

std::expected<ImportTable, Reject> ImportTable::open(std::string_view csv, std::span<const ImportColumn> columns,
                                                     const ImportManner& manner) {
  CsvLines read;
  if (manner.goes_on) {
    read = read_csv_lines(csv);
  } else {
    auto rows = read_csv(csv);
    if (!rows) return std::unexpected(from_csv(rows.error()));
    read.rows = std::move(*rows);
  }
  if (read.rows.empty()) return std::unexpected(Reject{1, "", "empty"});
  if (!read.broken.empty() && read.broken.front().line < read.rows.front().line)
    return std::unexpected(from_csv(read.broken.front()));
  ImportTable out;
  for (const auto& error : read.broken) out.broken_.push_back(from_csv(error));
  const CsvRow head = read.rows.front();
  if (auto reject = out.read_headings(head, columns, manner)) return std::unexpected(*std::move(reject));
  out.width_ = head.cells.size();
  out.rows_.assign(std::make_move_iterator(read.rows.begin() + 1), std::make_move_iterator(read.rows.end()));
  return out;
}

bool ImportTable::is_unreadable(const CsvRow& row) {
  return std::ranges::any_of(row.cells,
                             [](const std::string& cell) { return cell.find("\xef\xbf\xbd") != std::string::npos; });
}

bool ImportTable::has_fitting_cells(const CsvRow& row) const {
  if (row.cells.size() < width_) return false;
  return std::all_of(row.cells.begin() + static_cast<std::ptrdiff_t>(width_), row.cells.end(),
                     [](const std::string& cell) { return trimmed(cell).empty(); });
}

}  // namespace musubi::domain
