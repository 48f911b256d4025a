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

// The file's headings, for telling formats apart; empty where there are none.
std::vector<std::string> headings_of(std::string_view csv);

// One row while it is read.
class ImportRow {
 public:
  ImportRow(const std::unordered_map<std::string, std::size_t>& columns, const CsvRow& row,
            std::vector<Reject>& rejected)
      : columns_(columns), row_(row), rejected_(rejected), rejected_before_(rejected.size()) {}

  [[nodiscard]] bool is_fine() const { return rejected_.size() == rejected_before_; }
  void refuse(std::string_view column, std::string_view code) {
    rejected_.push_back({row_.line, std::string(column), std::string(code)});
  }

  // Trimmed, empty where the file has no such column.
  [[nodiscard]] std::string_view cell(std::string_view column) const;

  std::string needed_text(std::string_view column, std::size_t characters_max);
  std::optional<std::string> text(std::string_view column, std::size_t characters_max);
  std::optional<int> number(std::string_view column, int min, int max);
  std::optional<Day> day(std::string_view column);  // 2026-11-23 or 2026/11/23
  bool flag(std::string_view column);               // 1 or empty (0)
  std::optional<std::string> phone(std::string_view column);
  std::vector<std::string> list(std::string_view column, std::size_t characters_max);  // separated by ;
  // Both or neither, in Japan.
  std::optional<Position> position(std::string_view lat, std::string_view lng);
  Position needed_position(std::string_view lat, std::string_view lng);
  std::optional<DistrictId> district(std::string_view column, const ImportSetting& setting);

 private:
  std::optional<double> degrees(std::string_view column, double min, double max);

  const std::unordered_map<std::string, std::size_t>& columns_;
  const CsvRow& row_;
  std::vector<Reject>& rejected_;
  std::size_t rejected_before_;
};

class ImportTable {
 public:
  static std::expected<ImportTable, Reject> open(std::string_view csv, std::span<const ImportColumn> columns,
                                                 OtherColumns others);

  // `read` fills the item from a row and gives the key under which a second one is a duplicate (told under
  // `key_column`).
  template <class T>
  Imported<T> decode(std::string_view key_column, const std::function<std::string(ImportRow&, T&)>& read) const {
    Imported<T> out;
    out.rows = rows_.size();
    std::set<std::string> seen;
    for (const auto& cells : rows_) {
      ImportRow row(columns_, cells, out.rejected);
      if (!has_fitting_cells(cells)) {
        row.refuse("", "cells");
        continue;
      }
      T item;
      const std::string key = read(row, item);
      if (row.is_fine() && !seen.insert(key).second) row.refuse(key_column, "duplicate");
      if (!row.is_fine()) continue;
      out.items.push_back(std::move(item));
      out.lines.push_back(cells.line);
    }
    return out;
  }

 private:
  [[nodiscard]] bool has_fitting_cells(const CsvRow& row) const;

  std::unordered_map<std::string, std::size_t> columns_;
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
