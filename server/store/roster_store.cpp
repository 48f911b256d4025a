#include "server/store/roster_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::ImportReview;
using domain::Reject;
using domain::RosterImport;

namespace {

RosterImport roster_import_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  RosterImport r;
  r.id = column.id<RosterImportId>();
  r.number = column.integer();
  r.kind = column.code<domain::RosterKind>();
  r.is_full = column.flag();
  r.encoding = column.code<domain::TextEncoding>();
  column.skip();  // the digest
  r.status = column.code<domain::RosterStatus>();
  r.lines = column.integer();
  r.good = column.integer();
  r.parts = column.integer();
  r.next_part = column.integer();
  auto& c = r.counts;
  for (int* count : {&c.added, &c.changed, &c.unchanged, &c.unsure, &c.skipped, &c.gone, &c.withdrawn})
    *count = column.integer();
  r.opened_at = column.instant();
  r.opened_by = column.maybe_id<AccountId>();
  r.finished_at = column.maybe_instant();
  r.version = column.integer();
  return r;
}

std::string ids_text(const std::vector<RegistrantId>& ids) {
  std::vector<std::string> words;
  for (const auto& id : ids) words.push_back(id.text());
  return joined(words, ' ');
}

ImportReview review_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  ImportReview r;
  r.id = column.id<ReviewId>();
  r.import_id = column.id<RosterImportId>();
  r.kind = column.code<domain::ReviewKind>();
  r.line = column.maybe_integer();
  r.district_id = column.id<DistrictId>();
  r.registrant_id = column.maybe_id<RegistrantId>();
  for (const auto& word : split(column.text(), ' '))
    if (const auto id = RegistrantId::parse(word)) r.candidates.push_back(*id);
  r.reasons = split(column.text(), ' ');
  r.incoming = column.maybe_sealed("import_review.incoming");
  column.skip();  // line_key
  r.is_open = column.text() == "open";
  r.decision = column.maybe_code<domain::ReviewDecision>();
  r.opened_at = column.instant();
  r.decided_by = column.maybe_id<AccountId>();
  r.decided_at = column.maybe_instant();
  r.version = column.integer();
  return r;
}

}  // namespace

std::optional<RosterImport> find_roster_import(ReadTx& tx, RosterImportId id) {
  return decoded_first(tx, tx.first(sql::roster_import_by_id, {value_of(id)}), roster_import_from);
}

std::vector<RosterImport> roster_imports(ReadTx& tx, const Page& page) {
  const Cursor below = page.below();
  return decoded<RosterImport>(
      tx, tx.query(sql::roster_import_page, {value_of(below.ms), value_of(below.id), value_of(page.limit)}),
      roster_import_from);
}

Bytes roster_digest(ReadTx& tx, RosterImportId id) {
  const auto row = tx.first(sql::roster_import_by_id, {value_of(id)});
  return row ? row->bytes(5) : Bytes{};
}

void insert_roster_import(Tx& tx, const RosterImport& r, const Bytes& digest) {
  const auto& c = r.counts;
  tx.run(
      sql::roster_import_insert,
      {value_of(r.id),          value_of(r.number), value_of(r.kind),      value_of(r.is_full),   value_of(r.encoding),
       value_of(digest),        value_of(r.status), value_of(r.lines),     value_of(r.good),      value_of(r.parts),
       value_of(r.next_part),   value_of(c.added),  value_of(c.changed),   value_of(c.unchanged), value_of(c.unsure),
       value_of(c.skipped),     value_of(c.gone),   value_of(c.withdrawn), value_of(r.opened_at), value_of(r.opened_by),
       value_of(r.finished_at), value_of(r.version)});
}

bool update_roster_import(Tx& tx, const RosterImport& r, int expected_version) {
  const auto& c = r.counts;
  return tx.run(sql::roster_import_update,
                {value_of(r.id), value_of(r.status), value_of(r.next_part), value_of(c.added), value_of(c.changed),
                 value_of(c.unchanged), value_of(c.unsure), value_of(c.skipped), value_of(c.gone),
                 value_of(c.withdrawn), value_of(r.finished_at), value_of(expected_version)}) == 1;
}

void put_roster_part(Tx& tx, RosterImportId id, int part, std::string_view csv) {
  tx.run(sql::roster_part_insert, {value_of(id), value_of(part), tx.codec().seal("roster_part.body", csv)});
}

std::optional<std::string> roster_part(ReadTx& tx, RosterImportId id, int part) {
  const auto row = tx.first(sql::roster_part_get, {value_of(id), value_of(part)});
  return row ? std::optional(tx.codec().open("roster_part.body", *row, 0)) : std::nullopt;
}

void drop_roster_parts(Tx& tx, RosterImportId id) {
  tx.run(sql::roster_part_delete, {value_of(id)});
  tx.run(sql::roster_seen_delete, {value_of(id)});
}

void put_roster_rejects(Tx& tx, RosterImportId id, const std::vector<Reject>& rejects) {
  int place = 0;
  for (const auto& r : rejects)
    tx.run(sql::roster_reject_insert,
           {value_of(id), value_of(place++), value_of(r.line), value_of(r.column), value_of(r.code)});
}

std::vector<Reject> roster_rejects(ReadTx& tx, RosterImportId id) {
  std::vector<Reject> out;
  for (const auto& row : tx.query(sql::roster_reject_list, {value_of(id)}))
    out.push_back({static_cast<std::size_t>(row.i64(0)), row.text(1), row.text(2)});
  return out;
}

std::vector<RejectCount> roster_reject_counts(ReadTx& tx, RosterImportId id) {
  std::vector<RejectCount> out;
  for (const auto& row : tx.query(sql::roster_reject_counts, {value_of(id)}))
    out.push_back({row.text(0), row.text(1), static_cast<int>(row.i64(2))});
  return out;
}

void mark_seen(Tx& tx, RosterImportId id, RegistrantId who, DistrictId district) {
  tx.run(sql::roster_seen_put, {value_of(id), value_of(who), value_of(district)});
}

std::vector<Gone> gone_from(ReadTx& tx, RosterImportId id, const Bytes& digest, int limit) {
  std::vector<Gone> out;
  for (const auto& row : tx.query(sql::roster_gone, {value_of(id), value_of(digest), value_of(limit)}))
    out.push_back({RegistrantId(row.uuid(0)), DistrictId(row.uuid(1))});
  return out;
}

std::optional<ImportReview> find_review(ReadTx& tx, ReviewId id) {
  return decoded_first(tx, tx.first(sql::import_review_by_id, {value_of(id)}), review_from);
}

std::optional<ImportReview> find_review_of_line(ReadTx& tx, const Bytes& line_key) {
  return decoded_first(tx, tx.first(sql::import_review_by_line_key, {value_of(line_key)}), review_from);
}

std::vector<ImportReview> reviews(ReadTx& tx, const ReviewFilter& filter, const Page& page) {
  const Cursor below = page.below();
  const auto rows =
      tx.query(sql::import_review_page,
               {value_of(std::string_view(filter.open ? "open" : "decided")), value_of(filter.import_id.has_value()),
                value_of(filter.import_id), value_of(below.ms), value_of(below.id), value_of(page.limit)});
  return decoded<ImportReview>(tx, rows, review_from);
}

void insert_review(Tx& tx, const ImportReview& r, const Bytes& line_key) {
  tx.run(sql::import_review_insert,
         {value_of(r.id), value_of(r.import_id), value_of(r.kind), value_of(r.line), value_of(r.district_id),
          value_of(r.registrant_id), value_of(ids_text(r.candidates)), value_of(joined(r.reasons, ' ')),
          sealed(tx, "import_review.incoming", r.incoming), value_of(line_key),
          value_of(std::string_view(r.is_open ? "open" : "decided")), value_of(r.decision), value_of(r.opened_at),
          value_of(r.decided_by), value_of(r.decided_at), value_of(r.version)});
}

bool decide_review(Tx& tx, const ImportReview& r) {
  return tx.run(sql::import_review_decide, {value_of(r.id), value_of(r.decision), value_of(r.registrant_id),
                                            value_of(r.decided_at), value_of(r.decided_by)}) == 1;
}

int open_reviews(ReadTx& tx) {
  const auto row = tx.first(sql::import_review_open_count);
  return row ? static_cast<int>(row->i64(0)) : 0;
}

}  // namespace musubi::store
