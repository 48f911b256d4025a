#include "shared/matching/policy.hpp"

#include <array>
#include <string>

namespace musubi::matching {

std::span<const Weight> weights() {
  static constexpr auto k_weights = std::to_array<Weight>({
      {"place", &Policy::place, 100, 10'000},
      {"step_priority", &Policy::step_priority, 1, 100},
      {"step_crisis", &Policy::step_crisis, 1, 1'000},
      {"age_day", &Policy::age_day, 0, 200},
      {"age_days_max", &Policy::age_days_max, 0, 100},
      {"vulnerable", &Policy::vulnerable, 0, 5'000},
      {"extra_percent", &Policy::extra_percent, 0, 100},
      {"unknown_near", &Policy::unknown_near, 0, 5'000},
      {"unknown_far", &Policy::unknown_far, 0, 5'000},
      {"same_district", &Policy::same_district, 0, 1'000},
      {"past_job", &Policy::past_job, 0, 1'000},
      {"past_jobs_max", &Policy::past_jobs_max, 0, 20},
      {"skill_missing", &Policy::skill_missing, 0, 2'000},
      {"recent_job", &Policy::recent_job, 0, 1'000},
      {"recent_jobs_max", &Policy::recent_jobs_max, 0, 30},
      {"preference_percent", &Policy::preference_percent, 0, 200},
      {"told", &Policy::told, 0, 100'000},
      {"asked_max", &Policy::asked_max, 1, 20},
      {"rest_minutes", &Policy::rest_minutes, 0, 1'440},
      {"job_minutes", &Policy::job_minutes, 15, 720},
      {"distance_max_m", &Policy::distance_max_m, 0, 1'000'000},
      {"ride_beyond_m", &Policy::ride_beyond_m, 0, 100'000},
      {"yellow_allowed", &Policy::yellow_allowed, 0, 1},
  });
  static_assert(sizeof(Policy) == k_weights.size() * sizeof(std::int32_t));
  return k_weights;
}

Result<void> check(const Policy& policy) {
  std::vector<FieldError> refused;
  for (const auto& w : weights())
    if (policy.*w.field < w.min || policy.*w.field > w.max) refused.push_back({std::string(w.name), "out_of_range"});
  if (refused.empty() && policy.step_crisis < policy.step_priority) refused.push_back({"step_crisis", "out_of_range"});
  if (!refused.empty()) return fail_fields(std::move(refused));
  return {};
}

}  // namespace musubi::matching
