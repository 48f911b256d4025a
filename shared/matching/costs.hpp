#pragma once
// What a pair is worth, as named terms whose sum is the points. Defined once: ranking, plan and explanation all call
// visit_terms.

#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/matching/gates.hpp"
#include "shared/matching/model.hpp"

namespace musubi::matching {

enum class TermKind : std::uint8_t {
  place,        // a wanted place is filled; value: normal, priority, crisis
  waiting,      // the need waits; value: days
  vulnerable,   // the household is vulnerable
  extra_place,  // a place above the wanted number
  told,         // stays where it was told
  role,         // fills a role that must be there; value: the skill. 0 points
  near,         // value: metres, in hundreds
  distance,     // farther than near; value: metres, in hundreds, none where unknown
  same_district,
  skill,          // wished and there; value: the skill. 0 points
  skill_missing,  // value: the skill
  available,      // told times, and they fit. 0 points
  past_helper,    // value: jobs done for this requester
  recent_jobs,    // value: jobs of the last 28 days
  rested,         // none of them. 0 points
  prefers_not,    // learned from declined offers; value: category, slot, distance
};
std::string_view code(TermKind kind);

struct Term {
  TermKind kind{};
  std::optional<std::string> value;
  std::int64_t points{0};
  bool operator==(const Term&) const = default;
};

// Metres along the great circle, rounded; none where a position is unknown.
std::optional<int> travel_m(const std::optional<Position>& a, const std::optional<Position>& b);

// The same for many pairs: points on the unit sphere, made once. asin of half the chord is the haversine.
struct Spot {
  double x{0}, y{0}, z{0};
  bool is_known{false};
};
Spot spot_of(const std::optional<Position>& position);
inline std::optional<int> travel_m(const Spot& a, const Spot& b) {
  if (!a.is_known || !b.is_known) return std::nullopt;
  const double dx = a.x - b.x;
  const double dy = a.y - b.y;
  const double dz = a.z - b.z;
  const double half = 0.5 * std::sqrt(dx * dx + dy * dy + dz * dz);
  const double arc = half < 0.05 ? half * (1 + half * half * (1.0 / 6 + half * half * (3.0 / 40)))  // error < 1e-9
                                 : std::asin(std::fmin(1.0, half));
  return static_cast<int>(std::lround(2 * 6'371'008.8 * arc));
}

// Reward of one place of the need up to the wanted number, and of one above it.
struct Reward {
  std::int64_t wanted{0};
  std::int64_t extra{0};
};
Reward reward_of(const Need& need, const Setting& setting, const Policy& policy);
// The terms of that reward: place, waiting, vulnerable; or extra_place.
std::vector<Term> reward_terms(const Need& need, const Setting& setting, const Policy& policy, bool is_extra);

// Points of the pair itself, without the reward of the place; mostly below zero.
std::int32_t pair_points(const Person& person, const Asked& asked, const Policy& policy, std::optional<int> distance);
// The same with names; the sum is pair_points.
std::vector<Term> pair_terms(const Person& person, const Asked& asked, const Policy& policy,
                             std::optional<int> distance);

std::int64_t sum(const std::vector<Term>& terms);

}  // namespace musubi::matching
