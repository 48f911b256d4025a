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

// What a phase is decided for. The law knows one ground (life and body, 49条の11 ③); the others say what is to be done.
enum class PhasePurpose : std::uint8_t { life_protection, check_safety, evacuation_support, other };
MUSUBI_CODES(PhasePurpose, "life_protection", "check_safety", "evacuation_support", "other");

// A wider phase is decided by a named person, for a purpose and with a reason, and ends by itself.
struct PhaseDecision {
  AccountId decided_by;
  std::string reason;
  Instant decided_at;
  PhasePurpose purpose{PhasePurpose::life_protection};
  std::optional<Instant> until{};  // none for the normal phase, which has no end
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
