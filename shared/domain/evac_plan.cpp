#include "shared/domain/evac_plan.hpp"

#include <algorithm>

namespace musubi::domain {

std::vector<std::string> gaps_of(const Registrant& person, const EvacPlan& plan) {
  std::vector<std::string> gaps;
  if (person.supporters.size() < k_supporters_wanted) gaps.emplace_back("supporters");
  const auto has_agreed = [&](const Supporter& s) {
    return std::ranges::any_of(plan.supporters, [&](const SupporterConsent& c) {
      return c.name == s.name && c.phone == s.phone && c.agreed_on;
    });
  };
  if (!std::ranges::all_of(person.supporters, has_agreed)) gaps.emplace_back("supporter_consent");
  if (!person.plan_shelter) gaps.emplace_back("shelter");
  if (!person.plan_route) gaps.emplace_back("route");
  if (plan.text(PlanText::medical_device) && !plan.device_battery_hours) gaps.emplace_back("device_power");
  if (!plan.next_review_on) gaps.emplace_back("review");
  return gaps;
}

}  // namespace musubi::domain
