#pragma once
// Who may not be sent where, by name.

#include <optional>
#include <string_view>

#include "shared/matching/model.hpp"

namespace musubi::matching {

// In the order in which they are tried; the first that fails is named.
enum class Gate : std::uint8_t {
  already_offered,  // open, accepted or waitlisted for this very need
  not_active,
  no_consent,             // never agreed to being asked
  asked_enough,           // as many open offers as the policy allows
  stop_order,             // the work is stopped
  placard,                // 応急危険度判定 red, or yellow where the centre has not allowed it
  minor_without_consent,  // under age, and no guardian has agreed
  excluded_pair,          // never with this household, or never beside somebody who holds a place
  busy_then,              // other work at the same time
  not_available,          // told us times, and none fits
  hours_limit,            // would pass the hours a week that were told
  no_rest,                // too soon after the last job
  no_licence,             // lacks what the need requires of everyone
  gender_wish,
  too_heavy,
  too_far,
  no_transport,  // needs a ride, and there is no seat at all
  no_insurance,  // no cover for this hazard on that day (earthquake, tsunami: natural_disaster plan)
};
std::string_view code(Gate gate);
inline constexpr int k_gates = static_cast<int>(Gate::no_insurance) + 1;

// What the gates and costs of a need share for all people, made once.
struct Asked {
  Asked(const Need& need, const Setting& setting, const Policy& policy);
  const Need* need;
  std::optional<Interval> window;
  std::optional<domain::Slot> slot;
  Day day;  // on which cover must be valid
  std::int64_t minutes{0};
};

// `distance`: travel_m of the pair, none where a position is unknown. `has_ride`: somebody of the same party drives.
std::optional<Gate> gate_of(const Person& person, const Asked& asked, const Setting& setting, const Policy& policy,
                            std::optional<int> distance, bool has_ride = false);
inline std::optional<Gate> gate_of(const Person& person, const Need& need, const Setting& setting, const Policy& policy,
                                   std::optional<int> distance) {
  return gate_of(person, Asked(need, setting, policy), setting, policy, distance);
}
// Every gate that fails, in order.
std::vector<Gate> gates_of(const Person& person, const Asked& asked, const Setting& setting, const Policy& policy,
                           std::optional<int> distance);
// Gates that a person's decision (a lock) overrides with a warning: times, hours, rest, wishes, weight, distance,
// offers. Never insurance, minors, placards, stop orders, exclusions, licences, or people who are not with us.
bool yields_to_a_lock(Gate gate);

// Without a car and farther than the setting lets people walk.
bool needs_seat(const Person& person, const Setting& setting, std::optional<int> distance);
// Seats for people of this district.
int seats_for(const Setting& setting, const std::optional<DistrictId>& district);

}  // namespace musubi::matching
