#pragma once
// Arrival lists of shelters: they close open checks without anybody going there.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/store/page.hpp"
#include "shared/domain/arrival.hpp"
#include "shared/domain/safety_views.hpp"

namespace musubi::flow {

// Each line by itself: matched people get a check (safe_sheltered, method shelter) in the round that counts for their
// district; unsure ones wait for somebody to choose; of the others only the count stays. round_closed where no round of
// the incident is open.
Result<Outcome> record_arrival(Write& w, const IncidentId& incident, const domain::NewArrival& ask);
// One of the line's candidates, or none of them; the name is forgotten.
Result<Outcome> choose_arrival(Write& w, const ArrivalId& id, const domain::ChooseArrival& ask);

Result<domain::ArrivalView> read_arrival(Read& r, const ArrivalId& id);
Result<Listed<domain::ArrivalView>> list_arrivals(Read& r, const IncidentId& incident, const store::Page& page);

}  // namespace musubi::flow
