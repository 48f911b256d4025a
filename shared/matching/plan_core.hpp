#pragma once
// The plan's problem as numbers: units (a person alone or a party), needs with what is still free, and one edge for
// each pair that passes the gates. Locks are already part of it: locked units are gone, their places are taken.
// Internal to matching.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "shared/matching/plan.hpp"

namespace musubi::matching::planning {

struct Unit {
  std::vector<std::int32_t> members;  // indexes into the problem's people, by id
  std::int32_t size{0};
  std::int32_t pool{-1};  // of seats; -1: none to take from
  bool is_apart{false};   // two members are never to work together
  std::int32_t lock{-1};  // the need it is locked to
};

struct RoleNeed {
  domain::Skill skill{};
  std::int32_t count{0};  // still missing
};

struct Work {
  std::int32_t lo{1};    // the fewest that may be added
  std::int32_t hi{0};    // the most
  std::int32_t full{0};  // how many of them are wanted
  Reward reward;
  std::vector<RoleNeed> roles;
  std::optional<UnmetCode> fault;
  std::vector<std::int32_t> locked;  // units
};

struct Edge {
  std::int32_t unit{0};
  std::int32_t value{0};  // points of the pair(s), the told bonus included
  std::int32_t seats{0};  // taken from the unit's pool
};

struct Seats {
  std::optional<DistrictId> district_id;
  std::int32_t free{0};
};

struct Core {
  const Problem* problem{nullptr};
  std::vector<std::int32_t> people;  // order by id
  std::vector<std::int32_t> needs;
  std::vector<Unit> units;          // order by the smallest member's id
  std::vector<Work> works;          // works[k] is the need needs[k]
  std::vector<std::int32_t> first;  // edges of work k: first[k] … first[k + 1]
  std::vector<Edge> edges;
  std::vector<Seats> pools;
  std::vector<std::vector<std::int32_t>> enemies;  // units never at the same need
  std::vector<std::int32_t> unit_of;               // by index of the problem's people
  std::vector<std::vector<std::uint8_t>> skills;   // per unit: members with each skill that some role asks for
  std::vector<Spot> person_spots, need_spots;
  using Counts = std::array<std::int32_t, k_gates>;
  std::vector<Counts> kept_from;  // per work: people whom each gate keeps away
  std::vector<Counts> kept_out;   // per unit: works from which each gate keeps it away
  std::int64_t base{0};           // points of the locked people
  std::vector<RefusedLock> refused;

  [[nodiscard]] const Need& need(std::size_t work) const { return problem->needs[needs[work]]; }
  [[nodiscard]] const Person& person(std::int32_t index) const { return problem->people[index]; }
  [[nodiscard]] std::span<const Edge> edges_of(std::size_t work) const {
    return std::span(edges).subspan(first[work], first[work + 1] - first[work]);
  }
  [[nodiscard]] std::int64_t reward(std::size_t work, std::int64_t added) const {
    const auto& w = works[work];
    return w.reward.wanted * std::min<std::int64_t>(added, w.full) +
           w.reward.extra * std::max<std::int64_t>(0, added - w.full);
  }
};

// Fails on a policy out of bounds, a day before today and ids listed twice; refused locks are listed.
Result<Core> make_core(const Problem& problem);

}  // namespace musubi::matching::planning
