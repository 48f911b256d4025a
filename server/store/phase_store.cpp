#include "server/store/phase_store.hpp"

#include <limits>

#include "server/store/columns.hpp"

namespace musubi::store {

namespace {

constexpr std::string_view k_reason = "incident.phase_reason";  // the row of the incident holds the same value

domain::PhaseRecord phase_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  domain::PhaseRecord r;
  r.incident_id = column.id<IncidentId>();
  r.number = column.integer();
  r.phase = column.code<domain::LegalPhase>();
  r.decision.decided_by = column.id<AccountId>();
  r.decision.purpose = column.code<domain::PhasePurpose>();
  r.decision.reason = column.maybe_sealed(k_reason).value_or("");
  r.decision.decided_at = column.instant();
  r.decision.until = column.maybe_instant();
  r.ended_at = column.maybe_instant();
  r.ended_how = column.maybe_code<domain::PhaseEnding>();
  return r;
}

std::vector<domain::PhaseRecord> newest_phases(ReadTx& tx, IncidentId incident, int limit) {
  return decoded<domain::PhaseRecord>(tx, tx.query(sql::phase_list, {value_of(incident), value_of(limit)}), phase_from);
}

}  // namespace

void end_phase(Tx& tx, IncidentId incident, Instant at, domain::PhaseEnding how) {
  tx.run(sql::phase_end, {value_of(incident), value_of(at), value_of(how)});
}

void insert_phase(Tx& tx, IncidentId incident, domain::LegalPhase phase, const domain::PhaseDecision& d) {
  const auto last = newest_phases(tx, incident, 1);
  const int number = last.empty() ? 1 : last.front().number + 1;
  tx.run(sql::phase_insert,
         {value_of(incident), value_of(number), value_of(phase), value_of(d.decided_by), value_of(d.purpose),
          sealed(tx, k_reason, d.reason), value_of(d.decided_at), value_of(d.until)});
}

std::vector<domain::PhaseRecord> phases(ReadTx& tx, IncidentId incident) {
  return newest_phases(tx, incident, std::numeric_limits<int>::max());
}

}  // namespace musubi::store
