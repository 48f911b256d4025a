#include "server/flow/memory.hpp"

#include <algorithm>

#include "server/store/district_store.hpp"
#include "server/store/need_store.hpp"
#include "server/store/support_store.hpp"
#include "server/store/volunteer_store.hpp"
#include "shared/domain/need_life.hpp"

namespace musubi::flow {
namespace {

constexpr int k_free_tries = 5;
constexpr std::int64_t k_forget_ms = 15 * 60'000;
constexpr std::size_t k_tries_max = 20'000;

domain::PersonEntry entry_of(const domain::Need& need) {
  domain::PersonEntry e;
  e.kind = domain::PersonKind::need;
  e.id = need.id;
  e.number = need.number;
  if (need.requester) {
    e.name = need.requester->name;
    e.name_kana = need.requester->name_kana;
    e.phone = need.requester->phone;
  }
  e.address = need.address.value_or("");
  // A town's centre is not where they live: all of the town would be "near".
  if (need.position_source == domain::PositionSource::given) e.position = need.position;
  e.district_id = need.district_id;
  e.incident_id = need.incident_id;
  e.is_drill = need.is_drill;
  e.open = domain::is_open(need.status);
  return e;
}

domain::PersonEntry entry_of(const domain::Volunteer& v) {
  domain::PersonEntry e;
  e.kind = domain::PersonKind::volunteer;
  e.id = v.id;
  e.number = v.number;
  e.name = v.name;
  e.name_kana = v.name_kana;
  e.phone = v.phone;
  e.position = v.position;
  e.district_id = v.district_id.value_or(DistrictId{});
  e.open = v.status != domain::VolunteerStatus::retired;
  return e;
}

domain::PersonEntry entry_of(const domain::Registrant& r) {
  domain::PersonEntry e;
  e.kind = domain::PersonKind::registrant;
  e.id = r.id;
  e.number = r.number;
  e.name = r.name;
  e.name_kana = r.name_kana;
  e.phone = r.phone.value_or("");
  e.address = r.address;
  e.position = r.position;
  e.district_id = r.district_id;
  e.open = r.status == domain::RegistrantStatus::active;
  return e;
}

domain::PersonEntry entry_of(const domain::ServiceUser& u) {
  domain::PersonEntry e;
  e.kind = domain::PersonKind::service_user;
  e.id = u.id;
  e.number = u.number;
  e.name = u.name;
  e.name_kana = u.name_kana;
  e.phone = u.phone;
  e.address = u.address;
  e.position = u.position;
  e.district_id = u.district_id;
  e.open = u.status != domain::ServiceUserStatus::ended;
  return e;
}

}  // namespace

int Throttle::wait_s(const std::string& who, Instant now) const {
  std::lock_guard<std::mutex> lock(mutex_);
  const auto it = tries_.find(who);
  if (it == tries_.end() || it->second.count < k_free_tries || now.ms - it->second.last.ms > k_forget_ms) return 0;
  // 2, 4, 8 … at most 300 seconds after the last failure
  const int shift = std::min(it->second.count - k_free_tries + 1, 9);
  const std::int64_t until_ms = it->second.last.ms + std::min<std::int64_t>(1000LL << shift, 300'000);
  return until_ms <= now.ms ? 0 : static_cast<int>((until_ms - now.ms + 999) / 1000);
}

void Throttle::failed(const std::string& who, Instant now) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (tries_.size() >= k_tries_max)
    std::erase_if(tries_, [&](const auto& t) { return now.ms - t.second.last.ms > k_forget_ms; });
  if (tries_.size() >= k_tries_max) tries_.clear();
  auto& tries = tries_[who];
  if (now.ms - tries.last.ms > k_forget_ms) tries.count = 0;
  ++tries.count;
  tries.last = now;
}

void Throttle::succeeded(const std::string& who) {
  std::lock_guard<std::mutex> lock(mutex_);
  tries_.erase(who);
}

void Memory::load(store::ReadTx& tx, Instant now) {
  for (auto& s : store::live_sessions(tx, now))
    if (const auto account = store::find_account(tx, s.account_id);
        account && account->status == domain::AccountStatus::active)
      put_session(s.token_hash, {actor_of(*account), s.expires_at});
  for (const auto& need : store::every_need_for_index(tx)) put_person(need);
  for (const auto& user : store::service_users(tx, {}, store::Page::everything())) put_person(user);
  store::Page page{1000, std::nullopt};
  for (;;) {
    const auto some = store::volunteers(tx, {}, page);
    for (const auto& v : some) put_person(v);
    if (some.size() < 1000) break;
    page.after = store::Cursor{some.back().created_at.ms, some.back().id};
  }
  page.after.reset();
  store::RegistrantFilter everybody;
  everybody.active_only = false;
  for (;;) {
    const auto some = store::registrants(tx, everybody, page);
    for (const auto& r : some) put_person(r);
    if (some.size() < 1000) break;
    page.after = store::Cursor{some.back().created_at.ms, some.back().id};
  }
  put_towns(store::places(tx, domain::PlaceKind::town));
}

domain::Actor Memory::actor_of(const domain::Account& account) {
  domain::Actor actor;
  actor.account_id = account.id;
  actor.role = account.role;
  actor.districts = account.district_ids;
  actor.volunteer_id = account.volunteer_id;
  actor.signed_in = true;
  return actor;
}

std::optional<SignedIn> Memory::session(const store::Bytes& token_digest, Instant now) const {
  std::shared_lock<std::shared_mutex> lock(sessions_mutex_);
  const auto it = sessions_.find(token_digest.data);
  if (it == sessions_.end() || it->second.expires_at <= now) return std::nullopt;
  return it->second;
}

void Memory::put_session(const store::Bytes& token_digest, SignedIn who) {
  std::unique_lock<std::shared_mutex> lock(sessions_mutex_);
  sessions_[token_digest.data] = std::move(who);
}

void Memory::drop_session(const store::Bytes& token_digest) {
  std::unique_lock<std::shared_mutex> lock(sessions_mutex_);
  sessions_.erase(token_digest.data);
}

void Memory::put_account(const domain::Account& account) {
  std::unique_lock<std::shared_mutex> lock(sessions_mutex_);
  const bool disabled = account.status == domain::AccountStatus::disabled;
  for (auto it = sessions_.begin(); it != sessions_.end();) {
    if (it->second.actor.account_id != account.id) {
      ++it;
    } else if (disabled) {
      it = sessions_.erase(it);
    } else {
      it->second.actor = actor_of(account);
      ++it;
    }
  }
}

bool Memory::has_sessions(const AccountId& account) const {
  std::shared_lock<std::shared_mutex> lock(sessions_mutex_);
  return std::ranges::any_of(sessions_, [&](const auto& s) { return s.second.actor.account_id == account; });
}

void Memory::put_person(const domain::Need& need) {
  std::unique_lock<std::shared_mutex> lock(people_mutex_);
  people_.put(entry_of(need));
}

void Memory::drop_need(const NeedId& id) {
  std::unique_lock<std::shared_mutex> lock(people_mutex_);
  people_.erase(domain::PersonKind::need, id);
}

void Memory::put_person(const domain::Volunteer& volunteer) {
  std::unique_lock<std::shared_mutex> lock(people_mutex_);
  people_.put(entry_of(volunteer));
}

void Memory::put_person(const domain::ServiceUser& user) {
  std::unique_lock<std::shared_mutex> lock(people_mutex_);
  people_.put(entry_of(user));
}

void Memory::put_person(const domain::Registrant& registrant) {
  {
    std::unique_lock<std::shared_mutex> lock(people_mutex_);
    people_.put(entry_of(registrant));
  }
  std::unique_lock<std::shared_mutex> lock(roster_mutex_);
  if (registrant.status == domain::RegistrantStatus::active)
    roster_[registrant.id] = {registrant.id, registrant.district_id, registrant.position, registrant.consented};
  else
    roster_.erase(registrant.id);
}

std::optional<store::RosterRow> Memory::roster_row(const RegistrantId& id) const {
  std::shared_lock<std::shared_mutex> lock(roster_mutex_);
  const auto it = roster_.find(id);
  return it == roster_.end() ? std::nullopt : std::optional(it->second);
}

std::optional<domain::Place> Memory::find_town(std::string_view address) const {
  std::shared_lock<std::shared_mutex> lock(towns_mutex_);
  const auto* place = towns_.find(address);
  return place ? std::optional(*place) : std::nullopt;
}

void Memory::put_towns(std::vector<domain::Place> towns) {
  domain::Gazetteer fresh{towns};
  std::unique_lock<std::shared_mutex> lock(towns_mutex_);
  towns_ = std::move(fresh);
}

}  // namespace musubi::flow
