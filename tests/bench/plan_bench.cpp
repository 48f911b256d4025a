// plan_bench [--quick] [name]: the plan of a large day (issue 3, M1-full), of the days whose name contains `name`.
// One JSON object a line: value = seconds of this thread's processor until the plan (a busy machine does not change
// them), objective, bound and gap of the last run, gap_max of all.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "shared/matching/plan.hpp"
#include "tests/bench/plan_instance.hpp"

namespace {

using musubi::matching::Budget;
using musubi::matching::Plan;
using musubi::matching::Problem;
using musubi::matching::testing_days::a_day;
using musubi::matching::testing_days::DaySize;

struct Case {
  std::string name;
  DaySize size;
};

std::vector<Case> cases() {
  DaySize mixed;
  DaySize even = mixed;
  even.crisis_percent = even.priority_percent = 0;
  DaySize loose = mixed;
  loose.needs = 1'200;
  loose.wanted_max = 2;
  DaySize buses = mixed;
  buses.seats_percent = 20;
  DaySize city = mixed;
  city.people = 500;
  city.needs = 300;
  DaySize plain = mixed;  // no structure: one price for each place decides
  plain.party_percent = plain.leader_needs_percent = plain.skill_needs_percent = plain.min_percent = 0;
  plain.exclusions = 0;
  return {{"4000x2500", mixed},       {"4000x2500-plain", plain}, {"4000x2500-one-priority", even},
          {"4000x1200-loose", loose}, {"4000x2500-buses", buses}, {"500x300", city}};
}

double seconds_of(const Problem& day, Budget budget, Plan& plan) {
  const std::clock_t from = std::clock();
  plan = musubi::matching::solve(day, budget).value();
  return static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
}

void measure(const Case& c, Budget budget, const char* which, int runs) {
  std::vector<double> taken;
  Plan plan;
  double worst_gap = 0;
  for (int run = 0; run < runs; ++run) {
    taken.push_back(seconds_of(a_day(static_cast<std::uint64_t>(run + 1), c.size), budget, plan));
    worst_gap = std::max(worst_gap, plan.gap());
  }
  std::ranges::sort(taken);
  std::printf(
      "{\"id\":\"M1-full\",\"name\":\"%s/%s\",\"value\":%.3f,\"unit\":\"s\",\"objective\":%lld,\"bound\":%lld,"
      "\"gap\":%.6f,\"gap_max\":%.6f,\"placed\":%zu,\"steps\":%lld,\"runs\":%d,\"min\":%.3f,\"max\":%.3f}\n",
      c.name.c_str(), which, taken[taken.size() / 2], static_cast<long long>(plan.objective),
      static_cast<long long>(plan.bound), plan.gap(), worst_gap, plan.placements.size(),
      static_cast<long long>(plan.steps), runs, taken.front(), taken.back());
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const bool is_quick = argc > 1 && std::string_view(argv[1]) == "--quick";
  const std::string_view wanted = argc > (is_quick ? 2 : 1) ? argv[is_quick ? 2 : 1] : "";
  for (const auto& c : cases()) {
    if (c.name.find(wanted) == std::string::npos) continue;
    measure(c, musubi::matching::k_first, "first", is_quick ? 1 : 3);
    measure(c, musubi::matching::k_quick, "quick", is_quick ? 1 : 3);
    measure(c, musubi::matching::k_thorough, "thorough", is_quick ? 1 : 3);
  }
  return 0;
}
