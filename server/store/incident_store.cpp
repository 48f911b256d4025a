#include "server/store/incident_store.hpp"

#include <limits>

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::CheckRound;
using domain::Incident;

namespace {

Incident incident_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Incident i;
  i.id = column.id<IncidentId>();
  i.name = column.text();
  i.kind = column.code<domain::IncidentKind>();
  i.is_drill = column.flag();
  i.status = column.code<domain::IncidentStatus>();
  i.legal_phase = column.code<domain::LegalPhase>();
  const auto decided_by = column.maybe_id<AccountId>();
  auto reason = column.maybe_sealed("incident.phase_reason");
  const auto decided_at = column.maybe_instant();
  const auto purpose = column.maybe_code<domain::PhasePurpose>();
  const auto until = column.maybe_instant();
  if (decided_by && decided_at)
    i.decision = domain::PhaseDecision{*decided_by, std::move(reason).value_or(""), *decided_at,
                                       purpose.value_or(domain::PhasePurpose::other), until};
  i.opened_at = column.instant();
  i.closed_at = column.maybe_instant();
  i.version = column.integer();
  return i;
}

std::int64_t write_incident(Tx& tx, const sql::Statement& statement, const Incident& i, int version) {
  const auto& decision = i.decision;
  return tx.run(statement,
                {value_of(i.id), value_of(i.name), value_of(i.kind), value_of(i.is_drill), value_of(i.status),
                 value_of(i.legal_phase), decision ? value_of(decision->decided_by) : Value{},
                 decision ? sealed(tx, "incident.phase_reason", decision->reason) : Value{},
                 decision ? value_of(decision->decided_at) : Value{}, decision ? value_of(decision->purpose) : Value{},
                 decision ? value_of(decision->until) : Value{}, value_of(i.opened_at), value_of(i.closed_at),
                 value_of(version)});
}

std::string districts_text(const std::vector<DistrictId>& ids) {
  std::vector<std::string> words;
  for (const auto& id : ids) words.push_back(id.text());
  return joined(words, ' ');
}

std::vector<DistrictId> districts_from(std::string_view text) {
  std::vector<DistrictId> ids;
  for (const auto& word : split(text, ' ')) {
    const auto id = DistrictId::parse(word);
    if (!id) throw StoreError(StoreError::Kind::broken, "a round's districts are not ids");
    ids.push_back(*id);
  }
  return ids;
}

CheckRound round_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  CheckRound r;
  r.id = column.id<RoundId>();
  r.incident_id = column.id<IncidentId>();
  r.number = column.integer();
  r.name = column.text();
  r.district_ids = districts_from(column.text());
  r.started_at = column.instant();
  r.closed_at = column.maybe_instant();
  r.version = column.integer();
  r.cause = column.maybe_code<domain::RoundCause>();
  return r;
}

std::int64_t write_round(Tx& tx, const sql::Statement& statement, const CheckRound& r, int version) {
  return tx.run(statement, {value_of(r.id), value_of(r.incident_id), value_of(r.number), value_of(r.name),
                            districts_text(r.district_ids), value_of(r.started_at), value_of(r.closed_at),
                            value_of(version), value_of(r.cause)});
}

}  // namespace

std::optional<Incident> find_incident(ReadTx& tx, IncidentId id) {
  return decoded_first(tx, tx.first(sql::incident_by_id, {value_of(id)}), incident_from);
}

std::vector<Incident> incidents(ReadTx& tx, const Page& page) {
  const Cursor below = page.below();
  const auto rows = tx.query(sql::incident_page, {value_of(below.ms), value_of(below.id), value_of(page.limit)});
  return decoded<Incident>(tx, rows, incident_from);
}

std::optional<Instant> next_phase_end(ReadTx& tx) {
  const auto row = tx.first(sql::incident_next_phase_end);
  return row ? Columns(tx, *row).maybe_instant() : std::nullopt;
}

std::vector<Incident> incidents_with_phase_due(ReadTx& tx, Instant now, int limit) {
  return decoded<Incident>(tx, tx.query(sql::incident_phase_due, {value_of(now), value_of(limit)}), incident_from);
}

void insert_incident(Tx& tx, const Incident& incident) {
  write_incident(tx, sql::incident_insert, incident, incident.version);
}

bool update_incident(Tx& tx, const Incident& incident, int expected_version) {
  return write_incident(tx, sql::incident_update, incident, expected_version) == 1;
}

std::optional<CheckRound> find_round(ReadTx& tx, RoundId id) {
  return decoded_first(tx, tx.first(sql::round_by_id, {value_of(id)}), round_from);
}

std::vector<IncidentId> incidents_with_open_round(ReadTx& tx) {
  return decoded<IncidentId>(tx, tx.query(sql::round_running, {}),
                             [](const ReadTx& of, const Row& row) { return Columns(of, row).id<IncidentId>(); });
}

std::vector<CheckRound> open_rounds(ReadTx& tx, IncidentId incident) {
  return decoded<CheckRound>(tx, tx.query(sql::round_open, {value_of(incident)}), round_from);
}

std::optional<CheckRound> open_round(ReadTx& tx, IncidentId incident) {
  return decoded_first(tx, tx.first(sql::round_open, {value_of(incident)}), round_from);
}

std::optional<CheckRound> latest_round(ReadTx& tx, IncidentId incident) {
  return decoded_first(tx, tx.first(sql::round_list, {value_of(incident), value_of(1)}), round_from);
}

std::vector<CheckRound> rounds(ReadTx& tx, IncidentId incident) {
  const auto rows = tx.query(sql::round_list, {value_of(incident), value_of(std::numeric_limits<int>::max())});
  return decoded<CheckRound>(tx, rows, round_from);
}

int last_round_number(ReadTx& tx, IncidentId incident) {
  const auto latest = latest_round(tx, incident);
  return latest ? latest->number : 0;
}

void insert_round(Tx& tx, const CheckRound& round) { write_round(tx, sql::round_insert, round, round.version); }

bool update_round(Tx& tx, const CheckRound& round, int expected_version) {
  return write_round(tx, sql::round_update, round, expected_version) == 1;
}

}  // namespace musubi::store
