#include "shared/domain/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace musubi::domain {
namespace {

using Cells = std::vector<std::string>;

std::vector<Cells> cells(std::string_view text) {
  const auto rows = read_csv(text);
  std::vector<Cells> out;
  if (!rows) return {{"refused", rows.error().code}};
  for (const auto& row : *rows) out.push_back(row.cells);
  return out;
}

TEST(Csv, reads_quotes_commas_and_line_ends_within_cells) {
  EXPECT_EQ(cells("a,\"b,c\",\"d \"\"e\"\"\"\r\n\"one\ntwo\",,x\r\n"),
            (std::vector<Cells>{{"a", "b,c", "d \"e\""}, {"one\ntwo", "", "x"}}));
}

TEST(Csv, reads_every_line_end_and_a_last_line_without_one) {
  const std::vector<Cells> wanted{{"a", "b"}, {"c", ""}};
  for (const std::string_view text : {"a,b\r\nc,\r\n", "a,b\nc,\n", "a,b\rc,\r", "a,b\nc,",
                                      "\xef\xbb\xbf"
                                      "a,b\nc,",
                                      "\n\na,b\r\n\r\nc,\n\n"})
    EXPECT_EQ(cells(text), wanted) << testing::PrintToString(text);
  EXPECT_TRUE(cells("").empty());
  EXPECT_TRUE(cells("\xef\xbb\xbf\r\n").empty());
}

TEST(Csv, a_row_knows_the_line_of_the_file_where_it_begins) {
  const auto rows = read_csv("a\r\n\"b\r\nb\r\nb\"\r\n\r\nc\n");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 3U);
  EXPECT_EQ((*rows)[0].line, 1U);
  EXPECT_EQ((*rows)[1].line, 2U);
  EXPECT_EQ((*rows)[2].line, 6U);
}

TEST(Csv, what_breaks_the_rules_is_told_with_line_and_column) {
  struct Case {
    std::string_view text;
    CsvError error;
  };
  CsvLimits small;
  small.rows_max = 3;
  small.cells_max = 3;
  small.cell_bytes_max = 5;
  for (const auto& [text, error] : std::to_array<Case>({{"a,b\nc,d\"e", {2, 2, "format"}},
                                                        {"a\n\"b\"c", {2, 1, "format"}},
                                                        {"a,b\nc,\"d", {2, 2, "format"}},
                                                        {"a\nb\nc\nd", {4, 0, "too_many"}},
                                                        {"1,2,3\n1,2,3,4", {2, 4, "too_many"}},
                                                        {"a\nb,123456", {2, 2, "too_long"}},
                                                        {"a\n\"1234567\"", {2, 1, "too_long"}},
                                                        {"a\nb\x82\xa0", {2, 0, "encoding"}},
                                                        {std::string_view("a\n\0b", 4), {2, 0, "encoding"}}})) {
    const auto rows = read_csv(text, small);
    ASSERT_FALSE(rows) << testing::PrintToString(text);
    EXPECT_EQ(rows.error(), error) << testing::PrintToString(text) << ": " << rows.error().line << " "
                                   << rows.error().column << " " << rows.error().code;
  }
}

TEST(Csv, what_is_written_is_read_back) {
  const Cells row{"", "a,b", "\"q\"", "two\nlines", "結", ""};
  EXPECT_EQ(cells(csv_line(row)), std::vector<Cells>{row});
}

}  // namespace
}  // namespace musubi::domain
