#include "server/store/watch_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::Watch;
using domain::WatchVisit;

namespace {

std::string ids_text(const std::vector<AccountId>& ids) {
  std::vector<std::string> words;
  for (const auto& id : ids) words.push_back(id.text());
  return joined(words, ' ');
}

std::vector<AccountId> ids_from(std::string_view text) {
  std::vector<AccountId> ids;
  for (const auto& word : split(text, ' ')) {
    const auto id = AccountId::parse(word);
    if (!id) throw StoreError(StoreError::Kind::broken, "a watch's watchers are not ids");
    ids.push_back(*id);
  }
  return ids;
}

Watch watch_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Watch w;
  w.id = column.id<WatchId>();
  w.registrant_id = column.id<RegistrantId>();
  w.district_id = column.id<DistrictId>();
  w.interval_days = column.integer();
  w.watcher_ids = ids_from(column.text());
  w.look_for = column.maybe_sealed("watch.look_for");
  w.status = column.code<domain::WatchStatus>();
  w.started_at = column.instant();
  w.last_seen_at = column.maybe_instant();
  w.last_visit_at = column.maybe_instant();
  w.due_at = column.instant();
  w.told = column.code<domain::WatchTold>();
  w.tell_at = column.maybe_instant();
  w.version = column.integer();
  return w;
}

std::int64_t write_watch(Tx& tx, const sql::Statement& statement, const Watch& w, int version) {
  return tx.run(statement,
                {value_of(w.id), value_of(w.registrant_id), value_of(w.district_id), value_of(w.interval_days),
                 ids_text(w.watcher_ids), sealed(tx, "watch.look_for", w.look_for), value_of(w.status),
                 value_of(w.started_at), value_of(w.last_seen_at), value_of(w.last_visit_at), value_of(w.due_at),
                 value_of(w.told), value_of(w.tell_at), value_of(version)});
}

WatchVisit visit_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  WatchVisit v;
  v.id = column.id<VisitId>();
  v.watch_id = column.id<WatchId>();
  v.result = column.code<domain::VisitResult>();
  v.signs = column.codes<domain::WatchSign>();
  v.note = column.maybe_sealed("watch_visit.note");
  v.occurred_at = column.instant();
  v.recorded_at = column.instant();
  v.recorded_by = column.maybe_id<AccountId>();
  return v;
}

}  // namespace

std::optional<Watch> find_watch(ReadTx& tx, WatchId id) {
  return decoded_first(tx, tx.first(sql::watch_by_id, {value_of(id)}), watch_from);
}

std::optional<Watch> watch_of(ReadTx& tx, RegistrantId person) {
  return decoded_first(tx, tx.first(sql::watch_of_person, {value_of(person)}), watch_from);
}

std::vector<Watch> watches(ReadTx& tx, std::optional<DistrictId> district, const Page& page) {
  const Cursor above = page.above();
  return decoded<Watch>(tx,
                        tx.query(sql::watch_page, {value_of(district.has_value()), value_of(district),
                                                   value_of(above.ms), value_of(above.id), value_of(page.limit)}),
                        watch_from);
}

void insert_watch(Tx& tx, const Watch& watch) { write_watch(tx, sql::watch_insert, watch, watch.version); }

bool update_watch(Tx& tx, const Watch& watch, int expected_version) {
  return write_watch(tx, sql::watch_update, watch, expected_version) == 1;
}

std::vector<Watch> watches_to_tell(ReadTx& tx, Instant now, int limit) {
  return decoded<Watch>(tx, tx.query(sql::watch_due, {value_of(now), value_of(limit)}), watch_from);
}

std::optional<Instant> next_tell(ReadTx& tx) {
  const auto row = tx.first(sql::watch_next_tell);
  return row && !row->is_null(0) ? std::optional(Instant{row->i64(0)}) : std::nullopt;
}

std::optional<WatchVisit> find_visit(ReadTx& tx, VisitId id) {
  return decoded_first(tx, tx.first(sql::watch_visit_by_id, {value_of(id)}), visit_from);
}

std::vector<WatchVisit> visits_of(ReadTx& tx, WatchId watch, int limit) {
  return decoded<WatchVisit>(tx, tx.query(sql::watch_visit_list, {value_of(watch), value_of(limit)}), visit_from);
}

void insert_visit(Tx& tx, const WatchVisit& v) {
  tx.run(sql::watch_visit_insert, {value_of(v.id), value_of(v.watch_id), value_of(v.result), joined_codes(v.signs),
                                   sealed(tx, "watch_visit.note", v.note), value_of(v.occurred_at),
                                   value_of(v.recorded_at), value_of(v.recorded_by)});
}

}  // namespace musubi::store
