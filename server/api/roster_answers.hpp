#pragma once
// Answers of rosters, plans and packs on paper that a reading and a decided command give alike.

#include "server/api/call.hpp"
#include "server/flow/evac_plan_flow.hpp"
#include "server/flow/print_flow.hpp"
#include "server/flow/roster_flow.hpp"

namespace musubi::api {

Json roster_import_json(const flow::RosterImportView& view);
Json review_json(const flow::ReviewView& view);
Json plan_json(const flow::PlanSheet& sheet);
Json print_json(const flow::PrintHead& head);

Result<Answer> answer_roster_import(const flow::Outcome& o, flow::Read& r);
Result<Answer> answer_review(const flow::Outcome& o, flow::Read& r);
Result<Answer> answer_evac_plan(const flow::Outcome& o, flow::Read& r);
Result<Answer> answer_print(const flow::Outcome& o, flow::Read& r);

}  // namespace musubi::api
