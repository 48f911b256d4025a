#include "shared/domain/csv.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "shared/base/text.hpp"

namespace musubi::domain {
namespace {

constexpr std::string_view k_bom = "\xef\xbb\xbf";

class Reader {
 public:
  Reader(std::string_view text, const CsvLimits& limits) : text_(text), limits_(limits) {}

  std::expected<std::vector<CsvRow>, CsvError> rows() {
    std::vector<CsvRow> out;
    while (at_ < text_.size()) {
      CsvRow row{line_, {}};
      if (auto error = read_row(row)) return std::unexpected(*std::move(error));
      const bool is_empty_line = row.cells.size() == 1 && row.cells[0].empty();
      if (is_empty_line) continue;
      if (out.size() == limits_.rows_max) return std::unexpected(CsvError{row.line, 0, "too_many"});
      out.push_back(std::move(row));
    }
    return out;
  }

  CsvLines lines() {
    CsvLines out;
    while (at_ < text_.size()) {
      const std::size_t start = at_;
      CsvRow row{line_, {}};
      if (auto error = read_row(row)) {
        error->line = row.line;
        out.broken.push_back(*std::move(error));
        at_ = std::min(text_.find_first_of("\r\n", start), text_.size());
        line_ = row.line;
        pass_line_end();
        continue;
      }
      const bool is_empty_line = row.cells.size() == 1 && row.cells[0].empty();
      if (is_empty_line) continue;
      if (out.rows.size() + out.broken.size() == limits_.rows_max) {
        out.broken.push_back(CsvError{row.line, 0, "too_many"});
        break;
      }
      out.rows.push_back(std::move(row));
    }
    return out;
  }

 private:
  [[nodiscard]] bool ended() const { return at_ >= text_.size(); }
  [[nodiscard]] char here() const { return text_[at_]; }
  [[nodiscard]] bool at_line_end() const { return ended() || here() == '\r' || here() == '\n'; }

  void pass_line_end() {
    if (ended()) return;
    if (here() == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    ++at_;
    ++line_;
  }

  [[nodiscard]] CsvError error(const CsvRow& row, std::string_view code) const {
    return {line_, row.cells.size() + 1, std::string(code)};
  }

  // Reads cells up to and with the line end.
  std::optional<CsvError> read_row(CsvRow& row) {
    for (;;) {
      if (row.cells.size() == limits_.cells_max) return error(row, "too_many");
      std::string cell;
      if (!ended() && here() == '"') {
        if (auto problem = read_quoted(row, cell)) return problem;
      } else if (auto problem = read_plain(row, cell)) {
        return problem;
      }
      row.cells.push_back(std::move(cell));
      if (at_line_end()) break;
      ++at_;  // the comma
    }
    pass_line_end();
    return std::nullopt;
  }

  std::optional<CsvError> read_plain(const CsvRow& row, std::string& cell) {
    const auto end = std::min(text_.find_first_of(",\r\n\"", at_), text_.size());
    if (end < text_.size() && text_[end] == '"') return error(row, "format");
    if (end - at_ > limits_.cell_bytes_max) return error(row, "too_long");
    cell = text_.substr(at_, end - at_);
    at_ = end;
    return std::nullopt;
  }

  std::optional<CsvError> read_quoted(const CsvRow& row, std::string& cell) {
    const CsvError unclosed = error(row, "format");
    for (++at_; !ended(); ++at_) {
      if (cell.size() > limits_.cell_bytes_max) return error(row, "too_long");
      if (here() == '"') {
        const bool doubled = at_ + 1 < text_.size() && text_[at_ + 1] == '"';
        if (!doubled) {
          ++at_;
          if (!at_line_end() && here() != ',') return error(row, "format");
          return std::nullopt;
        }
        ++at_;
      } else if (here() == '\n' || (here() == '\r' && (at_ + 1 >= text_.size() || text_[at_ + 1] != '\n'))) {
        ++line_;
      }
      cell.push_back(here());
    }
    return unclosed;
  }

  std::string_view text_;
  const CsvLimits& limits_;
  std::size_t at_{0};
  std::size_t line_{1};
};

// The first line with a byte that is no UTF-8, or with a NUL.
std::size_t broken_line(std::string_view text) {
  std::size_t line = 1;
  for (const auto part : split(text, '\n')) {
    if (!valid_utf8(part) || part.find('\0') != std::string_view::npos) break;
    ++line;
  }
  return line;
}

}  // namespace

std::expected<std::vector<CsvRow>, CsvError> read_csv(std::string_view text, const CsvLimits& limits) {
  if (text.starts_with(k_bom)) text.remove_prefix(k_bom.size());
  if (!valid_utf8(text) || text.find('\0') != std::string_view::npos)
    return std::unexpected(CsvError{broken_line(text), 0, "encoding"});
  return Reader(text, limits).rows();
}

CsvLines read_csv_lines(std::string_view text, const CsvLimits& limits) {
  if (text.starts_with(k_bom)) text.remove_prefix(k_bom.size());
  return Reader(text, limits).lines();
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto& cell = cells[i];
    if (i > 0) out += ',';
    const bool quoted = cell.find_first_of(",\"\r\n") != std::string::npos;
    if (!quoted) {
      out += cell;
      continue;
    }
    out += '"';
    for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    out += '"';
  }
  return out + "\r\n";
}

}  // namespace musubi::domain
