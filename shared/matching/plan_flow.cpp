#include "shared/matching/plan_flow.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <span>
#include <utility>

#include "shared/matching/assignment.hpp"

namespace musubi::matching::planning {
namespace {

constexpr std::size_t k_first = 10;  // edges a unit to begin with
constexpr std::size_t k_more = 6;    // and called in one round
constexpr int k_rounds = 4;          // where prices are only a start
constexpr int k_rounds_max = 60;     // where they are the proof
constexpr std::int64_t k_gain_max = 1'000'000'000;
// What an assignment costs an edge and a look at every edge costs, measured in operations of the other parts.
constexpr std::int64_t k_operations_an_arc = 8;
constexpr std::int64_t k_edges_an_operation = 16;

struct Arc {
  std::int32_t work{0};
  std::int32_t edge{0};
  auto operator<=>(const Arc&) const = default;
};
using Arcs = std::vector<std::vector<Arc>>;  // by unit, ascending

std::int64_t member_value(const Core& core, const Edge& edge) { return edge.value / core.units[edge.unit].size; }

class Flower {
 public:
  explicit Flower(const Core& core) : core_(core), arcs_(core.units.size()) {
    for (std::size_t work = 0; work < core.works.size(); ++work) {
      const Work& w = core.works[work];
      const std::int32_t full = std::min(w.full, w.hi);
      out_.place.push_back(full > 0 ? w.reward.wanted : w.reward.extra);
      if (core.first[work] == core.first[work + 1]) continue;
      if (full > 0) tiers_.push_back({static_cast<std::int32_t>(work), full, w.reward.wanted});
      if (w.hi > full) tiers_.push_back({static_cast<std::int32_t>(work), w.hi - full, w.reward.extra});
    }
    for (std::size_t work = 0; work < core.works.size(); ++work)
      for (std::int32_t e = core.first[work]; e < core.first[work + 1]; ++e)
        gain_max_ = std::max(gain_max_, member_value(core, core.edges[e]) + out_.place[work]);
    coarse_ = gain_max_ / k_gain_max + 1;
    look_over(1);
  }

  Flow run() {
    const std::vector<std::int64_t> none(core_.units.size(), std::numeric_limits<std::int64_t>::min());
    add(best_edges(core_, out_.place, none, k_first));
    add(best_edges(core_, std::vector<std::int64_t>(core_.works.size(), 0), none, k_first));
    look_over(2);
    // The first few rounds change much: solving anew is quicker than repairing.
    return generate(k_rounds);
  }

  Flow run_from(const std::vector<std::int64_t>& place, const std::vector<std::int32_t>& edges) {
    const std::vector<std::int64_t> none(core_.units.size(), std::numeric_limits<std::int64_t>::min());
    add(best_edges(core_, place, none, k_first));
    look_over(1);
    take_over(place, edges);
    return generate(0);
  }

 private:
  struct Tier {
    std::int32_t work{0};
    std::int32_t places{0};
    std::int64_t reward{0};
  };

  void look_over(std::int64_t times) {
    out_.work_done += times * static_cast<std::int64_t>(core_.edges.size()) / k_edges_an_operation;
  }

  Flow generate(int cold_rounds) {
    const int rounds = is_flat(core_) ? k_rounds_max : k_rounds;
    for (int round = 0; round < rounds; ++round) {
      assign(round >= cold_rounds);
      look_over(1);
      if (!add(best_edges(core_, out_.place, out_.unit_price, k_more))) break;
    }
    price_members();
    take_edges();
    return std::move(out_);
  }

  // As if `edges` had been the answer of the round before.
  void take_over(const std::vector<std::int64_t>& place, const std::vector<std::int32_t>& edges) {
    std::vector<std::vector<std::int32_t>> by_work(core_.works.size());
    std::vector<std::int32_t> work_of(core_.units.size(), -1);
    std::size_t work = 0;
    for (const auto e : edges) {
      while (e >= core_.first[work + 1]) ++work;
      by_work[work].push_back(e);
      work_of[core_.edges[e].unit] = static_cast<std::int32_t>(work);
    }
    add(by_work);
    std::vector<std::int32_t> free, tier(core_.works.size(), -1);
    for (std::size_t t = 0; t < tiers_.size(); ++t) {
      const Tier& one = tiers_[t];
      free.push_back(one.places);
      if (tier[one.work] < 0) tier[one.work] = static_cast<std::int32_t>(t);
      answer_.need_price.push_back(std::max<std::int64_t>(0, one.reward - place[one.work]) / coarse_);
    }
    for (std::size_t u = 0; u < arcs_.size(); ++u)
      for (std::int32_t member = 0; member < core_.units[u].size; ++member) {
        std::int32_t t = work_of[u] < 0 ? k_no_need : tier[work_of[u]];
        if (t != k_no_need && free[t] == 0) ++t;  // the extra places follow the wanted ones
        const bool has_place = t != k_no_need && t < std::ssize(tiers_) && tiers_[t].work == work_of[u] && free[t] > 0;
        if (has_place) --free[t];
        answer_.need_of.push_back(has_place ? t : k_no_need);
      }
  }

  // False where nothing was new.
  bool add(const std::vector<std::vector<std::int32_t>>& edges) {
    std::vector<std::vector<Arc>> fresh(core_.units.size());
    for (std::size_t work = 0; work < edges.size(); ++work)
      for (const auto e : edges[work]) fresh[core_.edges[e].unit].push_back({static_cast<std::int32_t>(work), e});
    bool is_new = false;
    std::vector<Arc> merged;
    for (std::size_t u = 0; u < fresh.size(); ++u) {
      merged.clear();
      std::ranges::set_union(arcs_[u], fresh[u], std::back_inserter(merged));
      is_new = is_new || merged.size() > arcs_[u].size();
      arcs_[u].swap(merged);
    }
    return is_new;
  }

  void assign(bool is_warm) {
    AssignmentInput input;
    std::vector<std::int32_t> tier_first(core_.works.size() + 1, 0);
    for (const auto& tier : tiers_) {
      input.capacity.push_back(tier.places);
      ++tier_first[tier.work + 1];
    }
    for (std::size_t work = 0; work < core_.works.size(); ++work) tier_first[work + 1] += tier_first[work];
    input.unplaced_cost = static_cast<std::int32_t>(std::max<std::int64_t>(0, gain_max_) / coarse_);
    input.first.push_back(0);
    for (std::size_t u = 0; u < arcs_.size(); ++u)
      for (std::int32_t member = 0; member < core_.units[u].size; ++member) {
        for (const Arc& arc : arcs_[u])
          for (std::int32_t t = tier_first[arc.work]; t < tier_first[arc.work + 1]; ++t) {
            const std::int64_t gain = (member_value(core_, core_.edges[arc.edge]) + tiers_[t].reward) / coarse_;
            if (gain <= 0) continue;
            input.need.push_back(t);
            input.cost.push_back(static_cast<std::int32_t>(input.unplaced_cost - gain));
          }
        input.first.push_back(static_cast<std::int32_t>(input.need.size()));
      }
    // Few new arcs: the last answer is nearly right.
    answer_ = is_warm ? LiveAssignment(input, answer_).assignment() : solve_assignment(input);
    out_.work_done += (is_warm ? 2 : k_operations_an_arc) * static_cast<std::int64_t>(input.need.size());
    constexpr std::int64_t never = std::numeric_limits<std::int64_t>::min() / 4;
    for (std::size_t work = 0; work < core_.works.size(); ++work)
      if (tier_first[work] < tier_first[work + 1]) out_.place[work] = never;
    for (std::size_t t = 0; t < tiers_.size(); ++t) {
      auto& place = out_.place[tiers_[t].work];
      place = std::max(place, tiers_[t].reward - answer_.need_price[t] * coarse_);
    }
    price_by_arcs();
  }

  // What each member gets on the edges that are known.
  void price_by_arcs() {
    out_.unit_price.assign(core_.units.size(), 0);
    for (std::size_t u = 0; u < arcs_.size(); ++u)
      for (const Arc& arc : arcs_[u])
        out_.unit_price[u] =
            std::max(out_.unit_price[u], member_value(core_, core_.edges[arc.edge]) + out_.place[arc.work]);
  }

  void price_members() {
    for (std::size_t u = 0; u < core_.units.size(); ++u) out_.unit_price[u] *= core_.units[u].size;
  }

  void take_edges() {
    std::int32_t person = 0;
    for (std::size_t u = 0; u < arcs_.size(); ++u) {
      std::int32_t work = -1;
      bool is_one = true;
      for (std::int32_t member = 0; member < core_.units[u].size; ++member, ++person) {
        const std::int32_t t = answer_.need_of[person];
        const std::int32_t here = t == k_no_need ? -1 : tiers_[t].work;
        is_one = is_one && (member == 0 || here == work);
        work = here;
      }
      if (!is_one || work < 0) continue;
      const auto arc = std::ranges::lower_bound(arcs_[u], work, {}, &Arc::work);
      out_.edges.push_back(arc->edge);
    }
    std::ranges::sort(out_.edges);
  }

  const Core& core_;
  Flow out_;
  Arcs arcs_;
  std::vector<Tier> tiers_;
  Assignment answer_;
  std::int64_t gain_max_{0};
  std::int64_t coarse_{1};  // points a unit of the assignment's cost, where whole points would not fit
};

}  // namespace

bool is_flat(const Core& core) {
  const auto asks_nothing_more = [&](const Work& work) { return work.hi <= 0 || (work.roles.empty() && work.lo == 1); };
  return std::ranges::all_of(core.units, [](const Unit& unit) { return unit.size == 1 || unit.lock >= 0; }) &&
         std::ranges::all_of(core.works, asks_nothing_more);
}

Flow solve_flow(const Core& core) { return Flower(core).run(); }

Flow resolve_flow(const Core& core, const std::vector<std::int64_t>& place, const std::vector<std::int32_t>& edges) {
  return Flower(core).run_from(place, edges);
}

std::vector<std::vector<std::int32_t>> best_edges(const Core& core, const std::vector<std::int64_t>& place,
                                                  const std::vector<std::int64_t>& above, std::size_t count) {
  using Best = std::pair<std::int64_t, std::int32_t>;  // worth, -edge; a heap with the least on top
  std::vector<Best> heaps(core.units.size() * count);
  std::vector<std::size_t> used(core.units.size(), 0);
  std::vector<std::int64_t> least = above;
  for (std::size_t work = 0; work < core.works.size(); ++work)
    for (std::int32_t e = core.first[work]; e < core.first[work + 1]; ++e) {
      const Edge& edge = core.edges[e];
      const std::int32_t size = core.units[edge.unit].size;
      const std::int64_t worth = (size == 1 ? edge.value : edge.value / size) + place[work];
      if (worth <= least[edge.unit]) continue;
      const auto heap = std::span(heaps).subspan(edge.unit * count, count);
      auto& n = used[edge.unit];
      if (n == count) {
        std::ranges::pop_heap(heap, std::greater{});
        --n;
      }
      heap[n++] = {worth, -e};
      std::ranges::push_heap(heap.first(n), std::greater{});
      if (n == count) least[edge.unit] = heap.front().first;
    }
  std::vector<std::int32_t> edges;
  for (std::size_t u = 0; u < used.size(); ++u)
    for (std::size_t k = 0; k < used[u]; ++k) edges.push_back(-heaps[u * count + k].second);
  std::ranges::sort(edges);
  std::vector<std::vector<std::int32_t>> by_work(core.works.size());
  std::size_t work = 0;
  for (const auto e : edges) {
    while (e >= core.first[work + 1]) ++work;
    by_work[work].push_back(e);
  }
  return by_work;
}

}  // namespace musubi::matching::planning
