#include "shared/wire/encode.hpp"
#include "shared/wire/parts.hpp"

namespace musubi::wire {
namespace {

// Kept as text by the decoder that checked it; anything else in the column draws nothing.
Json encode_cell(const std::optional<std::string>& cell) {
  if (!cell) return {};
  Json rings = Json::parse(*cell, nullptr, false);
  return rings.is_array() ? rings : Json();
}

template <class T>
void put_id(Json& out, const char* name, const std::optional<T>& id) {
  if (id) out[name] = id->text();
}

}  // namespace

Json encode(const domain::District& district) {
  return {{"id", district.id.text()},           {"code", district.code},           {"name", district.name},
          {"name_kana", district.name_kana},    {"lat", district.center.lat},      {"lng", district.center.lng},
          {"cell", encode_cell(district.cell)}, {"is_sample", district.is_sample}, {"towns", array_of(district.towns)},
          {"version", district.version}};
}

Json encode(const domain::Place& place) {
  return {{"id", place.id.text()},
          {"kind", text_of(place.kind)},
          {"name", place.name},
          {"lat", place.position.lat},
          {"lng", place.position.lng},
          {"address", or_null(place.address)},
          {"hazards", array_of(place.hazards)},
          {"note", or_null(place.note)}};
}

Json encode(const domain::Organization& organization, bool with_phone) {
  Json out{{"id", organization.id.text()},           {"name", organization.name},
           {"kind", text_of(organization.kind)},     {"district_id", or_null(organization.district_id)},
           {"status", text_of(organization.status)}, {"created_at", organization.created_at.text()},
           {"version", organization.version}};
  if (with_phone) out["phone"] = or_null(organization.phone);
  return out;
}

Json encode(const domain::Squad& squad) {
  return {{"id", squad.id.text()},
          {"name", squad.name},
          {"kind", text_of(squad.kind)},
          {"district_id", squad.district_id.text()},
          {"member_ids", array_of(squad.member_ids)},
          {"keep_together", squad.keep_together},
          {"created_at", squad.created_at.text()},
          {"version", squad.version}};
}

Json encode_slim(const domain::Incident& incident) {
  return {{"id", incident.id.text()},
          {"name", incident.name},
          {"kind", text_of(incident.kind)},
          {"is_drill", incident.is_drill},
          {"status", text_of(incident.status)},
          {"legal_phase", text_of(incident.legal_phase)},
          {"opened_at", incident.opened_at.text()},
          {"closed_at", or_null(incident.closed_at)},
          {"version", incident.version}};
}

Json encode(const domain::Incident& incident, bool with_decision) {
  Json out = encode_slim(incident);
  if (!with_decision) return out;
  out["phase_decision"] = nullptr;
  if (const auto& decision = incident.decision)
    out["phase_decision"] = {{"decided_by", decision->decided_by.text()},
                             {"purpose", text_of(decision->purpose)},
                             {"reason", decision->reason},
                             {"decided_at", decision->decided_at.text()},
                             {"until", or_null(decision->until)}};
  return out;
}

Json event_head(const domain::Event& event, bool with_ids) {
  Json out{{"seq", event.seq},
           {"type", event.type},
           {"occurred_at", event.occurred_at.text()},
           {"recorded_at", event.recorded_at.text()}};
  put_id(out, "district_id", event.district_id);
  if (!with_ids) return out;
  put_id(out, "incident_id", event.incident_id);
  put_id(out, "need_id", event.need_id);
  put_id(out, "offer_id", event.offer_id);
  put_id(out, "volunteer_id", event.volunteer_id);
  put_id(out, "registrant_id", event.registrant_id);
  put_id(out, "round_id", event.round_id);
  if (event.type.starts_with("plan.")) put_id(out, "plan_id", event.subject_id);
  if (event.type.starts_with("rescue.")) put_id(out, "rescue_id", event.subject_id);
  if (event.type.starts_with("team.")) put_id(out, "team_id", event.subject_id);
  if (event.type.starts_with("watch.")) put_id(out, "watch_id", event.subject_id);
  if (event.type.starts_with("pack.")) put_id(out, "pack_id", event.subject_id);
  return out;
}

}  // namespace musubi::wire
