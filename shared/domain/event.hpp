#pragma once
// One line of the journal: what happened, by ids, codes, numbers and times only (law 11).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"

namespace musubi::domain {

struct Event {
  std::int64_t seq{0};  // given by the store
  std::string type;     // <noun>.<what happened>
  Instant occurred_at;
  Instant recorded_at;
  std::optional<AccountId> actor_id;
  std::optional<IncidentId> incident_id;
  std::optional<DistrictId> district_id;
  std::optional<NeedId> need_id;
  std::optional<OfferId> offer_id;
  std::optional<VolunteerId> volunteer_id;
  std::optional<RegistrantId> registrant_id;
  std::optional<RoundId> round_id;
  std::optional<Uuid> subject_id;  // any other noun: account, squad, check …
  std::string data;                // codes and numbers as "key=value" words: "status=safe_home"
};

}  // namespace musubi::domain
