#include "server/flow/roster_lines.hpp"

#include <algorithm>

#include "server/flow/memory.hpp"
#include "server/flow/registrant_flow.hpp"
#include "server/store/registrant_store.hpp"
#include "shared/domain/csv.hpp"

namespace musubi::flow {
namespace {

using domain::PinSource;
using domain::Recognised;
using domain::Registrant;
using domain::RosterField;

constexpr int k_alike_max = 100;

store::Bytes key_of(const store::ReadTx& tx, const RosterLine& line) {
  std::string all;
  for (const auto& told : domain::told_by(line.person, line.says_consent)) all += told + '\n';
  return tx.codec().digest("roster.line", all);
}

// An import never moves a pin that somebody has set by hand.
void leave_manual_pin(LineFate& fate) {
  if (fate.source == PinSource::manual) std::erase(fate.changed, RosterField::position);
}

}  // namespace

LineFate fate_with(store::ReadTx& tx, const RosterLine& line, const Registrant& known) {
  LineFate fate;
  auto facts = store::roster_facts(tx, known.id);
  fate.recognised.as = Recognised::As::same;
  fate.recognised.who = known.id;
  fate.known = known;
  fate.source = facts.source;
  fate.told = std::move(facts.told);
  fate.changed = domain::changed_fields(known, line.person, line.says_consent, fate.told);
  leave_manual_pin(fate);
  return fate;
}

LineFate fate_of(store::ReadTx& tx, const RosterLine& line) {
  const auto alike = store::registrants_alike(tx, line.person, k_alike_max);
  auto recognised = domain::recognise(line.person, alike);
  std::optional<domain::ImportReview> before;
  if (recognised.as == Recognised::As::unsure) {
    before = store::find_review_of_line(tx, key_of(tx, line));
    if (before && !before->is_open && before->registrant_id) {
      recognised.as = Recognised::As::same;  // somebody has said who it is
      recognised.who = before->registrant_id;
    }
  }
  if (recognised.as == Recognised::As::same)
    if (const auto known = store::find_registrant(tx, *recognised.who)) return fate_with(tx, line, *known);
  LineFate fate;
  fate.recognised = std::move(recognised);
  fate.asked_before = std::move(before);
  return fate;
}

std::vector<RosterLine> roster_lines(const domain::Imported<Registrant>& rows, std::string_view csv,
                                     bool consent_is_implied) {
  const auto has_column = [&](std::string_view name) {
    return std::ranges::find(rows.columns, name) != rows.columns.end();
  };
  const bool says_consent = consent_is_implied || has_column("consent");
  const bool is_excerpt = has_column("line");
  const auto read = domain::read_csv_lines(csv);
  std::vector<RosterLine> out;
  if (read.rows.empty()) return out;
  const std::string head = domain::csv_line(read.rows.front().cells);
  std::size_t at = 1;
  for (std::size_t i = 0; i < rows.items.size(); ++i) {
    const auto is_this = [&](const domain::CsvRow& row) {
      return is_excerpt ? row.cells.back() == std::to_string(rows.lines[i]) : row.line == rows.lines[i];
    };
    while (at < read.rows.size() && !is_this(read.rows[at])) ++at;
    if (at == read.rows.size()) break;
    out.push_back(
        {rows.items[i], static_cast<int>(rows.lines[i]), head + domain::csv_line(read.rows[at].cells), says_consent});
  }
  return out;
}

Result<Outcome> add_from_roster(Write& w, const RosterLine& line) {
  auto added = add_registrant(w, {line.person});
  if (!added) return added;
  const auto id = added->ref_id<RegistrantId>();
  if (line.person.position) store::set_position_source(w.tx, id, PinSource::address);
  store::set_roster_line(w.tx, id, domain::told_by(line.person, line.says_consent));
  return added;
}

bool update_from_roster(Write& w, Registrant known, const RosterLine& line, const LineFate& fate,
                        domain::RosterCounts& counts) {
  const auto told = domain::told_by(line.person, line.says_consent);
  if (told != fate.told) store::set_roster_line(w.tx, known.id, told);
  const bool comes_back = known.status != domain::RegistrantStatus::active;
  if (fate.changed.empty() && !comes_back) {
    ++counts.unchanged;
    return false;
  }
  const bool had_consent = known.consented;
  PinSource source = fate.source;
  for (const auto field : fate.changed) {
    domain::take_field(known, line.person, field);
    if (field == RosterField::position) source = PinSource::address;
  }
  const bool moved = std::ranges::find(fate.changed, RosterField::address) != fate.changed.end();
  if (moved && !line.person.position && fate.source != PinSource::manual) {
    const auto town = w.memory.find_town(known.address);
    known.position = town ? std::optional(town->position) : std::nullopt;
    source = town ? PinSource::town : PinSource::none;
  }
  known.status = domain::RegistrantStatus::active;
  if (!keep_registrant(w, known, known.version))
    throw store::StoreError(store::StoreError::Kind::broken, "registrant changed under its own transaction");
  if (source != fate.source) store::set_position_source(w.tx, known.id, source);
  ++counts.changed;
  if (had_consent && !known.consented) ++counts.withdrawn;
  return true;
}

Result<void> take_line(Write& w, const domain::RosterImport& import, const RosterLine& line,
                       domain::RosterCounts& counts) {
  const LineFate fate = fate_of(w.tx, line);
  if (fate.known) {
    store::mark_seen(w.tx, import.id, fate.known->id, line.person.district_id);
    update_from_roster(w, *fate.known, line, fate, counts);
    return {};
  }
  if (fate.recognised.as == Recognised::As::nobody) {
    const auto added = add_from_roster(w, line);
    if (!added) return pass_on(added.error());
    store::mark_seen(w.tx, import.id, added->ref_id<RegistrantId>(), line.person.district_id);
    ++counts.added;
    return {};
  }
  // Whoever may be meant is not missing.
  for (const auto& id : fate.recognised.candidates) store::mark_seen(w.tx, import.id, id, line.person.district_id);
  if (fate.asked_before && !fate.asked_before->is_open) {
    ++counts.skipped;
    return {};
  }
  ++counts.unsure;
  if (fate.asked_before) return {};
  domain::ImportReview review;
  review.id = w.id<ReviewId>();
  review.import_id = import.id;
  review.kind = domain::ReviewKind::unsure;
  review.line = line.number;
  review.district_id = line.person.district_id;
  review.candidates = fate.recognised.candidates;
  review.reasons = fate.recognised.reasons;
  review.incoming = line.text;
  review.opened_at = w.now;
  store::insert_review(w.tx, review, key_of(w.tx, line));
  auto e = w.event("review.opened");
  e.subject_id = review.id;
  e.district_id = review.district_id;
  w.tx.append(std::move(e));
  return {};
}

}  // namespace musubi::flow
