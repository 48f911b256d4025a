#include "server/flow/break_glass_flow.hpp"

#include "server/flow/audit_flow.hpp"
#include "server/store/account_store.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/registrant_store.hpp"
#include "shared/domain/disclosure.hpp"

namespace musubi::flow {
namespace {

std::optional<domain::Registrant> person_meant(store::ReadTx& tx, const domain::NewBreakGlass& ask) {
  const auto id = ask.registrant_id ? ask.registrant_id : store::registrant_of_number(tx, ask.number.value_or(0));
  return id ? store::find_registrant(tx, *id) : std::nullopt;
}

GlassLine line_of(Read& r, domain::BreakGlass glass) {
  GlassLine line{std::move(glass), std::nullopt, std::nullopt};
  if (const auto account = store::find_account(r.tx, line.glass.account_id)) line.account_name = account->name;
  if (const auto person = store::find_registrant(r.tx, line.glass.registrant_id)) line.number = person->number;
  return line;
}

}  // namespace

Result<Outcome> break_glass(Write& w, const domain::NewBreakGlass& ask) {
  if (!w.actor.account_id) return fail(Code::forbidden);
  if (ask.incident_id) {
    const auto incident = store::find_incident(w.tx, *ask.incident_id);
    if (!incident) return fail(Code::not_found);
    if (incident->is_drill) return fail(Code::not_in_drill);
  }
  const auto person = person_meant(w.tx, ask);
  if (!person || domain::Policy::classes_behind_glass(w.actor, *person).none()) return fail(Code::not_found);
  domain::BreakGlass glass;
  glass.id = w.id<BreakGlassId>();
  glass.account_id = *w.actor.account_id;
  glass.registrant_id = person->id;
  glass.district_id = person->district_id;
  glass.reason = ask.reason;
  glass.opened_at = w.now;
  glass.until = w.now.plus_ms(domain::k_glass_ms);
  store::insert_glass(w.tx, glass);
  // Without the incident: topics of incidents, the wall's among them, have nothing to hear of it.
  auto e = w.event("glass.broken");
  e.registrant_id = person->id;
  e.district_id = person->district_id;
  e.subject_id = glass.id;
  w.tx.append(std::move(e));
  audit(
      w,
      {.action = "glass.broken", .people = {person->id}, .district = person->district_id, .incident = ask.incident_id});
  return outcome(201, "glass", glass.id);
}

bool has_glass(store::ReadTx& tx, const domain::Actor& actor, const RegistrantId& person, Instant now) {
  return actor.account_id && store::open_glass(tx, *actor.account_id, person, now).has_value();
}

Result<GlassLine> read_glass(Read& r, const BreakGlassId& id) {
  auto glass = store::find_glass(r.tx, id);
  if (!glass) return fail(Code::not_found);
  return line_of(r, std::move(*glass));
}

Listed<GlassLine> list_glasses(Read& r, std::optional<RegistrantId> person, const store::Page& page) {
  Listed<GlassLine> list;
  list.seq = r.tx.seq();
  auto rows = store::glasses(r.tx, person, {page.limit + 1, page.after});
  if (static_cast<int>(rows.size()) > page.limit) {
    rows.resize(static_cast<std::size_t>(page.limit));
    list.next = store::Cursor{rows.back().opened_at.ms, rows.back().id};
  }
  for (auto& glass : rows) list.items.push_back(line_of(r, std::move(glass)));
  return list;
}

}  // namespace musubi::flow
