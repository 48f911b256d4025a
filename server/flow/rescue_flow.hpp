#pragma once
// needs_rescue on its way to the disaster HQ and 119: a list of the desk, never a need and never for volunteers.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "shared/domain/registrant.hpp"
#include "shared/domain/rescue.hpp"
#include "shared/domain/safety_views.hpp"

namespace musubi::flow {

// In the transaction of the check. A rescue that runs, or that was closed after the moment of this report, is the same
// one: nothing is doubled by a phone that comes back late.
void open_rescue(Write& w, const domain::Registrant& person, const domain::CheckRound& round,
                 const domain::SafetyCheck& check);

// What waits longest first. Audited.
Result<Listed<domain::RescueView>> list_rescues(Read& r, const IncidentId& incident,
                                                std::optional<domain::RescueStatus> status);
Result<domain::RescueView> read_rescue(Read& r, const HandoverId& id);
Result<Outcome> hand_over_rescue(Write& w, const HandoverId& id, const domain::HandOverRescue& ask);
Result<Outcome> close_rescue(Write& w, const HandoverId& id, const domain::CloseRescue& ask);

}  // namespace musubi::flow
