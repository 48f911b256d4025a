#include "server/store/migrator.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/test_store.hpp"

namespace musubi::store {
namespace {

using musubi::testing::TestStore;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::int64_t k_now = 1'000;
constexpr sql::Statement k_schema{"schema", "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"};

class MigratorTest : public ::testing::Test {
 protected:
  std::string schema() {
    std::string out;
    for (const Row& row : writer_->query(k_schema, {})) out += row.text(0) + ": " + row.text(1) + "\n";
    return out;
  }
  StoreError::Kind kind_of_refusal() {
    try {
      (void)migrate(*writer_, k_sqlite, k_now);
    } catch (const StoreError& error) {
      return error.kind;
    }
    ADD_FAILURE() << "it was not refused";
    return {};
  }

  musubi::testing::TempFolder folder_;
  SqliteDriver driver_{{.path = folder_.file("musubi.db"), .vfs = {}}};
  std::unique_ptr<Connection> writer_{driver_.open_writer()};
};

TEST_F(MigratorTest, AppliesEveryMigrationOnceAndInOrder) {
  const auto applied = migrate(*writer_, k_sqlite, k_now);
  ASSERT_EQ(applied.size(), sql::migrations().size());
  EXPECT_EQ(applied.front(), sql::migrations().front().name);
  const std::string first = schema();
  EXPECT_THAT(first, HasSubstr("CREATE TABLE offer"));
  EXPECT_THAT(migrate(*writer_, k_sqlite, k_now), IsEmpty());
  EXPECT_EQ(schema(), first);
}

TEST_F(MigratorTest, RefusesDataOfANewerProgram) {
  (void)migrate(*writer_, k_sqlite, k_now);
  writer_->script("INSERT INTO migration VALUES (9999, 'from_the_future', 'x', 1)");
  const std::string before = schema();
  EXPECT_EQ(kind_of_refusal(), StoreError::Kind::newer_schema);
  EXPECT_EQ(schema(), before);
}

TEST_F(MigratorTest, RefusesAMigrationThatWasChangedAfterItsApplication) {
  (void)migrate(*writer_, k_sqlite, k_now);
  writer_->script("UPDATE migration SET checksum = 'other' WHERE number = 1");
  EXPECT_EQ(kind_of_refusal(), StoreError::Kind::broken);
}

TEST_F(MigratorTest, LeavesNothingOfAMigrationThatFails) {
  writer_->script("CREATE TABLE audit (x INTEGER)");  // the first migration trips over it near its end
  (void)kind_of_refusal();
  EXPECT_THAT(schema(), Not(HasSubstr("CREATE TABLE need")));
  EXPECT_FALSE(writer_->in_transaction());
}

TEST(Store, RefusesDataOfANewerProgram) {
  TestStore test;
  test.close();
  SqliteDriver(test.store_options()).open_writer()->script("INSERT INTO migration VALUES (9999, 'future', 'x', 1)");
  EXPECT_THROW(test.open(), StoreError);
}

TEST(MigrationText, ReplacesDialectWordsAndNothingElse) {
  const sql::Migration migration{1, "x",
                                 "a {{int}} {{real}} {{text}} {{bytes}} {{bool}}) {{strict}}; -- { {x} integer"};
  EXPECT_EQ(migration_text(migration, k_sqlite), "a INTEGER REAL TEXT BLOB INTEGER) STRICT; -- { {x} integer");
  EXPECT_EQ(migration_text(migration, k_postgres), "a BIGINT DOUBLE PRECISION TEXT BYTEA BOOLEAN) ; -- { {x} integer");
}

TEST(MigrationText, RefusesAnUnknownDialectWord) {
  EXPECT_THROW((void)migration_text({1, "x", "a {{json}}"}, k_sqlite), StoreError);
}

TEST(MigrationText, LeavesOutWhatIsForTheOtherEngine) {
  EXPECT_EQ(migration_text({1, "x", "-- engines: postgres\nSELECT 1;"}, k_sqlite), "");
  EXPECT_THAT(migration_text({1, "x", "-- engines: sqlite\nSELECT 1;"}, k_sqlite), HasSubstr("SELECT 1"));
  EXPECT_THAT(migration_text({1, "x", "-- Why: y\n-- engines: all\nSELECT 1;"}, k_sqlite), HasSubstr("SELECT 1"));
}

}  // namespace
}  // namespace musubi::store
