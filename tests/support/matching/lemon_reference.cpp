#include "tests/support/matching/lemon_reference.hpp"

#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <stdexcept>

namespace musubi::lemon_reference {

using lemon::SmartDigraph;

// People, needs, and one sink that everybody flows to: through a need or straight, at unplaced_cost.
struct Solver::Graph {
  explicit Graph(const Problem& problem) {
    const auto people = problem.first.empty() ? 0 : static_cast<int>(problem.first.size()) - 1;
    const auto needs = static_cast<int>(problem.capacity.size());
    digraph.reserveNode(people + needs + 1);
    digraph.reserveArc(static_cast<int>(problem.need.size()) + people + needs);
    for (int i = 0; i < people + needs + 1; ++i) digraph.addNode();
    const int sink = people + needs;
    for (int person = 0; person < people; ++person) {
      supply[SmartDigraph::nodeFromId(person)] = 1;
      for (int edge = problem.first[person]; edge < problem.first[person + 1]; ++edge) {
        add(person, people + problem.need[edge], problem.cost[edge], 1);
      }
      add(person, sink, problem.unplaced_cost, 1);
    }
    for (int need = 0; need < needs; ++need) add(people + need, sink, 0, problem.capacity[need]);
    supply[SmartDigraph::nodeFromId(sink)] = -people;
  }

  void add(int from, int to, int arc_cost, int arc_capacity) {
    const SmartDigraph::Arc arc = digraph.addArc(SmartDigraph::nodeFromId(from), SmartDigraph::nodeFromId(to));
    cost[arc] = arc_cost;
    capacity[arc] = arc_capacity;
  }

  SmartDigraph digraph;
  SmartDigraph::ArcMap<int> cost{digraph};
  SmartDigraph::ArcMap<int> capacity{digraph};
  SmartDigraph::NodeMap<int> supply{digraph, 0};
};

struct Solver::Method {
  virtual ~Method() = default;
  virtual void run() = 0;
  virtual std::int64_t cost() const = 0;
};

template <class Algorithm>
struct Solver::MethodOf : Method {
  explicit MethodOf(const Graph& graph) : algorithm(graph.digraph) {
    algorithm.upperMap(graph.capacity).costMap(graph.cost).supplyMap(graph.supply);
  }
  void run() override {
    if (algorithm.run() != Algorithm::OPTIMAL) throw std::logic_error("LEMON found no optimum");
  }
  std::int64_t cost() const override { return algorithm.template totalCost<std::int64_t>(); }

  Algorithm algorithm;
};

Solver::Solver(const Problem& problem) : graph_(std::make_unique<Graph>(problem)) {}
Solver::~Solver() = default;

void Solver::prepare(Algorithm algorithm, bool wide) {
  using Wide = std::int64_t;
  forget();
  if (algorithm == Algorithm::network_simplex && wide) {
    method_ = std::make_unique<MethodOf<lemon::NetworkSimplex<SmartDigraph, int, Wide>>>(*graph_);
  } else if (algorithm == Algorithm::network_simplex) {
    method_ = std::make_unique<MethodOf<lemon::NetworkSimplex<SmartDigraph, int, int>>>(*graph_);
  } else if (wide) {
    method_ = std::make_unique<MethodOf<lemon::CostScaling<SmartDigraph, int, Wide>>>(*graph_);
  } else {
    method_ = std::make_unique<MethodOf<lemon::CostScaling<SmartDigraph, int, int>>>(*graph_);
  }
}

void Solver::run() { method_->run(); }
void Solver::forget() { method_.reset(); }
std::int64_t Solver::cost() const { return method_->cost(); }

}  // namespace musubi::lemon_reference
