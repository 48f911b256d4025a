#include "server/flow/map_note_flow.hpp"

#include "server/store/account_store.hpp"
#include "server/store/district_store.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/map_note_store.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

using domain::MapNote;
using domain::MapNoteView;

domain::Event note_event(const Write& w, std::string type, const MapNote& note) {
  auto e = w.event(std::move(type));
  e.incident_id = note.incident_id;
  e.district_id = note.district_id;
  e.subject_id = note.id;
  e.data = "kind=" + std::string(domain::code(note.kind));
  return e;
}

Result<void> may_write_in(Write& w, const IncidentId& id, const DistrictId& district) {
  const auto incident = store::find_incident(w.tx, id);
  if (!incident) return fail(Code::not_found);
  if (const auto ok = domain::may_work_in_district(w.actor, district); !ok) return pass_on(ok.error());
  if (incident->status == domain::IncidentStatus::closed) return fail(Code::incident_closed);
  return {};
}

std::optional<domain::Disclosed<MapNoteView>> view_of(Read& r, MapNote note) {
  MapNoteView view;
  if (note.made_by)
    if (const auto account = store::find_account(r.tx, *note.made_by)) view.made_by_name = account->name;
  view.note = std::move(note);
  return domain::Policy::map_note(r.actor, std::move(view));
}

}  // namespace

Result<Outcome> make_map_note(Write& w, const IncidentId& incident, const domain::NewMapNote& ask) {
  if (const auto ok = may_write_in(w, incident, ask.district_id); !ok) return pass_on(ok.error());
  if (!store::find_district(w.tx, ask.district_id)) return fail_fields({{"district_id", "unknown_reference"}});
  if (ask.id && store::find_map_note(w.tx, *ask.id)) return fail(Code::already_exists);
  MapNote note;
  note.id = w.id(ask.id);
  note.incident_id = incident;
  note.district_id = ask.district_id;
  note.kind = ask.kind;
  note.text = ask.text;
  note.public_text = ask.public_text;
  note.points = ask.points;
  note.made_at = w.now;
  note.made_by = w.actor.account_id;
  note.until = ask.until;
  if (const auto ok = domain::check_note(note, w.now); !ok) return pass_on(ok.error());
  store::insert_map_note(w.tx, note);
  w.tx.append(note_event(w, "note.made", note));
  return outcome(201, "map_note", note.id);
}

Result<Outcome> change_map_note(Write& w, const MapNoteId& id, int if_version, const domain::MapNotePatch& patch) {
  auto note = store::find_map_note(w.tx, id);
  if (!note) return fail(Code::not_found);
  if (const auto ok = may_write_in(w, note->incident_id, note->district_id); !ok) return pass_on(ok.error());
  if (note->version != if_version) return fail(Code::stale_edit);
  if (patch.kind) note->kind = *patch.kind;
  if (patch.text) note->text = *patch.text;
  if (patch.public_text) note->public_text = *patch.public_text;
  if (patch.points) note->points = *patch.points;
  if (patch.until) note->until = *patch.until;
  // Whoever ends a note need not mend its old end first.
  const bool ending = patch.end && !note->ended_at;
  if (ending) {
    note->ended_at = w.now;
    note->ended_by = w.actor.account_id;
  } else if (const auto ok = domain::check_note(*note, w.now); !ok) {
    return pass_on(ok.error());
  }
  if (!store::update_map_note(w.tx, *note, if_version)) return fail(Code::stale_edit);
  w.tx.append(note_event(w, ending ? "note.ended" : "note.changed", *note));
  return outcome(200, "map_note", id);
}

Result<domain::Disclosed<MapNoteView>> read_map_note(Read& r, const MapNoteId& id) {
  auto note = store::find_map_note(r.tx, id);
  if (!note) return fail(Code::not_found);
  auto view = view_of(r, std::move(*note));
  if (!view) return fail(Code::not_found);
  return std::move(*view);
}

Result<MapNoteList> list_map_notes(Read& r, const IncidentId& incident, std::optional<Instant> at,
                                   const store::Page& page) {
  if (!store::find_incident(r.tx, incident)) return fail(Code::not_found);
  if (at && *at > r.now) return fail_fields({{"at", "out_of_range"}});
  MapNoteList list;
  list.seq = r.tx.seq();
  for (auto& note : store::map_notes_standing(r.tx, incident, at.value_or(r.now), {page.limit + 1, page.after}))
    if (auto view = view_of(r, std::move(note))) list.items.push_back(std::move(*view));
  if (static_cast<int>(list.items.size()) > page.limit) {
    list.items.erase(list.items.begin() + page.limit, list.items.end());
    const auto& last = list.items.back()->note;
    list.next = store::Cursor{last.made_at.ms, last.id};
  }
  return list;
}

Result<Outcome> put_map_area(Write& w, const domain::MapArea& area) {
  auto kept = area;
  kept.id = domain::MapAreaId(w.make_id());
  kept.changed_at = w.now;
  const auto id = store::put_map_area(w.tx, kept);
  auto e = w.event("map_area.changed");
  e.subject_id = id;
  e.data = "kind=" + std::string(domain::code(area.kind)) + " parts=" + std::to_string(area.parts.size());
  w.tx.append(std::move(e));
  return outcome(201, "map_area", id);
}

Result<Outcome> drop_map_area(Write& w, const domain::MapAreaId& id) {
  if (!store::delete_map_area(w.tx, id)) return fail(Code::not_found);
  auto e = w.event("map_area.removed");
  e.subject_id = id;
  w.tx.append(std::move(e));
  return Outcome{204, "none", {}};
}

Listed<domain::MapArea> list_map_areas(Read& r) {
  Listed<domain::MapArea> list;
  list.seq = r.tx.seq();
  list.items = store::map_areas(r.tx);
  return list;
}

Result<domain::MapArea> read_map_area(Read& r, const domain::MapAreaId& id) {
  auto area = store::find_map_area(r.tx, id);
  if (!area) return fail(Code::not_found);
  return std::move(*area);
}

Result<Listed<domain::TeamsOut>> list_teams_out(Read& r, const IncidentId& incident) {
  if (!store::find_incident(r.tx, incident)) return fail(Code::not_found);
  Listed<domain::TeamsOut> list;
  list.seq = r.tx.seq();
  for (const auto& row : store::teams_out(r.tx, incident))
    if (r.actor.role != domain::Role::coordinator || r.actor.has_district(row.district_id)) list.items.push_back(row);
  return list;
}

}  // namespace musubi::flow
