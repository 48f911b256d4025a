#pragma once
// An event (real or drill) and its legal phase (災害対策基本法 49条の11).

#include <optional>
#include <string>

#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/domain/codes.hpp"

namespace musubi::domain {

enum class IncidentKind : std::uint8_t { earthquake, flood, typhoon, landslide, tsunami, fire, other };
MUSUBI_CODES(IncidentKind, "earthquake", "flood", "typhoon", "landslide", "tsunami", "fire", "other");
enum class IncidentStatus : std::uint8_t { open, closed };
MUSUBI_CODES(IncidentStatus, "open", "closed");
enum class LegalPhase : std::uint8_t { normal, imminent, declared };
MUSUBI_CODES(LegalPhase, "normal", "imminent", "declared");

// A wider phase is decided by a named person, for a purpose and with a reason, and ends by itself.
struct PhaseDecision {
  AccountId decided_by;
  std::string reason;
  Instant decided_at;
  std::string purpose{};
  std::optional<Instant> until{};
};

struct Incident {
  IncidentId id;
  std::string name;
  IncidentKind kind{IncidentKind::other};
  bool is_drill{false};
  IncidentStatus status{IncidentStatus::open};
  LegalPhase legal_phase{LegalPhase::normal};
  std::optional<PhaseDecision> decision;
  Instant opened_at;
  std::optional<Instant> closed_at;
  int version{1};
};

// The phase that may widen disclosure: a drill plays phases but never widens anything, a closed incident is over, and
// so is a decision whose time has passed.
inline LegalPhase disclosing_phase(const Incident& incident, Instant now) {
  const bool real = !incident.is_drill && incident.status == IncidentStatus::open && incident.decision.has_value();
  if (!real || (incident.decision->until && *incident.decision->until <= now)) return LegalPhase::normal;
  return incident.legal_phase;
}

}  // namespace musubi::domain
