#include "server/store/arrival_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::Arrival;
using domain::ArrivalLine;

namespace {

Arrival arrival_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Arrival a;
  a.id = column.id<ArrivalId>();
  a.incident_id = column.id<IncidentId>();
  a.shelter_id = column.maybe_id<>();
  a.name = column.maybe_sealed("arrival.name");
  a.recorded_at = column.instant();
  a.recorded_by = column.maybe_id<AccountId>();
  return a;
}

ArrivalLine line_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  ArrivalLine line;
  line.line = column.integer();
  line.result = column.code<domain::ArrivalResult>();
  line.registrant_id = column.maybe_id<RegistrantId>();
  line.check_id = column.maybe_id<CheckId>();
  line.name = column.maybe_sealed("arrival_line.name");
  for (const auto& word : split(column.text(), ' '))
    if (const auto id = RegistrantId::parse(word)) line.candidates.push_back(*id);
  return line;
}

void add_lines(ReadTx& tx, Arrival& arrival) {
  arrival.lines = decoded<ArrivalLine>(tx, tx.query(sql::arrival_lines, {value_of(arrival.id)}), line_from);
}

}  // namespace

void insert_arrival(Tx& tx, const Arrival& a) {
  tx.run(sql::arrival_insert, {value_of(a.id), value_of(a.incident_id), value_of(a.shelter_id),
                               sealed(tx, "arrival.name", a.name), value_of(a.recorded_at), value_of(a.recorded_by)});
  for (const auto& line : a.lines) put_arrival_line(tx, a.id, line);
}

void put_arrival_line(Tx& tx, ArrivalId arrival, const ArrivalLine& line) {
  std::vector<std::string> ids;
  for (const auto& id : line.candidates) ids.push_back(id.text());
  tx.run(sql::arrival_line_put,
         {value_of(arrival), value_of(line.line), value_of(line.result), value_of(line.registrant_id),
          value_of(line.check_id), sealed(tx, "arrival_line.name", line.name), joined(ids, ' ')});
}

std::optional<Arrival> find_arrival(ReadTx& tx, ArrivalId id) {
  auto arrival = decoded_first(tx, tx.first(sql::arrival_by_id, {value_of(id)}), arrival_from);
  if (arrival) add_lines(tx, *arrival);
  return arrival;
}

std::vector<Arrival> arrivals(ReadTx& tx, IncidentId incident, const Page& page) {
  const Cursor below = page.below();
  const auto rows =
      tx.query(sql::arrival_page, {value_of(incident), value_of(below.ms), value_of(below.id), value_of(page.limit)});
  auto list = decoded<Arrival>(tx, rows, arrival_from);
  for (auto& arrival : list) add_lines(tx, arrival);
  return list;
}

}  // namespace musubi::store
