#include "server/store/map_note_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::MapArea;
using domain::MapNote;

namespace {

std::string points_text(const std::vector<Position>& points) {
  std::vector<std::string> words;
  words.reserve(points.size());
  for (const auto& p : points) words.push_back(position_text(p));
  return joined(words, ' ');
}

MapNote note_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  MapNote n;
  n.id = column.id<MapNoteId>();
  n.incident_id = column.id<IncidentId>();
  n.district_id = column.id<DistrictId>();
  n.kind = column.code<domain::MapNoteKind>();
  n.text = column.maybe_sealed("map_note.note_text");
  n.public_text = column.flag();
  for (const auto& word : split(column.sealed("map_note.points"), ' ')) n.points.push_back(position_from(word));
  n.made_at = column.instant();
  n.made_by = column.maybe_id<AccountId>();
  n.until = column.maybe_instant();
  n.ended_at = column.maybe_instant();
  n.ended_by = column.maybe_id<AccountId>();
  n.version = column.integer();
  return n;
}

std::int64_t write_note(Tx& tx, const sql::Statement& statement, const MapNote& n, int version) {
  return tx.run(statement,
                {value_of(n.id), value_of(n.incident_id), value_of(n.district_id), value_of(n.kind),
                 sealed(tx, "map_note.note_text", n.text), value_of(n.public_text),
                 sealed(tx, "map_note.points", points_text(n.points)), value_of(n.made_at), value_of(n.made_by),
                 value_of(n.until), value_of(n.ended_at), value_of(n.ended_by), value_of(version)});
}

MapArea area_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  MapArea a;
  a.id = column.id<domain::MapAreaId>();
  a.kind = column.code<domain::MapAreaKind>();
  a.title = column.text();
  a.hazard = column.maybe_code<domain::Hazard>();
  a.source = column.text();
  auto parts = domain::unpacked_parts(column.text());
  if (!parts) throw StoreError(StoreError::Kind::broken, "map_area.parts");
  a.parts = std::move(*parts);
  a.changed_at = column.instant();
  return a;
}

}  // namespace

std::optional<MapNote> find_map_note(ReadTx& tx, MapNoteId id) {
  return decoded_first(tx, tx.first(sql::map_note_by_id, {value_of(id)}), note_from);
}

std::vector<MapNote> map_notes_standing(ReadTx& tx, IncidentId incident, Instant at, const Page& page) {
  const Cursor below = page.below();
  const auto rows = tx.query(sql::map_note_standing, {value_of(incident), value_of(at), value_of(below.ms),
                                                      value_of(below.id), value_of(page.limit)});
  return decoded<MapNote>(tx, rows, note_from);
}

void insert_map_note(Tx& tx, const MapNote& note) { write_note(tx, sql::map_note_insert, note, note.version); }

bool update_map_note(Tx& tx, const MapNote& note, int expected_version) {
  return write_note(tx, sql::map_note_update, note, expected_version) == 1;
}

std::vector<MapArea> map_areas(ReadTx& tx) { return decoded<MapArea>(tx, tx.query(sql::map_area_list), area_from); }

std::optional<MapArea> find_map_area(ReadTx& tx, domain::MapAreaId id) {
  return decoded_first(tx, tx.first(sql::map_area_by_id, {value_of(id)}), area_from);
}

domain::MapAreaId put_map_area(Tx& tx, const MapArea& area) {
  const auto row =
      tx.first(sql::map_area_put, {value_of(area.id), value_of(area.kind), value_of(area.title), value_of(area.hazard),
                                   value_of(area.source), domain::packed_parts(area.parts), value_of(area.changed_at)});
  return domain::MapAreaId(row->uuid(0));
}

bool delete_map_area(Tx& tx, domain::MapAreaId id) { return tx.run(sql::map_area_delete, {value_of(id)}) == 1; }

std::vector<domain::TeamsOut> teams_out(ReadTx& tx, IncidentId incident) {
  std::vector<domain::TeamsOut> out;
  for (const auto& row : tx.query(sql::team_count_by_district, {value_of(incident)}))
    out.push_back({DistrictId(row.uuid(0)), static_cast<int>(row.i64(1)), static_cast<int>(row.i64(2))});
  return out;
}

std::vector<domain::SafetyCheck> checks_recorded_until(ReadTx& tx, RoundId round, Instant at) {
  const auto rows = tx.query(sql::check_recorded_until, {value_of(round), value_of(at)});
  std::vector<domain::SafetyCheck> out;
  out.reserve(rows.size());
  for (const auto& row : rows) {
    Columns column(tx, row);
    domain::SafetyCheck check;
    check.id = column.id<CheckId>();
    check.round_id = round;
    check.registrant_id = column.id<RegistrantId>();
    check.status = column.code<domain::SafetyStatus>();
    check.method = column.code<domain::CheckMethod>();
    check.occurred_at = column.instant();
    check.recorded_at = column.instant();
    check.recorded_by = column.maybe_id<AccountId>();
    check.confidence = column.code<domain::CheckConfidence>();
    check.next_check_at = column.maybe_instant();
    out.push_back(std::move(check));
  }
  return out;
}

std::vector<NeedStep> need_steps_until(ReadTx& tx, IncidentId incident, Instant at) {
  std::vector<NeedStep> out;
  for (const auto& row : tx.query(sql::event_of_needs_until, {value_of(incident), value_of(at)}))
    out.push_back({NeedId(row.uuid(0)), row.text(1), row.text(2)});
  return out;
}

}  // namespace musubi::store
