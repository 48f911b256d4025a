#pragma once
// Who is helped by a 生活応援隊, and by which rules.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/store/support_store.hpp"
#include "shared/domain/commands.hpp"
#include "shared/domain/disclosure.hpp"

namespace musubi::flow {

Result<Outcome> add_service_user(Write& w, const domain::NewServiceUser& ask);
// Ending somebody ends their series, and cancels what was planned by those.
Result<Outcome> change_service_user(Write& w, const ServiceUserId& id, int if_version,
                                    const domain::ServiceUserPatch& patch);
Result<domain::Disclosed<domain::ServiceUser>> read_service_user(Read& r, const ServiceUserId& id);
using ServiceUserList = Listed<domain::Disclosed<domain::ServiceUser>>;
Result<ServiceUserList> list_service_users(Read& r, const store::ServiceUserFilter& filter, const store::Page& page);

Result<domain::SupportPolicy> read_support_policy(Read& r, const DistrictId& district);
Result<Outcome> change_support_policy(Write& w, const DistrictId& district, int if_version,
                                      const domain::SupportPolicyPatch& patch);
domain::SupportCalendar read_support_calendar(Read& r);
// A day that is no longer closed gets its jobs.
Result<Outcome> change_support_calendar(Write& w, int if_version, const domain::SupportCalendarPatch& patch);

// For the flow of needs: what ties a new need to its user, after the district's policy was asked. Only registered users
// of the need's own district (service_user_id: unknown_reference, out_of_range).
Result<domain::SupportLink> support_link_for(Write& w, const domain::NewNeed& ask);
// A changed need keeps to the policy, unless it was taken against it.
Result<void> still_within_policy(Write& w, const domain::Need& need);

}  // namespace musubi::flow
