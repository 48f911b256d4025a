#pragma once
// What stands behind rounds and checks (their use cases are in incident_flow.hpp): conflicts, and the parts that the
// hand-over of rescues, arrival lists and the ladder share.

#include "server/flow/env.hpp"
#include "shared/domain/incident.hpp"
#include "shared/domain/registrant.hpp"

namespace musubi::flow {

// An event of a round; the caller adds the person.
domain::Event round_event(const Write& w, std::string type, const domain::CheckRound& round);
// Ends a round and everything that waits in it.
void end_round(Write& w, domain::CheckRound& round);

// The desk decides which of two reports counts. Outcome "check.settled". wrong_state where nothing is disputed.
Result<Outcome> settle_conflict(Write& w, const RoundId& round, const RegistrantId& person, const CheckId& chosen);

}  // namespace musubi::flow
