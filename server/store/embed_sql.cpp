// Build tool: turns the statements and migrations of schema/sql into named C++ constants (sql.hpp, sql.cpp).
// It refuses what only one of SQLite and PostgreSQL understands, so that the text below stays common to both.

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <regex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_chunk_bytes_max = 50'000;  // a literal of 60 kB is more than compilers promise to take
constexpr const char* k_usage = "usage: embed_sql OUT_DIR file.sql...\n";

struct Refusal : std::runtime_error {
  Refusal(const std::string& file, std::size_t line, const std::string& why)
      : std::runtime_error(file + ":" + std::to_string(line) + ": " + why) {}
};

struct Query {
  std::string name, text, file;
  std::size_t line{};
};

struct Migration {
  int number{};
  std::string name, text, file;
};

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path + ": cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

// The same text, byte for byte as long, in two readings: `code` has comments blanked, `bare` also what stands in
// quotes.
struct Readings {
  std::string code, bare;
};

Readings readings_of(const std::string& file, std::string_view sql) {
  Readings out{std::string(sql), std::string(sql)};
  const auto blank = [&](std::size_t at, bool quoted) {
    if (sql[at] == '\n') return;
    out.bare[at] = ' ';
    if (!quoted) out.code[at] = ' ';
  };
  std::size_t line = 1;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] == '\n') ++line;
    if (sql.substr(i).starts_with("/*")) throw Refusal(file, line, "comments are written with --");
    if (sql.substr(i).starts_with("--")) {
      for (; i < sql.size() && sql[i] != '\n'; ++i) blank(i, false);
      --i;
    } else if (sql[i] == '\'' || sql[i] == '"') {
      const char quote = sql[i];
      const std::size_t opened = line;
      for (blank(i++, true); i < sql.size() && sql[i] != quote; ++i) {
        if (sql[i] == '\n') ++line;
        blank(i, true);
      }
      if (i == sql.size()) throw Refusal(file, opened, std::string("a ") + quote + " is never closed");
      blank(i, true);
    }
  }
  return out;
}

std::size_t line_at(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

void refuse_one_sided_words(const std::string& file, const std::string& bare) {
  struct Rule {
    std::regex pattern;
    const char* why;
  };
  const auto flags = std::regex::icase | std::regex::ECMAScript;
  const Rule rules[] = {
      {std::regex(R"(\?)"), "'?' is no placeholder here: write $1, $2 …, bound by name"},
      {std::regex(R"(\bnow\s*\()", flags), "now() is not used: the program binds its own clock's milliseconds"},
      {std::regex(R"(\bI?LIKE\b)", flags), "LIKE is not used: its letter case differs; people are found by the index"},
      {std::regex(R"(\bAUTOINCREMENT\b)", flags), "AUTOINCREMENT is not used: ids are made by the program"},
      {std::regex(R"(\bINSERT\s+OR\b)", flags), "INSERT OR … is not used: write ON CONFLICT"},
  };
  for (const auto& rule : rules) {
    std::smatch hit;
    if (std::regex_search(bare, hit, rule.pattern))
      throw Refusal(file, line_at(bare, static_cast<std::size_t>(hit.position())), rule.why);
  }
}

std::string trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1));
}

// Lines without the blanks that a removed comment leaves, and without empty lines.
std::string tidied(std::string_view code) {
  std::string out;
  for (std::size_t at = 0; at < code.size();) {
    const auto end = std::min(code.find('\n', at), code.size());
    const std::string_view line = code.substr(at, end - at);
    const auto last = line.find_last_not_of(" \t\r");
    if (last != std::string_view::npos) out += (out.empty() ? "" : "\n") + std::string(line.substr(0, last + 1));
    at = end + 1;
  }
  return out;
}

// The name of a "-- name: need_by_id" line; empty for a line that is none.
std::optional<std::string> block_name(const std::string& file, std::size_t number, const std::string& line) {
  static const std::regex starts(R"(^\s*--\s*name\s*:(.*)$)");
  static const std::regex sound(R"(^[a-z][a-z0-9_]*$)");
  std::smatch hit;
  if (!std::regex_match(line, hit, starts)) return std::nullopt;
  std::string name = trimmed(hit[1].str());
  if (name.empty()) throw Refusal(file, number, "block without a name");
  if (!std::regex_match(name, sound) || name == "all" || name == "migrations")
    throw Refusal(file, number, "'" + name + "' is no name for a statement: use lower case, digits and _");
  return name;
}

// `code` and `bare` are the block's readings from its line `first` on; returns the statement without its semicolon.
std::string statement_of(const std::string& file, const std::string& name, std::size_t first, std::string_view code,
                         std::string_view bare) {
  const auto end = bare.find(';');
  if (end == std::string_view::npos) {
    const char* why = trimmed(bare).empty() ? "has no statement" : "does not end in ';'";
    throw Refusal(file, first, "block '" + name + "' " + why);
  }
  const auto more = bare.find_first_not_of(" \t\r\n", end + 1);
  if (more != std::string_view::npos)
    throw Refusal(file, first + line_at(bare, more) - 1, "block '" + name + "' holds more than one statement");
  std::string text = tidied(code.substr(0, end));
  if (text.empty()) throw Refusal(file, first, "block '" + name + "' has no statement");
  return text;
}

void read_queries(const std::string& file, std::map<std::string, Query>& queries) {
  const std::string sql = read_file(file);
  const Readings readings = readings_of(file, sql);
  refuse_one_sided_words(file, readings.bare);

  struct Mark {
    std::string name;
    std::size_t line, from, to;
  };
  std::vector<Mark> marks;
  std::size_t number = 0;
  for (std::size_t at = 0; at < sql.size();) {
    const auto end = std::min(sql.find('\n', at), sql.size());
    ++number;
    if (const auto name = block_name(file, number, sql.substr(at, end - at))) {
      if (!marks.empty()) marks.back().to = at;
      marks.push_back({*name, number, at, sql.size()});
    } else if (marks.empty() && !trimmed(readings.bare.substr(at, end - at)).empty()) {
      throw Refusal(file, number, "statement without a '-- name: …' line above it");
    }
    at = end + 1;
  }
  for (const auto& mark : marks) {
    const auto size = mark.to - mark.from;
    const std::string_view code = std::string_view(readings.code).substr(mark.from, size);
    const std::string_view bare = std::string_view(readings.bare).substr(mark.from, size);
    Query query{mark.name, statement_of(file, mark.name, mark.line, code, bare), file, mark.line};
    const auto [kept, is_new] = queries.emplace(mark.name, query);
    if (!is_new) {
      const auto& other = kept->second;
      throw Refusal(file, mark.line,
                    "'" + mark.name + "' is already named in " + other.file + ":" + std::to_string(other.line));
    }
  }
}

// Migrations keep their comments: "-- engines:" is read from there, and checksums are made of the text as it stands.
void read_migration(const std::string& file, std::map<int, Migration>& migrations) {
  static const std::regex sound(R"(^(\d{4})_([a-z0-9_]+)\.sql$)");
  const std::string base = fs::path(file).filename().string();
  std::smatch hit;
  if (!std::regex_match(base, hit, sound)) throw Refusal(file, 1, "a migration is named NNNN_what_it_does.sql");
  Migration migration{std::stoi(hit[1].str()), fs::path(base).stem().string(), read_file(file), file};
  const Readings readings = readings_of(file, migration.text);
  refuse_one_sided_words(file, readings.bare);
  const std::string bare = trimmed(readings.bare);
  if (bare.empty() || !bare.ends_with(';'))
    throw Refusal(file, line_at(migration.text, migration.text.size()), "the last statement does not end in ';'");
  const auto [kept, is_new] = migrations.emplace(migration.number, migration);
  if (!is_new) throw Refusal(file, 1, "number " + hit[1].str() + " is already taken by " + kept->second.file);
}

std::string literal(const std::string& file, std::string_view text) {
  if (text.find(")sql\"") != std::string_view::npos) throw Refusal(file, 1, "the text may not hold )sql\"");
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    auto size = std::min(k_chunk_bytes_max, text.size() - at);
    if (at + size < text.size()) {  // cut behind a line, never inside of a UTF-8 character
      const auto newline = text.substr(at, size).rfind('\n');
      if (newline == std::string_view::npos) throw Refusal(file, 1, "a line is longer than 50 kB");
      size = newline + 1;
    }
    out += "\n    R\"sql(" + std::string(text.substr(at, size)) + ")sql\"";
    at += size;
  }
  return out;
}

std::string header_text(const std::map<std::string, Query>& queries) {
  std::string out =
      "#pragma once\n// Made by embed_sql from schema/sql; not edited by hand.\n\n#include <span>\n\n"
      "namespace musubi::sql {\n\nstruct Statement {\n  const char* name;\n  const char* text;\n};\n\n";
  for (const auto& [name, query] : queries) out += "extern const Statement " + name + ";\n";
  out +=
      "\n// Every statement, sorted by name.\nstd::span<const Statement> all();\n\n"
      "struct Migration {\n  int number;\n  const char* name;\n  const char* text;\n};\n\n"
      "// Every migration, sorted by number.\nstd::span<const Migration> migrations();\n\n}  // namespace "
      "musubi::sql\n";
  return out;
}

std::string source_text(const std::map<std::string, Query>& queries, const std::map<int, Migration>& migrations) {
  std::string out =
      "// Made by embed_sql from schema/sql; not edited by hand.\n#include \"server/store/sql.hpp\"\n\n"
      "#include <array>\n\n#pragma clang diagnostic ignored \"-Woverlength-strings\"\n\nnamespace musubi::sql {\n\n";
  std::string names;
  for (const auto& [name, query] : queries) {
    out += "constexpr Statement " + name + "{\"" + name + "\"," + literal(query.file, query.text) + "};\n\n";
    names += "    " + name + ",\n";
  }
  std::string steps;
  for (const auto& [number, step] : migrations)
    steps +=
        "    Migration{" + std::to_string(number) + ", \"" + step.name + "\"," + literal(step.file, step.text) + "},\n";
  out += "namespace {\n\nconstexpr std::array<Statement, " + std::to_string(queries.size()) + "> k_all{\n" + names +
         "};\n\nconstexpr std::array<Migration, " + std::to_string(migrations.size()) + "> k_migrations{\n" + steps +
         "};\n\n}  // namespace\n\nstd::span<const Statement> all() { return k_all; }\n\n"
         "std::span<const Migration> migrations() { return k_migrations; }\n\n}  // namespace musubi::sql\n";
  return out;
}

// An unchanged file keeps its time, so that nothing is compiled again for a changed comment.
void write_if_changed(const fs::path& path, const std::string& text) {
  if (fs::exists(path) && read_file(path.string()) == text) return;
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (!out) throw std::runtime_error(path.string() + ": cannot be written");
}

void embed(const fs::path& out_dir, std::vector<std::string> files) {
  std::sort(files.begin(), files.end());
  std::map<std::string, Query> queries;
  std::map<int, Migration> migrations;
  for (const auto& file : files) {
    const auto folder = fs::path(file).parent_path().filename();
    if (folder == "queries")
      read_queries(file, queries);
    else if (folder == "migrations")
      read_migration(file, migrations);
    else
      throw Refusal(file, 1, "SQL lives in a folder 'queries' or 'migrations'");
  }
  fs::create_directories(out_dir);
  write_if_changed(out_dir / "sql.hpp", header_text(queries));
  write_if_changed(out_dir / "sql.cpp", source_text(queries, migrations));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs(k_usage, stderr);
    return 2;
  }
  try {
    embed(argv[1], std::vector<std::string>(argv + 2, argv + argc));
  } catch (const std::exception& refused) {
    std::fprintf(stderr, "embed_sql: %s\n", refused.what());
    return 1;
  }
  return 0;
}
