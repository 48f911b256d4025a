#include "server/store/event_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::Event;

namespace {

Event event_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Event e;
  e.seq = column.i64();
  e.type = column.text();
  e.occurred_at = column.instant();
  e.recorded_at = column.instant();
  e.actor_id = column.maybe_id<AccountId>();
  e.incident_id = column.maybe_id<IncidentId>();
  e.district_id = column.maybe_id<DistrictId>();
  e.need_id = column.maybe_id<NeedId>();
  e.offer_id = column.maybe_id<OfferId>();
  e.volunteer_id = column.maybe_id<VolunteerId>();
  e.registrant_id = column.maybe_id<RegistrantId>();
  e.round_id = column.maybe_id<RoundId>();
  e.subject_id = column.maybe_id();
  e.data = column.text();
  return e;
}

}  // namespace

std::vector<Event> events_after(ReadTx& tx, std::int64_t seq, int limit) {
  return decoded<Event>(tx, tx.query(sql::event_after, {value_of(seq), value_of(limit)}), event_from);
}

std::vector<Event> events_of_need(ReadTx& tx, NeedId need) {
  return decoded<Event>(tx, tx.query(sql::event_of_need, {value_of(need)}), event_from);
}

std::vector<Event> events_of_incident_after(ReadTx& tx, IncidentId incident, std::int64_t seq, int limit) {
  const auto rows = tx.query(sql::event_of_incident_after, {value_of(incident), value_of(seq), value_of(limit)});
  return decoded<Event>(tx, rows, event_from);
}

}  // namespace musubi::store
