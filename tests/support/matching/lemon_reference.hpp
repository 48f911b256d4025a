#pragma once
// The same problem solved by LEMON (liblemon-dev), an implementation that is not ours: oracle of the tests, reference
// of the bench. C++17 only, because LEMON 1.3.1 does not compile as C++20.

#include <cstdint>
#include <memory>
#include <vector>

namespace musubi::lemon_reference {

enum class Algorithm { network_simplex, cost_scaling };

// As matching::AssignmentInput.
struct Problem {
  const std::vector<std::int32_t>& first;
  const std::vector<std::int32_t>& need;
  const std::vector<std::int32_t>& cost;
  const std::vector<std::int32_t>& capacity;
  std::int32_t unplaced_cost;
};

// Built in steps so that each can be measured alone: the graph, the solver's own tables, the run.
class Solver {
 public:
  explicit Solver(const Problem& problem);
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;
  ~Solver();

  // `wide` counts in int64, for costs whose sums leave int32; narrow is the faster.
  void prepare(Algorithm algorithm, bool wide);
  void run();
  // Gives the solver's tables back, so that the next one's memory can be counted alone.
  void forget();
  std::int64_t cost() const;

 private:
  struct Graph;
  struct Method;
  template <class Algorithm>
  struct MethodOf;

  std::unique_ptr<Graph> graph_;
  std::unique_ptr<Method> method_;
};

}  // namespace musubi::lemon_reference
