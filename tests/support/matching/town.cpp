#include "tests/support/matching/town.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace musubi::matching::town {
namespace {

constexpr double k_side_m = 60'000;
constexpr int k_clusters = 40;
constexpr int k_skills = 8;
constexpr std::size_t k_edges = 40;

struct Point {
  double x{0};
  double y{0};
};
struct Cluster {
  Point centre;
  double spread_m{0};
};
struct Need {
  Point at;
  int index{0};
  int urgency{0};
};

class Map {
 public:
  explicit Map(Dice& dice) : dice_(dice) {
    for (Cluster& cluster : clusters_) {
      cluster = {{dice.part() * k_side_m, dice.part() * k_side_m}, 500 + dice.part() * 4'000};
    }
  }

  // Most live in a cluster, some anywhere.
  Point point() {
    if (dice_.part() < 0.15) return {dice_.part() * k_side_m, dice_.part() * k_side_m};
    const Cluster& cluster = clusters_[static_cast<std::size_t>(dice_.below(k_clusters))];
    const double x = cluster.centre.x + bell() * cluster.spread_m;
    const double y = cluster.centre.y + bell() * cluster.spread_m;
    return {std::clamp(x, 0.0, k_side_m), std::clamp(y, 0.0, k_side_m)};
  }

 private:
  double bell() {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += dice_.part();
    return sum;
  }

  Dice& dice_;
  std::array<Cluster, k_clusters> clusters_;
};

}  // namespace

AssignmentInput clustered(int people, Places places, std::uint64_t seed) {
  Dice dice(seed);
  Map map(dice);
  AssignmentInput input;
  input.unplaced_cost = 20'000;
  std::array<std::vector<Need>, k_skills> needs_by_skill;
  for (int need = 0; need < people / 2; ++need) {
    const Point at = map.point();
    const auto skill = static_cast<std::size_t>(dice.below(k_skills));
    needs_by_skill[skill].push_back({at, need, 300 * dice.below(3)});
    input.capacity.push_back(dice.between(1, places == Places::tight ? 3 : 8));
  }
  input.first.push_back(0);
  std::vector<std::pair<int, const Need*>> near;
  for (int person = 0; person < people; ++person) {
    const Point home = map.point();
    std::array<bool, k_skills> skills{};
    for (int i = dice.between(1, 4); i > 0; --i) skills[static_cast<std::size_t>(dice.below(k_skills))] = true;
    near.clear();
    for (std::size_t skill = 0; skill < k_skills; ++skill) {
      if (!skills[skill]) continue;
      for (const Need& need : needs_by_skill[skill]) {
        near.emplace_back(static_cast<int>(std::hypot(need.at.x - home.x, need.at.y - home.y)), &need);
      }
    }
    const auto closer = [](const auto& a, const auto& b) {
      return std::pair(a.first, a.second->index) < std::pair(b.first, b.second->index);
    };
    if (near.size() > k_edges) {
      std::nth_element(near.begin(), near.begin() + k_edges, near.end(), closer);
      near.resize(k_edges);
    }
    for (const auto& [metres, need] : near) {
      input.need.push_back(need->index);
      input.cost.push_back(metres / 10 + need->urgency);
    }
    input.first.push_back(static_cast<std::int32_t>(input.need.size()));
  }
  return input;
}

}  // namespace musubi::matching::town
