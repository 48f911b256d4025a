#pragma once
// What a database driver promises to the rest of the store. One Connection is used by one thread at a time.

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/store/sql.hpp"
#include "shared/base/id.hpp"

namespace musubi::store {

struct Bytes {
  std::string data;
  bool operator==(const Bytes&) const = default;
};

// NULL, integer (also booleans as 0/1), real, text, bytes.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;

// One result row; columns by position, in the order of the statement's SELECT or RETURNING list. Asking for a type that
// the column does not hold throws StoreError{broken}: it is a mistake of ours, not of the data.
class Row {
 public:
  explicit Row(std::vector<Value> values) : values_(std::move(values)) {}
  [[nodiscard]] bool is_null(std::size_t column) const;
  [[nodiscard]] std::int64_t i64(std::size_t column) const;
  [[nodiscard]] double real(std::size_t column) const;  // also from an integer column
  [[nodiscard]] bool flag(std::size_t column) const;    // 0/1
  [[nodiscard]] const std::string& text(std::size_t column) const;
  [[nodiscard]] const Bytes& bytes(std::size_t column) const;
  [[nodiscard]] Uuid uuid(std::size_t column) const;
  [[nodiscard]] std::size_t size() const { return values_.size(); }

 private:
  std::vector<Value> values_;
};

struct StoreError : std::runtime_error {
  enum class Kind : std::uint8_t { unique, foreign, check, full, locked, newer_schema, broken };
  StoreError(Kind k, const std::string& what, const char* in = "") : std::runtime_error(what), kind(k), statement(in) {}
  Kind kind;
  const char* statement;  // its name, when one failed: the only part that goes into the log
};

class Connection {
 public:
  virtual ~Connection() = default;
  // Runs one named statement; `params` are bound to $1, $2 … by name. Throws StoreError.
  virtual std::vector<Row> query(const sql::Statement& statement, std::span<const Value> params) = 0;
  // Number of rows changed by the last query() on this connection.
  [[nodiscard]] virtual std::int64_t changed() const = 0;
  // Runs transaction words or a migration script (several statements, no parameters).
  virtual void script(std::string_view text) = 0;
  // True between BEGIN and COMMIT/ROLLBACK.
  [[nodiscard]] virtual bool in_transaction() const = 0;
};

// The words a migration may use instead of an engine's own ({{int}} …), and how a transaction begins.
struct Dialect {
  std::string_view engine;  // "sqlite" or "postgres", as in "-- engines:"
  std::string_view int_type, real_type, text_type, bytes_type, bool_type, strict;
  std::string_view begin_write, begin_read;
};
inline constexpr Dialect k_sqlite{"sqlite", "INTEGER",         "REAL", "TEXT", "BLOB", "INTEGER",
                                  "STRICT", "BEGIN IMMEDIATE", "BEGIN"};
inline constexpr Dialect k_postgres{"postgres", "BIGINT", "DOUBLE PRECISION",
                                    "TEXT",     "BYTEA",  "BOOLEAN",
                                    "",         "BEGIN",  "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"};

class Driver {
 public:
  virtual ~Driver() = default;
  [[nodiscard]] virtual const Dialect& dialect() const = 0;
  virtual std::unique_ptr<Connection> open_writer() = 0;
  // May only read; a write throws.
  virtual std::unique_ptr<Connection> open_reader() = 0;
};

}  // namespace musubi::store
