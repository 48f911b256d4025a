// Routes of volunteers, squads, organizations, districts and places: all of one pattern.
#include "server/api/routes.hpp"
#include "server/flow/people_flow.hpp"
#include "shared/wire/decode.hpp"
#include "shared/wire/encode.hpp"

namespace musubi::api {
namespace {

using domain::Right;
using net::Method;

template <auto Decode, auto Flow>
Result<Prepared> post(const Call& call) {
  auto ask = Decode(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{[ask = std::move(*ask)](flow::Write& w) { return Flow(w, ask); }, {}, {}};
}

template <class I, auto Decode, auto Flow>
Result<Prepared> patch(const Call& call) {
  const auto id = call.id<I>();
  if (!id) return pass_on(id.error());
  const auto version = call.if_version();
  if (!version) return pass_on(version.error());
  auto change = Decode(call.body);
  if (!change) return pass_on(change.error());
  return Prepared{[id = *id, version = *version, change = std::move(*change)](flow::Write& w) {
                    return Flow(w, id, version, change);
                  },
                  {},
                  {}};
}

Result<Answer> get_volunteers(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"district_id", "status", "limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto district = call.query_id<DistrictId>("district_id");
  if (!district) return pass_on(district.error());
  store::VolunteerFilter filter;
  filter.district = *district;
  if (const auto text = call.query.get("status")) {
    filter.status = domain::from_code<domain::VolunteerStatus>(*text);
    if (!filter.status) return fail_fields({{"status", "unknown"}});
  }
  const auto list = flow::list_volunteers(r, filter, *page);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& v : list->items) items.push_back(wire::encode(v));
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

Result<Answer> get_volunteer(const Call& call, flow::Read& r) {
  const auto id = call.id<VolunteerId>();
  if (!id) return pass_on(id.error());
  const auto v = flow::read_volunteer(r, *id);
  if (!v) return pass_on(v.error());
  return Answer{200, wire::encode(*v), (*v)->volunteer.version, {}, false};
}

Result<Answer> get_squads(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"district_id", "limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto district = call.query_id<DistrictId>("district_id");
  if (!district) return pass_on(district.error());
  const auto list = flow::list_squads(r, *district, *page);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& s : list->items) items.push_back(wire::encode(s));
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

Result<Answer> get_squad(const Call& call, flow::Read& r) {
  const auto id = call.id<SquadId>();
  if (!id) return pass_on(id.error());
  const auto s = flow::read_squad(r, *id);
  if (!s) return pass_on(s.error());
  return Answer{200, wire::encode(*s), s->version, {}, false};
}

Result<Answer> get_organizations(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto list = flow::list_organizations(r, *page);
  Json items = Json::array();
  for (const auto& o : list.items) items.push_back(wire::encode(o, true));
  return Answer{200, list_of(std::move(items), list.next, list.seq), {}, {}, false};
}

Result<Answer> get_organization(const Call& call, flow::Read& r) {
  const auto id = call.id<OrganizationId>();
  if (!id) return pass_on(id.error());
  const auto o = flow::read_organization(r, *id);
  if (!o) return pass_on(o.error());
  return Answer{200, wire::encode(*o, true), o->version, {}, false};
}

Result<Answer> get_districts(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto list = flow::list_districts(r);
  Json items = Json::array();
  for (const auto& d : list.items) items.push_back(wire::encode(d));
  return Answer{200, list_of(std::move(items), list.next, list.seq), {}, {}, false};
}

Result<Answer> get_district(const Call& call, flow::Read& r) {
  const auto id = call.id<DistrictId>();
  if (!id) return pass_on(id.error());
  const auto d = flow::read_district(r, *id);
  if (!d) return pass_on(d.error());
  return Answer{200, wire::encode(*d), d->version, {}, false};
}

Result<Answer> get_places(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"kind", "limit", "cursor"}); !ok) return pass_on(ok.error());
  std::optional<domain::PlaceKind> kind;
  if (const auto text = call.query.get("kind")) {
    kind = domain::from_code<domain::PlaceKind>(*text);
    if (!kind) return fail_fields({{"kind", "unknown"}});
  }
  const auto list = flow::list_places(r, kind);
  Json items = Json::array();
  for (const auto& p : list.items) items.push_back(wire::encode(p));
  return Answer{200, list_of(std::move(items), list.next, list.seq), {}, {}, false};
}

Result<Prepared> patch_my_wishes(const Call& call) {
  const auto version = call.if_version();
  if (!version) return pass_on(version.error());
  const auto wishes = wire::decode_my_wishes(call.body);
  if (!wishes) return pass_on(wishes.error());
  return Prepared{
      [version = *version, wishes = *wishes](flow::Write& w) { return flow::change_my_wishes(w, version, wishes); },
      {},
      {}};
}

}  // namespace

std::span<const Route> people_routes() {
  static const std::vector<Route> k_routes{
      {Method::get, "/api/v1/volunteers", Right::read_volunteers, &get_volunteers},
      {Method::post, "/api/v1/volunteers", Right::write_volunteers,
       &post<&wire::decode_new_volunteer, &flow::add_volunteer>},
      {Method::get, "/api/v1/volunteers/{id}", Right::read_volunteers, &get_volunteer},
      {Method::patch, "/api/v1/volunteers/{id}", Right::write_volunteers,
       &patch<VolunteerId, &wire::decode_volunteer_patch, &flow::change_volunteer>},
      {Method::patch, "/api/v1/me/volunteer", Right::own_session, &patch_my_wishes},
      {Method::get, "/api/v1/squads", Right::read_squads, &get_squads},
      {Method::post, "/api/v1/squads", Right::write_squads, &post<&wire::decode_new_squad, &flow::add_squad>},
      {Method::get, "/api/v1/squads/{id}", Right::read_squads, &get_squad},
      {Method::patch, "/api/v1/squads/{id}", Right::write_squads,
       &patch<SquadId, &wire::decode_squad_patch, &flow::change_squad>},
      {Method::get, "/api/v1/organizations", Right::manage_organizations, &get_organizations},
      {Method::post, "/api/v1/organizations", Right::manage_organizations,
       &post<&wire::decode_new_organization, &flow::add_organization>},
      {Method::get, "/api/v1/organizations/{id}", Right::manage_organizations, &get_organization},
      {Method::patch, "/api/v1/organizations/{id}", Right::manage_organizations,
       &patch<OrganizationId, &wire::decode_organization_patch, &flow::change_organization>},
      {Method::get, "/api/v1/districts", Right::open_to_all, &get_districts},
      {Method::post, "/api/v1/districts", Right::manage_districts,
       &post<&wire::decode_new_district, &flow::add_district>},
      {Method::get, "/api/v1/districts/{id}", Right::open_to_all, &get_district},
      {Method::patch, "/api/v1/districts/{id}", Right::manage_districts,
       &patch<DistrictId, &wire::decode_district_patch, &flow::change_district>},
      {Method::get, "/api/v1/places", Right::read_places, &get_places},
  };
  return k_routes;
}

}  // namespace musubi::api
