#pragma once
// Accounts, passwords, sessions, self-registration. Hashing is slow on purpose and runs on the cpu pool before the
// transaction: the commands here take the finished hash.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/store/account_store.hpp"
#include "shared/domain/commands.hpp"
#include "shared/domain/disclosure.hpp"

namespace musubi::flow {

// Argon2id (libsodium, interactive limits). Blocking, about 50 ms; cpu pool only.
std::string hash_password(std::string_view password);
bool password_matches(std::string_view hash, std::string_view password);
// Costs as much as a real check, so that an unknown login answers as slowly as a wrong password.
void waste_a_check(std::string_view password);

struct KnownPassword {
  AccountId account_id;
  std::string hash;
  bool active{false};
};
std::optional<KnownPassword> known_password(Read& r, const std::string& login);
std::optional<KnownPassword> known_password(Read& r, const AccountId& id);

// 256 random bits as base64url (43 characters).
std::string new_token();

inline constexpr std::int64_t k_session_s = 12LL * 3600;

struct NewSession {
  store::Bytes token_digest;
  AccountId account_id;
};
Result<Outcome> start_session(Write& w, const NewSession& ask);
Result<Outcome> end_session(Write& w, const store::Bytes& token_digest);

Result<Outcome> add_account(Write& w, const domain::NewAccount& ask, const std::string& hash, bool is_demo = false);
Result<Outcome> change_account(Write& w, const AccountId& id, int if_version, const domain::AccountPatch& patch);
// Ends the account's sessions.
Result<Outcome> set_password(Write& w, const AccountId& id, const std::string& hash);
// A volunteer and their account in one transaction, without signing in.
Result<Outcome> register_volunteer(Write& w, const domain::Registration& ask, const std::string& hash);

Result<domain::Disclosed<domain::Account>> read_account(Read& r, const AccountId& id);
Listed<domain::Disclosed<domain::Account>> list_accounts(Read& r, const store::Page& page);

}  // namespace musubi::flow
