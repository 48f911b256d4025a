#pragma once
// One need offered to one volunteer, until a moment.

#include <optional>
#include <string>
#include <vector>

#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/domain/codes.hpp"

namespace musubi::domain {

enum class OfferStatus : std::uint8_t { open, accepted, declined, expired, withdrawn, waitlisted };
MUSUBI_CODES(OfferStatus, "open", "accepted", "declined", "expired", "withdrawn", "waitlisted");
enum class AnsweredBy : std::uint8_t { self, staff };
MUSUBI_CODES(AnsweredBy, "self", "staff");
enum class DeclineReason : std::uint8_t { busy, health, too_far, not_my_skill, weather, other };
MUSUBI_CODES(DeclineReason, "busy", "health", "too_far", "not_my_skill", "weather", "other");

// Why somebody was proposed, or what to mind: a code and, for some codes, a value ("near", "1200").
struct Reason {
  std::string code;
  std::optional<std::string> value;
  bool operator==(const Reason&) const = default;
};

struct Offer {
  OfferId id;
  NeedId need_id;
  VolunteerId volunteer_id;
  OfferStatus status{OfferStatus::open};
  Instant made_at;
  Instant expires_at;
  std::optional<Instant> answered_at;
  std::optional<AnsweredBy> answered_by;
  std::optional<DeclineReason> decline_reason;
  std::optional<std::int64_t> waitlist_order;  // smaller comes first
  std::optional<int> place_number;             // held while accepted and not yet served
  std::optional<Instant> arrived_at;
  std::optional<Instant> served_at;
  std::optional<WaveId> wave_id;
  std::optional<Instant> substitute_wanted_at;  // holds the place until somebody else says yes
  std::optional<OfferId> substituted_by;        // took this place over
  std::vector<Reason> reasons;
  std::vector<Reason> warnings;
  int version{1};
};

}  // namespace musubi::domain
