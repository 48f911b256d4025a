#include "shared/wire/map_note.hpp"

#include "shared/wire/parts.hpp"
#include "shared/wire/rules.hpp"

namespace musubi::wire {
namespace {

auto point() {
  return object([](Reader& r) { return required_position(r); });
}
auto points() { return list(point(), domain::k_note_points_max, Doubles::keep); }

// A note that lies nowhere cannot be drawn, and nobody would see it.
void refuse_nowhere(const Reader& r, const std::vector<Position>& points) {
  if (points.empty()) r.refuse("points", refused::too_short);
}

Json encode_points(const std::vector<Position>& points) {
  Json out = Json::array();
  for (const auto& p : points) out.push_back({{"lat", p.lat}, {"lng", p.lng}});
  return out;
}

}  // namespace

Result<domain::NewMapNote> decode_new_map_note(const Json& body) {
  Reader r(body);
  domain::NewMapNote ask;
  ask.id = r.optional("id", new_id<MapNoteId>());
  ask.district_id = r.required("district_id", id<DistrictId>());
  ask.kind = r.required("kind", choice<domain::MapNoteKind>());
  ask.text = r.optional("text", prose(limits::address_chars_max));
  ask.public_text = r.value_or("public_text", boolean(), false);
  ask.points = r.required("points", points());
  if (body.is_object() && body.contains("points") && body["points"].is_array()) refuse_nowhere(r, ask.points);
  ask.until = r.optional("until", instant());
  return finished(r, std::move(ask));
}

Result<domain::MapNotePatch> decode_map_note_patch(const Json& body) {
  Reader r(body);
  domain::MapNotePatch ask;
  ask.kind = r.patch("kind", choice<domain::MapNoteKind>());
  ask.text = r.change("text", prose(limits::address_chars_max));
  ask.public_text = r.patch("public_text", boolean());
  ask.points = r.patch("points", points());
  if (ask.points && body["points"].is_array()) refuse_nowhere(r, *ask.points);
  ask.until = r.change("until", instant());
  ask.end = r.value_or("end", boolean(), false);
  return finished(r, std::move(ask));
}

Json encode(const domain::Disclosed<domain::MapNoteView>& disclosed) {
  const auto& note = disclosed->note;
  Json out{{"id", note.id.text()},
           {"incident_id", note.incident_id.text()},
           {"district_id", note.district_id.text()},
           {"kind", text_of(note.kind)},
           {"public_text", note.public_text},
           {"points", encode_points(note.points)},
           {"made_at", note.made_at.text()},
           {"until", or_null(note.until)},
           {"ended_at", or_null(note.ended_at)},
           {"version", note.version}};
  if (disclosed->shows_text) out["text"] = or_null(note.text);
  if (disclosed->made_by_name) out["made_by_name"] = *disclosed->made_by_name;
  return out;
}

Json encode(const domain::TeamsOut& row) {
  return {{"district_id", row.district_id.text()}, {"teams", row.teams}, {"people", row.people}};
}

}  // namespace musubi::wire
