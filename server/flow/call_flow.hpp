#pragma once
// Whom to ring up: people with an open offer who have no device, or want to be telephoned. Yes and no are the ordinary
// answers on behalf.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/store/preference_store.hpp"

namespace musubi::flow {

struct CallItem {
  domain::Disclosed<domain::CallView> call;
  store::CallTries tries;
  bool has_no_account{false};
};
Result<Listed<CallItem>> call_list(Read& r, std::optional<IncidentId> incident, std::optional<DistrictId> district);
Result<Outcome> try_call(Write& w, const OfferId& id, const domain::CallTry& ask);
store::CallTries read_call_tries(Read& r, const OfferId& id);

}  // namespace musubi::flow
