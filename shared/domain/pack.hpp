#pragma once
// The list that a field phone carries for the time without signal: whose, on which device, until when.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/domain/codes.hpp"

namespace musubi::domain {

// `withdrawn`: what allowed it is gone (the account, its districts, or the phase that widened it).
enum class PackState : std::uint8_t { live, expired, locked, returned, withdrawn };
MUSUBI_CODES(PackState, "live", "expired", "locked", "returned", "withdrawn");

struct Pack {
  PackId id;
  AccountId account_id;
  std::string device_name;  // what the carrier calls the phone
  std::vector<RoundId> rounds;
  std::vector<DistrictId> districts;
  int people{0};
  bool is_widened{false};  // names or shows what only a decided phase lets be seen
  Instant taken_at;
  Instant expires_at;
  Instant seen_at;  // last contact of the device
  std::optional<Instant> locked_at;
  std::optional<AccountId> locked_by;
  std::optional<Instant> returned_at;  // the device said that it has wiped it
  int version{1};
};

inline constexpr int k_pack_hours_default = 24;
inline constexpr int k_pack_hours_max = 72;
// A lost phone must not hold a city.
inline constexpr int k_pack_people_max = 3'000;

// What the pack itself says; whether it is withdrawn needs the world.
PackState state_of(const Pack& pack, Instant now);

// `hours` from now, and not beyond the end of a phase that it needs.
Instant pack_expiry(Instant now, int hours, const std::optional<Instant>& phase_ends);

// One spelling of an address for people who live under it together: 1丁目2番3号, １－２－３ and 一丁目2-3 are one.
// Empty for an address without any number: a town is not a household.
std::string household_address(std::string_view address);

struct NewPack {
  std::optional<PackId> id;
  std::optional<RoundId> round_id;       // none: the open rounds of all real incidents
  std::vector<DistrictId> district_ids;  // empty: the carrier's own
  std::string device_name;
  std::string ticket;  // the device's secret, by which it asks about its pack without signing in
  int hours{k_pack_hours_default};
};
struct RenewPack {
  int hours{k_pack_hours_default};
};
struct PackContact {
  std::string ticket;
  bool is_wiped{false};
};

}  // namespace musubi::domain
