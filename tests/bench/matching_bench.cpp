// matching_bench [--quick]
//
// The assignment core beside LEMON on the same problems, in alternating runs of one thread; one JSON object a line.
// Times are CPU time of the thread, so that neighbours on the machine disturb little. LEMON's is its run() alone, with
// the graph and its tables made before; ours is the whole of solve_assignment. Leaves with 1 when any answer is wrong.

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/matching/assignment.hpp"
#include "tests/bench/heap_count.hpp"
#include "tests/support/matching/town.hpp"

namespace musubi::bench {
namespace {

using matching::Assignment;
using matching::AssignmentInput;
using matching::Edge;
using matching::LiveAssignment;
using matching::town::Places;

constexpr std::uint64_t k_seed = 1;
constexpr int k_changes = 300;
constexpr int k_changes_per_fresh_solve = 30;
constexpr int k_changes_per_lemon = 100;

struct Reference {
  const char* name;
  lemon_reference::Algorithm algorithm;
};
constexpr Reference k_references[] = {{"lemon-ns", lemon_reference::Algorithm::network_simplex},
                                      {"lemon-cs", lemon_reference::Algorithm::cost_scaling}};

struct Size {
  int people;
  int runs_loose;
  int runs_tight;
};

bool all_right = true;

void check(bool right, const std::string& what) {
  if (right) return;
  std::fprintf(stderr, "wrong: %s\n", what.c_str());
  all_right = false;
}

double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

double timed(const std::function<void()>& work) {
  const double begin = cpu_ms();
  work();
  return cpu_ms() - begin;
}

double part_of(std::vector<double> values, double part) {
  std::ranges::sort(values);
  return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}
double median(const std::vector<double>& values) { return part_of(values, 0.5); }

std::string title(int people, Places places) {
  return std::to_string(people / 1000) + "k " + (places == Places::tight ? "tight" : "loose");
}

// What the prices prove that every answer costs at least, worked out anew.
std::int64_t bound(const AssignmentInput& input, const Assignment& answer) {
  std::int64_t sum = 0;
  for (std::int32_t person = 0; person < input.people(); ++person) {
    std::int64_t least = input.unplaced_cost;
    for (std::int32_t edge = input.first[person]; edge < input.first[person + 1]; ++edge) {
      least = std::min(least, input.cost[edge] + answer.need_price[input.need[edge]]);
    }
    sum += least;
  }
  for (std::int32_t need = 0; need < input.needs(); ++need) sum -= input.capacity[need] * answer.need_price[need];
  return sum;
}

void print(const char* id, const std::string& name, const char* reference, const std::vector<double>& values,
           const char* unit, const std::vector<double>& ratios, const std::string& more) {
  std::printf(
      "{\"id\":\"%s\",\"name\":\"%s\",\"reference\":\"%s\",\"value\":%.4g,\"unit\":\"%s\",\"ratio\":%.3g,"
      "\"runs\":%zu,\"min\":%.4g,\"max\":%.4g,\"ratio_min\":%.3g,\"ratio_max\":%.3g%s}\n",
      id, name.c_str(), reference, median(values), unit, median(ratios), values.size(), std::ranges::min(values),
      std::ranges::max(values), std::ranges::min(ratios), std::ranges::max(ratios), more.c_str());
  std::fflush(stdout);
}

void solve_beside_lemon(int people, Places places, int runs) {
  const AssignmentInput input = matching::town::clustered(people, places, k_seed);
  const std::string name = "solve " + title(people, places);
  lemon_reference::Solver lemon(matching::town::as_problem(input));
  std::vector<double> ours;
  std::vector<double> theirs[2];
  std::int64_t bytes = 0;
  std::int64_t their_bytes[2]{};
  Assignment answer;
  for (int run = 0; run < runs; ++run) {
    answer = {};
    reset_heap_peak();
    ours.push_back(timed([&] { answer = solve_assignment(input); }));
    bytes = heap_peak_bytes();
    for (int i = 0; i < 2; ++i) {
      lemon.forget();
      reset_heap_peak();
      lemon.prepare(k_references[i].algorithm, false);
      theirs[i].push_back(timed([&] { lemon.run(); }));
      their_bytes[i] = heap_peak_bytes();
      check(lemon.cost() == answer.cost, name + " costs other than " + k_references[i].name + " says");
    }
  }
  check(is_optimal(input, answer), name + " is refused by its certificate");

  const std::string proof =
      ",\"objective\":" + std::to_string(answer.cost) + ",\"bound\":" + std::to_string(bound(input, answer));
  for (int i = 0; i < 2; ++i) {
    std::vector<double> ratios;
    for (std::size_t run = 0; run < ours.size(); ++run) ratios.push_back(theirs[i][run] / ours[run]);
    const std::string more = proof + ",\"reference_value\":" + std::to_string(median(theirs[i]));
    print("M1", name, k_references[i].name, ours, "ms", ratios, more);
  }
  for (int i = 0; i < 2; ++i) {
    const double mb = static_cast<double>(bytes) / 1e6;
    const double their_mb = static_cast<double>(their_bytes[i]) / 1e6;
    print("M3", "peak heap of " + name, k_references[i].name, {mb}, "MB", {their_mb / mb},
          ",\"reference_value\":" + std::to_string(their_mb));
  }
}

// Without the last k_changes people, who are then the arrivals.
AssignmentInput before_arrivals(const AssignmentInput& all) {
  AssignmentInput input = all;
  input.first.resize(input.first.size() - k_changes);
  input.need.resize(input.first.back());
  input.cost.resize(input.first.back());
  return input;
}

double lemon_ms(const AssignmentInput& input, std::int64_t cost, const std::string& name) {
  lemon_reference::Solver lemon(matching::town::as_problem(input));
  lemon.prepare(k_references[0].algorithm, false);
  const double ms = timed([&] { lemon.run(); });
  check(lemon.cost() == cost, name + " costs other than lemon-ns says");
  return ms;
}

struct Changed {
  std::vector<double> us;
  std::vector<double> fresh_ms[2];  // our own, lemon-ns
  std::size_t moved{0};
  double ratio() const { return 1e3 * median(fresh_ms[0]) / median(us); }
};

// One change after the other, each timed alone and proven before the next; fresh solves of the same problem between.
Changed change_beside_fresh(const std::string& name, LiveAssignment& live, const std::function<void(int)>& change) {
  Changed out;
  for (int i = 0; i < k_changes; ++i) {
    out.us.push_back(1e3 * timed([&] { change(i); }));
    out.moved += live.moved().size();
    const AssignmentInput now = live.input();
    check(is_optimal(now, live.assignment()), name + " is refused by its certificate");
    if (i % k_changes_per_fresh_solve == 0) {
      Assignment fresh;
      out.fresh_ms[0].push_back(timed([&] { fresh = solve_assignment(now); }));
      check(fresh.cost == live.cost(), name + " costs other than a fresh solve");
    }
    if (i % k_changes_per_lemon == 0) out.fresh_ms[1].push_back(lemon_ms(now, live.cost(), name));
  }
  return out;
}

void print_changed(const std::string& name, const Changed& changed) {
  double sum_us = 0;
  for (const double us : changed.us) sum_us += us;
  for (int i = 0; i < 2; ++i) {
    std::vector<double> ratios;
    for (const double ms : changed.fresh_ms[i]) ratios.push_back(1e3 * ms / median(changed.us));
    char more[200];
    std::snprintf(more, sizeof more,
                  ",\"p99\":%.4g,\"mean\":%.4g,\"people_moved_mean\":%.3g,\"reference_value\":%.4g,"
                  "\"reference_runs\":%zu",
                  part_of(changed.us, 0.99), sum_us / k_changes, static_cast<double>(changed.moved) / k_changes,
                  1e3 * median(changed.fresh_ms[i]), changed.fresh_ms[i].size());
    print("M2", name, i == 0 ? "fresh-solve" : k_references[0].name, changed.us, "us", ratios, more);
  }
}

struct ArrivalsAndCancellations {
  Changed arrivals, cancellations;
};

ArrivalsAndCancellations change_one_by_one(int people, Places places, std::uint64_t seed) {
  const AssignmentInput all = matching::town::clustered(people, places, seed);
  const AssignmentInput start = before_arrivals(all);
  LiveAssignment live(start, solve_assignment(start));
  std::vector<std::vector<Edge>> arrivals;
  for (std::int32_t person = start.people(); person < all.people(); ++person) {
    std::vector<Edge>& edges = arrivals.emplace_back();
    for (std::int32_t edge = all.first[person]; edge < all.first[person + 1]; ++edge) {
      edges.push_back({.to = all.need[edge], .cost = all.cost[edge]});
    }
  }
  matching::town::Dice dice(seed);
  const std::string where = title(people, places) + " of town " + std::to_string(seed);
  ArrivalsAndCancellations out;
  out.arrivals = change_beside_fresh("arrival " + where, live,
                                     [&](int i) { live.add_person(arrivals[static_cast<std::size_t>(i)]); });
  out.cancellations =
      change_beside_fresh("cancellation " + where, live, [&](int) { live.remove_person(dice.below(start.people())); });
  return out;
}

// How much must change hands differs from town to town: the first is the one of M1, the worst of several is told too.
void change_towns(int people, Places places, std::uint64_t towns) {
  ArrivalsAndCancellations worst = change_one_by_one(people, places, k_seed);
  print_changed("arrival " + title(people, places), worst.arrivals);
  print_changed("cancellation " + title(people, places), worst.cancellations);
  if (towns == 1) return;
  for (std::uint64_t seed = k_seed + 1; seed < k_seed + towns; ++seed) {
    ArrivalsAndCancellations town = change_one_by_one(people, places, seed);
    if (town.arrivals.ratio() < worst.arrivals.ratio()) worst.arrivals = std::move(town.arrivals);
    if (town.cancellations.ratio() < worst.cancellations.ratio()) worst.cancellations = std::move(town.cancellations);
  }
  const std::string which = ", worst of " + std::to_string(towns) + " towns";
  print_changed("arrival " + title(people, places) + which, worst.arrivals);
  print_changed("cancellation " + title(people, places) + which, worst.cancellations);
}

int run(bool quick) {
  std::vector<Size> sizes{{1'000, 9, 9}, {10'000, 7, 5}};
  if (!quick) sizes.push_back({50'000, 3, 2});
  for (const Size& size : sizes) {
    solve_beside_lemon(size.people, Places::loose, size.runs_loose);
    solve_beside_lemon(size.people, Places::tight, size.runs_tight);
  }
  for (const Places places : {Places::loose, Places::tight}) change_towns(10'000, places, quick ? 1 : 5);
  return all_right ? 0 : 1;
}

}  // namespace
}  // namespace musubi::bench

int main(int count, char** words) {
  const bool quick = count == 2 && std::string_view(words[1]) == "--quick";
  if (count > 1 && !quick) {
    std::fprintf(stderr, "matching_bench [--quick]\n");
    return 2;
  }
  return musubi::bench::run(quick);
}
