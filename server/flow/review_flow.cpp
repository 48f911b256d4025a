// What a file left in doubt, and what staff make of it.
#include <algorithm>

#include "server/flow/audit_flow.hpp"
#include "server/flow/import_flow.hpp"
#include "server/flow/registrant_flow.hpp"
#include "server/flow/roster_flow.hpp"
#include "server/flow/roster_lines.hpp"
#include "server/store/registrant_store.hpp"

namespace musubi::flow {
namespace {

using domain::ImportReview;
using domain::Policy;
using domain::Registrant;
using domain::ReviewDecision;
using domain::ReviewKind;

// The waiting line, read as it would be read today (a district may have gone since).
std::optional<RosterLine> line_of(Read& r, const ImportReview& review) {
  if (!review.incoming) return std::nullopt;
  const auto import = store::find_roster_import(r.tx, review.import_id);
  auto setting = import_setting(r);
  setting.consent_is_implied = import && import->kind == domain::RosterKind::consented;
  const auto rows = domain::import_registrants(*review.incoming, setting);
  auto lines = roster_lines(rows, *review.incoming, setting.consent_is_implied);
  return lines.empty() ? std::nullopt : std::optional(std::move(lines.front()));
}

Result<RegistrantId> settle_line(Write& w, const ImportReview& review, const domain::DecideReview& ask) {
  auto r = w.as_read();
  const auto line = line_of(r, review);
  if (!line) return fail_fields({{"decision", "unknown_reference"}});
  if (ask.decision == ReviewDecision::other) {
    const auto added = add_from_roster(w, *line);
    if (!added) return pass_on(added.error());
    return added->ref_id<RegistrantId>();
  }
  if (!ask.registrant_id) return fail_fields({{"registrant_id", "required"}});
  const bool was_proposed = std::ranges::find(review.candidates, *ask.registrant_id) != review.candidates.end();
  const auto known = was_proposed ? store::find_registrant(w.tx, *ask.registrant_id) : std::nullopt;
  if (!known) return fail_fields({{"registrant_id", "unknown_reference"}});
  domain::RosterCounts counts;
  update_from_roster(w, *known, *line, fate_with(w.tx, *line, *known), counts);
  return known->id;
}

Result<void> settle_missing(Write& w, const ImportReview& review, ReviewDecision decision) {
  auto person = store::find_registrant(w.tx, *review.registrant_id);
  if (!person) return fail(Code::not_found);
  if (decision == ReviewDecision::keep) return {};
  if (decision == ReviewDecision::moved) person->status = domain::RegistrantStatus::moved;
  if (decision == ReviewDecision::removed) person->status = domain::RegistrantStatus::removed;
  if (decision == ReviewDecision::withdrawn) person->consented = false;
  if (!keep_registrant(w, *person, person->version))
    throw store::StoreError(store::StoreError::Kind::broken, "registrant changed under its own transaction");
  return {};
}

ReviewView view_of(Read& r, ImportReview review) {
  ReviewView view;
  if (const auto import = store::find_roster_import(r.tx, review.import_id)) view.import_number = import->number;
  const auto line = line_of(r, review);
  if (line) view.incoming = Policy::registrant(r.actor, line->person, {});
  auto ids = review.candidates;
  if (review.kind == ReviewKind::gone && review.registrant_id) ids = {*review.registrant_id};
  Seen seen{.action = "review", .district = review.district_id};
  for (const auto& id : ids) {
    auto known = store::find_registrant(r.tx, id);
    if (!known) continue;
    Candidate candidate{id, known->number, {}, std::nullopt};
    if (line) candidate.differs = domain::changed_fields(*known, line->person, line->says_consent, {});
    candidate.person = Policy::registrant(r.actor, std::move(*known), {});
    if (candidate.person) seen.people.push_back(id);
    view.candidates.push_back(std::move(candidate));
  }
  if (!seen.people.empty()) audit(r, std::move(seen));
  view.review = std::move(review);
  view.review.incoming.reset();
  return view;
}

}  // namespace

Result<Outcome> decide_review(Write& w, const ReviewId& id, const domain::DecideReview& ask) {
  auto review = store::find_review(w.tx, id);
  if (!review) return fail(Code::not_found);
  if (!review->is_open) return fail_next(Code::wrong_state, {"reload"});
  if (!domain::fits(review->kind, ask.decision)) return fail_fields({{"decision", "out_of_range"}});
  if (review->kind == ReviewKind::gone) {
    if (const auto done = settle_missing(w, *review, ask.decision); !done) return pass_on(done.error());
  } else if (ask.decision != ReviewDecision::skip) {
    const auto who = settle_line(w, *review, ask);
    if (!who) return pass_on(who.error());
    review->registrant_id = *who;
  }
  review->decision = ask.decision;
  review->decided_at = w.now;
  review->decided_by = w.actor.account_id;
  store::decide_review(w.tx, *review);
  auto e = w.event("review.decided");
  e.subject_id = id;
  e.district_id = review->district_id;
  e.registrant_id = review->registrant_id;
  e.data = "decision=" + std::string(domain::code(ask.decision));
  w.tx.append(std::move(e));
  return outcome(200, "review", id);
}

Result<ReviewView> read_review(Read& r, const ReviewId& id) {
  auto review = store::find_review(r.tx, id);
  if (!review) return fail(Code::not_found);
  return view_of(r, std::move(*review));
}

Result<ReviewList> list_reviews(Read& r, const store::ReviewFilter& filter, const store::Page& page) {
  ReviewList list;
  list.seq = r.tx.seq();
  auto rows = store::reviews(r.tx, filter, {page.limit + 1, page.after});
  if (static_cast<int>(rows.size()) > page.limit) {
    rows.resize(static_cast<std::size_t>(page.limit));
    list.next = store::Cursor{rows.back().opened_at.ms, rows.back().id};
  }
  for (auto& row : rows) list.items.push_back(view_of(r, std::move(row)));
  return list;
}

}  // namespace musubi::flow
