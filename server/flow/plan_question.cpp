// What would be if, and who could go where: questions to a plan that change nothing.
#include <algorithm>
#include <map>
#include <set>

#include "server/flow/plan_compute.hpp"

namespace musubi::flow {
namespace {

constexpr std::uint8_t k_added = 0xff;
constexpr int k_cell_m = 100;
constexpr int k_cell_unknown = 9'999;

std::vector<matching::Change> added_people(std::span<const domain::PlanChange> changes) {
  std::vector<matching::Change> out;
  for (const auto& c : changes) {
    if (c.kind != domain::PlanChangeKind::add_people) continue;
    matching::Change change;
    change.kind = matching::ChangeKind::add_people;
    change.count = c.count;
    change.district_id = c.district_id;
    change.skills = matching::SkillSet(c.skills);
    out.push_back(change);
  }
  return out;
}

int short_of(const std::vector<domain::PlanNeed>& needs, std::map<NeedId, int>& placed,
             const std::set<NeedId>& dropped) {
  int sum = 0;
  for (auto line : needs) {
    line.placed = placed[line.need_id];
    line.is_dropped = dropped.contains(line.need_id);
    sum += line.short_of();
  }
  return sum;
}

std::map<NeedId, int> placed_of(const matching::Plan& plan) {
  std::map<NeedId, int> placed;
  for (const auto& one : plan.placements) ++placed[one.need_id];
  return placed;
}

void put_needs(Difference& out, const DayWorld& world, const Decisions& after, std::map<NeedId, int>& was,
               std::map<NeedId, int>& is) {
  for (auto line : world.needs) {
    line.placed = is[line.need_id];
    line.is_dropped = after.dropped.contains(line.need_id);
    if (line.placed != was[line.need_id])
      out.needs.push_back({line.need_id, was[line.need_id], line.placed, line.short_of()});
  }
}

// Warnings that the plan did not have before.
void put_warnings(Difference& out, const matching::Plan& before, const matching::Plan& after) {
  for (const auto& one : after.placements) {
    const auto same = std::ranges::find_if(before.placements, [&](const matching::Assigned& b) {
      return b.need_id == one.need_id && b.volunteer_id == one.volunteer_id && b.warnings == one.warnings;
    });
    if (same != before.placements.end()) continue;
    for (const auto gate : one.warnings)
      out.warnings.push_back({std::string(matching::code(gate)), {one.volunteer_id, one.need_id}});
  }
}

}  // namespace

Result<Difference> what_if(const DayWorld& world, const domain::PlanContent& now,
                           std::span<const domain::PlanChange> changes) {
  Decisions d = decisions_of(now);
  settle(world, d, {});
  const auto before = described(world, d, prices_of(now));
  if (!before) return pass_on(before.error());
  Difference out;
  out.objective = before->objective;
  out.bound = before->bound;
  Decisions then = d;
  const auto applied = apply_all(world, then, changes);
  if (applied.refused) {
    out.impossible = {code_of(*applied.refused), applied.refused->pair};
    return out;
  }
  const auto problem = matching::changed(problem_of(world, then), added_people(changes));
  if (const auto refused = matching::check_locks(problem); !refused.empty()) {
    out.impossible = {code_of(refused.front()), refused.front().pair};
    return out;
  }
  const auto after = matching::replan(problem, *before, matching::k_quick, std::max(matching::k_near, before->gap()));
  if (!after) return pass_on(after.error());
  out.objective = after->objective;
  out.bound = after->bound;
  out.objective_more = after->objective - before->objective;
  out.placed_more = static_cast<int>(after->placements.size()) - static_cast<int>(before->placements.size());
  out.travel_more_m = after->travel_m - before->travel_m;
  out.moves = matching::moves_between(*before, *after);
  auto was = placed_of(*before);
  auto is = placed_of(*after);
  out.short_more = short_of(world.needs, is, then.dropped) - short_of(world.needs, was, d.dropped);
  put_needs(out, world, then, was, is);
  put_warnings(out, *before, *after);
  return out;
}

bool is_added(const VolunteerId& id) { return id.bytes[0] == k_added; }

PlanGrid grid_of(const DayWorld& world, const domain::PlanContent& content) {
  PlanGrid out;
  for (int g = 0; g < matching::k_gates; ++g) out.gates.emplace_back(matching::code(static_cast<matching::Gate>(g)));
  out.gates.emplace_back("need_closed");
  const int closed = -1 - matching::k_gates;
  const int gone = -1 - static_cast<int>(matching::Gate::not_active);
  std::map<Uuid, std::size_t> person_at;
  std::map<Uuid, std::size_t> need_at;
  for (const auto& p : world.problem.people) person_at.emplace(p.id, person_at.size());
  for (const auto& n : world.problem.needs) need_at.emplace(n.id, need_at.size());
  auto problem = world.problem;
  problem.setting.pools = pools_of(content.seats);
  const auto metres = matching::grid(problem);
  for (const auto& p : content.people) out.people.push_back(p.volunteer_id);
  for (const auto& line : content.needs) {
    out.needs.push_back(line.need_id);
    auto& row = out.cells.emplace_back();
    row.reserve(out.people.size());
    const auto need = need_at.find(line.need_id);
    for (const auto& id : out.people) {
      const auto person = person_at.find(id);
      int cell = need == need_at.end() ? closed : gone;
      if (need != need_at.end() && person != person_at.end()) {
        cell = metres[need->second][person->second];
        if (cell >= 0) cell = cell == matching::k_unknown_m ? k_cell_unknown : (cell + k_cell_m / 2) / k_cell_m;
      }
      row.push_back(cell);
    }
  }
  return out;
}

}  // namespace musubi::flow
