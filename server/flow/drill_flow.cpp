#include "server/flow/drill_flow.hpp"

#include "server/flow/memory.hpp"
#include "server/store/drill_store.hpp"
#include "server/store/incident_store.hpp"

namespace musubi::flow {

Result<Outcome> wipe_drill(Write& w, const IncidentId& id) {
  auto incident = store::find_incident(w.tx, id);
  if (!incident) return fail(Code::not_found);
  if (!incident->is_drill) return fail(Code::only_in_drill);
  if (incident->status == domain::IncidentStatus::open) {
    incident->status = domain::IncidentStatus::closed;
    incident->closed_at = w.now;
    (void)store::update_incident(w.tx, *incident, incident->version);
    auto closed = w.event("incident.closed");
    closed.incident_id = id;
    w.tx.append(std::move(closed));
  }
  const auto needs = store::needs_of_drill(w.tx, id);
  auto done = outcome(200, "drill.wiped", id);
  auto wiped = w.event("drill.wiped");
  wiped.incident_id = id;
  for (const auto& [kind, rows] : store::forget_drill(w.tx, id)) {
    done.refs.emplace_back(kind, std::to_string(rows));
    wiped.data += (wiped.data.empty() ? "" : " ") + std::string(kind) + "=" + std::to_string(rows);
  }
  w.tx.append(std::move(wiped));
  w.tx.on_commit([&memory = w.memory, needs] {
    for (const auto& need : needs) memory.drop_need(need);
  });
  return done;
}

}  // namespace musubi::flow
