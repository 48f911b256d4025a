#pragma once
// Accounts, their passwords' hashes and their sessions as kept.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/account.hpp"

namespace musubi::store {

struct StoredAccount {
  domain::Account account;
  std::string password_hash;
};

std::optional<StoredAccount> find_account_by_login(ReadTx& tx, std::string_view login);
std::optional<domain::Account> find_account(ReadTx& tx, AccountId id);
std::optional<domain::Account> find_account_by_volunteer(ReadTx& tx, VolunteerId id);
std::vector<domain::Account> accounts(ReadTx& tx, const Page& page);  // oldest first by (created, id)
// Of the centre, the districts and the walls, oldest first: without the many of volunteers.
std::vector<domain::Account> accounts_but_volunteers(ReadTx& tx);
void insert_account(Tx& tx, const domain::Account& account, std::string_view password_hash);
// Also its districts. Writes version expected_version + 1; false when stale, and then nothing is written.
bool update_account(Tx& tx, const domain::Account& account, int expected_version);
void set_password(Tx& tx, AccountId id, std::string_view hash);  // the version stays
std::optional<std::string> password_hash(ReadTx& tx, AccountId id);
bool any_account(ReadTx& tx);
bool any_demo_account(ReadTx& tx);

struct StoredSession {
  SessionId id;
  Bytes token_hash;  // Codec::digest of the token
  AccountId account_id;
  Instant started_at;
  Instant expires_at;
};

void insert_session(Tx& tx, const StoredSession& session);
std::vector<StoredSession> live_sessions(ReadTx& tx, Instant now);
int end_session(Tx& tx, const Bytes& token_hash);                  // how many ended: 0 or 1
std::vector<Bytes> end_sessions_of(Tx& tx, AccountId account_id);  // the token hashes of the ended
void drop_expired_sessions(Tx& tx, Instant now);

}  // namespace musubi::store
