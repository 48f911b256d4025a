#include "server/app/demo_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace musubi::app::demo {
namespace {

constexpr double k_m_per_degree = 111'195;
constexpr int k_corners = 28;

// Metres east and north of a centre: flat enough for a few kilometres.
struct Point {
  double x{0};
  double y{0};
};
double m_per_lng(const Position& origin) { return k_m_per_degree * std::cos(origin.lat * std::numbers::pi / 180); }
Point flat(const Position& p, const Position& origin) {
  return {(p.lng - origin.lng) * m_per_lng(origin), (p.lat - origin.lat) * k_m_per_degree};
}
Position round_again(const Point& p, const Position& origin) {
  return {origin.lat + p.y / k_m_per_degree, origin.lng + p.x / m_per_lng(origin)};
}

// Keeps the part of a convex polygon where nx·x + ny·y ≤ limit.
std::vector<Point> cut(const std::vector<Point>& polygon, double nx, double ny, double limit) {
  std::vector<Point> kept;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point& a = polygon[i];
    const Point& b = polygon[(i + 1) % polygon.size()];
    const double over_a = nx * a.x + ny * a.y - limit;
    const double over_b = nx * b.x + ny * b.y - limit;
    if (over_a <= 0) kept.push_back(a);
    if ((over_a < 0) != (over_b < 0) && over_a != over_b) {
      const double t = over_a / (over_a - over_b);
      kept.push_back({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t});
    }
  }
  return kept;
}

double distance_to_segment(const Point& a, const Point& b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double t = std::clamp(-(a.x * dx + a.y * dy) / (dx * dx + dy * dy), 0.0, 1.0);
  return std::hypot(a.x + t * dx, a.y + t * dy);
}

}  // namespace

std::string cell_of(std::span<const Position> centers, std::size_t index, std::span<const Position> coast,
                    double radius_m) {
  const Position origin = centers[index];
  std::vector<Point> cell;
  for (int i = 0; i < k_corners; ++i) {
    const double angle = 2 * std::numbers::pi * i / k_corners;
    cell.push_back({radius_m * std::cos(angle), radius_m * std::sin(angle)});
  }
  for (std::size_t i = 0; i < centers.size(); ++i) {
    if (i == index) continue;
    const Point other = flat(centers[i], origin);
    const double distance = std::hypot(other.x, other.y);
    cell = cut(cell, other.x / distance, other.y / distance, distance / 2);
  }
  // Only the nearest piece of the shore: the whole of it is not convex.
  std::size_t nearest = 0;
  double least = 1e12;
  for (std::size_t i = 0; i + 1 < coast.size(); ++i) {
    const double d = distance_to_segment(flat(coast[i], origin), flat(coast[i + 1], origin));
    if (d < least) {
      least = d;
      nearest = i;
    }
  }
  const Point a = flat(coast[nearest], origin);
  const Point b = flat(coast[nearest + 1], origin);
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  const double nx = (b.y - a.y) / length;  // to the right of the way north-east: the sea
  const double ny = -(b.x - a.x) / length;
  cell = cut(cell, nx, ny, nx * a.x + ny * a.y);

  std::string text = "[[";
  for (std::size_t i = 0; i <= cell.size(); ++i) {
    const Position p = round_again(cell[i % cell.size()], origin);
    text += fmt::format("{}[{:.5f},{:.5f}]", i == 0 ? "" : ",", p.lng, p.lat);
  }
  return text + "]]";
}

bool is_on_land(const Position& p, std::span<const Position> coast) {
  for (std::size_t i = 0; i + 1 < coast.size(); ++i) {
    const auto& a = coast[i];
    const auto& b = coast[i + 1];
    if (p.lat < a.lat || p.lat >= b.lat) continue;
    return p.lng < a.lng + (b.lng - a.lng) * (p.lat - a.lat) / (b.lat - a.lat);
  }
  return true;
}

}  // namespace musubi::app::demo
