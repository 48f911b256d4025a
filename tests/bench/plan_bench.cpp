// plan_bench [--quick] [name]: the plan of a large day (issue 3, M1-full), of the days whose name contains `name`;
// --quick: one of the large ones and the small one, fewer runs. One JSON object a line: value = seconds of this
// thread's processor until the plan (a busy machine does not change them), objective, bound and gap of the last run,
// gap_max of all. Rows of M2 are one change after the other, each from the plan before (replan), beside a fresh plan
// with the budget of k_quick (fresh-solve).
#include <algorithm>
#include <cstdio>
#include <cstdlib>
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

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

// Changes of one kind, each from the plan of the one before.
void change_one_by_one(const Case& c, const char* which, int changes) {
  using musubi::VolunteerId;
  Problem day = a_day(1, c.size);
  std::vector<musubi::matching::Person> arriving;
  std::vector<musubi::matching::Need> opening;
  const bool is_arrival = std::string_view(which) == "arrival";
  const bool is_need = std::string_view(which) == "new-need";
  for (int k = 0; k < changes && is_arrival; ++k) {
    // From the middle: parties stay whole, and ids are no longer in order of arrival.
    const auto lone = std::ranges::find_if(day.people.begin() + day.people.size() / (k + 2), day.people.end(),
                                           [](const auto& p) { return p.party < 0; });
    arriving.push_back(*lone);
    day.people.erase(lone);
  }
  for (int k = 0; k < changes && is_need; ++k) {
    const auto need = day.needs.begin() + day.needs.size() / (k + 2);
    opening.push_back(*need);
    day.needs.erase(need);
  }
  Plan plan = musubi::matching::solve(day, musubi::matching::k_quick).value();
  std::vector<double> ours, fresh, more;
  double worst_gap = 0;
  std::size_t moved = 0;
  for (int k = 0; k < changes; ++k) {
    if (is_arrival) day.people.push_back(arriving[k]);
    if (is_need) day.needs.push_back(opening[k]);
    if (!is_arrival && !is_need) {
      const VolunteerId gone = plan.placements[plan.placements.size() / (k + 2)].volunteer_id;
      std::erase_if(day.people, [&](const auto& p) { return p.id == gone; });
    }
    std::clock_t from = std::clock();
    const double near = std::max(musubi::matching::k_near, plan.gap());
    Plan next = musubi::matching::replan(day, plan, musubi::matching::k_quick, near).value();
    ours.push_back(static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC);
    Plan anew;
    fresh.push_back(seconds_of(day, musubi::matching::k_quick, anew));
    more.push_back(static_cast<double>(next.objective - anew.objective) / static_cast<double>(anew.bound));
    moved += musubi::matching::moves_between(plan, next).size();
    worst_gap = std::max(worst_gap, next.gap());
    if (next.objective > anew.bound || anew.objective > next.bound) {
      std::fprintf(stderr, "wrong: %s %s: a bound does not hold\n", c.name.c_str(), which);
      std::exit(1);
    }
    plan = std::move(next);
  }
  std::vector<double> ratios;
  for (std::size_t k = 0; k < ours.size(); ++k) ratios.push_back(fresh[k] / ours[k]);
  std::printf(
      "{\"id\":\"M2\",\"name\":\"%s of %s\",\"reference\":\"fresh-solve\",\"value\":%.4f,\"unit\":\"s\",\"ratio\":%.3g,"
      "\"runs\":%d,\"min\":%.4f,\"max\":%.4f,\"reference_value\":%.4f,\"objective\":%lld,\"bound\":%lld,\"gap_max\":%."
      "6f,"
      "\"better_than_fresh\":%.6f,\"people_moved_mean\":%.3g}\n",
      which, c.name.c_str(), median(ours), median(ratios), changes, std::ranges::min(ours), std::ranges::max(ours),
      median(fresh), static_cast<long long>(plan.objective), static_cast<long long>(plan.bound), worst_gap,
      median(more), static_cast<double>(moved) / changes);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const bool is_quick = argc > 1 && std::string_view(argv[1]) == "--quick";
  const std::string_view wanted = argc > (is_quick ? 2 : 1) ? argv[is_quick ? 2 : 1] : "";
  for (const auto& c : cases()) {
    if (c.name.find(wanted) == std::string::npos) continue;
    if (is_quick && wanted.empty() && c.name != "4000x2500" && c.name != "500x300") continue;
    measure(c, musubi::matching::k_first, "first", is_quick ? 1 : 3);
    measure(c, musubi::matching::k_quick, "quick", is_quick ? 1 : 3);
    measure(c, musubi::matching::k_thorough, "thorough", is_quick ? 1 : 3);
    for (const char* which : {"arrival", "cancellation", "new-need"}) change_one_by_one(c, which, is_quick ? 3 : 5);
  }
  return 0;
}
