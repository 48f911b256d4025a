#pragma once
// Use cases of what binds matching: its weights, and who must be kept apart.

#include <vector>

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "shared/domain/plan.hpp"
#include "shared/domain/plan_commands.hpp"
#include "shared/matching/policy.hpp"

namespace musubi::flow {

struct PolicyNow {
  matching::Policy policy;
  int version{1};
};
PolicyNow read_policy(Read& r);
// invalid with fields values/NAME when a weight leaves its bounds.
Result<Outcome> change_policy(Write& w, int if_version, const domain::MatchingPolicyPatch& patch);

// A coordinator keeps apart people and needs of own districts only.
Result<Outcome> add_exclusion(Write& w, const domain::NewExclusion& ask);
Result<Outcome> remove_exclusion(Write& w, const ExclusionId& id);
Result<domain::Exclusion> read_exclusion(Read& r, const ExclusionId& id);
Listed<domain::Exclusion> list_exclusions(Read& r, const store::Page& page);

}  // namespace musubi::flow
