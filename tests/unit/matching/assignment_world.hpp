#pragma once
// Small random problems of every shape, and the oracle's answer to them.

#include <algorithm>
#include <utility>
#include <vector>

#include "shared/matching/assignment.hpp"
#include "tests/support/matching/town.hpp"

namespace musubi::matching {

using Rows = std::vector<std::vector<Edge>>;  // by person

inline AssignmentInput as_input(const Rows& rows, std::vector<std::int32_t> capacity, std::int32_t unplaced_cost) {
  AssignmentInput input{
      .first = {0}, .need = {}, .cost = {}, .capacity = std::move(capacity), .unplaced_cost = unplaced_cost};
  for (const auto& row : rows) {
    for (const Edge& edge : row) {
      input.need.push_back(edge.to);
      input.cost.push_back(edge.cost);
    }
    input.first.push_back(static_cast<std::int32_t>(input.need.size()));
  }
  return input;
}

inline Rows rows_of(const AssignmentInput& input) {
  Rows rows(static_cast<std::size_t>(input.people()));
  for (std::size_t person = 0; person < rows.size(); ++person) {
    for (std::int32_t edge = input.first[person]; edge < input.first[person + 1]; ++edge) {
      rows[person].push_back({.to = input.need[edge], .cost = input.cost[edge]});
    }
  }
  return rows;
}

inline std::vector<Edge> random_edges(town::Dice& dice, int others, int edges_max, int cost_max) {
  std::vector<Edge> edges;
  if (others == 0) return edges;
  for (int i = dice.between(0, edges_max); i > 0; --i) {
    edges.push_back({.to = dice.below(others), .cost = dice.between(0, cost_max)});  // pairs may come twice
  }
  return edges;
}

// Shapes vary: few or many people for the places, ties everywhere or nowhere, being unplaced cheap or dear.
inline AssignmentInput random_input(town::Dice& dice) {
  const int people = dice.between(0, 40);
  const int needs = dice.between(0, 25);
  const int cost_max = dice.below(2) == 0 ? 5 : 1'000;
  const int edges_max = dice.between(1, 10);
  Rows rows;
  for (int person = 0; person < people; ++person) rows.push_back(random_edges(dice, needs, edges_max, cost_max));
  std::vector<std::int32_t> capacity;
  const int capacity_max = dice.between(1, 4);
  for (int need = 0; need < needs; ++need) capacity.push_back(dice.between(0, capacity_max));
  return as_input(rows, std::move(capacity), dice.between(0, 2 * cost_max));
}

inline std::int64_t oracle_cost(const AssignmentInput& input) {
  if (input.people() == 0) return 0;
  lemon_reference::Solver solver(town::as_problem(input));
  solver.prepare(lemon_reference::Algorithm::network_simplex, true);
  solver.run();
  return solver.cost();
}

}  // namespace musubi::matching
