#pragma once
// 個別避難計画: written as one form with what stands in the registrant's record, under that record's version.

#include <optional>
#include <string>
#include <vector>

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/store/evac_plan_store.hpp"
#include "shared/domain/disclosure.hpp"
#include "shared/domain/evac_plan.hpp"
#include "shared/domain/roster.hpp"

namespace musubi::flow {

struct PlanSheet {
  domain::Disclosed<domain::RegistrantView> person;  // what may be seen of the form follows its classes
  std::optional<domain::EvacPlan> plan;              // none has been made
  domain::PinSource source{};
  std::vector<std::string> gaps;
};
Result<PlanSheet> read_evac_plan(Read& r, const RegistrantId& id, std::optional<IncidentId> incident);
// Replaces the whole form. stale_edit when the registrant's record has changed since.
Result<Outcome> put_evac_plan(Write& w, const RegistrantId& id, int if_version, const domain::EvacPlanForm& form);

struct DueRow {
  domain::Disclosed<domain::RegistrantView> person;
  std::optional<Day> next_review_on, reviewed_on;
};
using DueList = Listed<DueRow>;
// What is to be looked at by a day, people without a plan first.
Result<DueList> list_plans_due(Read& r, std::optional<DistrictId> district, Day until, const store::Page& page);

}  // namespace musubi::flow
