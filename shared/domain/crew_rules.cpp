#include "shared/domain/crew_rules.hpp"

#include <algorithm>

namespace musubi::domain {

std::vector<FieldError> crew_errors(int people_needed, const Crew& crew) {
  std::vector<FieldError> errors;
  if (crew.people_min > people_needed) errors.push_back({"people_min", "above_needed"});
  const int most = crew.people_max.value_or(people_needed);
  if (most < people_needed) errors.push_back({"people_max", "below_needed"});
  for (std::size_t i = 0; i < crew.roles.size(); ++i)
    if (crew.roles[i].count > std::max(most, people_needed))
      errors.push_back({"roles/" + std::to_string(i) + "/count", "above_needed"});
  return errors;
}

void apply(const CrewPatch& patch, Crew& crew) {
  if (patch.people_min) crew.people_min = *patch.people_min;
  if (patch.people_max) crew.people_max = *patch.people_max;
  if (patch.leader_needed) crew.leader_needed = *patch.leader_needed;
  if (patch.roles) crew.roles = *patch.roles;
  if (patch.gender_wish) crew.gender_wish = *patch.gender_wish;
  if (patch.load) crew.load = *patch.load;
  if (patch.placard) crew.placard = *patch.placard;
}

void fit(int people_needed, Crew& crew) {
  crew.people_min = std::min(crew.people_min, people_needed);
  if (crew.people_max && *crew.people_max < people_needed) crew.people_max.reset();
  for (auto& role : crew.roles) role.count = std::min(role.count, crew.people_max.value_or(people_needed));
}

std::vector<RoleCount> wanted_roles(const Crew& crew) {
  auto roles = crew.roles;
  if (crew.leader_needed && std::ranges::find(roles, Skill::leader, &RoleCount::role) == roles.end())
    roles.push_back({Skill::leader, 1});
  std::ranges::sort(roles, {}, &RoleCount::role);
  return roles;
}

}  // namespace musubi::domain
