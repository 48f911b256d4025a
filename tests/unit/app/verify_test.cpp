// `musubi verify` tells by its exit code whether somebody has been at the audit.
#include <gtest/gtest.h>

#include <functional>

#include "server/app/verify_command.hpp"
#include "server/store/audit_store.hpp"
#include "server/store/data_folder.hpp"
#include "server/store/migrator.hpp"
#include "server/store/sqlite/sqlite_driver.hpp"
#include "tests/support/temp_folder.hpp"

namespace musubi::app {
namespace {

class Verify : public ::testing::Test {
 protected:
  void SetUp() override {
    with_data([](store::Connection& db, const store::Codec& codec) {
      (void)store::migrate(db, store::k_sqlite, 1);
      db.script("BEGIN");
      store::Tx tx(db, codec);
      for (std::uint8_t n = 1; n <= 3; ++n) {
        store::AuditRow row;
        row.id.bytes[15] = n;
        row.action = "read";
        row.subject_kind = "registrant";
        store::insert_audit(tx, row);
      }
      db.script("COMMIT");
    });
  }

  void with_data(const std::function<void(store::Connection&, const store::Codec&)>& body) {
    const store::DataFolder folder(data_, true);
    const store::Codec codec(store::load_key(folder.key_file(), true));
    body(*store::SqliteDriver({.path = folder.database(), .vfs = {}}).open_writer(), codec);
  }
  void tamper(const char* text) {
    with_data([text](store::Connection& db, const store::Codec&) { db.script(text); });
  }

  testing::TempFolder folder_;
  std::string data_{folder_.file("data")};
};

TEST_F(Verify, EndsWellWhenTheChainIsWhole) { EXPECT_EQ(run_verify(data_), 0); }

TEST_F(Verify, EndsWithOneWhenARowWasChangedRemovedOrInserted) {
  tamper("UPDATE audit SET action = 'search' WHERE link = 2");
  EXPECT_EQ(run_verify(data_), 1);
  tamper("UPDATE audit SET action = 'read' WHERE link = 2");
  EXPECT_EQ(run_verify(data_), 0);
  tamper("DELETE FROM audit WHERE link = 3");
  EXPECT_EQ(run_verify(data_), 1);
}

TEST_F(Verify, RefusesBesideARunningProgramAndWithoutData) {
  const store::DataFolder held(data_, false);
  EXPECT_THROW((void)run_verify(data_), store::StoreError);
  EXPECT_THROW((void)run_verify(folder_.file("nowhere")), store::StoreError);
}

}  // namespace
}  // namespace musubi::app
