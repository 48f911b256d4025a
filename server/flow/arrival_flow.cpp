#include "server/flow/arrival_flow.hpp"

#include <algorithm>

#include "server/flow/audit_flow.hpp"
#include "server/flow/check_flow.hpp"
#include "server/flow/incident_flow.hpp"
#include "server/flow/memory.hpp"
#include "server/store/account_store.hpp"
#include "server/store/arrival_store.hpp"
#include "server/store/district_store.hpp"
#include "server/store/registrant_store.hpp"

namespace musubi::flow {
namespace {

using domain::Arrival;
using domain::ArrivalLine;
using domain::ArrivalResult;

bool is_shelter(Read r, const Uuid& id) {
  for (const auto kind : {domain::PlaceKind::shelter, domain::PlaceKind::evac_site})
    if (const auto places = store::places(r.tx, kind);
        std::ranges::find(places, id, &domain::Place::id) != places.end())
      return true;
  return false;
}

// Those of the found whom the asker may see in this incident: for the others the answer is "not on the roster".
std::vector<domain::RosterPerson> visible(Write& w, const std::vector<Uuid>& found, const domain::Setting& setting) {
  std::vector<domain::RosterPerson> people;
  for (const auto& id : found) {
    auto person = store::find_registrant(w.tx, RegistrantId(id));
    if (!person || person->status != domain::RegistrantStatus::active || !domain::Policy::counts(*person, setting) ||
        !domain::Policy::classes_for(w.actor, *person, setting).a)
      continue;
    people.push_back({person->id, person->name, person->name_kana, person->birth_date, person->phone});
  }
  return people;
}

// no_round where nobody is asked about the person's district now.
Result<void> arrive(Write& w, ArrivalLine& line, const std::vector<domain::CheckRound>& rounds,
                    const RegistrantId& person_id) {
  line.registrant_id = person_id;
  const auto row = w.memory.roster_row(person_id);
  const auto* round = row ? domain::round_of(row->district_id, rounds) : nullptr;
  line.result = ArrivalResult::no_round;
  if (round == nullptr || round->closed_at) return {};
  domain::NewCheck check;
  check.registrant_id = person_id;
  check.status = domain::SafetyStatus::safe_sheltered;
  check.method = domain::CheckMethod::shelter;
  const auto done = record_check(w, round->id, check);
  if (!done) return pass_on(done.error());
  line.result = ArrivalResult::matched;
  line.check_id = done->ref_id<CheckId>();
  return {};
}

domain::Event arrival_event(const Write& w, std::string type, const Arrival& arrival) {
  auto e = w.event(std::move(type));
  e.incident_id = arrival.incident_id;
  e.subject_id = arrival.id;
  return e;
}

}  // namespace

Result<Outcome> record_arrival(Write& w, const IncidentId& incident_id, const domain::NewArrival& ask) {
  const auto incident = store::find_incident(w.tx, incident_id);
  if (!incident) return fail(Code::not_found);
  if (incident->status == domain::IncidentStatus::closed) return fail(Code::incident_closed);
  if (store::open_rounds(w.tx, incident_id).empty()) return fail(Code::round_closed);
  if (!ask.shelter_id && !ask.name) return fail_fields({{"name", "required"}});
  if (ask.shelter_id && !is_shelter(w.as_read(), *ask.shelter_id))
    return fail_fields({{"shelter_id", "unknown_reference"}});

  const domain::Setting setting{domain::disclosing_phase(*incident, w.now)};
  const auto rounds = store::rounds(w.tx, incident_id);
  Arrival arrival;
  arrival.id = w.id<ArrivalId>();
  arrival.incident_id = incident_id;
  arrival.shelter_id = ask.shelter_id;
  arrival.name = ask.name;
  arrival.recorded_at = w.now;
  arrival.recorded_by = w.actor.account_id;
  const auto found = w.memory.with_people(
      [&](const domain::PeopleIndex& people) { return people.alike(domain::PersonKind::registrant, ask.people); });
  Seen seen{.action = "search", .incident = incident_id};
  for (std::size_t i = 0; i < ask.people.size(); ++i) {
    const auto match = domain::match_arrival(ask.people[i], visible(w, found[i], setting));
    ArrivalLine line{.line = static_cast<int>(i) + 1, .result = match.result};
    for (const auto& id : match.candidates) seen.people.push_back(id);
    if (match.result == ArrivalResult::matched) {
      if (const auto ok = arrive(w, line, rounds, match.candidates.front()); !ok) return pass_on(ok.error());
    } else if (match.result == ArrivalResult::unsure) {
      line.name = ask.people[i].name;
      line.candidates = match.candidates;
    }
    arrival.lines.push_back(std::move(line));
  }
  store::insert_arrival(w.tx, arrival);
  w.tx.append(arrival_event(w, "arrival.recorded", arrival));
  if (!seen.people.empty()) audit(w, std::move(seen));
  return outcome(201, "arrival", arrival.id);
}

Result<Outcome> choose_arrival(Write& w, const ArrivalId& id, const domain::ChooseArrival& ask) {
  const auto arrival = store::find_arrival(w.tx, id);
  if (!arrival) return fail(Code::not_found);
  const auto incident = store::find_incident(w.tx, arrival->incident_id);
  if (!incident) return fail(Code::broken, "arrival without its incident");
  if (incident->status == domain::IncidentStatus::closed) return fail(Code::incident_closed);
  const auto at = std::ranges::find(arrival->lines, ask.line, &ArrivalLine::line);
  if (at == arrival->lines.end()) return fail_fields({{"line", "unknown_reference"}});
  if (at->result != ArrivalResult::unsure) return fail(Code::wrong_state);
  ArrivalLine line{.line = at->line, .result = ArrivalResult::not_listed};
  if (ask.registrant_id) {
    if (std::ranges::find(at->candidates, *ask.registrant_id) == at->candidates.end())
      return fail_fields({{"registrant_id", "unknown_reference"}});
    const auto ok = arrive(w, line, store::rounds(w.tx, incident->id), *ask.registrant_id);
    if (!ok) return pass_on(ok.error());
  }
  store::put_arrival_line(w.tx, id, line);
  w.tx.append(arrival_event(w, "arrival.chosen", *arrival));
  return outcome(200, "arrival", id);
}

namespace {

domain::ArrivalView view_of(Read& r, Arrival arrival, const domain::Incident& incident) {
  const domain::Setting setting{domain::disclosing_phase(incident, r.now)};
  const auto rounds = store::rounds(r.tx, incident.id);
  domain::ArrivalView view{.arrival = {}, .is_drill = incident.is_drill, .recorded_by_name = {}, .lines = {}};
  if (arrival.recorded_by)
    if (const auto who = store::find_account(r.tx, *arrival.recorded_by)) view.recorded_by_name = who->name;
  for (const auto& line : arrival.lines) {
    if (line.result == ArrivalResult::not_listed) continue;
    domain::ArrivalLineView shown{line, {}};
    for (const auto& id : line.candidates) {
      auto person = store::find_registrant(r.tx, id);
      if (!person) continue;
      const auto* round = domain::round_of(person->district_id, rounds);
      const auto state = round ? store::find_state(r.tx, round->id, id) : std::nullopt;
      if (auto disclosed = domain::Policy::registrant(r.actor, std::move(*person), setting))
        shown.choices.push_back({std::move(*disclosed), state ? state->status : domain::SafetyStatus::unconfirmed});
    }
    view.lines.push_back(std::move(shown));
  }
  view.arrival = std::move(arrival);
  return view;
}

}  // namespace

Result<domain::ArrivalView> read_arrival(Read& r, const ArrivalId& id) {
  auto arrival = store::find_arrival(r.tx, id);
  if (!arrival) return fail(Code::not_found);
  const auto incident = store::find_incident(r.tx, arrival->incident_id);
  if (!incident) return fail(Code::broken, "arrival without its incident");
  return view_of(r, std::move(*arrival), *incident);
}

Result<Listed<domain::ArrivalView>> list_arrivals(Read& r, const IncidentId& incident_id, const store::Page& page) {
  const auto incident = store::find_incident(r.tx, incident_id);
  if (!incident) return fail(Code::not_found);
  Listed<domain::ArrivalView> list;
  list.seq = r.tx.seq();
  auto rows = store::arrivals(r.tx, incident_id, {page.limit + 1, page.after});
  if (static_cast<int>(rows.size()) > page.limit) {
    rows.resize(static_cast<std::size_t>(page.limit));
    list.next = store::Cursor{rows.back().recorded_at.ms, rows.back().id};
  }
  Seen seen{.action = "read", .incident = incident_id};
  for (auto& arrival : rows) {
    list.items.push_back(view_of(r, std::move(arrival), *incident));
    for (const auto& line : list.items.back().lines)
      for (const auto& choice : line.choices) seen.people.push_back(choice.person->registrant.id);
  }
  if (!seen.people.empty()) audit(r, std::move(seen));
  return list;
}

}  // namespace musubi::flow
