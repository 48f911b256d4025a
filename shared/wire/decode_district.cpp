#include "shared/wire/decode.hpp"
#include "shared/wire/rules.hpp"

namespace musubi::wire {
namespace {

constexpr std::size_t k_code_chars_max = 20;
constexpr std::size_t k_towns_max = 500;
constexpr std::size_t k_rings_max = 20;
constexpr std::size_t k_ring_points_max = 5'000;
constexpr std::size_t k_ring_points_min = 4;
constexpr std::size_t k_members_max = 1'000;

struct Point {
  double lng{0};
  double lat{0};
  bool operator==(const Point&) const = default;
};

auto point() {
  return Rule{[](const Json& v, const Spot& at) -> std::optional<Point> {
                if (!v.is_array() || v.size() != 2) return at.refuse(refused::format);
                const auto lng = read_number(v[0], Spot(at, std::size_t{0}), -180, 180);
                const auto lat = read_number(v[1], Spot(at, std::size_t{1}), -90, 90);
                if (!lng || !lat) return std::nullopt;
                return Point{*lng, *lat};
              },
              false};
}

auto ring() {
  return Rule{[](const Json& v, const Spot& at) -> std::optional<std::vector<Point>> {
                auto points = list(point(), k_ring_points_max, Doubles::keep).read(v, at);
                if (!points) return std::nullopt;
                if (points->size() < k_ring_points_min) return at.refuse(refused::too_short);
                if (points->front() != points->back()) return at.refuse(refused::format);
                return points;
              },
              false};
}

// GeoJSON Polygon coordinates: closed rings of [lng, lat]. Kept as text, since nobody but the map looks inside.
auto polygon() {
  return Rule{[](const Json& v, const Spot& at) -> std::optional<std::string> {
                const auto rings = list(ring(), k_rings_max, Doubles::keep).read(v, at);
                if (!rings) return std::nullopt;
                if (rings->empty()) return at.refuse(refused::too_short);
                return v.dump(-1, ' ', false, Json::error_handler_t::replace);
              },
              false};
}

auto towns() { return list(name_line(), k_towns_max); }
auto members() { return list(id<VolunteerId>(), k_members_max); }

}  // namespace

Result<domain::NewDistrict> decode_new_district(const Json& body) {
  Reader r(body);
  domain::NewDistrict ask;
  ask.id = r.optional("id", new_id<DistrictId>());
  ask.code = r.required("code", line(k_code_chars_max));
  ask.name = r.required("name", name_line());
  ask.name_kana = r.required("name_kana", name_line());
  ask.center = required_position(r);
  ask.cell = r.optional("cell", polygon());
  ask.towns = r.value_or("towns", towns(), {});
  ask.is_sample = r.value_or("is_sample", boolean(), false);
  return finished(r, std::move(ask));
}

Result<domain::DistrictPatch> decode_district_patch(const Json& body) {
  Reader r(body);
  domain::DistrictPatch ask;
  ask.name = r.patch("name", name_line());
  ask.name_kana = r.patch("name_kana", name_line());
  if (r.has("lat") || r.has("lng")) ask.center = required_position(r);
  ask.cell = r.change("cell", polygon());
  ask.towns = r.patch("towns", towns());
  return finished(r, std::move(ask));
}

Result<domain::NewOrganization> decode_new_organization(const Json& body) {
  Reader r(body);
  domain::NewOrganization ask;
  ask.id = r.optional("id", new_id<OrganizationId>());
  ask.name = r.required("name", name_line());
  ask.kind = r.required("kind", choice<domain::OrganizationKind>());
  ask.district_id = r.optional("district_id", id<DistrictId>());
  ask.phone = r.optional("phone", phone());
  return finished(r, std::move(ask));
}

Result<domain::OrganizationPatch> decode_organization_patch(const Json& body) {
  Reader r(body);
  domain::OrganizationPatch ask;
  ask.name = r.patch("name", name_line());
  ask.kind = r.patch("kind", choice<domain::OrganizationKind>());
  ask.district_id = r.change("district_id", id<DistrictId>());
  ask.phone = r.change("phone", phone());
  ask.status = r.patch("status", choice<domain::OrganizationStatus>());
  return finished(r, std::move(ask));
}

Result<domain::NewSquad> decode_new_squad(const Json& body) {
  Reader r(body);
  domain::NewSquad ask;
  ask.id = r.optional("id", new_id<SquadId>());
  ask.name = r.required("name", name_line());
  ask.kind = r.required("kind", choice<domain::SquadKind>());
  ask.district_id = r.required("district_id", id<DistrictId>());
  ask.member_ids = r.value_or("member_ids", members(), {});
  ask.keep_together = r.value_or("keep_together", boolean(), false);
  return finished(r, std::move(ask));
}

Result<domain::SquadPatch> decode_squad_patch(const Json& body) {
  Reader r(body);
  domain::SquadPatch ask;
  ask.name = r.patch("name", name_line());
  ask.member_ids = r.patch("member_ids", members());
  ask.keep_together = r.patch("keep_together", boolean());
  return finished(r, std::move(ask));
}

}  // namespace musubi::wire
