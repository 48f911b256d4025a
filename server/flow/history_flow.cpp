#include "server/flow/history_flow.hpp"

#include <algorithm>
#include <span>
#include <unordered_map>

#include "server/flow/memory.hpp"
#include "server/store/district_store.hpp"
#include "server/store/map_note_store.hpp"
#include "shared/domain/need_past.hpp"

namespace musubi::flow {
namespace {

using domain::CheckRound;
using domain::CheckState;
using domain::NeedStatus;
using domain::PersonStanding;
using States = std::unordered_map<Uuid, CheckState>;

// The rounds that had begun by then, newest first, as they stood.
std::vector<CheckRound> rounds_at(Read& r, const IncidentId& incident, Instant at) {
  auto rounds = store::rounds(r.tx, incident);
  std::erase_if(rounds, [&](const CheckRound& round) { return round.started_at > at; });
  for (auto& round : rounds)
    if (round.closed_at && *round.closed_at > at) round.closed_at.reset();
  return rounds;
}

// By the rule of the live state, of what had been recorded and settled until then.
States states_at(Read& r, const CheckRound& round, Instant at) {
  std::unordered_map<Uuid, std::vector<domain::SafetyCheck>> reports;
  for (auto& check : store::checks_recorded_until(r.tx, round.id, at))
    reports[check.registrant_id].push_back(std::move(check));
  States states;
  for (const auto& [person, said] : reports) {
    auto settled = store::settlements_of(r.tx, round.id, RegistrantId(person));
    std::erase_if(settled, [&](const domain::Settlement& one) { return one.settled_at > at; });
    if (const auto state = domain::standing(round, said, settled)) states.insert_or_assign(person, *state);
  }
  return states;
}

bool counts(const store::RosterRow& row, const domain::Setting& setting) {
  domain::Registrant person;
  person.consented = row.consented;
  return domain::Policy::counts(person, setting);
}

PersonStanding standing_of(const store::RosterRow& row, const CheckRound& round, const States& states) {
  const auto it = states.find(row.id);
  if (it == states.end())
    return {row.id, row.district_id, domain::SafetyStatus::unconfirmed, round.started_at, std::nullopt};
  return {row.id, row.district_id, it->second.status, it->second.open_since, it->second.recorded_at};
}

// People and dots, each in the round that counted for their district.
void put_people(Read& r, std::span<const CheckRound> rounds, const domain::Incident& incident, Instant at,
                std::vector<PersonStanding>& people, std::vector<domain::Dot>& dots) {
  std::unordered_map<Uuid, States> states;
  for (const auto& round : rounds) states.emplace(round.id, states_at(r, round, at));
  const domain::Setting setting{domain::disclosing_phase(incident, r.now)};
  r.memory.with_roster([&](const auto& roster) {
    for (const auto& [id, row] : roster) {
      const auto* round = domain::round_of(row.district_id, rounds);
      if (!round || !counts(row, setting) || domain::is_made_after(id, at)) continue;
      const auto person = standing_of(row, *round, states.at(round->id));
      people.push_back(person);
      if (row.position)
        dots.push_back({id, row.district_id, *row.position, person.status, person.open_since, 1,
                        domain::Policy::desk_only(row.consented, setting)});
    }
  });
}

bool is_over(NeedStatus status) {
  return status == NeedStatus::done || status == NeedStatus::cancelled || status == NeedStatus::declined ||
         status == NeedStatus::merged;
}

// The needs that were open then; their count by district goes into `progress`.
std::vector<domain::NeedDot> needs_at(Read& r, const IncidentId& incident, Instant at,
                                      std::vector<domain::Progress>& progress) {
  std::unordered_map<Uuid, NeedStatus> standing;
  for (const auto& step : store::need_steps_until(r.tx, incident, at))
    if (const auto status = domain::status_after(step.type)) standing.insert_or_assign(step.need_id, *status);
  std::vector<domain::NeedDot> dots;
  for (const auto& [id, status] : standing) {
    if (is_over(status)) continue;
    const auto need = store::find_need(r.tx, NeedId(id));
    if (!need) continue;
    const auto row = std::ranges::find(progress, std::optional(need->district_id), &domain::Progress::district_id);
    if (row != progress.end()) ++row->needs_open;
    if (need->position)
      dots.push_back({need->id, need->number, need->district_id, *need->position, status, need->priority, 1});
  }
  std::ranges::sort(dots, {}, &domain::NeedDot::need_id);
  return dots;
}

}  // namespace

Result<MapAnswer> read_map_at(Read& r, const IncidentId& incident_id, Instant at) {
  auto incident = store::find_incident(r.tx, incident_id);
  if (!incident) return fail(Code::not_found);
  if (at > r.now || at < incident->opened_at) return fail_fields({{"at", "out_of_range"}});
  auto rounds = rounds_at(r, incident_id, at);
  std::vector<PersonStanding> people;
  std::vector<domain::Dot> dots;
  put_people(r, rounds, *incident, at, people, dots);
  std::vector<DistrictId> districts;
  for (const auto& d : store::districts(r.tx)) districts.push_back(d.id);
  auto progress = domain::progress_by_district(districts, people);
  auto needs = needs_at(r, incident_id, at, progress);
  return MapAnswer{std::move(*incident),
                   rounds.empty() ? std::nullopt : std::optional(std::move(rounds.front())),
                   domain::Policy::progress(r.actor, std::move(progress)),
                   domain::Policy::dots(r.actor, std::move(dots)),
                   0,
                   domain::Policy::need_dots(r.actor, std::move(needs)),
                   r.tx.seq()};
}

}  // namespace musubi::flow
