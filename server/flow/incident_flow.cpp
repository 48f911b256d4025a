#include "server/flow/incident_flow.hpp"

#include <algorithm>

#include "server/flow/memory.hpp"
#include "server/flow/phase_flow.hpp"
#include "server/store/district_store.hpp"
#include "server/store/registrant_store.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

using domain::CheckRound;
using domain::Incident;

domain::Event incident_event(const Write& w, std::string type, const IncidentId& id) {
  auto e = w.event(std::move(type));
  e.incident_id = id;
  return e;
}

domain::Event round_event(const Write& w, std::string type, const CheckRound& round) {
  auto e = incident_event(w, std::move(type), round.incident_id);
  e.round_id = round.id;
  return e;
}

void end_round(Write& w, CheckRound& round) {
  round.closed_at = w.now;
  (void)store::update_round(w.tx, round, round.version);
  w.tx.append(round_event(w, "round.closed", round));
}

bool covers(const CheckRound& round, const DistrictId& district) {
  return round.district_ids.empty() || std::ranges::find(round.district_ids, district) != round.district_ids.end();
}

}  // namespace

Result<Outcome> open_incident(Write& w, const domain::NewIncident& ask) {
  if (ask.id && store::find_incident(w.tx, *ask.id)) return fail(Code::already_exists);
  Incident incident;
  incident.id = w.id(ask.id);
  incident.name = ask.name;
  incident.kind = ask.kind;
  incident.is_drill = ask.is_drill;
  incident.opened_at = w.now;
  store::insert_incident(w.tx, incident);
  w.tx.append(incident_event(w, "incident.opened", incident.id));
  return outcome(201, "incident", incident.id);
}

Result<Outcome> change_incident(Write& w, const IncidentId& id, int if_version, const domain::IncidentPatch& patch) {
  auto incident = store::find_incident(w.tx, id);
  if (!incident) return fail(Code::not_found);
  if (incident->version != if_version) return fail(Code::stale_edit);
  std::string type = "incident.changed";
  std::string data;
  if (patch.name) incident->name = *patch.name;
  if (patch.legal_phase) {
    if (const auto decided = decide_phase(w, *incident, patch); !decided) return pass_on(decided.error());
    data = "phase=" + std::string(domain::code(*patch.legal_phase));
  }
  if (patch.status && *patch.status != incident->status) {
    incident->status = *patch.status;
    const bool closing = incident->status == domain::IncidentStatus::closed;
    incident->closed_at = closing ? std::optional(w.now) : std::nullopt;
    type = closing ? "incident.closed" : "incident.changed";
    if (closing) {
      if (auto round = store::open_round(w.tx, id)) end_round(w, *round);
      end_phase_by_itself(w, *incident, domain::PhaseEnding::closed);  // a reopened incident begins in normal time
    }
  }
  if (!store::update_incident(w.tx, *incident, if_version)) return fail(Code::stale_edit);
  auto e = incident_event(w, type, id);
  e.data = data;
  w.tx.append(std::move(e));
  return outcome(200, "incident", id);
}

Result<Incident> read_incident(Read& r, const IncidentId& id) {
  auto incident = store::find_incident(r.tx, id);
  if (!incident) return fail(Code::not_found);
  return std::move(*incident);
}

Listed<Incident> list_incidents(Read& r, const store::Page& page) {
  Listed<Incident> list;
  list.seq = r.tx.seq();
  list.items = store::incidents(r.tx, {page.limit + 1, page.after});
  if (static_cast<int>(list.items.size()) > page.limit) {
    list.items.resize(static_cast<std::size_t>(page.limit));
    list.next = store::Cursor{list.items.back().opened_at.ms, list.items.back().id};
  }
  return list;
}

Result<Outcome> start_round(Write& w, const IncidentId& incident_id, const domain::NewRound& ask) {
  const auto incident = store::find_incident(w.tx, incident_id);
  if (!incident) return fail(Code::not_found);
  if (incident->status == domain::IncidentStatus::closed) return fail(Code::incident_closed);
  std::vector<FieldError> unknown;
  for (std::size_t i = 0; i < ask.district_ids.size(); ++i)
    if (!store::find_district(w.tx, ask.district_ids[i]))
      unknown.push_back({"district_ids/" + std::to_string(i), "unknown_reference"});
  if (!unknown.empty()) return fail_fields(std::move(unknown));
  if (ask.id && store::find_round(w.tx, *ask.id)) return fail(Code::already_exists);
  if (auto before = store::open_round(w.tx, incident_id)) end_round(w, *before);
  CheckRound round;
  round.id = w.id(ask.id);
  round.incident_id = incident_id;
  round.number = store::last_round_number(w.tx, incident_id) + 1;
  round.name = ask.name.value_or("第" + std::to_string(round.number) + "回 安否確認");
  round.district_ids = ask.district_ids;
  round.started_at = w.now;
  store::insert_round(w.tx, round);
  w.tx.append(round_event(w, "round.started", round));
  return outcome(201, "round", round.id);
}

Result<Outcome> close_round(Write& w, const RoundId& id, int if_version) {
  auto round = store::find_round(w.tx, id);
  if (!round) return fail(Code::not_found);
  if (round->version != if_version) return fail(Code::stale_edit);
  if (!round->closed_at) end_round(w, *round);
  return outcome(200, "round", id);
}

Result<CheckRound> read_round(Read& r, const RoundId& id) {
  auto round = store::find_round(r.tx, id);
  if (!round) return fail(Code::not_found);
  return std::move(*round);
}

Result<Listed<CheckRound>> list_rounds(Read& r, const IncidentId& incident) {
  if (!store::find_incident(r.tx, incident)) return fail(Code::not_found);
  Listed<CheckRound> list;
  list.seq = r.tx.seq();
  list.items = store::rounds(r.tx, incident);
  return list;
}

Result<Outcome> record_check(Write& w, const RoundId& round_id, const domain::NewCheck& ask) {
  const auto round = store::find_round(w.tx, round_id);
  if (!round) return fail(Code::not_found);
  const auto incident = store::find_incident(w.tx, round->incident_id);
  if (!incident) return fail(Code::broken, "round without its incident");
  const auto person = store::find_registrant(w.tx, ask.registrant_id);
  // Somebody whom the asker may not see at all does not exist for them.
  const domain::Setting setting{domain::disclosing_phase(*incident, w.now)};
  if (!person || person->status != domain::RegistrantStatus::active || !covers(*round, person->district_id) ||
      !domain::Policy::counts(*person, setting) || domain::Policy::classes_for(w.actor, *person, setting).none())
    return fail(Code::not_found);
  if (incident->status == domain::IncidentStatus::closed) return fail(Code::incident_closed);
  if (round->closed_at) return fail(Code::round_closed);
  if (ask.id && store::find_check(w.tx, *ask.id)) return fail(Code::already_exists);

  domain::SafetyCheck check;
  check.id = w.id(ask.id);
  check.round_id = round_id;
  check.registrant_id = ask.registrant_id;
  check.status = ask.status;
  check.method = ask.method;
  check.note = ask.note;
  check.occurred_at = domain::corrected(ask.occurred_at.value_or(w.now), ask.sent_at, w.now);
  check.recorded_at = w.now;
  check.recorded_by = w.actor.account_id;
  if (check.status == domain::SafetyStatus::needs_help) check.need_id = need_of_check(w, *person, *incident, check);
  store::insert_check(w.tx, check);
  const auto before = store::find_state(w.tx, round_id, ask.registrant_id);
  const auto after = domain::newest(*round, before, check);
  if (after) store::put_state(w.tx, *after);

  auto e = round_event(w, "check.recorded", *round);
  e.occurred_at = check.occurred_at;
  e.registrant_id = check.registrant_id;
  e.district_id = person->district_id;
  e.subject_id = check.id;
  // From and to, so that the wall's counts can follow without knowing the person.
  e.data = "status=" + std::string(domain::code(after ? after->status : before->status)) +
           " before=" + std::string(domain::code(before ? before->status : domain::SafetyStatus::unconfirmed));
  w.tx.append(std::move(e));

  auto done = outcome(201, after ? "check.recorded" : "check.superseded", check.id);
  if (check.need_id) done.refs.emplace_back("need", check.need_id->text());
  return done;
}

Result<domain::Disclosed<domain::CheckView>> read_check(Read& r, const CheckId& id) {
  auto check = store::find_check(r.tx, id);
  if (!check) return fail(Code::not_found);
  return domain::Policy::check(r.actor, std::move(*check));
}

}  // namespace musubi::flow
