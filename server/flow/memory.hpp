#pragma once
// What the program keeps in memory beside the database, always a copy of what is on disk: who is signed in, where
// people are found by name, the roster's positions, the towns. Filled at the start and changed by on_commit only. Any
// thread.

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/flow/live_pictures.hpp"
#include "server/flow/snapshot_cache.hpp"
#include "server/store/account_store.hpp"
#include "server/store/registrant_store.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/account.hpp"
#include "shared/domain/gazetteer.hpp"
#include "shared/domain/need.hpp"
#include "shared/domain/people_index.hpp"
#include "shared/domain/support.hpp"
#include "shared/domain/volunteer.hpp"

namespace musubi::flow {

struct SignedIn {
  domain::Actor actor;
  Instant expires_at;
};

// Failed sign-ins of the public, counted by login and by address.
class Throttle {
 public:
  // Seconds to wait before the next try, 0 when it is free.
  int wait_s(const std::string& who, Instant now) const;
  void failed(const std::string& who, Instant now);
  void succeeded(const std::string& who);

 private:
  struct Tries {
    int count{0};
    Instant last;
  };
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Tries> tries_;
};

class Memory {
 public:
  // Reads everything from the store; before any thread uses it.
  void load(store::ReadTx& tx, Instant now);

  // Sessions, by the digest of their token.
  [[nodiscard]] std::optional<SignedIn> session(const store::Bytes& token_digest, Instant now) const;
  void put_session(const store::Bytes& token_digest, SignedIn who);
  void drop_session(const store::Bytes& token_digest);
  // The account changed its role, districts or status: its sessions follow, or end when it is disabled.
  void put_account(const domain::Account& account);
  [[nodiscard]] bool has_sessions(const AccountId& account) const;
  static domain::Actor actor_of(const domain::Account& account);

  // People, found without SQL.
  void put_person(const domain::Need& need);
  void drop_need(const NeedId& id);
  void put_person(const domain::Volunteer& volunteer);
  void put_person(const domain::Registrant& registrant);
  void put_person(const domain::ServiceUser& user);
  template <class Fn>
  auto with_people(Fn fn) const {
    std::shared_lock<std::shared_mutex> lock(people_mutex_);
    return fn(people_);
  }

  // Active registrants: where they are and whether they consented.
  template <class Fn>
  auto with_roster(Fn fn) const {
    std::shared_lock<std::shared_mutex> lock(roster_mutex_);
    return fn(roster_);
  }
  [[nodiscard]] std::optional<store::RosterRow> roster_row(const RegistrantId& id) const;

  [[nodiscard]] std::optional<domain::Place> find_town(std::string_view address) const;
  void put_towns(std::vector<domain::Place> towns);

  Throttle throttle;
  LivePictures pictures;
  SnapshotCache snapshots;

 private:
  mutable std::shared_mutex sessions_mutex_;
  std::unordered_map<std::string, SignedIn> sessions_;
  mutable std::shared_mutex people_mutex_;
  domain::PeopleIndex people_;
  mutable std::shared_mutex roster_mutex_;
  std::map<RegistrantId, store::RosterRow> roster_;
  mutable std::shared_mutex towns_mutex_;
  domain::Gazetteer towns_;
};

}  // namespace musubi::flow
