#pragma once
// For the importers only: a CSV file as rows of named cells, and readers of cells that note what is wrong.

#include <expected>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/base/geo.hpp"
#include "shared/base/instant.hpp"
#include "shared/domain/csv.hpp"
#include "shared/domain/imports.hpp"

namespace musubi::domain {

// A coordinate outside of these is a slip of the pen, or swapped columns.
inline constexpr double k_japan_lat_min = 20;
inline constexpr double k_japan_lat_max = 46;
inline constexpr double k_japan_lng_min = 122;
inline constexpr double k_japan_lng_max = 154;

struct ImportColumn {
  std::string_view name;
  bool required{true};  // the heading must be there; whether its cells may be empty is each reader's question
};
enum class OtherColumns : std::uint8_t { refused, ignored };
// How a file is met. `canonical` gives our column for a heading (the heading itself where there is none given).
struct ImportManner {
  OtherColumns others{OtherColumns::refused};
  std::string_view (*canonical)(std::string_view heading){nullptr};
  bool goes_on{false};  // behind lines that break the rules of CSV
};

// The file's headings, for telling formats apart; empty where there are none.
std::vector<std::string> headings_of(std::string_view csv);

// One row while it is read.
class ImportRow {
 public:
  using Headings = std::unordered_map<std::string, std::string>;  // our column → the file's heading
  ImportRow(const std::unordered_map<std::string, std::size_t>& columns, const Headings& headings, const CsvRow& row,
            std::vector<Reject>& rejected)
      : columns_(columns), headings_(headings), row_(row), rejected_(rejected), rejected_before_(rejected.size()) {}

  [[nodiscard]] bool is_fine() const { return rejected_.size() == rejected_before_; }
  void refuse(std::string_view column, std::string_view code) {
    const auto heading = headings_.find(std::string(column));
    rejected_.push_back(
        {line(), heading == headings_.end() ? std::string(column) : heading->second, std::string(code)});
  }
  // In the file that the row comes from: of an excerpt the number that it brought.
  [[nodiscard]] std::size_t line() const;

  // Trimmed, empty where the file has no such column.
  [[nodiscard]] std::string_view cell(std::string_view column) const;

  std::string needed_text(std::string_view column, std::size_t characters_max);
  std::optional<std::string> text(std::string_view column, std::size_t characters_max);
  std::optional<int> number(std::string_view column, int min, int max);
  std::optional<Day> day(std::string_view column);  // 2026-11-23 or 2026/11/23
  std::optional<Day> japanese_day(std::string_view column);
  bool yes_or_no(std::string_view column);  // 〇 × 有 無 同意 1 0 …; empty is no
  bool flag(std::string_view column);       // 1 or empty (0)
  std::optional<std::string> phone(std::string_view column);
  std::vector<std::string> list(std::string_view column, std::size_t characters_max);  // separated by ;
  // Both or neither, in Japan.
  std::optional<Position> position(std::string_view lat, std::string_view lng);
  Position needed_position(std::string_view lat, std::string_view lng);
  std::optional<DistrictId> district(std::string_view column, const ImportSetting& setting);

 private:
  std::optional<double> degrees(std::string_view column, double min, double max);

  const std::unordered_map<std::string, std::size_t>& columns_;
  const Headings& headings_;
  const CsvRow& row_;
  std::vector<Reject>& rejected_;
  std::size_t rejected_before_;
};

class ImportTable {
 public:
  static std::expected<ImportTable, Reject> open(std::string_view csv, std::span<const ImportColumn> columns,
                                                 const ImportManner& manner);
  static std::expected<ImportTable, Reject> open(std::string_view csv, std::span<const ImportColumn> columns,
                                                 OtherColumns others) {
    return open(csv, columns, ImportManner{others});
  }

  // `read` fills the item from a row and gives the key under which a second one is a duplicate (told under
  // `key_column`).
  template <class T>
  Imported<T> decode(std::string_view key_column, const std::function<std::string(ImportRow&, T&)>& read) const {
    Imported<T> out;
    out.rows = rows_.size() + broken_.size();
    for (const auto& [name, _] : columns_) out.columns.push_back(name);
    out.ignored = ignored_;
    out.rejected = broken_;
    std::set<std::string> seen;
    for (const auto& cells : rows_) {
      ImportRow row(columns_, headings_, cells, out.rejected);
      if (is_unreadable(cells)) {
        row.refuse("", "encoding");
        continue;
      }
      if (!has_fitting_cells(cells)) {
        row.refuse("", "cells");
        continue;
      }
      T item;
      const std::string key = read(row, item);
      if (row.is_fine() && !seen.insert(key).second) row.refuse(key_column, "duplicate");
      if (!row.is_fine()) continue;
      out.items.push_back(std::move(item));
      out.lines.push_back(row.line());
    }
    return out;
  }

 private:
  [[nodiscard]] bool has_fitting_cells(const CsvRow& row) const;
  static bool is_unreadable(const CsvRow& row);
  std::optional<Reject> read_headings(const CsvRow& head, std::span<const ImportColumn> columns,
                                      const ImportManner& manner);

  std::unordered_map<std::string, std::size_t> columns_;
  ImportRow::Headings headings_;
  std::vector<std::string> ignored_;
  std::vector<Reject> broken_;
  std::size_t width_{0};
  std::vector<CsvRow> rows_;
};

template <class T>
Imported<T> refused_file(const Reject& reject) {
  Imported<T> out;
  out.rejected.push_back(reject);
  return out;
}

// The columns of our own files, in the order of the template.
std::span<const ImportColumn> own_columns(ImportKind kind);

}  // namespace musubi::domain
