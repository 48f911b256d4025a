#pragma once
// Decisions on the legal phase: how long one may hold, and what is remembered of each.

#include <optional>
#include <string>

#include "shared/base/result.hpp"
#include "shared/domain/incident.hpp"

namespace musubi::domain {

inline constexpr std::int64_t k_imminent_ms = 24LL * 3600 * 1000;
inline constexpr std::int64_t k_declared_ms = 72LL * 3600 * 1000;
inline constexpr std::int64_t k_phase_ms_max = 14LL * 24 * 3600 * 1000;

// When a decision of `now` ends: as asked (after now, within 14 days; invalid otherwise), or by the phase's usual
// length. The normal phase has no end.
Result<std::optional<Instant>> phase_end(LegalPhase phase, std::optional<Instant> asked, Instant now);

enum class PhaseEnding : std::uint8_t { time, decision, closed };
MUSUBI_CODES(PhaseEnding, "time", "decision", "closed");

// One decision in the history of an incident. It stands until its time, the next decision, or the incident's end.
struct PhaseRecord {
  IncidentId incident_id;
  int number{1};  // within the incident, in order
  LegalPhase phase{};
  PhaseDecision decision;
  std::optional<Instant> ended_at;
  std::optional<PhaseEnding> ended_how;
};

}  // namespace musubi::domain
