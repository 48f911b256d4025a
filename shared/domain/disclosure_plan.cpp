// Who sees a plan and its teams.
#include <algorithm>
#include <set>

#include "shared/domain/disclosure.hpp"

namespace musubi::domain {
namespace {

bool watches_over(const Actor& actor, const std::optional<DistrictId>& district) {
  return actor.signed_in && actor.role == Role::coordinator && district && actor.has_district(*district);
}

// What a plan shows of a person: who it is and what they can do.
Volunteer brief(const Volunteer& v) {
  Volunteer out;
  out.id = v.id;
  out.number = v.number;
  out.name = v.name;
  out.district_id = v.district_id;
  out.skills = v.skills;
  out.availability = v.availability;
  return out;
}

// And of a need: what it is and where about, no household.
Need brief(const Need& n) {
  Need out;
  out.id = n.id;
  out.number = n.number;
  out.incident_id = n.incident_id;
  out.is_drill = n.is_drill;
  out.district_id = n.district_id;
  out.title = n.title;
  out.category = n.category;
  out.town = n.town;
  out.priority = n.priority;
  out.starts_at = n.starts_at;
  out.ends_at = n.ends_at;
  out.crew.roles = n.crew.roles;
  out.crew.leader_needed = n.crew.leader_needed;
  out.received_at = n.received_at;
  return out;
}

}  // namespace

std::optional<Disclosed<PlanView>> Policy::plan(const Actor& actor, PlanView view) {
  if (!actor.is_desk() && !watches_over(actor, view.plan.district_id)) return std::nullopt;
  PlanView out{view.plan, {}, {}, {}, view.can_undo};
  out.content.seq = view.content.seq;
  out.content.objective = view.content.objective;
  out.content.bound = view.content.bound;
  out.content.travel_m = view.content.travel_m;
  out.content.seats = view.content.seats;
  std::set<Uuid> shown;
  for (std::size_t i = 0; i < view.content.needs.size(); ++i) {
    if (!actor.is_desk() && !watches_over(actor, view.needs[i].district_id)) continue;
    out.content.needs.push_back(view.content.needs[i]);
    out.needs.push_back(brief(view.needs[i]));
    shown.insert(view.needs[i].id);
  }
  for (std::size_t i = 0; i < view.content.people.size(); ++i) {
    if (!actor.is_desk() && !watches_over(actor, view.volunteers[i].district_id)) continue;
    out.content.people.push_back(view.content.people[i]);
    out.volunteers.push_back(brief(view.volunteers[i]));
    shown.insert(view.volunteers[i].id);
  }
  const auto is_shown = [&](const Uuid& id) { return shown.contains(id); };
  for (const auto& a : view.content.assignments)
    if (is_shown(a.need_id) && is_shown(a.volunteer_id)) out.content.assignments.push_back(a);
  for (const auto& m : view.content.left_out)
    if ((!m.need_id || is_shown(*m.need_id)) && (!m.volunteer_id || is_shown(*m.volunteer_id)))
      out.content.left_out.push_back(m);
  out.content.offers = std::move(view.content.offers);
  return Disclosed(std::move(out));
}

std::optional<Disclosed<TeamView>> Policy::team(const Actor& actor, TeamView view) {
  if (!actor.is_desk() && !watches_over(actor, view.team.district_id)) return std::nullopt;
  // Who comes into the district is named to its coordinator.
  for (auto& v : view.volunteers) v = brief(v);
  return Disclosed(std::move(view));
}

}  // namespace musubi::domain
