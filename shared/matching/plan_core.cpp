#include "shared/matching/plan_core.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

namespace musubi::matching::planning {
namespace {

template <class T>
std::vector<std::int32_t> by_id(const std::vector<T>& items) {
  std::vector<std::int32_t> order(items.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](std::int32_t i) { return items[i].id; });
  return order;
}

template <class T>
bool has_twice(const std::vector<T>& items, const std::vector<std::int32_t>& order) {
  for (std::size_t i = 1; i < order.size(); ++i)
    if (items[order[i - 1]].id == items[order[i]].id) return true;
  return false;
}

// A team is chosen from a table of (people, roles filled): these keep it small. The count of a role is eight bits wide
// there.
constexpr std::int32_t k_people_max = 1'000;
constexpr std::size_t k_roles_max = 8;
constexpr std::int64_t k_team_states_max = 20'000;

// The field of the need that no plan can be made with.
std::optional<std::string> too_large(const Need& need) {
  if (need.people_max > k_people_max) return "people_max";
  if (need.roles.size() > k_roles_max) return "roles";
  std::int64_t states = std::max(0, need.people_max) + 1;
  for (const auto& role : need.roles) {
    if (role.count > k_people_max) return "roles";
    states *= std::max(0, role.count) + 1;
    if (states > k_team_states_max) return "roles";
  }
  return std::nullopt;
}

Result<void> check_input(const Core& core) {
  const Problem& p = *core.problem;
  if (const auto ok = check(p.policy); !ok) return ok;
  std::vector<FieldError> refused;
  if (p.setting.day && *p.setting.day < Day::of(p.setting.now)) refused.push_back({"day", "out_of_range"});
  if (has_twice(p.people, core.people)) refused.push_back({"people", "duplicate"});
  if (has_twice(p.needs, core.needs)) refused.push_back({"needs", "duplicate"});
  for (const auto i : core.needs)
    if (const auto field = too_large(p.needs[i]))
      refused.push_back({"needs/" + p.needs[i].id.text() + "/" + *field, "out_of_range"});
  if (!refused.empty()) return fail_fields(std::move(refused));
  return {};
}

std::optional<UnmetCode> fault_of(const Need& n, const Setting& setting, const Policy& policy) {
  if (n.people_min < 1 || n.people_min > n.people_wanted || n.people_wanted > n.people_max)
    return UnmetCode::min_above_max;
  if (n.starts_at && n.ends_at && *n.ends_at <= *n.starts_at) return UnmetCode::window_contradictory;
  if (setting.day && n.starts_at && *n.starts_at < setting.now) return UnmetCode::already_started;
  if (n.is_stopped) return UnmetCode::stop_order;
  if (n.placard == domain::Placard::red || (n.placard == domain::Placard::yellow && policy.yellow_allowed == 0))
    return UnmetCode::placard;
  return std::nullopt;
}

class Builder {
 public:
  explicit Builder(Core& core) : core_(core), problem_(*core.problem) {}

  void build() {
    make_pools();
    make_units();
    make_works();
    place_locks();
    make_edges();
  }

 private:
  void make_pools() {
    if (!problem_.setting.ride_beyond_m) return;
    for (const auto& pool : problem_.setting.pools) {
      auto it = std::ranges::find(core_.pools, pool.district_id, &Seats::district_id);
      if (it == core_.pools.end()) it = core_.pools.insert(it, {pool.district_id, 0});
      it->free += std::max(0, pool.seats);
    }
    std::ranges::sort(core_.pools, {}, &Seats::district_id);
  }

  std::int32_t pool_of(const std::optional<DistrictId>& district) const {
    std::int32_t common = -1;
    for (std::size_t k = 0; k < core_.pools.size(); ++k) {
      if (!core_.pools[k].district_id) common = static_cast<std::int32_t>(k);
      if (core_.pools[k].district_id && core_.pools[k].district_id == district) return static_cast<std::int32_t>(k);
    }
    return common;
  }

  void make_units() {
    std::unordered_map<std::int32_t, std::int32_t> of_party;
    core_.unit_of.resize(problem_.people.size());
    for (const auto i : core_.people) {
      const Person& p = problem_.people[i];
      index_of_[p.id] = i;
      auto unit = static_cast<std::int32_t>(core_.units.size());
      if (p.party >= 0) unit = of_party.try_emplace(p.party, unit).first->second;
      if (unit == static_cast<std::int32_t>(core_.units.size())) core_.units.emplace_back();
      core_.units[unit].members.push_back(i);
      core_.unit_of[i] = unit;
    }
    std::uint32_t asked = 0;
    for (const auto& need : problem_.needs)
      for (const auto& role : need.roles) asked |= 1U << static_cast<unsigned>(role.skill);
    core_.skills.resize(core_.units.size());
    core_.enemies.resize(core_.units.size());
    for (std::size_t u = 0; u < core_.units.size(); ++u) finish_unit(u, asked);
    for (auto& list : core_.enemies) {
      std::ranges::sort(list);
      list.erase(std::ranges::unique(list).begin(), list.end());
    }
  }

  void finish_unit(std::size_t u, std::uint32_t asked) {
    Unit& unit = core_.units[u];
    unit.size = static_cast<std::int32_t>(unit.members.size());
    unit.pool = pool_of(core_.person(unit.members.front()).district_id);
    core_.skills[u].resize(32 - std::countl_zero(asked));
    for (const auto i : unit.members) {
      const Person& p = core_.person(i);
      for (std::size_t s = 0; s < core_.skills[u].size(); ++s)
        if (p.skills.has(static_cast<domain::Skill>(s))) ++core_.skills[u][s];
      for (const auto& id : p.excluded_people) {
        const auto it = index_of_.find(id);
        if (it == index_of_.end()) continue;
        const auto other = core_.unit_of[it->second];
        if (other == static_cast<std::int32_t>(u)) {
          unit.is_apart = unit.is_apart || it->second != i;
        } else {
          core_.enemies[u].push_back(other);
          core_.enemies[other].push_back(static_cast<std::int32_t>(u));
        }
      }
    }
  }

  void make_works() {
    core_.works.resize(core_.needs.size());
    core_.kept_from.resize(core_.works.size());
    core_.kept_out.resize(core_.units.size());
    for (std::size_t k = 0; k < core_.works.size(); ++k) {
      const Need& n = core_.need(k);
      Work& w = core_.works[k];
      work_of_[n.id] = static_cast<std::int32_t>(k);
      asked_.emplace_back(n, problem_.setting, problem_.policy);
      w.fault = fault_of(n, problem_.setting, problem_.policy);
      w.reward = reward_of(n, problem_.setting, problem_.policy);
      w.lo = n.people_min - n.taken;
      w.hi = std::max(0, n.people_max - n.taken);
      w.full = std::max(0, n.people_wanted - n.taken);
      for (const auto& role : n.roles)
        if (role.count > 0) w.roles.push_back({role.skill, role.count});
      core_.need_spots.push_back(spot_of(n.position));
    }
    for (const auto& p : problem_.people) core_.person_spots.push_back(spot_of(p.position));
    for (const auto& pair : problem_.told) {
      const auto p = index_of_.find(pair.volunteer_id);
      const auto n = work_of_.find(pair.need_id);
      if (p != index_of_.end() && n != work_of_.end()) told_.insert(key(p->second, n->second));
    }
  }

  void place_locks() {
    auto locks = problem_.locks;
    std::ranges::sort(locks);
    for (const auto& pair : locks) {
      const auto p = index_of_.find(pair.volunteer_id);
      const auto n = work_of_.find(pair.need_id);
      if (p == index_of_.end() || n == work_of_.end()) {
        core_.refused.push_back({pair, LockCode::unknown, std::nullopt});
        continue;
      }
      place_lock(pair, core_.unit_of[p->second], n->second);
    }
    for (std::size_t k = 0; k < core_.works.size(); ++k) {
      Work& w = core_.works[k];
      w.lo = std::max(1, w.lo);
      std::erase_if(w.roles, [](const RoleNeed& r) { return r.count <= 0; });
      std::ranges::sort(w.locked);
    }
    std::ranges::sort(core_.refused, {}, &RefusedLock::pair);
  }

  void place_lock(const Pair& pair, std::int32_t u, std::int32_t k) {
    Unit& unit = core_.units[u];
    Work& w = core_.works[k];
    const auto refuse = [&](LockCode code, std::optional<Gate> gate) { core_.refused.push_back({pair, code, gate}); };
    if (unit.lock == k) return;
    if (unit.lock >= 0) return refuse(LockCode::two_needs, std::nullopt);
    if (unit.is_apart) return refuse(LockCode::party_apart, std::nullopt);
    for (const auto i : unit.members)
      if (const auto gate = hard_gate(i, k)) return refuse(LockCode::gate, gate);
    if (std::ranges::any_of(w.locked, [&](auto other) { return std::ranges::binary_search(core_.enemies[u], other); }))
      return refuse(LockCode::excluded_pair, std::nullopt);
    if (unit.size > w.hi) return refuse(LockCode::above_max, std::nullopt);
    const Edge edge = edge_of(u, k, true).value_or(Edge{});
    core_.base += core_.reward(k, unit.size) + edge.value;
    if (unit.pool >= 0) core_.pools[unit.pool].free = std::max(0, core_.pools[unit.pool].free - edge.seats);
    unit.lock = k;
    w.locked.push_back(u);
    w.lo -= unit.size;
    w.hi -= unit.size;
    w.full = std::max(0, w.full - unit.size);
    for (auto& role : w.roles) role.count -= core_.skills[u][static_cast<std::size_t>(role.skill)];
  }

  // The first gate that no lock overrides.
  std::optional<Gate> hard_gate(std::int32_t i, std::int32_t k) const {
    const auto distance = travel_m(core_.person_spots[i], core_.need_spots[k]);
    for (const auto gate : gates_of(core_.person(i), asked_[k], problem_.setting, problem_.policy, distance))
      if (!yields_to_a_lock(gate)) return gate;
    return std::nullopt;
  }

  static std::uint64_t key(std::int32_t person, std::int32_t work) {
    return static_cast<std::uint64_t>(person) << 32 | static_cast<std::uint32_t>(work);
  }

  // None where a gate keeps a member away (unless it is locked).
  std::optional<Edge> edge_of(std::int32_t u, std::int32_t k, bool is_locked) {
    const Unit& unit = core_.units[u];
    Edge edge{u, 0, 0};
    std::int32_t spare = 0;
    if (unit.size > 1)
      for (const auto i : unit.members) spare += std::max(0, core_.person(i).car_seats - 1);
    for (const auto i : unit.members) {
      const Person& p = core_.person(i);
      const auto distance = travel_m(core_.person_spots[i], core_.need_spots[k]);
      if (needs_seat(p, problem_.setting, distance)) ++edge.seats;
      if (!is_locked)
        if (const auto gate = gate_of(p, asked_[k], problem_.setting, problem_.policy, distance, edge.seats <= spare))
          return keep_away(u, k, *gate);
      edge.value += pair_points(p, asked_[k], problem_.policy, distance);
      if (!told_.empty() && told_.contains(key(i, k))) edge.value += problem_.policy.told;
    }
    edge.seats = std::max(0, edge.seats - spare);
    if (!is_locked && edge.seats > 0 && (unit.pool < 0 || edge.seats > core_.pools[unit.pool].free))
      return keep_away(u, k, Gate::no_transport);
    return edge;
  }

  std::nullopt_t keep_away(std::int32_t u, std::int32_t k, Gate gate) {
    core_.kept_from[k][static_cast<std::size_t>(gate)] += core_.units[u].size;
    ++core_.kept_out[u][static_cast<std::size_t>(gate)];
    return std::nullopt;
  }

  void make_edges() {
    core_.first.assign(1, 0);
    core_.edges.reserve(core_.units.size() * std::min<std::size_t>(core_.works.size(), 256));
    for (std::size_t k = 0; k < core_.works.size(); ++k) {
      const Work& w = core_.works[k];
      for (std::size_t u = 0; u < core_.units.size() && !w.fault && w.hi > 0 && w.lo <= w.hi; ++u) {
        const Unit& unit = core_.units[u];
        if (unit.lock >= 0 || unit.is_apart || unit.size > w.hi) continue;
        const auto is_enemy = [&](auto other) { return std::ranges::binary_search(core_.enemies[u], other); };
        if (!core_.enemies[u].empty() && std::ranges::any_of(w.locked, is_enemy)) {
          keep_away(static_cast<std::int32_t>(u), static_cast<std::int32_t>(k), Gate::excluded_pair);
          continue;
        }
        if (const auto edge = edge_of(static_cast<std::int32_t>(u), static_cast<std::int32_t>(k), false))
          core_.edges.push_back(*edge);
      }
      core_.first.push_back(static_cast<std::int32_t>(core_.edges.size()));
    }
  }

  Core& core_;
  const Problem& problem_;
  std::unordered_map<Uuid, std::int32_t> index_of_, work_of_;
  std::unordered_set<std::uint64_t> told_;
  std::vector<Asked> asked_;
};

}  // namespace

Result<Core> make_core(const Problem& problem) {
  Core core;
  core.problem = &problem;
  core.people = by_id(problem.people);
  core.needs = by_id(problem.needs);
  if (const auto ok = check_input(core); !ok) return pass_on(ok.error());
  Builder(core).build();
  return core;
}

}  // namespace musubi::matching::planning
