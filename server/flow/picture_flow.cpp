// What the wall, the desk and the coordinators see of an incident's rounds: counts and dots.
#include <unordered_map>

#include "server/flow/incident_flow.hpp"
#include "server/flow/memory.hpp"
#include "server/store/district_store.hpp"
#include "server/store/registrant_store.hpp"

namespace musubi::flow {
namespace {

using domain::PersonStanding;
using domain::SafetyStatus;

bool counts(const store::RosterRow& row, const domain::Setting& setting) {
  domain::Registrant r;
  r.consented = row.consented;
  return domain::Policy::counts(r, setting);
}

PersonStanding standing_of(const store::RosterRow& row, const domain::CheckRound& round,
                           const domain::CheckState* state) {
  if (!state) return {row.id, row.district_id, SafetyStatus::unconfirmed, round.started_at, std::nullopt};
  return {row.id, row.district_id, state->status, state->open_since, state->recorded_at};
}

}  // namespace

Result<LivePicture> picture_of(Read& r, const IncidentId& incident_id, std::optional<DistrictId> only) {
  auto incident = store::find_incident(r.tx, incident_id);
  if (!incident) return fail(Code::not_found);
  LivePicture p;
  p.incident = std::move(*incident);
  p.round = store::latest_round(r.tx, incident_id);
  std::vector<DistrictId> districts;
  for (const auto& d : store::districts(r.tx))
    if (!only || d.id == *only) districts.push_back(d.id);
  // Of each district the round that counts there: a later quake begins some of them afresh beside the others.
  const auto rounds = store::rounds(r.tx, incident_id);
  std::unordered_map<Uuid, const domain::CheckRound*> round_of;
  std::unordered_map<Uuid, std::unordered_map<Uuid, domain::CheckState>> states;
  for (const auto& d : districts)
    if (const auto* round = domain::round_of(d, rounds)) {
      round_of.emplace(d, round);
      if (const auto [of_round, is_new] = states.try_emplace(round->id); is_new)
        for (auto& s : only ? store::states_in(r.tx, round->id, *only) : store::states(r.tx, round->id))
          of_round->second.emplace(s.registrant_id, s);
    }
  const domain::Setting setting{domain::disclosing_phase(p.incident, r.now)};
  r.memory.with_roster([&](const auto& roster) {
    for (const auto& [id, row] : roster) {
      const auto round = round_of.find(row.district_id);
      if (round == round_of.end() || !counts(row, setting)) continue;
      const auto& known = states.at(round->second->id);
      const auto it = known.find(id);
      p.people.push_back(standing_of(row, *round->second, it == known.end() ? nullptr : &it->second));
      if (row.position) p.positions.emplace(id, *row.position);
      if (domain::Policy::desk_only(row.consented, setting)) p.desk_only.insert(id);
    }
  });
  p.progress = domain::progress_by_district(districts, p.people);
  const auto needs = store::open_needs_by_district(r.tx, incident_id);
  for (auto& row : p.progress)
    if (row.district_id)
      if (const auto it = needs.find(*row.district_id); it != needs.end()) row.needs_open = it->second;
  return p;
}

Result<ProgressAnswer> read_progress(Read& r, const IncidentId& incident) {
  const auto p = picture_of(r, incident);
  if (!p) return pass_on(p.error());
  return ProgressAnswer{domain::Policy::progress(r.actor, p->progress),
                        p->round ? std::optional(p->round->id) : std::nullopt, r.tx.seq()};
}

Result<MapAnswer> read_map(Read& r, const IncidentId& incident) {
  auto p = picture_of(r, incident);
  if (!p) return pass_on(p.error());
  std::vector<domain::Dot> dots;
  for (const auto& person : p->people) {
    const auto at = p->positions.find(person.registrant_id);
    if (at == p->positions.end()) continue;
    dots.push_back({person.registrant_id, person.district_id, at->second, person.status, person.open_since, 1,
                    p->desk_only.contains(person.registrant_id)});
  }
  std::vector<domain::NeedDot> needs;
  for (const auto& n : store::open_needs_of_incident(r.tx, incident))
    if (n.position) needs.push_back({n.id, n.number, n.district_id, *n.position, n.status, n.priority, 1});
  return MapAnswer{std::move(p->incident),
                   std::move(p->round),
                   domain::Policy::progress(r.actor, std::move(p->progress)),
                   domain::Policy::dots(r.actor, std::move(dots)),
                   domain::Policy::need_dots(r.actor, std::move(needs)),
                   r.tx.seq()};
}

}  // namespace musubi::flow
