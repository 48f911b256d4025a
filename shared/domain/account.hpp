#pragma once
// Who may sign in, as what, and who is asking right now.

#include <optional>
#include <string>
#include <vector>

#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/domain/codes.hpp"

namespace musubi::domain {

enum class Role : std::uint8_t { admin, staff, coordinator, volunteer, viewer };
MUSUBI_CODES(Role, "admin", "staff", "coordinator", "volunteer", "viewer");

enum class AccountStatus : std::uint8_t { active, disabled };
MUSUBI_CODES(AccountStatus, "active", "disabled");

struct Account {
  AccountId id;
  std::string login;
  std::string name;
  Role role{Role::volunteer};
  std::vector<DistrictId> district_ids;  // a coordinator's own districts
  std::optional<VolunteerId> volunteer_id;
  AccountStatus status{AccountStatus::active};
  bool is_demo{false};
  Instant created_at;
  int version{1};
};

// The asker, as every rule sees it. `system` (timers, subcommands) has no account.
struct Actor {
  std::optional<AccountId> account_id;
  Role role{Role::volunteer};
  std::vector<DistrictId> districts;
  std::optional<VolunteerId> volunteer_id;
  bool signed_in{false};
  bool system{false};

  [[nodiscard]] bool is_desk() const { return signed_in && (role == Role::admin || role == Role::staff); }
  [[nodiscard]] bool has_district(const DistrictId& id) const {
    for (const auto& d : districts)
      if (d == id) return true;
    return false;
  }
};

inline Actor the_system() {
  Actor a;
  a.role = Role::admin;
  a.signed_in = true;
  a.system = true;
  return a;
}

}  // namespace musubi::domain
