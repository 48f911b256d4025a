#pragma once
// Reads CSV as RFC 4180 and office programs write it: quoted cells with commas, line ends and doubled quotes; CRLF, LF
// or CR; a byte order mark in front. Nothing is repaired: what breaks the rules is told with its place.

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::domain {

struct CsvRow {
  std::size_t line{0};  // of the file, where the row begins; the first is 1
  std::vector<std::string> cells;
};

struct CsvError {
  std::size_t line{0};
  std::size_t column{0};  // the cell's number in its row, the first is 1; 0 = the whole line
  std::string code;       // encoding (not UTF-8), format (quotes), too_long, too_many
  bool operator==(const CsvError&) const = default;
};

struct CsvLimits {
  std::size_t rows_max{200'000};
  std::size_t cells_max{100};
  std::size_t cell_bytes_max{64 * 1024};
};

// All rows but the empty lines; the rows need not have the same number of cells.
std::expected<std::vector<CsvRow>, CsvError> read_csv(std::string_view text, const CsvLimits& limits = {});

// The same, going on behind every line that breaks the rules: a quote that is never closed costs its own line only.
struct CsvLines {
  std::vector<CsvRow> rows;
  std::vector<CsvError> broken;  // by line
};
CsvLines read_csv_lines(std::string_view text, const CsvLimits& limits = {});

// One row as a line with CRLF; cells are quoted where they must be.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace musubi::domain
