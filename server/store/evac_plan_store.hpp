#pragma once
// 個別避難計画 as kept: one sealed body per registrant; the review days stay readable for the list of what is due.

#include <optional>
#include <vector>

#include "server/store/tx.hpp"
#include "shared/domain/evac_plan.hpp"

namespace musubi::store {

std::optional<domain::EvacPlan> find_evac_plan(ReadTx& tx, RegistrantId id);
void put_evac_plan(Tx& tx, const domain::EvacPlan& plan, std::optional<AccountId> by);

// People whose plan is to be looked at by a day, those without one first (due: day 0). Consented and active only.
struct PlanDue {
  RegistrantId registrant_id;
  std::optional<Day> next_review_on;  // none: no plan, or none set
  std::optional<Day> reviewed_on;
};
struct DueAfter {
  Day due{};
  RegistrantId id{};
};
std::vector<PlanDue> plans_due(ReadTx& tx, std::optional<DistrictId> district, Day until, const DueAfter& after,
                               int limit);

}  // namespace musubi::store
