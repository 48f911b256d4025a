#pragma once
// A migrated database in a temporary folder with a transaction open on it, and valid nouns to put in.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/store/account_store.hpp"
#include "server/store/district_store.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/migrator.hpp"
#include "server/store/need_store.hpp"
#include "server/store/offer_store.hpp"
#include "server/store/registrant_store.hpp"
#include "server/store/sqlite/sqlite_driver.hpp"
#include "server/store/volunteer_store.hpp"
#include "tests/store/shown.hpp"
#include "tests/support/temp_folder.hpp"

namespace musubi::testing {

// Larger n, larger id.
template <class I>
I an_id(int n) {
  Uuid id;
  id.bytes[14] = static_cast<std::uint8_t>(n / 256);
  id.bytes[15] = static_cast<std::uint8_t>(n % 256);
  id.bytes[6] = 0x70;
  id.bytes[8] = 0x80;
  return I(id);
}

inline domain::District a_district(int n) {
  domain::District d;
  d.id = an_id<DistrictId>(n);
  d.code = "D" + std::to_string(100 + n);
  d.name = "見本" + std::to_string(n);
  d.name_kana = "みほん";
  d.center = {35.25, 139.15};
  return d;
}

inline domain::Volunteer a_volunteer(int n) {
  domain::Volunteer v;
  v.id = an_id<VolunteerId>(n);
  v.number = n;
  v.name = "結城 見本";
  v.name_kana = "ユウキ ミホン";
  v.phone = "0465-00-0000";
  v.created_at = {1'000 + n};
  return v;
}

inline domain::Account an_account(int n) {
  domain::Account a;
  a.id = an_id<AccountId>(n);
  a.login = "login" + std::to_string(n);
  a.name = "係員 見本";
  a.role = domain::Role::staff;
  a.created_at = {1'000 + n};
  return a;
}

inline domain::Incident an_incident(int n, bool is_drill = false) {
  domain::Incident i;
  i.id = an_id<IncidentId>(n);
  i.name = "見本の災害";
  i.is_drill = is_drill;
  i.opened_at = {1'000 + n};
  return i;
}

inline domain::Need a_need(int n, int district = 1) {
  domain::Need need;
  need.id = an_id<NeedId>(n);
  need.number = n;
  need.district_id = an_id<DistrictId>(district);
  need.title = "庭の草取り";
  need.received_at = {10'000 + n};
  need.status_since = need.received_at;
  return need;
}

inline domain::Offer an_offer(int n, int need, int volunteer) {
  domain::Offer o;
  o.id = an_id<OfferId>(n);
  o.need_id = an_id<NeedId>(need);
  o.volunteer_id = an_id<VolunteerId>(volunteer);
  o.made_at = {20'000 + n};
  o.expires_at = {50'000 + n};
  return o;
}

inline domain::Registrant a_registrant(int n, int district = 1) {
  domain::Registrant r;
  r.id = an_id<RegistrantId>(n);
  r.number = n;
  r.district_id = an_id<DistrictId>(district);
  r.name = "見守 花子";
  r.name_kana = "ミマモリ ハナコ";
  r.address = "小田原市見本町1-1";
  r.created_at = {1'000 + n};
  return r;
}

class StoreTables : public ::testing::Test {
 protected:
  // Districts 1 to 3, volunteers 1 to 9, account 1, incident 1 and the drill 2: what other rows refer to.
  void SetUp() override {
    for (int n = 1; n <= 3; ++n) store::insert_district(tx, a_district(n));
    for (int n = 1; n <= 9; ++n) store::insert_volunteer(tx, a_volunteer(n));
    store::insert_account(tx, an_account(1), "hash");
    store::insert_incident(tx, an_incident(1));
    store::insert_incident(tx, an_incident(2, true));
  }

  // Everything that has been written, as it lies on the disk.
  std::string raw_file() {
    connection_->script("COMMIT");
    connection_->script("PRAGMA wal_checkpoint(TRUNCATE)");
    std::ifstream file(path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  // What no repository reads: the schema itself.
  std::vector<store::Row> look(const std::string& text) {
    // A connection knows a statement by its place in memory.
    const auto& kept = looked_.emplace_back(std::make_unique<Looked>(text));
    return connection_->query(kept->statement, {});
  }
  [[nodiscard]] std::string path() const { return folder_.file("musubi.db"); }

  // The ids of a list that is read page by page, in the order read.
  template <class Read>
  std::vector<Uuid> walk(int limit, Read read) {
    std::vector<Uuid> ids;
    store::Page page{.limit = limit, .after = std::nullopt};
    for (int pages = 0; pages < 100; ++pages) {
      const auto items = read(page);
      EXPECT_LE(items.size(), static_cast<std::size_t>(limit));
      for (const auto& [ms, id] : items) ids.push_back(id);
      if (items.empty()) return ids;
      page.after = store::Cursor{items.back().first.ms, items.back().second};
    }
    ADD_FAILURE() << "the list has no end";
    return ids;
  }

 private:
  static std::unique_ptr<store::Connection> migrated(const std::string& path) {
    auto connection = store::SqliteDriver({.path = path, .vfs = {}}).open_writer();
    (void)store::migrate(*connection, store::k_sqlite, 1);
    connection->script("BEGIN");
    return connection;
  }

  TempFolder folder_;
  struct Looked {
    explicit Looked(std::string said) : text(std::move(said)) {}
    std::string text;
    sql::Statement statement{"look", text.c_str()};
  };
  std::vector<std::unique_ptr<Looked>> looked_;
  std::unique_ptr<store::Connection> connection_{migrated(folder_.file("musubi.db"))};
  store::Codec codec_{store::Key{}};

 protected:
  store::Tx tx{*connection_, codec_};
};

// (time, id) of each item, which is what a cursor is made of.
template <class Items, class Time>
std::vector<std::pair<Instant, Uuid>> keys_of(const Items& items, Time time) {
  std::vector<std::pair<Instant, Uuid>> keys;
  for (const auto& item : items) keys.emplace_back(item.*time, item.id);
  return keys;
}

template <class Items>
std::vector<Uuid> ids_of(const Items& items) {
  std::vector<Uuid> ids;
  for (const auto& item : items) ids.push_back(item.id);
  return ids;
}

template <class... N>
std::vector<Uuid> ids(N... n) {
  return {an_id<Uuid>(n)...};
}

}  // namespace musubi::testing

#define EXPECT_SAME(a, b) EXPECT_EQ(::musubi::testing::shown(a), ::musubi::testing::shown(b))
