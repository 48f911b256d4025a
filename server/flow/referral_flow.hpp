#pragma once
// What a visit leaves behind: its numbers, and a concern on its way to the coordinator.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/store/referral_store.hpp"
#include "shared/domain/commands.hpp"
#include "shared/domain/disclosure.hpp"
#include "shared/domain/support_rules.hpp"

namespace musubi::flow {

// A fee only where the need's policy has one, and no more than it says.
Result<void> check_visit(const domain::Need& need, const domain::CompleteStep& report, int accepted);
// In the transaction of the report. A drill's concern leaves nothing behind.
void record_visit(Write& w, const domain::Need& need, const domain::ActivityReport& report, const domain::Fee& fee);

Result<Outcome> take_referral(Write& w, const ReferralId& id);
Result<Outcome> close_referral(Write& w, const ReferralId& id, const domain::CloseReferral& ask);
Result<domain::Disclosed<domain::ReferralView>> read_referral(Read& r, const ReferralId& id);
using ReferralList = Listed<domain::Disclosed<domain::ReferralView>>;
Result<ReferralList> list_referrals(Read& r, const store::ReferralFilter& filter, const store::Page& page);

// The month's visits by district, as far as the asker may see.
Result<Listed<domain::SupportSum>> list_support_records(Read& r, int year, int month,
                                                        std::optional<DistrictId> district);

}  // namespace musubi::flow
