#include "server/flow/account_flow.hpp"

#include <sodium.h>

#include <array>

#include "server/flow/memory.hpp"
#include "server/flow/people_flow.hpp"
#include "server/store/district_store.hpp"
#include "server/store/volunteer_store.hpp"

namespace musubi::flow {
namespace {

using domain::Account;

domain::Event account_event(const Write& w, std::string type, const AccountId& id) {
  auto e = w.event(std::move(type));
  e.subject_id = id;
  return e;
}

// A volunteer's account belongs to a volunteer, a coordinator's to districts.
Result<void> check_links(Write& w, const Account& a) {
  std::vector<FieldError> errors;
  for (std::size_t i = 0; i < a.district_ids.size(); ++i)
    if (!store::find_district(w.tx, a.district_ids[i]))
      errors.push_back({"district_ids/" + std::to_string(i), "unknown_reference"});
  if (a.volunteer_id && !store::find_volunteer(w.tx, *a.volunteer_id))
    errors.push_back({"volunteer_id", "unknown_reference"});
  if (a.role == domain::Role::coordinator && a.district_ids.empty()) errors.push_back({"district_ids", "required"});
  if (!errors.empty()) return fail_fields(std::move(errors));
  if (a.volunteer_id) {
    const auto holder = store::find_account_by_volunteer(w.tx, *a.volunteer_id);
    if (holder && holder->id != a.id) return fail(Code::already_exists);
  }
  return {};
}

}  // namespace

std::string hash_password(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  // t=2, m=19 MiB: the second recommended Argon2id setting of OWASP.
  if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), 2, 19ULL * 1024 * 1024,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();
  return out.data();
}

bool password_matches(std::string_view hash, std::string_view password) {
  const std::string zero_ended(hash);
  return crypto_pwhash_str_verify(zero_ended.c_str(), password.data(), password.size()) == 0;
}

void waste_a_check(std::string_view password) {
  static const std::string k_nobody = hash_password("nobody has this password");
  (void)password_matches(k_nobody, password);
}

std::optional<KnownPassword> known_password(Read& r, const std::string& login) {
  const auto stored = store::find_account_by_login(r.tx, login);
  if (!stored) return std::nullopt;
  return KnownPassword{stored->account.id, stored->password_hash,
                       stored->account.status == domain::AccountStatus::active};
}

std::optional<KnownPassword> known_password(Read& r, const AccountId& id) {
  const auto account = store::find_account(r.tx, id);
  const auto hash = store::password_hash(r.tx, id);
  if (!account || !hash) return std::nullopt;
  return KnownPassword{id, *hash, account->status == domain::AccountStatus::active};
}

std::string new_token() {
  std::array<unsigned char, 32> raw{};
  randombytes_buf(raw.data(), raw.size());
  std::array<char, sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text{};
  sodium_bin2base64(text.data(), text.size(), raw.data(), raw.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

Result<Outcome> start_session(Write& w, const NewSession& ask) {
  const auto account = store::find_account(w.tx, ask.account_id);
  if (!account || account->status != domain::AccountStatus::active) return fail(Code::sign_in_failed);
  store::drop_expired_sessions(w.tx, w.now);
  store::StoredSession session{w.id<SessionId>(), ask.token_digest, account->id, w.now, w.now.plus_s(k_session_s)};
  store::insert_session(w.tx, session);
  auto e = account_event(w, "session.started", account->id);
  e.actor_id = account->id;
  w.tx.append(std::move(e));
  w.tx.on_commit([&memory = w.memory, digest = ask.token_digest,
                  who = SignedIn{Memory::actor_of(*account), session.expires_at}] { memory.put_session(digest, who); });
  return outcome(200, "session", account->id);
}

Result<Outcome> end_session(Write& w, const store::Bytes& token_digest) {
  if (store::end_session(w.tx, token_digest) > 0) w.tx.append(w.event("session.ended"));
  w.tx.on_commit([&memory = w.memory, token_digest] { memory.drop_session(token_digest); });
  return Outcome{204, "none", {}};
}

Result<Outcome> add_account(Write& w, const domain::NewAccount& ask, const std::string& hash, bool is_demo) {
  if (store::find_account_by_login(w.tx, ask.login)) return fail(Code::already_exists);
  if (ask.id && store::find_account(w.tx, *ask.id)) return fail(Code::already_exists);
  Account account;
  account.id = w.id(ask.id);
  account.login = ask.login;
  account.name = ask.name;
  account.role = ask.role;
  account.district_ids = ask.district_ids;
  account.volunteer_id = ask.volunteer_id;
  account.is_demo = is_demo;
  account.created_at = w.now;
  if (const auto ok = check_links(w, account); !ok) return pass_on(ok.error());
  store::insert_account(w.tx, account, hash);
  w.tx.append(account_event(w, "account.created", account.id));
  return outcome(201, "account", account.id);
}

Result<Outcome> change_account(Write& w, const AccountId& id, int if_version, const domain::AccountPatch& patch) {
  auto account = store::find_account(w.tx, id);
  if (!account) return fail(Code::not_found);
  if (account->version != if_version) return fail(Code::stale_edit);
  // Nobody locks themselves out: the last way in stays.
  const bool weakens = (patch.role && *patch.role != domain::Role::admin) ||
                       (patch.status && *patch.status == domain::AccountStatus::disabled);
  if (w.actor.account_id == id && account->role == domain::Role::admin && weakens)
    return fail_fields({{"role", "own_account"}});
  if (patch.name) account->name = *patch.name;
  if (patch.role) account->role = *patch.role;
  if (patch.district_ids) account->district_ids = *patch.district_ids;
  if (patch.volunteer_id) account->volunteer_id = *patch.volunteer_id;
  if (patch.status) account->status = *patch.status;
  if (const auto ok = check_links(w, *account); !ok) return pass_on(ok.error());
  if (!store::update_account(w.tx, *account, if_version)) return fail(Code::stale_edit);
  if (account->status == domain::AccountStatus::disabled) (void)store::end_sessions_of(w.tx, id);
  w.tx.append(account_event(w, "account.changed", id));
  w.tx.on_commit([&memory = w.memory, account = *account] { memory.put_account(account); });
  return outcome(200, "account", id);
}

Result<Outcome> set_password(Write& w, const AccountId& id, const std::string& hash) {
  if (!store::find_account(w.tx, id)) return fail(Code::not_found);
  store::set_password(w.tx, id, hash);
  const auto ended = store::end_sessions_of(w.tx, id);
  w.tx.append(account_event(w, "account.password_set", id));
  w.tx.on_commit([&memory = w.memory, ended] {
    for (const auto& digest : ended) memory.drop_session(digest);
  });
  return outcome(200, "account", id);
}

Result<Outcome> register_volunteer(Write& w, const domain::Registration& ask, const std::string& hash) {
  if (store::find_account_by_login(w.tx, ask.login)) return fail(Code::already_exists);
  const auto volunteer = add_volunteer(w, ask.volunteer);
  if (!volunteer) return pass_on(volunteer.error());
  domain::NewAccount account;
  account.login = ask.login;
  account.name = ask.volunteer.name;
  account.role = domain::Role::volunteer;
  account.volunteer_id = volunteer->ref_id<VolunteerId>();
  const auto added = add_account(w, account, hash);
  if (!added) return pass_on(added.error());
  Outcome both{201, "registration", {{"id", added->ref("id")}, {"volunteer", volunteer->ref("id")}}};
  return both;
}

Result<domain::Disclosed<Account>> read_account(Read& r, const AccountId& id) {
  auto account = store::find_account(r.tx, id);
  if (!account) return fail(Code::not_found);
  auto view = domain::Policy::account(r.actor, std::move(*account));
  if (!view) return fail(Code::not_found);
  return std::move(*view);
}

Listed<domain::Disclosed<Account>> list_accounts(Read& r, const store::Page& page) {
  Listed<domain::Disclosed<Account>> list;
  list.seq = r.tx.seq();
  auto accounts = store::accounts(r.tx, {page.limit + 1, page.after});
  if (static_cast<int>(accounts.size()) > page.limit) {
    accounts.resize(static_cast<std::size_t>(page.limit));
    list.next = store::Cursor{accounts.back().created_at.ms, accounts.back().id};
  }
  for (auto& a : accounts)
    if (auto view = domain::Policy::account(r.actor, std::move(a))) list.items.push_back(std::move(*view));
  return list;
}

}  // namespace musubi::flow
