#pragma once
// The legal phase of an incident: decided by the admin, remembered, and over by itself.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "shared/domain/commands.hpp"
#include "shared/domain/phase.hpp"

namespace musubi::flow {

// Takes the decision into the incident (which the caller saves) and into its history. A decision for the phase that
// stands already renews it.
Result<void> decide_phase(Write& w, domain::Incident& incident, const domain::IncidentPatch& patch);
// Back to normal without a decision of anybody.
void end_phase_by_itself(Write& w, domain::Incident& incident, domain::PhaseEnding how);

std::optional<Instant> next_phase_end(Read& r);
// Ends what is over, with the event that makes screens take a fresh snapshot. Returns how many.
int end_due_phases(Write& w, int at_once);

struct PhaseLine {
  domain::PhaseRecord record;
  std::optional<std::string> decided_by_name;
};
Result<Listed<PhaseLine>> list_phases(Read& r, const IncidentId& incident);  // newest first

}  // namespace musubi::flow
