#pragma once
// An invented city for the measurements of the live map: people round the middles of towns, in the order of a roster
// that comes district by district. The same for the same n.

#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>

#include "shared/base/geo.hpp"

namespace musubi::bench {

inline constexpr int k_districts = 26;
inline constexpr int k_towns_a_district = 6;

class City {
 public:
  static Position district_centre(int district) {
    return {35.20 + 0.024 * (district / 6), 139.06 + 0.026 * (district % 6)};
  }
  static int district_of(std::int64_t person, std::int64_t people) {
    return static_cast<int>(person * k_districts / people);
  }
  // Within about 500 m of one of the district's towns.
  Position house(int district) {
    const int town = static_cast<int>(below(k_towns_a_district));
    const Position centre = district_centre(district);
    const double turn = 2 * std::numbers::pi * town / k_towns_a_district;
    const auto jitter = [this] { return (static_cast<double>(below(2001)) - 1000) * 5e-6; };
    return {centre.lat + 0.007 * std::sin(turn) + jitter(), centre.lng + 0.008 * std::cos(turn) + jitter()};
  }
  std::uint64_t below(std::uint64_t n) { return chance_() % n; }

 private:
  std::mt19937_64 chance_{4};
};

}  // namespace musubi::bench
