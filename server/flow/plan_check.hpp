#pragma once
// What has moved between a plan and the world in which it is committed.

#include <map>
#include <vector>

#include "server/flow/env.hpp"
#include "shared/domain/need.hpp"
#include "shared/domain/offer.hpp"
#include "shared/domain/plan.hpp"
#include "shared/domain/volunteer.hpp"

namespace musubi::flow {

// One need of the plan with the people that may still go there.
struct ReadyNeed {
  domain::Need need;
  std::vector<domain::Offer> holding;  // that hold a place or wait for one
  struct Ready {
    domain::PlanAssignment assignment;
    domain::Volunteer volunteer;
    std::optional<domain::Offer> open;  // somebody asked already
  };
  std::vector<Ready> ready;
};

struct Checked {
  std::vector<ReadyNeed> needs;  // in the order of the plan
  std::vector<domain::Moved> moved;
};
// Everything is looked at, so that the whole truth is told at once. A need whose people are too few without those that
// moved, or lack a role, is moved itself.
Checked check_plan(Write& w, const domain::Plan& plan, const domain::PlanContent& content);

}  // namespace musubi::flow
