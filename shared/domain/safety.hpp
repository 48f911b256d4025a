#pragma once
// Safety checks: what the newest one is, and counts.

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "shared/domain/registrant.hpp"

namespace musubi::domain {

// The device's clock corrected by what it showed when it sent (sent_at), and never later than now.
Instant corrected(Instant occurred_at, std::optional<Instant> sent_at, Instant now);

// The state after a check: the one that happened last counts; on a tie the one recorded last. nullopt: superseded, kept
// as history only. open_since: kept while it stays open, starts at `check.occurred_at` when a known person becomes open
// again, and is the round's start for somebody never heard of.
std::optional<CheckState> newest(const CheckRound& round, const std::optional<CheckState>& before,
                                 const SafetyCheck& check);

struct PersonStanding {
  RegistrantId registrant_id;
  DistrictId district_id;
  SafetyStatus status{};
  std::optional<Instant> open_since;
  std::optional<Instant> recorded_at;
};
// One row a district, in the order of `districts`, then districts that only occur in `standings`.
std::vector<Progress> progress_by_district(std::span<const DistrictId> districts,
                                           std::span<const PersonStanding> standings);
// All rows in one.
Progress total_of(std::span<const Progress> rows);

}  // namespace musubi::domain
