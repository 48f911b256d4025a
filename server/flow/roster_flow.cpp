#include "server/flow/roster_flow.hpp"

#include <algorithm>

#include "server/flow/import_flow.hpp"
#include "server/flow/roster_lines.hpp"
#include "server/store/registrant_store.hpp"

namespace musubi::flow {
namespace {

using domain::RosterImport;
using domain::RosterStatus;

constexpr std::size_t k_rejects_kept_max = 20'000;
constexpr int k_gone_at_once = 500;
constexpr int k_keyed_at_once = 500;

domain::Event import_event(const Write& w, std::string type, const RosterImport& one) {
  auto e = w.event(std::move(type));
  e.subject_id = one.id;
  e.data = "number=" + std::to_string(one.number) + " part=" + std::to_string(one.next_part) +
           " parts=" + std::to_string(one.parts) + " status=" + std::string(domain::code(one.status));
  return e;
}

void save(Write& w, const RosterImport& one, std::string event_type) {
  if (!store::update_roster_import(w.tx, one, one.version))
    throw store::StoreError(store::StoreError::Kind::broken, "roster import changed under its own transaction");
  w.tx.append(import_event(w, std::move(event_type), one));
}

domain::ImportSetting setting_for(Read& r, domain::RosterKind kind) {
  auto setting = import_setting(r);
  setting.consent_is_implied = kind == domain::RosterKind::consented;
  return setting;
}

std::vector<RosterLine> lines_of_part(Read& r, const RosterImport& one, const std::string& csv) {
  const auto rows = domain::import_registrants(csv, setting_for(r, one.kind));
  return roster_lines(rows, csv, one.kind == domain::RosterKind::consented);
}

void finish(Write& w, RosterImport& one) {
  one.status = RosterStatus::done;
  one.finished_at = w.now;
  store::drop_roster_parts(w.tx, one.id);
}

// Asks about people who stand in none of the lines; whether some are left for another step.
bool ask_about_missing(Write& w, RosterImport& one) {
  const auto digest = store::roster_digest(w.tx, one.id);
  const auto gone = store::gone_from(w.tx, one.id, digest, k_gone_at_once);
  for (const auto& missing : gone) {
    domain::ImportReview review;
    review.id = w.id<ReviewId>();
    review.import_id = one.id;
    review.kind = domain::ReviewKind::gone;
    review.district_id = missing.district_id;
    review.registrant_id = missing.id;
    review.opened_at = w.now;
    store::insert_review(w.tx, review, digest);
    auto e = w.event("review.opened");
    e.subject_id = review.id;
    e.registrant_id = missing.id;
    e.district_id = missing.district_id;
    w.tx.append(std::move(e));
    ++one.counts.gone;
  }
  return static_cast<int>(gone.size()) == k_gone_at_once;
}

RosterImport new_import(Write& w, domain::RosterKind kind, bool is_full) {
  RosterImport one;
  one.id = w.id<RosterImportId>();
  one.number = static_cast<int>(w.tx.next("roster_import"));
  one.kind = kind;
  one.is_full = is_full;
  one.opened_at = w.now;
  one.opened_by = w.actor.account_id;
  return one;
}

bool is_open(const RosterImport& one) {
  return one.status == RosterStatus::checked || one.status == RosterStatus::running;
}

}  // namespace

RosterFile read_roster(std::string_view bytes, domain::RosterKind kind, bool is_full,
                       const domain::ImportSetting& setting) {
  RosterFile file;
  file.kind = kind;
  file.is_full = is_full;
  auto decoded = domain::decode_file(bytes);
  file.encoding = decoded.encoding;
  auto told = setting;
  told.consent_is_implied = kind == domain::RosterKind::consented;
  auto rows = domain::import_registrants(decoded.text, told);
  file.lines = rows.rows;
  file.good = rows.items.size();
  file.parts = domain::roster_parts(decoded.text, rows.lines, domain::k_roster_part_lines);
  file.rejected = std::move(rows.rejected);
  file.bytes_digest_of = std::move(decoded.text);
  return file;
}

Result<Outcome> open_roster_import(Write& w, const RosterFile& file) {
  if (file.lines == 0 && !file.rejected.empty()) {
    const auto& why = file.rejected.front();
    return fail_fields({{"line/" + std::to_string(why.line) + '/' + why.column, why.code}});
  }
  auto one = new_import(w, file.kind, file.is_full);
  one.encoding = file.encoding;
  one.lines = static_cast<int>(file.lines);
  one.good = static_cast<int>(file.good);
  one.parts = static_cast<int>(file.parts.size());
  store::insert_roster_import(w.tx, one, w.tx.codec().digest("roster.file", file.bytes_digest_of));
  for (std::size_t i = 0; i < file.parts.size(); ++i)
    store::put_roster_part(w.tx, one.id, static_cast<int>(i), file.parts[i]);
  auto rejects = file.rejected;
  if (rejects.size() > k_rejects_kept_max) rejects.resize(k_rejects_kept_max);
  store::put_roster_rejects(w.tx, one.id, rejects);
  w.tx.append(import_event(w, "roster_import.opened", one));
  return outcome(201, "roster_import", one.id);
}

Result<Outcome> step_roster_import(Write& w, const RosterImportId& id, int part) {
  auto one = store::find_roster_import(w.tx, id);
  if (!one) return fail(Code::not_found);
  if (!is_open(*one) || one->next_part != part) return fail_next(Code::wrong_state, {"reload"});
  one->status = RosterStatus::running;
  // People from before there were keys could not be recognised: they get theirs first.
  if (store::key_registrants(w.tx, k_keyed_at_once) == k_keyed_at_once) {
    save(w, *one, "roster_import.stepped");
    return outcome(200, "roster_import", id);
  }
  if (one->next_part < one->parts) {
    const auto csv = store::roster_part(w.tx, id, part);
    auto r = w.as_read();
    for (const auto& line : lines_of_part(r, *one, csv.value_or("")))
      if (const auto taken = take_line(w, *one, line, one->counts); !taken) return pass_on(taken.error());
    ++one->next_part;
    if (one->next_part == one->parts && !one->is_full) finish(w, *one);
  } else if (!one->is_full || !ask_about_missing(w, *one)) {
    finish(w, *one);
  }
  const bool is_done = one->status == RosterStatus::done;
  save(w, *one, is_done ? "roster_import.done" : "roster_import.stepped");
  return outcome(200, "roster_import", id);
}

Result<Outcome> drop_roster_import(Write& w, const RosterImportId& id) {
  auto one = store::find_roster_import(w.tx, id);
  if (!one) return fail(Code::not_found);
  if (!is_open(*one)) return fail_next(Code::wrong_state, {"reload"});
  one->status = RosterStatus::dropped;
  store::drop_roster_parts(w.tx, id);
  save(w, *one, "roster_import.dropped");
  return outcome(200, "roster_import", id);
}

Result<RosterImportView> read_roster_import(Read& r, const RosterImportId& id) {
  const auto one = store::find_roster_import(r.tx, id);
  if (!one) return fail(Code::not_found);
  return RosterImportView{*one, store::roster_reject_counts(r.tx, id), store::open_reviews(r.tx)};
}

Listed<RosterImport> list_roster_imports(Read& r, const store::Page& page) {
  Listed<RosterImport> list;
  list.seq = r.tx.seq();
  list.items = store::roster_imports(r.tx, {page.limit + 1, page.after});
  if (static_cast<int>(list.items.size()) > page.limit) {
    list.items.resize(static_cast<std::size_t>(page.limit));
    list.next = store::Cursor{list.items.back().opened_at.ms, list.items.back().id};
  }
  return list;
}

Result<std::vector<domain::Reject>> read_roster_rejects(Read& r, const RosterImportId& id) {
  if (!store::find_roster_import(r.tx, id)) return fail(Code::not_found);
  return store::roster_rejects(r.tx, id);
}

Result<domain::RosterCounts> preview_roster_part(Read& r, const RosterImportId& id, int part) {
  const auto one = store::find_roster_import(r.tx, id);
  const auto csv = one ? store::roster_part(r.tx, id, part) : std::nullopt;
  if (!csv) return fail(Code::not_found);
  domain::RosterCounts counts;
  for (const auto& line : lines_of_part(r, *one, *csv)) {
    const auto fate = fate_of(r.tx, line);
    const bool is_withdrawn = fate.known && fate.known->consented && line.says_consent && !line.person.consented;
    counts.withdrawn += is_withdrawn ? 1 : 0;
    if (fate.known)
      ++(fate.changed.empty() ? counts.unchanged : counts.changed);
    else if (fate.recognised.as == domain::Recognised::As::nobody)
      ++counts.added;
    else
      ++(fate.asked_before && !fate.asked_before->is_open ? counts.skipped : counts.unsure);
  }
  return counts;
}

std::vector<store::RosterCount> read_roster_counts(Read& r) { return store::roster_counts(r.tx); }

int count_open_reviews(Read& r) { return store::open_reviews(r.tx); }

Result<Outcome> import_roster(Write& w, const domain::Imported<domain::Registrant>& rows, std::string_view text) {
  while (store::key_registrants(w.tx, k_keyed_at_once) == k_keyed_at_once) {
  }
  auto one = new_import(w, domain::RosterKind::all, false);
  one.lines = static_cast<int>(rows.rows);
  one.good = one.lines;
  one.status = RosterStatus::done;
  one.finished_at = w.now;
  store::insert_roster_import(w.tx, one, w.tx.codec().digest("roster.file", text));
  for (const auto& line : roster_lines(rows, text, false))
    if (const auto taken = take_line(w, one, line, one.counts); !taken) return pass_on(taken.error());
  store::drop_roster_parts(w.tx, one.id);
  save(w, one, "roster_import.done");
  return outcome(200, "roster_import", one.id);
}

}  // namespace musubi::flow
