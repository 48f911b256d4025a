#include "server/flow/plan_decisions.hpp"

#include <algorithm>

namespace musubi::flow {
namespace {

using domain::PlanChange;
using domain::PlanChangeKind;
using matching::Pair;
using matching::Problem;

bool holds(const std::vector<Pair>& pairs, const Pair& pair) { return std::ranges::find(pairs, pair) != pairs.end(); }

// The refusal as one of what was asked for: that pair, or one that found its place held or its neighbour excluded.
std::optional<matching::RefusedLock> asked_for(const matching::RefusedLock& refused, const std::vector<Pair>& asked) {
  if (holds(asked, refused.pair)) return refused;
  const bool is_of_two =
      refused.code == matching::LockCode::above_max || refused.code == matching::LockCode::excluded_pair;
  const auto beside = std::ranges::find(asked, refused.pair.need_id, &Pair::need_id);
  if (!is_of_two || beside == asked.end()) return std::nullopt;
  return matching::RefusedLock{*beside, refused.code, refused.gate};
}

// Pairs that no plan of this problem may contain.
std::vector<matching::RefusedLock> refused_pairs(const Problem& problem, const std::vector<Pair>& pairs) {
  Problem fixed = problem;
  fixed.locks = pairs;
  return matching::check_locks(fixed);
}

// The people who go where this one goes.
std::vector<VolunteerId> with_party(const DayWorld& world, const VolunteerId& id) {
  const auto& people = world.problem.people;
  const auto self = std::ranges::find(people, id, &matching::Person::id);
  if (self == people.end() || self->party < 0) return {id};
  std::vector<VolunteerId> all;
  for (const auto& p : people)
    if (p.party == self->party) all.push_back(p.id);
  return all;
}

void take_out(Decisions& d, const VolunteerId& id) {
  const auto is_theirs = [&](const Pair& pair) { return pair.volunteer_id == id; };
  std::erase_if(d.pairs, is_theirs);
  std::erase_if(d.locks, is_theirs);
}

// One change of hands; false when it speaks of something that is not in the plan.
bool apply(const DayWorld& world, Decisions& d, const PlanChange& change, std::vector<Pair>& asked) {
  const Pair pair{change.volunteer_id, change.need_id};
  switch (change.kind) {
    case PlanChangeKind::assign:
      for (const auto& id : with_party(world, change.volunteer_id)) {
        take_out(d, id);
        d.out.erase(id);
        d.pairs.push_back({id, change.need_id});
        d.locks.push_back({id, change.need_id});
        asked.push_back({id, change.need_id});
      }
      d.dropped.erase(change.need_id);
      return true;
    case PlanChangeKind::lock:
      if (!holds(d.pairs, pair)) return false;
      if (!holds(d.locks, pair)) d.locks.push_back(pair);
      return true;
    case PlanChangeKind::unlock:
      return std::erase(d.locks, pair) > 0 || holds(d.pairs, pair);
    case PlanChangeKind::take_out:
      for (const auto& id : with_party(world, change.volunteer_id)) {
        take_out(d, id);
        d.out.insert(id);
      }
      return std::ranges::find(world.problem.people, change.volunteer_id, &matching::Person::id) !=
             world.problem.people.end();
    case PlanChangeKind::drop_need:
      std::erase_if(d.pairs, [&](const Pair& p) { return p.need_id == change.need_id; });
      std::erase_if(d.locks, [&](const Pair& p) { return p.need_id == change.need_id; });
      d.dropped.insert(change.need_id);
      return std::ranges::find(world.needs, change.need_id, &domain::PlanNeed::need_id) != world.needs.end();
    case PlanChangeKind::take_need:
      return d.dropped.erase(change.need_id) > 0;
    case PlanChangeKind::add_seats:
      domain::add_seats(d.seats, {change.district_id, change.count});
      return true;
    case PlanChangeKind::resolve:
    case PlanChangeKind::undo:
    case PlanChangeKind::add_people:
      return true;
  }
  return false;
}

Applied applied(const DayWorld& world, Decisions& d, std::span<const PlanChange> changes, bool step_by_step) {
  Applied done;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto& change = changes[i];
    if (change.kind == PlanChangeKind::resolve) done.resolves = true;
    done.refused_at = i;
    if (!apply(world, d, change, done.asked)) {
      done.refused = matching::RefusedLock{{change.volunteer_id, change.need_id}, matching::LockCode::unknown, {}};
      return done;
    }
    if (step_by_step && (done.refused = settle(world, d, done.asked))) return done;
  }
  if (!step_by_step) done.refused = settle(world, d, done.asked);
  return done;
}

}  // namespace

Decisions decisions_of(const domain::PlanContent& content) {
  Decisions d;
  for (const auto& a : content.assignments) {
    d.pairs.push_back({a.volunteer_id, a.need_id});
    if (a.is_locked) d.locks.push_back(d.pairs.back());
  }
  for (const auto& need : content.needs)
    if (need.is_dropped) d.dropped.insert(need.need_id);
  for (const auto& person : content.people)
    if (person.is_out) d.out.insert(person.volunteer_id);
  d.seats = content.seats;
  return d;
}

std::vector<matching::Pool> pools_of(const std::vector<domain::PlanSeats>& seats) {
  std::vector<matching::Pool> pools;
  for (const auto& pool : seats) pools.push_back({pool.district_id, pool.seats});
  return pools;
}

Problem problem_of(const DayWorld& world, const Decisions& d) {
  Problem problem = world.problem;
  std::erase_if(problem.needs, [&](const matching::Need& n) { return d.dropped.contains(n.id); });
  std::erase_if(problem.people, [&](const matching::Person& p) { return d.out.contains(p.id); });
  std::erase_if(problem.told,
                [&](const Pair& t) { return d.dropped.contains(t.need_id) || d.out.contains(t.volunteer_id); });
  problem.locks = d.locks;
  problem.setting.pools = pools_of(d.seats);
  return problem;
}

std::string code_of(const matching::RefusedLock& refused) {
  if (refused.gate) return std::string(matching::code(*refused.gate));
  if (refused.code == matching::LockCode::unknown) return "not_in_plan";
  return std::string(matching::code(refused.code));
}

std::optional<matching::RefusedLock> settle(const DayWorld& world, Decisions& d, const std::vector<Pair>& asked) {
  for (;;) {
    const auto refused = refused_pairs(problem_of(world, d), d.pairs);
    if (refused.empty()) return std::nullopt;
    for (const auto& one : refused)
      if (const auto theirs = asked_for(one, asked)) return theirs;
    const auto is_refused = [&](const Pair& pair) {
      return std::ranges::find(refused, pair, &matching::RefusedLock::pair) != refused.end();
    };
    std::erase_if(d.locks, is_refused);
    if (std::erase_if(d.pairs, is_refused) == 0) return refused.front();
  }
}

Applied apply_all(const DayWorld& world, Decisions& d, std::span<const PlanChange> changes) {
  Decisions all = d;
  Applied done = applied(world, all, changes, false);
  // Looked at step by step only to find out which step it is that cannot be.
  if (done.refused) return applied(world, d, changes, true);
  d = std::move(all);
  return done;
}

Result<matching::Plan> described(const DayWorld& world, const Decisions& d, const matching::Prices& prices) {
  return matching::describe(problem_of(world, d), d.pairs, prices);
}

// Prices of other lengths than what they are for are of no use.
matching::Prices prices_of(const domain::PlanContent& content) {
  matching::Prices out;
  const auto& [people, places, seats] = content.prices;
  if (people.size() != content.people.size() || places.size() != content.needs.size()) return out;
  for (std::size_t i = 0; i < people.size(); ++i) out.people.emplace_back(content.people[i].volunteer_id, people[i]);
  for (std::size_t i = 0; i < places.size(); ++i) out.places.emplace_back(content.needs[i].need_id, places[i]);
  for (std::size_t i = 0; i < std::min(seats.size(), content.seats.size()); ++i)
    out.seats.emplace_back(content.seats[i].district_id, seats[i]);
  return out;
}

matching::Plan start_of(const domain::PlanContent& content) {
  matching::Plan out;
  for (const auto& one : content.assignments) {
    auto& placed = out.placements.emplace_back();
    placed.need_id = one.need_id;
    placed.volunteer_id = one.volunteer_id;
  }
  out.prices = prices_of(content);
  return out;
}

}  // namespace musubi::flow
