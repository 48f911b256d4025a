#pragma once
// What comes first, as numbers that a centre may change. One point is ten metres of travel; everything else is said in
// the same points, so that staff can read a weight as "how far would we send somebody for this".
//
// The reward of one place is step(priority) x (place + age + vulnerable). Steps are factors and not a strict order:
// with the defaults one crisis place is worth at least 66 places of the longest-waiting vulnerable ordinary need, and
// no sum of travel within the city outweighs it.

#include <cstdint>
#include <span>
#include <string_view>

#include "shared/base/result.hpp"

namespace musubi::matching {

struct Policy {
  // The reward of a place, in points.
  std::int32_t place{2'000};
  std::int32_t step_priority{10};  // factor
  std::int32_t step_crisis{100};   // factor, not below step_priority
  std::int32_t age_day{20};        // for each day of waiting
  std::int32_t age_days_max{30};
  std::int32_t vulnerable{400};
  std::int32_t extra_percent{5};  // of the reward, for a place above the wanted number
  // What a pair costs or saves, in points.
  std::int32_t unknown_near{150};  // distance unknown, same district
  std::int32_t unknown_far{600};
  std::int32_t same_district{50};
  std::int32_t past_job{50};  // each job for this requester before
  std::int32_t past_jobs_max{3};
  std::int32_t skill_missing{200};  // each skill that is wished, not required
  std::int32_t recent_job{40};      // each job of the last 28 days
  std::int32_t recent_jobs_max{5};
  std::int32_t preference_percent{100};  // of what was learned from declined offers; 0 switches it off
  std::int32_t told{300};                // to take somebody from a place that was told to them
  // Limits of the gates.
  std::int32_t asked_max{3};       // open offers a person
  std::int32_t rest_minutes{480};  // between the end of one job and the start of the next day's
  std::int32_t job_minutes{120};   // of a need that tells no end
  std::int32_t distance_max_m{0};  // 0: as far as each is willing
  std::int32_t ride_beyond_m{0};   // who has no car needs a seat beyond this; 0: nobody counts seats
  std::int32_t yellow_allowed{0};  // 1: a yellow placard does not exclude (decided by the centre, DOMAIN §1.4)

  bool operator==(const Policy&) const = default;
};

struct Weight {
  std::string_view name;  // as on the wire
  std::int32_t Policy::* field;
  std::int32_t min;
  std::int32_t max;
};
// Every field of Policy once, in the order of the struct.
std::span<const Weight> weights();

// Refuses with the field's name and out_of_range. Within these bounds no sum of 20,000 people overflows.
Result<void> check(const Policy& policy);

}  // namespace musubi::matching
