#include "server/store/sqlite/sqlite_driver.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <unordered_map>
#include <utility>

namespace musubi::store {
namespace {

StoreError::Kind kind_of(int extended) {
  switch (extended) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return StoreError::Kind::unique;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return StoreError::Kind::foreign;
    default:
      break;
  }
  switch (extended & 0xff) {
    case SQLITE_CONSTRAINT:
      return StoreError::Kind::check;  // CHECK, NOT NULL, a STRICT column's type
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return StoreError::Kind::full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return StoreError::Kind::locked;
    default:
      return StoreError::Kind::broken;
  }
}

StoreError translate(const SQLite::Exception& error, const char* statement) {
  return {kind_of(error.getExtendedErrorCode()), std::string(statement) + ": " + error.what(), statement};
}

struct Prepared {
  SQLite::Statement statement;
  std::vector<int> index;  // of $1, $2 …: in SQLite they are names, numbered by first use
};

Prepared prepare(const SQLite::Database& db, const sql::Statement& statement) {
  Prepared out{SQLite::Statement(db, statement.text), {}};
  const int count = out.statement.getBindParameterCount();
  for (int n = 1; n <= count; ++n) {
    const int index = out.statement.getIndex(("$" + std::to_string(n)).c_str());
    if (index == 0) {
      throw StoreError(StoreError::Kind::broken, std::string(statement.name) + ": parameters are not $1 … $n",
                       statement.name);
    }
    out.index.push_back(index);
  }
  return out;
}

// The values outlive the run of the statement, and a fresh binding comes before the next: so no copy.
void bind(SQLite::Statement& statement, int index, const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    statement.bind(index, *whole);
  } else if (const auto* real = std::get_if<double>(&value)) {
    statement.bind(index, *real);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    statement.bindNoCopy(index, *text);
  } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
    statement.bindNoCopy(index, bytes->data.data(), static_cast<int>(bytes->data.size()));
  } else {
    statement.bind(index);
  }
}

Value read(const SQLite::Column& column) {
  switch (column.getType()) {
    case SQLITE_INTEGER:
      return column.getInt64();
    case SQLITE_FLOAT:
      return column.getDouble();
    case SQLITE_TEXT:
      return column.getString();
    case SQLITE_BLOB: {
      const auto* data = static_cast<const char*>(column.getBlob());
      return Bytes{data == nullptr ? std::string() : std::string(data, static_cast<std::size_t>(column.getBytes()))};
    }
    default:
      return {};
  }
}

// A statement with RETURNING stays open after its row, and an open one makes COMMIT fail for the whole batch.
class ResetAtEnd {
 public:
  explicit ResetAtEnd(SQLite::Statement& statement) : statement_(statement) {}
  ~ResetAtEnd() {
    statement_.tryReset();  // says again what the step said: not of interest here
    statement_.clearBindings();
  }
  ResetAtEnd(const ResetAtEnd&) = delete;
  ResetAtEnd& operator=(const ResetAtEnd&) = delete;

 private:
  SQLite::Statement& statement_;
};

class SqliteConnection : public Connection {
 public:
  SqliteConnection(const SqliteOptions& options, int flags)
      : db_(options.path, flags | SQLITE_OPEN_NOMUTEX, 0, options.vfs) {
    // First, so that the pragmas below wait for a lock instead of failing.
    db_.setBusyTimeout(options.busy_timeout_ms);
    // A misspelt column in double quotes would else be taken as text, here but not in PostgreSQL.
    sqlite3_db_config(db_.getHandle(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(db_.getHandle(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(db_.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    script("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;");
  }

  std::vector<Row> query(const sql::Statement& statement, std::span<const Value> params) override {
    try {
      Prepared& prepared = cached(statement);
      if (params.size() != prepared.index.size()) {
        throw StoreError(StoreError::Kind::broken, std::string(statement.name) + ": wrong number of parameters",
                         statement.name);
      }
      const ResetAtEnd reset(prepared.statement);
      for (std::size_t i = 0; i < params.size(); ++i) bind(prepared.statement, prepared.index[i], params[i]);
      const int before = db_.getTotalChanges();
      std::vector<Row> rows;
      while (prepared.statement.executeStep()) rows.push_back(row_of(prepared.statement));
      changed_ = db_.getTotalChanges() == before ? 0 : db_.getChanges();
      return rows;
    } catch (const SQLite::Exception& error) {
      throw translate(error, statement.name);
    }
  }

  [[nodiscard]] std::int64_t changed() const override { return changed_; }

  void script(std::string_view text) override {
    try {
      db_.exec(std::string(text));
    } catch (const SQLite::Exception& error) {
      throw translate(error, "script");
    }
  }

  [[nodiscard]] bool in_transaction() const override { return sqlite3_get_autocommit(db_.getHandle()) == 0; }

  // WAL lets readers go on while the writer writes; FULL syncs it before a COMMIT returns.
  void become_writer() {
    const std::string mode = db_.execAndGet("PRAGMA journal_mode = WAL").getString();
    if (mode != "wal") throw StoreError(StoreError::Kind::broken, "the database does not take WAL mode: " + mode);
    script("PRAGMA synchronous = FULL");
  }

 private:
  Prepared& cached(const sql::Statement& statement) {
    const auto found = statements_.find(&statement);
    if (found != statements_.end()) return found->second;
    return statements_.emplace(&statement, prepare(db_, statement)).first->second;
  }

  static Row row_of(SQLite::Statement& statement) {
    std::vector<Value> values;
    const int columns = statement.getColumnCount();
    values.reserve(static_cast<std::size_t>(columns));
    for (int i = 0; i < columns; ++i) values.push_back(read(statement.getColumn(i)));
    return Row(std::move(values));
  }

  SQLite::Database db_;
  std::unordered_map<const sql::Statement*, Prepared> statements_;  // after db_: finalized before it closes
  std::int64_t changed_{0};
};

}  // namespace

std::unique_ptr<Connection> SqliteDriver::open_writer() {
  try {
    auto connection = std::make_unique<SqliteConnection>(options_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    connection->become_writer();
    return connection;
  } catch (const SQLite::Exception& error) {
    throw translate(error, "open_writer");
  }
}

std::unique_ptr<Connection> SqliteDriver::open_reader() {
  try {
    // Not opened read-only: a reader of a WAL takes part in its shared memory. query_only is what refuses writes.
    auto connection = std::make_unique<SqliteConnection>(options_, SQLite::OPEN_READWRITE);
    connection->script("PRAGMA query_only = ON");
    return connection;
  } catch (const SQLite::Exception& error) {
    throw translate(error, "open_reader");
  }
}

}  // namespace musubi::store
