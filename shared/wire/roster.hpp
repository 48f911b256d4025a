#pragma once
// JSON of rosters, reviews, evacuation plans and packs on paper.

#include <string>
#include <vector>

#include "shared/domain/disclosure.hpp"
#include "shared/domain/evac_plan.hpp"
#include "shared/domain/print_pack.hpp"
#include "shared/domain/roster_commands.hpp"
#include "shared/wire/json.hpp"

namespace musubi::wire {

Json encode(const domain::RosterImport& import);  // numbers and codes only
Json encode(const domain::RosterCounts& counts);
Json encode(const domain::ImportReview& review);  // without the line itself
// The fields of the form whose class may be seen; `plan` none: what stands in the record.
Json encode_plan_form(const domain::Disclosed<domain::RegistrantView>& person,
                      const std::optional<domain::EvacPlan>& plan);
Json encode(const domain::PrintPack& pack, const std::vector<domain::PrintSheet>& sheets);

Result<domain::DecideReview> decode_decide_review(const Json& body);
Result<domain::EvacPlanForm> decode_evac_plan_form(const Json& body);
Result<domain::NewPrint> decode_new_print(const Json& body);
Result<domain::SheetNumbers> decode_sheet_numbers(const Json& body);
Result<int> decode_part(const Json& body);  // {part}

}  // namespace musubi::wire
