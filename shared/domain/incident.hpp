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

struct PhaseDecision {
  AccountId decided_by;
  std::string reason;
  Instant decided_at;
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

// The phase that may widen disclosure: a drill plays phases but never widens anything, and a closed incident is over.
inline LegalPhase disclosing_phase(const Incident& incident) {
  const bool real = !incident.is_drill && incident.status == IncidentStatus::open && incident.decision.has_value();
  return real ? incident.legal_phase : LegalPhase::normal;
}

}  // namespace musubi::domain
