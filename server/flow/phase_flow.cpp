#include "server/flow/phase_flow.hpp"

#include "server/store/account_store.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/phase_store.hpp"

namespace musubi::flow {

using domain::Incident;
using domain::LegalPhase;
using domain::PhaseEnding;

Result<void> decide_phase(Write& w, Incident& incident, const domain::IncidentPatch& patch) {
  if (w.actor.role != domain::Role::admin || !w.actor.account_id) return fail(Code::forbidden);
  const auto phase = *patch.legal_phase;
  if (phase == LegalPhase::normal && incident.legal_phase == LegalPhase::normal) return {};  // nothing to decide
  if (incident.status == domain::IncidentStatus::closed) return fail(Code::incident_closed);
  if (!patch.phase_reason) return fail_fields({{"phase_reason", "required"}});
  const auto until = domain::phase_end(phase, patch.phase_until, w.now);
  if (!until) return pass_on(until.error());
  incident.legal_phase = phase;
  incident.decision = domain::PhaseDecision{*w.actor.account_id, *patch.phase_reason, w.now,
                                            patch.phase_purpose.value_or(domain::PhasePurpose::other), *until};
  store::end_phase(w.tx, incident.id, w.now, PhaseEnding::decision);
  store::insert_phase(w.tx, incident.id, phase, *incident.decision);
  return {};
}

void end_phase_by_itself(Write& w, Incident& incident, PhaseEnding how) {
  incident.legal_phase = LegalPhase::normal;
  incident.decision.reset();
  store::end_phase(w.tx, incident.id, w.now, how);
}

std::optional<Instant> next_phase_end(Read& r) { return store::next_phase_end(r.tx); }

int end_due_phases(Write& w, int at_once) {
  auto due = store::incidents_with_phase_due(w.tx, w.now, at_once);
  for (auto& incident : due) {
    const int version = incident.version;
    end_phase_by_itself(w, incident, PhaseEnding::time);
    (void)store::update_incident(w.tx, incident, version);
    auto e = w.event("incident.changed");
    e.incident_id = incident.id;
    e.data = "phase=normal";
    w.tx.append(std::move(e));
  }
  return static_cast<int>(due.size());
}

Result<Listed<PhaseLine>> list_phases(Read& r, const IncidentId& incident) {
  if (!store::find_incident(r.tx, incident)) return fail(Code::not_found);
  Listed<PhaseLine> list;
  list.seq = r.tx.seq();
  for (auto& record : store::phases(r.tx, incident)) {
    const auto account = store::find_account(r.tx, record.decision.decided_by);
    list.items.push_back({std::move(record), account ? std::optional(account->name) : std::nullopt});
  }
  return list;
}

}  // namespace musubi::flow
