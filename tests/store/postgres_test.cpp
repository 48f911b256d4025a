// The same schema and the same queries on the other engine, long before there is a driver for it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/store/migrator.hpp"
#include "tests/support/throwaway_postgres.hpp"

namespace musubi::testing {
namespace {

class PostgresTest : public ::testing::Test {
 protected:
  void SetUp() override {
    MUSUBI_NEEDS_POSTGRES();
    session_.emplace(ThrowawayPostgres::shared()->fresh_database());
    migrate();
  }

  void migrate() {
    ASSERT_TRUE(session_->run(store::migration_table(store::k_postgres)).ok);
    for (const auto& migration : sql::migrations()) {
      const std::string text = store::migration_text(migration, store::k_postgres);
      if (text.empty()) continue;
      const PgAnswer answer = session_->run("BEGIN;" + text + "COMMIT;");
      ASSERT_TRUE(answer.ok) << migration.name << ": " << answer.message;
    }
  }

  std::optional<PgSession> session_;
};

TEST_F(PostgresTest, TakesEveryMigration) {
  EXPECT_TRUE(session_->run("SELECT number FROM migration").ok);
  EXPECT_TRUE(session_->run("SELECT seq FROM event").ok);
}

TEST_F(PostgresTest, PreparesEveryNamedStatement) {
  ASSERT_FALSE(sql::all().empty());
  for (const auto& statement : sql::all()) {
    const PgAnswer answer = session_->prepare(statement.name, statement.text);
    EXPECT_TRUE(answer.ok) << statement.name << ": " << answer.message;
  }
}

// That the test above would notice.
TEST_F(PostgresTest, RefusesWhatOnlySqliteUnderstands) {
  EXPECT_FALSE(session_->prepare("a", "INSERT OR REPLACE INTO counter (name, value) VALUES ($1, $2)").ok);
  EXPECT_FALSE(session_->prepare("b", "SELECT name FROM counter WHERE $1 IS NULL OR name = $1 OR $2 IS NULL").ok);
  EXPECT_FALSE(session_->prepare("c", "SELECT nothing FROM counter").ok);
}

TEST_F(PostgresTest, TakesTheSavepointWordsOfTheWriter) {
  for (const char* words : {"BEGIN", "SAVEPOINT job", "ROLLBACK TO SAVEPOINT job", "RELEASE SAVEPOINT job", "COMMIT"}) {
    EXPECT_TRUE(session_->run(words).ok) << words;
  }
  EXPECT_TRUE(session_->run(std::string(store::k_postgres.begin_read)).ok);
  EXPECT_EQ(session_->run("INSERT INTO counter VALUES ('x', 1)").sqlstate, "25006");  // read only
}

}  // namespace
}  // namespace musubi::testing
