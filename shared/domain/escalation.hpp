#pragma once
// Whose turn it is to find somebody whom nobody has heard of: the watch team from the start, then the coordinator, the
// centre, the HQ. The minutes are data of the incident, by level of support need.

#include <optional>
#include <span>

#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/domain/codes.hpp"

namespace musubi::domain {

enum class EscalationStep : std::uint8_t { watch_team, coordinator, center, hq };
MUSUBI_CODES(EscalationStep, "watch_team", "coordinator", "center", "hq");

// Minutes that each step waits for the one before; 1 … 1440.
struct EscalationMinutes {
  int level{0};  // of support need, 1 … 5; 0 = everybody without a line of their own
  int to_coordinator{60};
  int to_center{60};
  int to_hq{60};
  bool operator==(const EscalationMinutes&) const = default;
};

// A person on the ladder of one round. Settled when they are heard of.
struct Escalation {
  EscalationId id;
  IncidentId incident_id;
  RoundId round_id;
  RegistrantId registrant_id;
  DistrictId district_id;
  EscalationStep step{EscalationStep::watch_team};
  Instant since;                    // open since
  std::optional<Instant> due_at{};  // when the next step's turn comes; none at the top
  std::optional<Instant> raised_at{};
};

// The line of the level, else line 0, else the defaults.
EscalationMinutes minutes_for(std::span<const EscalationMinutes> lines, std::optional<int> level);
// The shortest first step: before that nobody's turn can change.
std::int64_t first_step_ms(std::span<const EscalationMinutes> lines);

struct Rung {
  EscalationStep step{};
  std::optional<Instant> due_at;
  bool operator==(const Rung&) const = default;
};
// Where somebody stands who has been open since then. A server that was off for hours lands on the right step at once.
Rung rung_at(Instant since, const EscalationMinutes& minutes, Instant now);

}  // namespace musubi::domain
