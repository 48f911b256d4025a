#include "server/store/sqlite/sqlite_driver.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>

#include "server/store/migrator.hpp"
#include "tests/support/temp_folder.hpp"

namespace musubi::store {
namespace {

using ::testing::HasSubstr;
using Kind = StoreError::Kind;

class SqliteDriverTest : public ::testing::Test {
 protected:
  SqliteDriverTest() {
    writer_->script(
        "CREATE TABLE parent (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT;"
        "CREATE TABLE t (a INTEGER UNIQUE, b TEXT, c REAL, d BLOB, parent INTEGER REFERENCES parent (id),"
        " CONSTRAINT a_is_small CHECK (a < 100)) STRICT;");
  }
  std::vector<Row> run(const char* text, std::vector<Value> params = {}) {
    // The cache goes by address, so a statement lives as long as the connection.
    statements_.push_back(std::make_unique<sql::Statement>(sql::Statement{"under_test", text}));
    return writer_->query(*statements_.back(), params);
  }
  Kind kind_of(const char* text, std::vector<Value> params = {}) {
    try {
      (void)run(text, std::move(params));
    } catch (const StoreError& error) {
      EXPECT_STREQ(error.statement, "under_test");
      return error.kind;
    }
    ADD_FAILURE() << "no error: " << text;
    return {};
  }
  std::string pragma(const char* text) {
    const auto rows = run(text);
    return rows.front().is_null(0) ? "" : std::to_string(rows.front().i64(0));
  }

  musubi::testing::TempFolder folder_;
  SqliteDriver driver_{{.path = folder_.file("musubi.db"), .vfs = {}, .busy_timeout_ms = 20}};
  std::unique_ptr<Connection> writer_{driver_.open_writer()};
  std::vector<std::unique_ptr<sql::Statement>> statements_;
};

TEST_F(SqliteDriverTest, BindsByNameWhateverTheOrderInTheText) {
  const auto rows = run("SELECT $2, $1, $2, $3", {std::int64_t{1}, std::string("two"), Value{}});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].text(0), "two");
  EXPECT_EQ(rows[0].i64(1), 1);
  EXPECT_EQ(rows[0].text(2), "two");
  EXPECT_TRUE(rows[0].is_null(3));
}

TEST_F(SqliteDriverTest, KeepsEveryKindOfValueWhole) {
  const std::string odd("a\0b\xff", 4);
  run("INSERT INTO t (a, b, c, d) VALUES ($1, $2, $3, $4)",
      {std::int64_t{-5}, std::string("山\0田", 7), 1.5, Bytes{odd}});
  run("INSERT INTO t (a, b, c, d) VALUES ($1, $2, $3, $4)", {Value{}, std::string(), Value{}, Bytes{}});
  const auto rows = run("SELECT a, b, c, d FROM t ORDER BY rowid");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].i64(0), -5);
  EXPECT_EQ(rows[0].text(1), std::string("山\0田", 7));
  EXPECT_EQ(rows[0].real(2), 1.5);
  EXPECT_EQ(rows[0].bytes(3).data, odd);
  EXPECT_TRUE(rows[1].is_null(0));
  EXPECT_EQ(rows[1].text(1), "");
  EXPECT_EQ(rows[1].bytes(3), Bytes{});  // empty, not NULL
  EXPECT_THROW((void)rows[0].text(0), StoreError);
  EXPECT_THROW((void)rows[0].i64(9), StoreError);
  EXPECT_THROW((void)rows[0].uuid(3), StoreError);
  EXPECT_THROW((void)rows[0].flag(0), StoreError);
}

TEST_F(SqliteDriverTest, CommitsAfterAStatementWithReturning) {
  const sql::Statement insert{"insert", "INSERT INTO t (a) VALUES ($1), ($2) RETURNING a"};
  for (std::int64_t i = 0; i < 3; ++i) {
    writer_->script("BEGIN IMMEDIATE");
    const std::array<Value, 2> params{2 * i, 2 * i + 1};
    EXPECT_EQ(writer_->query(insert, params).size(), 2U);
    EXPECT_EQ(writer_->changed(), 2);
    writer_->script("COMMIT");
  }
  EXPECT_EQ(run("SELECT count(*) FROM t").front().i64(0), 6);
  EXPECT_EQ(writer_->changed(), 0);
}

TEST_F(SqliteDriverTest, CountsOnlyTheRowsOfTheLastStatement) {
  run("INSERT INTO t (a) VALUES (1), (2), (3)");
  EXPECT_EQ(writer_->changed(), 3);
  run("UPDATE t SET b = 'x' WHERE a > 1");
  EXPECT_EQ(writer_->changed(), 2);
  run("UPDATE t SET b = 'x' WHERE a > 50");
  EXPECT_EQ(writer_->changed(), 0);
}

TEST_F(SqliteDriverTest, TellsWhichKindOfRuleWasBroken) {
  run("INSERT INTO t (a) VALUES (1)");
  EXPECT_EQ(kind_of("INSERT INTO t (a) VALUES (1)"), Kind::unique);
  EXPECT_EQ(kind_of("INSERT INTO t (a, parent) VALUES (2, 7)"), Kind::foreign);
  EXPECT_EQ(kind_of("INSERT INTO t (a) VALUES (100)"), Kind::check);
  EXPECT_EQ(kind_of("INSERT INTO parent (id) VALUES (1)"), Kind::check);
  EXPECT_EQ(kind_of("INSERT INTO t (b) VALUES ($1)", {Bytes{"x"}}), Kind::check);  // not text
  EXPECT_EQ(kind_of("SELECT nothing FROM nowhere"), Kind::broken);
  EXPECT_EQ(kind_of("SELECT \"a misspelt column\" FROM t"), Kind::broken);
  EXPECT_EQ(kind_of("SELECT $1"), Kind::broken);
  EXPECT_EQ(kind_of("SELECT ?", {std::int64_t{1}}), Kind::broken);
}

TEST_F(SqliteDriverTest, ASecondWriterIsToldThatItIsLocked) {
  const auto second = driver_.open_writer();
  writer_->script("BEGIN IMMEDIATE");
  try {
    second->script("BEGIN IMMEDIATE");
    ADD_FAILURE() << "two writers at once";
  } catch (const StoreError& error) {
    EXPECT_EQ(error.kind, Kind::locked);
  }
}

TEST_F(SqliteDriverTest, OpensTheWriterDurableAndStrict) {
  EXPECT_EQ(run("PRAGMA journal_mode").front().text(0), "wal");
  EXPECT_EQ(pragma("PRAGMA synchronous"), "2");
  EXPECT_EQ(pragma("PRAGMA foreign_keys"), "1");
  EXPECT_EQ(pragma("PRAGMA cell_size_check"), "1");
  EXPECT_EQ(pragma("PRAGMA trusted_schema"), "0");
}

// The queries are PREPAREd on PostgreSQL too: see postgres_test.
TEST_F(SqliteDriverTest, EveryNamedStatementFitsTheSchema) {
  SqliteDriver fresh({.path = folder_.file("fresh.db"), .vfs = {}});
  const auto connection = fresh.open_writer();
  (void)migrate(*connection, k_sqlite, 1);
  EXPECT_FALSE(sql::all().empty());
  for (const sql::Statement& statement : sql::all()) {
    std::vector<Value> none(99);  // one too many, so that it is prepared and checked but not run
    try {
      (void)connection->query(statement, none);
    } catch (const StoreError& error) {
      EXPECT_THAT(error.what(), HasSubstr("wrong number of parameters")) << statement.name;
    }
  }
}

}  // namespace
}  // namespace musubi::store
