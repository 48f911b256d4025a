#pragma once
// Positions as WGS84 degrees (JGD2011 is the same within the accuracy of a house).

#include <cmath>
#include <compare>
#include <numbers>
#include <optional>

namespace musubi {

struct Position {
  double lat{0};  // -90 … 90
  double lng{0};  // -180 … 180
  bool operator==(const Position&) const = default;
};

inline bool is_valid(const Position& p) {
  return std::isfinite(p.lat) && std::isfinite(p.lng) && p.lat >= -90 && p.lat <= 90 && p.lng >= -180 && p.lng <= 180;
}

// Great-circle distance in metres (haversine, mean earth radius 6 371 008.8 m, IUGG).
inline double distance_m(const Position& a, const Position& b) {
  constexpr double k_radius_m = 6'371'008.8;
  constexpr double k_rad = std::numbers::pi / 180;
  const double dlat = (b.lat - a.lat) * k_rad;
  const double dlng = (b.lng - a.lng) * k_rad;
  const double h = std::pow(std::sin(dlat / 2), 2) +
                   std::cos(a.lat * k_rad) * std::cos(b.lat * k_rad) * std::pow(std::sin(dlng / 2), 2);
  return 2 * k_radius_m * std::asin(std::fmin(1.0, std::sqrt(h)));
}

// The centre of the cell of 0.01° (about 1 km) that holds `p`: what a wall screen may show instead of a house.
inline Position rounded(const Position& p) {
  return {std::floor(p.lat * 100) / 100 + 0.005, std::floor(p.lng * 100) / 100 + 0.005};
}

}  // namespace musubi
