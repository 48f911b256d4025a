#include "server/store/migrator.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace musubi::store {
namespace {

constexpr std::string_view k_migration_table =
    "CREATE TABLE IF NOT EXISTS migration (\n"
    "  number {{int}} NOT NULL PRIMARY KEY,\n"
    "  name {{text}} NOT NULL,\n"
    "  checksum {{text}} NOT NULL,\n"
    "  applied_ms {{int}} NOT NULL\n"
    ") {{strict}};\n";

std::string in_dialect(std::string_view text, const Dialect& dialect) {
  const std::array<std::pair<std::string_view, std::string_view>, 6> words{{{"{{int}}", dialect.int_type},
                                                                            {"{{real}}", dialect.real_type},
                                                                            {"{{text}}", dialect.text_type},
                                                                            {"{{bytes}}", dialect.bytes_type},
                                                                            {"{{bool}}", dialect.bool_type},
                                                                            {"{{strict}}", dialect.strict}}};
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto open = text.find("{{");
    out += text.substr(0, open);
    if (open == std::string_view::npos) break;
    text.remove_prefix(open);
    const auto word = std::ranges::find_if(words, [&](const auto& w) { return text.starts_with(w.first); });
    if (word == words.end()) {
      throw StoreError(StoreError::Kind::broken, "unknown dialect word " + std::string(text.substr(0, 12)));
    }
    out += word->second;
    text.remove_prefix(word->first.size());
  }
  return out;
}

// The value of the "-- engines:" line; "all" without one.
std::string_view engines_of(std::string_view text) {
  constexpr std::string_view k_mark = "-- engines:";
  const auto at = text.find(k_mark);
  if (at == std::string_view::npos) return "all";
  auto line = text.substr(at + k_mark.size());
  line = line.substr(0, line.find('\n'));
  const auto begin = line.find_first_not_of(' ');
  if (begin == std::string_view::npos) return "";
  return line.substr(begin, line.find_last_not_of(" \r") - begin + 1);
}

std::string checksum_of(std::string_view text) {
  if (sodium_init() < 0) throw StoreError(StoreError::Kind::broken, "libsodium does not start");
  std::array<unsigned char, crypto_generichash_BYTES> hash;
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                     nullptr, 0);
  std::string hex(2 * hash.size() + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

struct Applied {
  std::string name;
  std::string checksum;
};

std::map<int, Applied> applied_so_far(Connection& connection) {
  std::map<int, Applied> out;
  for (const Row& row : connection.query(sql::migration_all, {})) {
    out[static_cast<int>(row.i64(0))] = {row.text(1), row.text(2)};
  }
  return out;
}

// Every applied one must be known and unchanged, and lie before every new one.
void check_history(const std::map<int, Applied>& applied) {
  const auto known = sql::migrations();
  for (const auto& [number, what] : applied) {
    const auto same = std::ranges::find(known, number, &sql::Migration::number);
    const std::string label = "migration " + std::to_string(number) + " (" + what.name + ")";
    if (same == known.end()) {
      throw StoreError(StoreError::Kind::newer_schema,
                       "the data has " + label + ", which this program does not know: it belongs to a newer program");
    }
    if (checksum_of(same->text) != what.checksum) {
      throw StoreError(StoreError::Kind::broken, label + " has been changed since it was applied");
    }
  }
  for (const auto& migration : known) {
    if (!applied.empty() && !applied.contains(migration.number) && migration.number < applied.rbegin()->first) {
      throw StoreError(StoreError::Kind::broken,
                       "migration " + std::to_string(migration.number) + " comes before one that is applied already");
    }
  }
}

void in_transaction(Connection& connection, const Dialect& dialect, const auto& body) {
  connection.script(dialect.begin_write);
  try {
    body();
    connection.script("COMMIT");
  } catch (...) {
    if (connection.in_transaction()) connection.script("ROLLBACK");
    throw;
  }
}

}  // namespace

std::string migration_text(const sql::Migration& migration, const Dialect& dialect) {
  const auto engines = engines_of(migration.text);
  if (engines != "all" && engines != dialect.engine) return {};
  return in_dialect(migration.text, dialect);
}

std::string migration_table(const Dialect& dialect) { return in_dialect(k_migration_table, dialect); }

std::vector<std::string> migrate(Connection& connection, const Dialect& dialect, std::int64_t now_ms) {
  connection.script(migration_table(dialect));
  const auto applied = applied_so_far(connection);
  check_history(applied);
  std::vector<std::string> done;
  for (const auto& migration : sql::migrations()) {
    if (applied.contains(migration.number)) continue;
    in_transaction(connection, dialect, [&] {
      const std::string text = migration_text(migration, dialect);
      if (!text.empty()) connection.script(text);
      const std::array<Value, 4> row{std::int64_t{migration.number}, std::string(migration.name),
                                     checksum_of(migration.text), now_ms};
      connection.query(sql::migration_insert, row);
    });
    done.emplace_back(migration.name);
  }
  return done;
}

}  // namespace musubi::store
