#include "server/flow/registrant_flow.hpp"

#include "server/flow/audit_flow.hpp"
#include "server/flow/break_glass_flow.hpp"
#include "server/flow/escalation_flow.hpp"
#include "server/flow/memory.hpp"
#include "server/flow/support_flow.hpp"
#include "server/store/district_store.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/volunteer_store.hpp"
#include "shared/base/limits.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

using domain::Registrant;

domain::Event registrant_event(const Write& w, std::string type, const Registrant& person) {
  auto e = w.event(std::move(type));
  e.registrant_id = person.id;
  e.district_id = person.district_id;
  return e;
}

struct Frame {
  domain::Setting of{};
  bool is_drill{false};
};
Result<Frame> setting_of(Read& r, const std::optional<IncidentId>& id) {
  if (!id) return Frame{};
  const auto incident = store::find_incident(r.tx, *id);
  if (!incident) return fail(Code::not_found);
  return Frame{{domain::disclosing_phase(*incident, r.now)}, incident->is_drill};
}

}  // namespace

Result<Outcome> add_registrant(Write& w, const domain::NewRegistrant& ask) {
  Registrant person = ask.registrant;
  if (!store::find_district(w.tx, person.district_id)) return fail_fields({{"district_id", "unknown_reference"}});
  if (!person.id.is_nil() && store::find_registrant(w.tx, person.id)) return fail(Code::already_exists);
  if (person.id.is_nil()) person.id = w.id<RegistrantId>();
  if (!person.position)
    if (const auto town = w.memory.find_town(person.address)) person.position = town->position;
  person.number = static_cast<int>(w.tx.next("registrant"));
  person.status = domain::RegistrantStatus::active;
  person.created_at = w.now;
  person.version = 1;
  store::insert_registrant(w.tx, person);
  if (person.position)
    store::set_position_source(w.tx, person.id,
                               ask.registrant.position ? domain::PinSource::manual : domain::PinSource::town);
  w.tx.append(registrant_event(w, "registrant.added", person));
  join_ladders(w, person);
  audit(w, {.action = "written", .people = {person.id}, .district = person.district_id});
  w.tx.on_commit([&memory = w.memory, person] { memory.put_person(person); });
  return outcome(201, "registrant", person.id);
}

Result<Outcome> change_registrant(Write& w, const RegistrantId& id, int if_version,
                                  const domain::RegistrantPatch& patch) {
  auto person = store::find_registrant(w.tx, id);
  if (!person) return fail(Code::not_found);
  if (domain::Policy::classes_for(w.actor, *person, {}).none() && !has_glass(w.tx, w.actor, id, w.now))
    return fail(Code::not_found);
  if (person->version != if_version) return fail(Code::stale_edit);
  if (patch.district_id) {
    if (!store::find_district(w.tx, *patch.district_id)) return fail_fields({{"district_id", "unknown_reference"}});
    person->district_id = *patch.district_id;
  }
  if (patch.name) person->name = *patch.name;
  if (patch.name_kana) person->name_kana = *patch.name_kana;
  if (patch.birth_date) person->birth_date = *patch.birth_date;
  if (patch.gender) person->gender = *patch.gender;
  if (patch.address) person->address = *patch.address;
  if (patch.phone) person->phone = *patch.phone;
  if (patch.position) person->position = *patch.position;
  if (patch.support_level) person->support_level = *patch.support_level;
  if (patch.support_reasons) person->support_reasons = *patch.support_reasons;
  if (patch.support_note) person->support_note = *patch.support_note;
  if (patch.supporters) person->supporters = *patch.supporters;
  if (patch.plan_shelter) person->plan_shelter = *patch.plan_shelter;
  if (patch.plan_route) person->plan_route = *patch.plan_route;
  if (patch.plan_keys) person->plan_keys = *patch.plan_keys;
  if (patch.family_note) person->family_note = *patch.family_note;
  if (patch.consented) person->consented = *patch.consented;
  if (patch.consent_on) person->consent_on = *patch.consent_on;
  if (patch.status) person->status = *patch.status;
  if (!keep_registrant(w, *person, if_version)) return fail(Code::stale_edit);
  audit(w, {.action = "written", .people = {person->id}, .district = person->district_id});
  if (patch.position)
    store::set_position_source(w.tx, id, *patch.position ? domain::PinSource::manual : domain::PinSource::none);
  return outcome(200, "registrant", id);
}

bool keep_registrant(Write& w, const Registrant& person, int if_version) {
  if (!store::update_registrant(w.tx, person, if_version)) return false;
  w.tx.append(registrant_event(w, "registrant.changed", person));
  join_ladders(w, person);
  w.tx.on_commit([&memory = w.memory, person] { memory.put_person(person); });
  return true;
}

namespace {

// With the line that says it was seen; nothing is remembered of what was not shown.
std::optional<domain::Disclosed<domain::RegistrantView>> show(Read& r, Registrant person, const Frame& frame,
                                                              std::optional<IncidentId> incident) {
  const auto id = person.id;
  const auto district = person.district_id;
  // Never in the frame of a drill: what is opened for real must not be played with.
  const bool glass = !frame.is_drill && has_glass(r.tx, r.actor, id, r.now);
  auto view = glass ? domain::Policy::registrant_behind_glass(r.actor, std::move(person))
                    : domain::Policy::registrant(r.actor, std::move(person), frame.of);
  if (view) audit(r, {.action = glass ? "glass" : "read", .people = {id}, .district = district, .incident = incident});
  return view;
}

}  // namespace

Result<domain::Disclosed<domain::RegistrantView>> read_registrant(Read& r, const RegistrantId& id,
                                                                  std::optional<IncidentId> incident) {
  const auto frame = setting_of(r, incident);
  if (!frame) return pass_on(frame.error());
  auto person = store::find_registrant(r.tx, id);
  if (!person) return fail(Code::not_found);
  const auto district = person->district_id;
  auto view = show(r, std::move(*person), *frame, incident);
  if (view) return std::move(*view);
  audit(r, {.action = "refused", .people = {id}, .district = district, .incident = incident});
  return fail(Code::not_found);
}

std::optional<domain::Disclosed<domain::RegistrantView>> written_registrant(Read& r, const RegistrantId& id) {
  auto person = store::find_registrant(r.tx, id);
  return person ? show(r, std::move(*person), {}, std::nullopt) : std::nullopt;
}

Result<RegistrantList> list_registrants(Read& r, std::optional<DistrictId> district, std::optional<IncidentId> incident,
                                        const store::Page& page) {
  const auto setting = setting_of(r, incident);
  if (!setting) return pass_on(setting.error());
  if (district)
    if (const auto ok = domain::may_see_district(r.actor, *district); !ok) return pass_on(ok.error());
  store::RegistrantFilter filter;
  filter.district = district;
  filter.consented_only = setting->of.phase == domain::LegalPhase::normal;
  RegistrantList list;
  list.seq = r.tx.seq();
  std::vector<Registrant> rows;
  if (r.actor.role == domain::Role::coordinator && !district) {
    for (const auto& own : r.actor.districts) {
      filter.district = own;
      for (auto& person : store::registrants(r.tx, filter, {limits::page_items_max, std::nullopt}))
        rows.push_back(std::move(person));
    }
  } else {
    rows = store::registrants(r.tx, filter, {page.limit + 1, page.after});
    if (static_cast<int>(rows.size()) > page.limit) {
      rows.resize(static_cast<std::size_t>(page.limit));
      list.next = store::Cursor{rows.back().created_at.ms, rows.back().id};
    }
  }
  Seen seen{.action = "read", .district = district, .incident = incident};
  for (auto& person : rows)
    if (auto view = domain::Policy::registrant(r.actor, std::move(person), setting->of))
      list.items.push_back(std::move(*view));
  for (const auto& item : list.items) seen.people.push_back(item->registrant.id);
  audit(r, std::move(seen));
  return list;
}

namespace {

struct Found {
  domain::PersonEntry entry;
  std::vector<std::string> reasons;
};

std::optional<SearchHit> disclose_hit(Read& r, const Found& f, const domain::Setting& setting) {
  SearchHit hit{.kind = {},
                .id = f.entry.id,
                .number = f.entry.number,
                .title = {},
                .subtitle = {},
                .district_id = f.entry.district_id,
                .status = std::nullopt,
                .reasons = f.reasons};
  if (f.entry.kind == domain::PersonKind::need) {
    const auto need = read_need(r, NeedId(f.entry.id));
    if (!need) return std::nullopt;
    hit.kind = "need";
    hit.title = (*need)->need.title;
    if ((*need)->shows_requester && (*need)->need.requester) hit.subtitle = (*need)->need.requester->name;
    hit.status = std::string(domain::code((*need)->need.status));
  } else if (f.entry.kind == domain::PersonKind::volunteer) {
    auto v = store::find_volunteer(r.tx, VolunteerId(f.entry.id));
    if (!v) return std::nullopt;
    const auto view = domain::Policy::volunteer(r.actor, std::move(*v));
    if (!view || !(*view)->shows_name) return std::nullopt;
    hit.kind = "volunteer";
    hit.title = (*view)->volunteer.name;
    hit.subtitle = (*view)->volunteer.name_kana;
    hit.status = std::string(domain::code((*view)->volunteer.status));
  } else if (f.entry.kind == domain::PersonKind::service_user) {
    const auto user = read_service_user(r, ServiceUserId(f.entry.id));
    if (!user) return std::nullopt;
    hit.kind = "service_user";
    hit.title = (*user)->name;
    hit.subtitle = (*user)->address;
    hit.status = std::string(domain::code((*user)->status));
  } else {
    auto person = store::find_registrant(r.tx, RegistrantId(f.entry.id));
    if (!person) return std::nullopt;
    const auto view = domain::Policy::registrant(r.actor, std::move(*person), setting);
    if (!view || !(*view)->classes.a) return std::nullopt;
    hit.kind = "registrant";
    hit.title = (*view)->registrant.name;
    hit.subtitle = (*view)->registrant.name_kana;
    hit.status = std::string(domain::code((*view)->registrant.status));
  }
  return hit;
}

}  // namespace

Result<std::vector<SearchHit>> search(Read& r, const domain::SearchQuestion& q) {
  const auto frame = setting_of(r, q.incident_id);
  if (!frame) return pass_on(frame.error());
  std::optional<domain::PersonKind> kind;
  if (q.kind == "need") kind = domain::PersonKind::need;
  if (q.kind == "volunteer") kind = domain::PersonKind::volunteer;
  if (q.kind == "service_user") kind = domain::PersonKind::service_user;
  if (q.kind == "registrant") kind = domain::PersonKind::registrant;
  const auto found = r.memory.with_people([&](const domain::PeopleIndex& people) {
    std::vector<Found> copies;
    for (auto& hit : people.search(q.q, kind, 200)) copies.push_back({*hit.entry, std::move(hit.reasons)});
    return copies;
  });
  std::vector<SearchHit> hits;
  Seen seen{.action = "search", .incident = q.incident_id};
  for (const auto& f : found) {
    if (hits.size() == 50) break;
    // A drill's needs are found on the drill's own screens only.
    if (f.entry.kind == domain::PersonKind::need && f.entry.is_drill) continue;
    if (auto hit = disclose_hit(r, f, frame->of)) {
      if (hit->kind == "registrant") seen.people.push_back(hit->id);
      hits.push_back(std::move(*hit));
    }
  }
  if (!seen.people.empty()) audit(r, std::move(seen));
  return hits;
}

}  // namespace musubi::flow
