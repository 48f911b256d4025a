#include "server/flow/people_flow.hpp"

#include <algorithm>

#include "server/flow/memory.hpp"
#include "server/store/district_store.hpp"
#include "server/store/organization_store.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

using domain::Volunteer;

// A volunteer without a district belongs to the whole city: the desk's, not a coordinator's.
Result<void> may_touch(const domain::Actor& actor, const Volunteer& v) {
  if (actor.is_desk() || actor.system) return {};
  if (!v.district_id) return fail(Code::not_found);
  return domain::may_see_district(actor, *v.district_id);
}

// Whoever may not touch somebody afterwards may not put them there either.
Result<void> may_place(const domain::Actor& actor, const std::optional<DistrictId>& district) {
  if (actor.is_desk() || actor.system) return {};
  if (!district) return fail(Code::forbidden);
  return domain::may_work_in_district(actor, *district);
}

Result<void> check_district(Write& w, const std::optional<DistrictId>& id) {
  if (!id) return {};
  if (!store::find_district(w.tx, *id)) return fail_fields({{"district_id", "unknown_reference"}});
  return {};
}

domain::Event volunteer_event(const Write& w, std::string type, const Volunteer& v) {
  auto e = w.event(std::move(type));
  e.volunteer_id = v.id;
  e.district_id = v.district_id;
  return e;
}

}  // namespace

Result<Outcome> add_volunteer(Write& w, const domain::NewVolunteer& ask) {
  if (const auto ok = check_district(w, ask.district_id); !ok) return pass_on(ok.error());
  if (ask.id && store::find_volunteer(w.tx, *ask.id)) return fail(Code::already_exists);
  Volunteer v;
  v.id = w.id(ask.id);
  v.district_id = ask.district_id;
  // Somebody who registers on their own phone is not signed in yet.
  if (w.actor.signed_in)
    if (const auto ok = may_place(w.actor, v.district_id); !ok) return pass_on(ok.error());
  v.number = static_cast<int>(w.tx.next("volunteer"));
  v.name = ask.name;
  v.name_kana = ask.name_kana;
  v.phone = ask.phone;
  v.email = ask.email;
  v.position = ask.position;
  if (!v.position && v.district_id)
    if (const auto d = store::find_district(w.tx, *v.district_id)) v.position = d->center;
  v.birth_year = ask.birth_year;
  v.skills = ask.skills;
  v.availability = ask.availability;
  v.insurance = ask.insurance;
  if (ask.consent) v.consent_at = w.now;
  v.note = ask.note;
  v.contact_by = ask.contact_by;
  v.quiet = ask.quiet;
  v.gender = ask.gender;
  v.guardian_consent_on = ask.guardian_consent_on;
  v.hours_week_max = ask.hours_week_max;
  v.travel_max_m = ask.travel_max_m;
  v.load_max = ask.load_max;
  v.car_seats = ask.car_seats;
  v.created_at = w.now;
  store::insert_volunteer(w.tx, v);
  w.tx.append(volunteer_event(w, "volunteer.registered", v));
  w.tx.on_commit([&memory = w.memory, v] { memory.put_person(v); });
  return outcome(201, "volunteer", v.id);
}

Result<Outcome> change_volunteer(Write& w, const VolunteerId& id, int if_version, const domain::VolunteerPatch& patch) {
  auto v = store::find_volunteer(w.tx, id);
  if (!v) return fail(Code::not_found);
  if (const auto ok = may_touch(w.actor, *v); !ok) return pass_on(ok.error());
  if (v->version != if_version) return fail(Code::stale_edit);
  if (patch.district_id) {
    if (const auto ok = check_district(w, *patch.district_id); !ok) return pass_on(ok.error());
    v->district_id = *patch.district_id;
    if (const auto ok = may_place(w.actor, v->district_id); !ok) return pass_on(ok.error());
  }
  if (patch.name) v->name = *patch.name;
  if (patch.name_kana) v->name_kana = *patch.name_kana;
  if (patch.phone) v->phone = *patch.phone;
  if (patch.email) v->email = *patch.email;
  if (patch.position) v->position = *patch.position;
  if (patch.birth_year) v->birth_year = *patch.birth_year;
  if (patch.skills) v->skills = *patch.skills;
  if (patch.availability) v->availability = *patch.availability;
  if (patch.insurance) v->insurance = *patch.insurance;
  if (patch.consent) v->consent_at = *patch.consent ? std::optional(v->consent_at.value_or(w.now)) : std::nullopt;
  if (patch.note) v->note = *patch.note;
  if (patch.contact_by) v->contact_by = *patch.contact_by;
  if (patch.quiet) v->quiet = *patch.quiet;
  if (patch.gender) v->gender = *patch.gender;
  if (patch.guardian_consent_on) v->guardian_consent_on = *patch.guardian_consent_on;
  if (patch.hours_week_max) v->hours_week_max = *patch.hours_week_max;
  if (patch.travel_max_m) v->travel_max_m = *patch.travel_max_m;
  if (patch.load_max) v->load_max = *patch.load_max;
  if (patch.car_seats) v->car_seats = *patch.car_seats;
  if (patch.status) v->status = *patch.status;
  if (!store::update_volunteer(w.tx, *v, if_version)) return fail(Code::stale_edit);
  w.tx.append(volunteer_event(w, "volunteer.changed", *v));
  w.tx.on_commit([&memory = w.memory, v = *v] { memory.put_person(v); });
  return outcome(200, "volunteer", id);
}

Result<domain::Disclosed<domain::VolunteerView>> read_volunteer(Read& r, const VolunteerId& id) {
  auto v = store::find_volunteer(r.tx, id);
  if (!v) return fail(Code::not_found);
  auto view = domain::Policy::volunteer(r.actor, std::move(*v));
  if (!view) return fail(Code::not_found);
  return std::move(*view);
}

Result<VolunteerList> list_volunteers(Read& r, const store::VolunteerFilter& filter, const store::Page& page) {
  VolunteerList list;
  list.seq = r.tx.seq();
  std::vector<Volunteer> rows;
  if (r.actor.role == domain::Role::coordinator && !filter.district) {
    // Own districts hold at most some hundreds of people: one page with all of them.
    rows = store::volunteers_in(r.tx, r.actor.districts);
    if (filter.status) std::erase_if(rows, [&](const Volunteer& v) { return v.status != *filter.status; });
  } else {
    if (filter.district)
      if (const auto ok = domain::may_see_district(r.actor, *filter.district); !ok) return pass_on(ok.error());
    rows = store::volunteers(r.tx, filter, {page.limit + 1, page.after});
    if (static_cast<int>(rows.size()) > page.limit) {
      rows.resize(static_cast<std::size_t>(page.limit));
      list.next = store::Cursor{rows.back().created_at.ms, rows.back().id};
    }
  }
  for (auto& v : rows)
    if (auto view = domain::Policy::volunteer(r.actor, std::move(v))) list.items.push_back(std::move(*view));
  return list;
}

namespace {

Result<void> check_members(Write& w, const DistrictId&, const std::vector<VolunteerId>& members) {
  std::vector<FieldError> errors;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto v = store::find_volunteer(w.tx, members[i]);
    if (!v || !may_touch(w.actor, *v)) errors.push_back({"member_ids/" + std::to_string(i), "unknown_reference"});
  }
  if (!errors.empty()) return fail_fields(std::move(errors));
  return {};
}

domain::Event squad_event(const Write& w, std::string type, const domain::Squad& s) {
  auto e = w.event(std::move(type));
  e.subject_id = s.id;
  e.district_id = s.district_id;
  return e;
}

}  // namespace

Result<Outcome> add_squad(Write& w, const domain::NewSquad& ask) {
  if (const auto ok = check_district(w, ask.district_id); !ok) return pass_on(ok.error());
  if (const auto ok = domain::may_work_in_district(w.actor, ask.district_id); !ok) return pass_on(ok.error());
  if (const auto ok = check_members(w, ask.district_id, ask.member_ids); !ok) return pass_on(ok.error());
  if (ask.id && store::find_squad(w.tx, *ask.id)) return fail(Code::already_exists);
  domain::Squad s;
  s.id = w.id(ask.id);
  s.name = ask.name;
  s.kind = ask.kind;
  s.district_id = ask.district_id;
  s.member_ids = ask.member_ids;
  s.keep_together = ask.keep_together;
  s.created_at = w.now;
  store::insert_squad(w.tx, s);
  w.tx.append(squad_event(w, "squad.formed", s));
  return outcome(201, "squad", s.id);
}

Result<Outcome> change_squad(Write& w, const SquadId& id, int if_version, const domain::SquadPatch& patch) {
  auto s = store::find_squad(w.tx, id);
  if (!s) return fail(Code::not_found);
  if (const auto ok = domain::may_see_district(w.actor, s->district_id); !ok) return pass_on(ok.error());
  if (s->version != if_version) return fail(Code::stale_edit);
  if (patch.name) s->name = *patch.name;
  if (patch.member_ids) {
    if (const auto ok = check_members(w, s->district_id, *patch.member_ids); !ok) return pass_on(ok.error());
    s->member_ids = *patch.member_ids;
  }
  if (patch.keep_together) s->keep_together = *patch.keep_together;
  if (!store::update_squad(w.tx, *s, if_version)) return fail(Code::stale_edit);
  w.tx.append(squad_event(w, "squad.changed", *s));
  return outcome(200, "squad", id);
}

Result<domain::Squad> read_squad(Read& r, const SquadId& id) {
  auto s = store::find_squad(r.tx, id);
  if (!s) return fail(Code::not_found);
  if (const auto ok = domain::may_see_district(r.actor, s->district_id); !ok) return pass_on(ok.error());
  return std::move(*s);
}

Result<Listed<domain::Squad>> list_squads(Read& r, std::optional<DistrictId> district, const store::Page& page) {
  Listed<domain::Squad> list;
  list.seq = r.tx.seq();
  std::vector<std::optional<DistrictId>> wanted{district};
  if (r.actor.role == domain::Role::coordinator) {
    if (district) {
      if (const auto ok = domain::may_see_district(r.actor, *district); !ok) return pass_on(ok.error());
    } else {
      wanted.assign(r.actor.districts.begin(), r.actor.districts.end());
    }
  }
  for (const auto& d : wanted)
    for (auto& s : store::squads(r.tx, d, {page.limit + 1, page.after})) list.items.push_back(std::move(s));
  if (wanted.size() == 1 && static_cast<int>(list.items.size()) > page.limit) {
    list.items.resize(static_cast<std::size_t>(page.limit));
    list.next = store::Cursor{list.items.back().created_at.ms, list.items.back().id};
  }
  return list;
}

Result<Outcome> add_organization(Write& w, const domain::NewOrganization& ask) {
  if (const auto ok = check_district(w, ask.district_id); !ok) return pass_on(ok.error());
  if (ask.id && store::find_organization(w.tx, *ask.id)) return fail(Code::already_exists);
  domain::Organization o;
  o.id = w.id(ask.id);
  o.name = ask.name;
  o.kind = ask.kind;
  o.district_id = ask.district_id;
  o.phone = ask.phone;
  o.created_at = w.now;
  store::insert_organization(w.tx, o);
  auto e = w.event("organization.added");
  e.subject_id = o.id;
  w.tx.append(std::move(e));
  return outcome(201, "organization", o.id);
}

Result<Outcome> change_organization(Write& w, const OrganizationId& id, int if_version,
                                    const domain::OrganizationPatch& patch) {
  auto o = store::find_organization(w.tx, id);
  if (!o) return fail(Code::not_found);
  if (o->version != if_version) return fail(Code::stale_edit);
  if (patch.name) o->name = *patch.name;
  if (patch.kind) o->kind = *patch.kind;
  if (patch.district_id) {
    if (const auto ok = check_district(w, *patch.district_id); !ok) return pass_on(ok.error());
    o->district_id = *patch.district_id;
  }
  if (patch.phone) o->phone = *patch.phone;
  if (patch.status) o->status = *patch.status;
  if (!store::update_organization(w.tx, *o, if_version)) return fail(Code::stale_edit);
  auto e = w.event("organization.changed");
  e.subject_id = id;
  w.tx.append(std::move(e));
  return outcome(200, "organization", id);
}

Result<domain::Organization> read_organization(Read& r, const OrganizationId& id) {
  auto o = store::find_organization(r.tx, id);
  if (!o) return fail(Code::not_found);
  return std::move(*o);
}

Listed<domain::Organization> list_organizations(Read& r, const store::Page& page) {
  Listed<domain::Organization> list;
  list.seq = r.tx.seq();
  list.items = store::organizations(r.tx, {page.limit + 1, page.after});
  if (static_cast<int>(list.items.size()) > page.limit) {
    list.items.resize(static_cast<std::size_t>(page.limit));
    list.next = store::Cursor{list.items.back().created_at.ms, list.items.back().id};
  }
  return list;
}

Result<Outcome> add_district(Write& w, const domain::NewDistrict& ask) {
  if (store::find_district_by_code(w.tx, ask.code)) return fail(Code::already_exists);
  if (ask.id && store::find_district(w.tx, *ask.id)) return fail(Code::already_exists);
  domain::District d;
  d.id = w.id(ask.id);
  d.code = ask.code;
  d.name = ask.name;
  d.name_kana = ask.name_kana;
  d.center = ask.center;
  d.cell = ask.cell;
  d.towns = ask.towns;
  d.is_sample = ask.is_sample;
  store::insert_district(w.tx, d);
  auto e = w.event("district.added");
  e.district_id = d.id;
  w.tx.append(std::move(e));
  return outcome(201, "district", d.id);
}

Result<Outcome> change_district(Write& w, const DistrictId& id, int if_version, const domain::DistrictPatch& patch) {
  auto d = store::find_district(w.tx, id);
  if (!d) return fail(Code::not_found);
  if (d->version != if_version) return fail(Code::stale_edit);
  if (patch.name) d->name = *patch.name;
  if (patch.name_kana) d->name_kana = *patch.name_kana;
  if (patch.center) d->center = *patch.center;
  if (patch.cell) d->cell = *patch.cell;
  if (patch.towns) d->towns = *patch.towns;
  if (!store::update_district(w.tx, *d, if_version)) return fail(Code::stale_edit);
  auto e = w.event("district.changed");
  e.district_id = id;
  w.tx.append(std::move(e));
  return outcome(200, "district", id);
}

Result<domain::District> read_district(Read& r, const DistrictId& id) {
  auto d = store::find_district(r.tx, id);
  if (!d) return fail(Code::not_found);
  return std::move(*d);
}

Listed<domain::District> list_districts(Read& r) {
  Listed<domain::District> list;
  list.seq = r.tx.seq();
  list.items = store::districts(r.tx);
  return list;
}

Listed<domain::Place> list_places(Read& r, std::optional<domain::PlaceKind> kind) {
  Listed<domain::Place> list;
  list.seq = r.tx.seq();
  list.items = store::places(r.tx, kind);
  return list;
}

}  // namespace musubi::flow
