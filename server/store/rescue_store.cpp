#include "server/store/rescue_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::Rescue;

namespace {

Rescue rescue_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Rescue r;
  r.id = column.id<HandoverId>();
  r.incident_id = column.id<IncidentId>();
  r.round_id = column.id<RoundId>();
  r.registrant_id = column.id<RegistrantId>();
  r.district_id = column.id<DistrictId>();
  r.check_id = column.id<CheckId>();
  r.status = column.code<domain::RescueStatus>();
  r.created_at = column.instant();
  r.to = column.maybe_code<domain::RescueTo>();
  r.contact = column.maybe_sealed("handover.contact");
  r.note = column.maybe_sealed("handover.note");
  r.handed_at = column.maybe_instant();
  r.handed_by = column.maybe_id<AccountId>();
  r.result = column.maybe_code<domain::RescueResult>();
  r.result_note = column.maybe_sealed("handover.result_note");
  r.closed_at = column.maybe_instant();
  r.closed_by = column.maybe_id<AccountId>();
  r.version = column.integer();
  return r;
}

std::int64_t write_rescue(Tx& tx, const sql::Statement& statement, const Rescue& r, int version) {
  return tx.run(statement, {value_of(r.id), value_of(r.incident_id), value_of(r.round_id), value_of(r.registrant_id),
                            value_of(r.district_id), value_of(r.check_id), value_of(r.status), value_of(r.created_at),
                            value_of(r.to), sealed(tx, "handover.contact", r.contact),
                            sealed(tx, "handover.note", r.note), value_of(r.handed_at), value_of(r.handed_by),
                            value_of(r.result), sealed(tx, "handover.result_note", r.result_note),
                            value_of(r.closed_at), value_of(r.closed_by), value_of(version)});
}

}  // namespace

std::optional<Rescue> find_rescue(ReadTx& tx, HandoverId id) {
  return decoded_first(tx, tx.first(sql::rescue_by_id, {value_of(id)}), rescue_from);
}

std::optional<Rescue> latest_rescue(ReadTx& tx, IncidentId incident, RegistrantId registrant) {
  return decoded_first(tx, tx.first(sql::rescue_latest, {value_of(incident), value_of(registrant)}), rescue_from);
}

std::vector<Rescue> rescues(ReadTx& tx, IncidentId incident, std::optional<domain::RescueStatus> status, int limit) {
  const Value wanted = status ? value_of(*status) : Value(std::string());
  return decoded<Rescue>(tx, tx.query(sql::rescue_list, {value_of(incident), wanted, value_of(limit)}), rescue_from);
}

void insert_rescue(Tx& tx, const Rescue& rescue) { write_rescue(tx, sql::rescue_insert, rescue, rescue.version); }

bool update_rescue(Tx& tx, const Rescue& rescue, int expected_version) {
  return write_rescue(tx, sql::rescue_update, rescue, expected_version) == 1;
}

}  // namespace musubi::store
