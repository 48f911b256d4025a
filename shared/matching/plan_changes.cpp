// A problem with changes made to it, and who moves between two plans.

#include <algorithm>
#include <map>

#include "shared/matching/plan.hpp"

namespace musubi::matching {
namespace {

// Somebody who would come if they were asked: insured for any hazard, at home in the district, strong, with no wish.
Person added_person(const Problem& problem, const Change& change, int number) {
  Person p;
  p.id.bytes[0] = 0xff;
  for (int k = 0; k < 4; ++k) p.id.bytes[15 - k] = static_cast<std::uint8_t>(number >> (8 * k));
  p.skills = change.skills;
  p.district_id = change.district_id;
  const Day from = Day::of(problem.setting.now);
  const Day last = std::max(from, problem.setting.day.value_or(from));
  p.insurance = domain::InsuranceCover{domain::InsurancePlan::natural_disaster, std::nullopt, from,
                                       Day{last.days + 366}, std::nullopt};
  return p;
}

void add_people(Problem& problem, const Change& change) {
  auto number =
      static_cast<int>(std::ranges::count_if(problem.people, [](const Person& p) { return p.id.bytes[0] == 0xff; }));
  for (int k = 0; k < change.count; ++k) problem.people.push_back(added_person(problem, change, ++number));
}

void add_seats(Problem& problem, const Change& change) {
  const auto pool = std::ranges::find(problem.setting.pools, change.district_id, &Pool::district_id);
  if (pool != problem.setting.pools.end())
    pool->seats += change.count;
  else
    problem.setting.pools.push_back({change.district_id, change.count});
}

}  // namespace

Problem changed(Problem problem, std::span<const Change> changes) {
  for (const auto& c : changes) {
    const auto of_person = [&](const Pair& pair) { return pair.volunteer_id == c.volunteer_id; };
    const auto of_need = [&](const Pair& pair) { return pair.need_id == c.need_id; };
    switch (c.kind) {
      case ChangeKind::assign:
        std::erase_if(problem.locks, of_person);
        problem.locks.push_back({c.volunteer_id, c.need_id});
        break;
      case ChangeKind::take_out:
        std::erase_if(problem.locks, of_person);
        std::erase_if(problem.told, of_person);
        std::erase_if(problem.people, [&](const Person& p) { return p.id == c.volunteer_id; });
        break;
      case ChangeKind::drop_need:
        std::erase_if(problem.locks, of_need);
        std::erase_if(problem.told, of_need);
        std::erase_if(problem.needs, [&](const Need& n) { return n.id == c.need_id; });
        break;
      case ChangeKind::add_people:
        add_people(problem, c);
        break;
      case ChangeKind::add_seats:
        add_seats(problem, c);
        break;
    }
  }
  return problem;
}

std::vector<Move> moves_between(const Plan& before, const Plan& after) {
  std::map<VolunteerId, Move> moves;
  for (const auto& x : before.placements) moves[x.volunteer_id] = {x.volunteer_id, x.need_id, std::nullopt};
  for (const auto& x : after.placements)
    moves.try_emplace(x.volunteer_id, Move{x.volunteer_id, std::nullopt, std::nullopt}).first->second.to = x.need_id;
  std::vector<Move> out;
  for (const auto& [id, move] : moves)
    if (move.from != move.to) out.push_back(move);
  return out;
}

}  // namespace musubi::matching
