#include "server/store/account_store.hpp"

#include <map>

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::Account;

namespace {

StoredAccount account_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  StoredAccount stored;
  Account& a = stored.account;
  a.id = column.id<AccountId>();
  a.login = column.text();
  a.name = column.sealed("account.name");
  a.role = column.code<domain::Role>();
  a.volunteer_id = column.maybe_id<VolunteerId>();
  a.status = column.code<domain::AccountStatus>();
  a.is_demo = column.flag();
  a.created_at = column.instant();
  a.version = column.integer();
  stored.password_hash = column.text();
  return stored;
}

void add_districts(ReadTx& tx, std::vector<StoredAccount>& items) {
  const auto span = id_span(items, [](const StoredAccount& stored) { return stored.account.id; });
  if (!span) return;
  std::map<Uuid, std::vector<DistrictId>> of;
  for (const auto& row : tx.query(sql::account_district_span, {value_of(span->first), value_of(span->last)}))
    of[row.uuid(0)].emplace_back(row.uuid(1));
  for (auto& stored : items)
    if (const auto found = of.find(stored.account.id); found != of.end()) stored.account.district_ids = found->second;
}

std::vector<StoredAccount> accounts_from(ReadTx& tx, const std::vector<Row>& rows) {
  auto items = decoded<StoredAccount>(tx, rows, account_from);
  add_districts(tx, items);
  return items;
}

std::optional<StoredAccount> one(std::vector<StoredAccount> items) {
  return items.empty() ? std::nullopt : std::optional(std::move(items.front()));
}

std::optional<Account> account_of(std::optional<StoredAccount> stored) {
  return stored ? std::optional(std::move(stored->account)) : std::nullopt;
}

std::vector<Account> accounts_of(std::vector<StoredAccount> stored) {
  std::vector<Account> items;
  items.reserve(stored.size());
  for (auto& one : stored) items.push_back(std::move(one.account));
  return items;
}

void insert_districts(Tx& tx, const Account& account) {
  for (const auto& id : account.district_ids)
    tx.run(sql::account_district_insert, {value_of(account.id), value_of(id)});
}

StoredSession session_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  StoredSession s;
  s.id = column.id<SessionId>();
  s.token_hash = column.bytes();
  s.account_id = column.id<AccountId>();
  s.started_at = column.instant();
  s.expires_at = column.instant();
  return s;
}

}  // namespace

std::optional<StoredAccount> find_account_by_login(ReadTx& tx, std::string_view login) {
  return one(accounts_from(tx, tx.query(sql::account_by_login, {value_of(login)})));
}

std::optional<Account> find_account(ReadTx& tx, AccountId id) {
  return account_of(one(accounts_from(tx, tx.query(sql::account_by_id, {value_of(id)}))));
}

std::optional<Account> find_account_by_volunteer(ReadTx& tx, VolunteerId id) {
  return account_of(one(accounts_from(tx, tx.query(sql::account_by_volunteer, {value_of(id)}))));
}

std::vector<Account> accounts(ReadTx& tx, const Page& page) {
  const Cursor above = page.above();
  return accounts_of(
      accounts_from(tx, tx.query(sql::account_page, {value_of(above.ms), value_of(above.id), value_of(page.limit)})));
}

std::vector<Account> accounts_but_volunteers(ReadTx& tx) {
  return accounts_of(accounts_from(tx, tx.query(sql::account_but_volunteers, {})));
}

void insert_account(Tx& tx, const Account& a, std::string_view password_hash) {
  tx.run(sql::account_insert, {value_of(a.id), value_of(a.login), sealed(tx, "account.name", a.name), value_of(a.role),
                               value_of(a.volunteer_id), value_of(a.status), value_of(a.is_demo),
                               value_of(a.created_at), value_of(a.version), value_of(password_hash)});
  insert_districts(tx, a);
}

bool update_account(Tx& tx, const Account& a, int expected_version) {
  const auto changed =
      tx.run(sql::account_update, {value_of(a.id), value_of(a.login), sealed(tx, "account.name", a.name),
                                   value_of(a.role), value_of(a.volunteer_id), value_of(a.status), value_of(a.is_demo),
                                   value_of(a.created_at), value_of(expected_version)});
  if (changed != 1) return false;
  tx.run(sql::account_district_clear, {value_of(a.id)});
  insert_districts(tx, a);
  return true;
}

void set_password(Tx& tx, AccountId id, std::string_view hash) {
  tx.run(sql::account_set_password, {value_of(id), value_of(hash)});
}

std::optional<std::string> password_hash(ReadTx& tx, AccountId id) {
  const auto row = tx.first(sql::account_by_id, {value_of(id)});
  return row ? std::optional(account_from(tx, *row).password_hash) : std::nullopt;
}

bool any_account(ReadTx& tx) { return tx.first(sql::account_any).has_value(); }
bool any_demo_account(ReadTx& tx) { return tx.first(sql::account_any_demo).has_value(); }

void insert_session(Tx& tx, const StoredSession& s) {
  tx.run(sql::session_insert, {value_of(s.id), value_of(s.token_hash), value_of(s.account_id), value_of(s.started_at),
                               value_of(s.expires_at)});
}

std::vector<StoredSession> live_sessions(ReadTx& tx, Instant now) {
  return decoded<StoredSession>(tx, tx.query(sql::session_live, {value_of(now)}), session_from);
}

int end_session(Tx& tx, const Bytes& token_hash) {
  return static_cast<int>(tx.run(sql::session_end, {value_of(token_hash)}));
}

std::vector<Bytes> end_sessions_of(Tx& tx, AccountId account_id) {
  std::vector<Bytes> ended;
  for (const auto& row : tx.query(sql::session_end_of_account, {value_of(account_id)})) ended.push_back(row.bytes(0));
  return ended;
}

void drop_expired_sessions(Tx& tx, Instant now) { tx.run(sql::session_drop_expired, {value_of(now)}); }

}  // namespace musubi::store
