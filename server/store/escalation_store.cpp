#include "server/store/escalation_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::Escalation;
using domain::EscalationMinutes;

namespace {

Escalation escalation_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Escalation e;
  e.id = column.id<EscalationId>();
  e.incident_id = column.id<IncidentId>();
  e.round_id = column.id<RoundId>();
  e.registrant_id = column.id<RegistrantId>();
  e.district_id = column.id<DistrictId>();
  e.step = column.code<domain::EscalationStep>();
  e.since = column.instant();
  e.due_at = column.maybe_instant();
  e.raised_at = column.maybe_instant();
  return e;
}

EscalationMinutes minutes_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  EscalationMinutes m;
  m.level = column.integer();
  m.to_coordinator = column.integer();
  m.to_center = column.integer();
  m.to_hq = column.integer();
  return m;
}

EscalationSweep sweep_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  EscalationSweep s;
  s.round_id = column.id<RoundId>();
  s.due_at = column.instant();
  s.after = column.maybe_id<RegistrantId>();
  return s;
}

}  // namespace

std::vector<EscalationMinutes> escalation_timers(ReadTx& tx, IncidentId incident) {
  return decoded<EscalationMinutes>(tx, tx.query(sql::escalation_timers, {value_of(incident)}), minutes_from);
}

void put_escalation_timer(Tx& tx, IncidentId incident, const EscalationMinutes& m) {
  tx.run(sql::escalation_timer_put,
         {value_of(incident), value_of(m.level), value_of(m.to_coordinator), value_of(m.to_center), value_of(m.to_hq)});
}

void put_escalation(Tx& tx, const Escalation& e) {
  tx.run(sql::escalation_put,
         {value_of(e.id), value_of(e.incident_id), value_of(e.round_id), value_of(e.registrant_id),
          value_of(e.district_id), value_of(e.step), value_of(e.since), value_of(e.due_at), value_of(e.raised_at)});
}

bool drop_escalation(Tx& tx, RoundId round, RegistrantId registrant) {
  return tx.run(sql::escalation_drop, {value_of(round), value_of(registrant)}) > 0;
}

void drop_escalations(Tx& tx, RoundId round) {
  tx.run(sql::escalation_drop_round, {value_of(round)});
  drop_sweep(tx, round);
}

std::vector<Escalation> due_escalations(ReadTx& tx, Instant now, int limit) {
  return decoded<Escalation>(tx, tx.query(sql::escalation_due_list, {value_of(now), value_of(limit)}), escalation_from);
}

std::vector<Escalation> escalations(ReadTx& tx, RoundId round) {
  return decoded<Escalation>(tx, tx.query(sql::escalation_of_round, {value_of(round)}), escalation_from);
}

std::optional<Escalation> find_escalation(ReadTx& tx, RoundId round, RegistrantId registrant) {
  return decoded_first(tx, tx.first(sql::escalation_of_person, {value_of(round), value_of(registrant)}),
                       escalation_from);
}

void put_sweep(Tx& tx, const EscalationSweep& s) {
  tx.run(sql::escalation_sweep_put, {value_of(s.round_id), value_of(s.due_at), value_of(s.after)});
}

void drop_sweep(Tx& tx, RoundId round) { tx.run(sql::escalation_sweep_drop, {value_of(round)}); }

std::optional<EscalationSweep> find_sweep(ReadTx& tx, RoundId round) {
  return decoded_first(tx, tx.first(sql::escalation_sweep_of_round, {value_of(round)}), sweep_from);
}

std::optional<EscalationSweep> next_sweep(ReadTx& tx) {
  return decoded_first(tx, tx.first(sql::escalation_sweep_next), sweep_from);
}

std::optional<Instant> next_escalation(ReadTx& tx) {
  std::optional<Instant> next;
  if (const auto row = tx.first(sql::escalation_next_due)) next = Instant{row->i64(0)};
  if (const auto sweep = next_sweep(tx); sweep && (!next || sweep->due_at < *next)) next = sweep->due_at;
  return next;
}

}  // namespace musubi::store
