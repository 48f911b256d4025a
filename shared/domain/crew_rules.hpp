#pragma once
// The rules of who has to go to a need.

#include <vector>

#include "shared/base/result.hpp"
#include "shared/domain/commands.hpp"
#include "shared/domain/need.hpp"

namespace musubi::domain {

// What is wrong between the numbers: people_min above_needed, people_max below_needed, roles/N/count above_needed (more
// of one role than may go).
std::vector<FieldError> crew_errors(int people_needed, const Crew& crew);

void apply(const CrewPatch& patch, Crew& crew);

// A survey found out how many it takes: what stands against that number gives way.
void fit(int people_needed, Crew& crew);

// The roles as the plan must fill them: those asked for, and one leader where one is needed. Each role once, in order.
std::vector<RoleCount> wanted_roles(const Crew& crew);

}  // namespace musubi::domain
