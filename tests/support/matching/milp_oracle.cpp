#include "tests/support/matching/milp_oracle.hpp"

#include <coin/Cbc_C_Interface.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "shared/matching/costs.hpp"
#include "shared/matching/gates.hpp"

namespace musubi::testing {
namespace {

using namespace matching;

struct Row {
  std::vector<int> columns;
  std::vector<double> factors;
  char sense{'L'};
  double right{0};
  void add(int column, double factor) {
    columns.push_back(column);
    factors.push_back(factor);
  }
};

class Milp {
 public:
  explicit Milp(const Problem& day) : day_(day), model_(Cbc_newModel(), Cbc_deleteModel) {
    Cbc_setLogLevel(model_.get(), 0);
    Cbc_setObjSense(model_.get(), -1);
    Cbc_setAllowableGap(model_.get(), 0);
    Cbc_setAllowableFractionGap(model_.get(), 0);
  }

  std::optional<std::int64_t> solve() {
    for (const auto& lock : day_.locks) locked_.insert({person(lock.volunteer_id), need(lock.need_id)});
    spread_locks();
    make_pairs();
    one_need_a_person();
    parties_stay_together();
    for (std::size_t j = 0; j < day_.needs.size(); ++j) people_of_need(static_cast<int>(j));
    enemies_stay_apart();
    seats_suffice();
    for (const auto& row : rows_)
      Cbc_addRow(model_.get(), "", static_cast<int>(row.columns.size()), row.columns.data(), row.factors.data(),
                 row.sense, row.right);
    Cbc_solve(model_.get());
    if (Cbc_isProvenOptimal(model_.get()) == 0) return std::nullopt;
    return std::llround(Cbc_getObjValue(model_.get()));
  }

 private:
  int person(const VolunteerId& id) const {
    return static_cast<int>(std::ranges::find(day_.people, id, &Person::id) - day_.people.begin());
  }
  int need(const NeedId& id) const {
    return static_cast<int>(std::ranges::find(day_.needs, id, &Need::id) - day_.needs.begin());
  }
  std::vector<int> party(int i) const {
    if (day_.people[i].party < 0) return {i};
    std::vector<int> out;
    for (std::size_t k = 0; k < day_.people.size(); ++k)
      if (day_.people[k].party == day_.people[i].party) out.push_back(static_cast<int>(k));
    return out;
  }
  std::optional<int> metres(int i, int j) const { return travel_m(day_.people[i].position, day_.needs[j].position); }
  bool are_enemies(int a, int b) const {
    return std::ranges::count(day_.people[a].excluded_people, day_.people[b].id) +
               std::ranges::count(day_.people[b].excluded_people, day_.people[a].id) >
           0;
  }
  int column(double objective, double most) {
    Cbc_addCol(model_.get(), "", 0, most, objective, 1, 0, nullptr, nullptr);
    return columns_++;
  }

  void spread_locks() {
    const auto said = locked_;
    for (const auto& [i, j] : said)
      for (const auto k : party(i)) locked_.insert({k, j});
    for (const auto& [i, j] : locked_) is_locked_.insert(i);
  }

  // People of a party ride in its cars; the rest takes seats.
  int seats(const std::vector<int>& who, int j) const {
    int riders = 0;
    int spare = 0;
    for (const auto i : who) {
      if (needs_seat(day_.people[i], day_.setting, metres(i, j))) ++riders;
      if (who.size() > 1) spare += std::max(0, day_.people[i].car_seats - 1);
    }
    return std::max(0, riders - spare);
  }
  std::optional<DistrictId> pool_of(const std::vector<int>& who) const {
    const auto first = *std::ranges::min_element(who, {}, [&](int i) { return day_.people[i].id; });
    const auto district = day_.people[first].district_id;
    const bool has_own = district && std::ranges::find(day_.setting.pools, district, &Pool::district_id) !=
                                         day_.setting.pools.end();
    return has_own ? district : std::nullopt;
  }
  int seats_left(const std::optional<DistrictId>& pool) const {
    int left = 0;
    for (const auto& p : day_.setting.pools)
      if (p.district_id == pool) left += p.seats;
    std::set<int> done;
    for (const auto& [i, j] : locked_) {
      const auto who = party(i);
      if (!done.insert(who.front()).second || pool_of(who) != pool) continue;
      left -= seats(who, j);
    }
    return std::max(0, left);
  }

  bool may(const std::vector<int>& who, int j) const {
    const Need& n = day_.needs[j];
    if (n.people_min < 1 || n.people_min > n.people_wanted || n.people_wanted > n.people_max) return false;
    if (n.starts_at && n.ends_at && *n.ends_at <= *n.starts_at) return false;
    if (n.starts_at && *n.starts_at < day_.setting.now) return false;
    int spare = 0;
    int riders = 0;
    for (const auto i : who)
      if (who.size() > 1) spare += std::max(0, day_.people[i].car_seats - 1);
    for (const auto a : who) {
      for (const auto b : who)
        if (a != b && are_enemies(a, b)) return false;
      const Person& p = day_.people[a];
      const Asked asked(n, day_.setting, day_.policy);
      if (needs_seat(p, day_.setting, metres(a, j))) ++riders;
      if (gate_of(p, asked, day_.setting, day_.policy, metres(a, j), riders <= spare)) return false;
    }
    return seats(who, j) <= seats_left(pool_of(who));
  }

  void make_pairs() {
    for (int i = 0; i < static_cast<int>(day_.people.size()); ++i)
      for (int j = 0; j < static_cast<int>(day_.needs.size()); ++j) {
        const bool is_fixed = locked_.contains({i, j});
        if (!is_fixed && (is_locked_.contains(i) || !may(party(i), j))) continue;
        const Asked asked(day_.needs[j], day_.setting, day_.policy);
        double points = pair_points(day_.people[i], asked, day_.policy, metres(i, j));
        if (std::ranges::find(day_.told, Pair{day_.people[i].id, day_.needs[j].id}) != day_.told.end())
          points += day_.policy.told;
        pair_[{i, j}] = column(points, 1);
        if (is_fixed) rows_.push_back({{pair_[{i, j}]}, {1}, 'E', 1});
      }
  }

  void one_need_a_person() {
    for (int i = 0; i < static_cast<int>(day_.people.size()); ++i) {
      Row row{{}, {}, 'L', 1};
      for (const auto& [at, x] : pair_)
        if (at.first == i) row.add(x, 1);
      rows_.push_back(row);
    }
  }

  void parties_stay_together() {
    for (const auto& [at, x] : pair_)
      for (const auto k : party(at.first)) {
        if (k <= at.first) continue;
        const auto other = pair_.find({k, at.second});
        Row row{{x}, {1}, 'E', 0};
        if (other != pair_.end()) row.add(other->second, -1);
        rows_.push_back(row);
      }
  }

  void people_of_need(int j) {
    const Need& n = day_.needs[j];
    const Reward reward = reward_of(n, day_.setting, day_.policy);
    const int room = std::max(0, n.people_max - n.taken);
    const int wanted = std::max(0, n.people_wanted - n.taken);
    const int full = column(static_cast<double>(reward.wanted), wanted);
    const int extra = column(static_cast<double>(reward.extra), room);
    const int adds = column(0, 1);  // somebody beside the locked people comes
    Row count{{full, extra}, {-1, -1}, 'E', 0};
    Row most{{}, {}, 'L', static_cast<double>(room)};
    Row least{{adds}, {-static_cast<double>(n.people_min - n.taken)}, 'G', 0};
    Row opens{{adds}, {-static_cast<double>(day_.people.size())}, 'L', 0};
    for (const auto& [at, x] : pair_) {
      if (at.second != j) continue;
      count.add(x, 1);
      most.add(x, 1);
      least.add(x, 1);
      if (!locked_.contains(at)) opens.add(x, 1);
    }
    rows_.insert(rows_.end(), {count, most, opens});
    if (n.people_min > n.taken) rows_.push_back(least);
    for (const auto& role : n.roles) {
      Row row{{adds}, {-static_cast<double>(role.count)}, 'G', 0};
      for (const auto& [at, x] : pair_)
        if (at.second == j && day_.people[at.first].skills.has(role.skill)) row.add(x, 1);
      rows_.push_back(row);
    }
  }

  void enemies_stay_apart() {
    for (const auto& [a, x] : pair_)
      for (const auto& [b, y] : pair_)
        if (a.second == b.second && a.first < b.first && are_enemies(a.first, b.first))
          rows_.push_back({{x, y}, {1, 1}, 'L', 1});
  }

  void seats_suffice() {
    if (!day_.setting.ride_beyond_m) return;
    std::map<std::optional<DistrictId>, Row> of_pool;
    for (const auto& [at, x] : pair_) {
      const auto who = party(at.first);
      if (who.front() != at.first || locked_.contains(at)) continue;
      if (const int n = seats(who, at.second); n > 0) of_pool[pool_of(who)].add(x, n);
    }
    for (auto& [pool, row] : of_pool) {
      row.right = seats_left(pool);
      rows_.push_back(row);
    }
  }

  const Problem& day_;
  std::unique_ptr<Cbc_Model, decltype(&Cbc_deleteModel)> model_;
  std::map<std::pair<int, int>, int> pair_;
  std::set<std::pair<int, int>> locked_;
  std::set<int> is_locked_;
  std::vector<Row> rows_;
  int columns_{0};
};

}  // namespace

std::optional<std::int64_t> optimum_by_milp(const matching::Problem& day) { return Milp(day).solve(); }

}  // namespace musubi::testing
