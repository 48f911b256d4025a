#pragma once
// The ladder of people whom nobody has heard of: in rows, so that it goes on after a restart, once.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "shared/domain/escalation.hpp"
#include "shared/domain/registrant.hpp"

namespace musubi::flow {

// The round's people are looked at when the shortest first step is over.
void begin_ladder(Write& w, const domain::CheckRound& round);
// Heard of: off the ladder. Open again: on it from now.
void follow_on_ladder(Write& w, const domain::CheckRound& round, const domain::Registrant& person,
                      const std::optional<domain::CheckState>& before, const std::optional<domain::CheckState>& after);

// Whoever comes to a running round when its people have been looked at (added, back again, of another district now)
// stands on its ladder from now.
void join_ladders(Write& w, const domain::Registrant& person);

bool ladder_is_due(Read& r);
// At most so many people of the sweep and so many steps. Returns how many were looked at.
int advance_ladder(Write& w, int at_most);

Result<std::vector<domain::EscalationMinutes>> read_timers(Read& r, const IncidentId& incident);
Result<Outcome> change_timers(Write& w, const IncidentId& incident,
                              const std::vector<domain::EscalationMinutes>& lines);

}  // namespace musubi::flow
