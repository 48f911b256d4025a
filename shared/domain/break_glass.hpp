#pragma once
// The file of one person opened in an emergency, by one account, with a reason, for a short time.

#include <optional>
#include <string>

#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"

namespace musubi::domain {

inline constexpr std::int64_t k_glass_ms = 30LL * 60 * 1000;

struct BreakGlass {
  BreakGlassId id;
  AccountId account_id;
  RegistrantId registrant_id;
  DistrictId district_id;
  std::string reason;
  Instant opened_at;
  Instant until;
};

// Whom, by the id or by the short number that stands on the person's paper; exactly one of them.
struct NewBreakGlass {
  std::optional<RegistrantId> registrant_id;
  std::optional<int> number;
  std::optional<IncidentId> incident_id;  // the frame the asker works in
  std::string reason;
};

}  // namespace musubi::domain
