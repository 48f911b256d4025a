#pragma once
// The map as it was: for looking back at what was known when.

#include "server/flow/incident_flow.hpp"

namespace musubi::flow {

// The picture of `at` by what had been recorded until then, of the round that was open at that moment. Who is counted
// and what is shown follows today's right and phase, never those of the past. Positions and districts are today's: the
// roster keeps no earlier ones. `at` lies between the incident's start and now, or it is invalid (at: out_of_range).
Result<MapAnswer> read_map_at(Read& r, const IncidentId& incident, Instant at);

}  // namespace musubi::flow
