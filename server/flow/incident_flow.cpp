#include "server/flow/incident_flow.hpp"

#include "server/flow/check_flow.hpp"
#include "server/flow/phase_flow.hpp"

namespace musubi::flow {
namespace {

using domain::Incident;

domain::Event incident_event(const Write& w, std::string type, const IncidentId& id) {
  auto e = w.event(std::move(type));
  e.incident_id = id;
  return e;
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
      for (auto& round : store::open_rounds(w.tx, id)) end_round(w, round);
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

}  // namespace musubi::flow
