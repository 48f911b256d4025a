// GeoJSON (RFC 7946) as operators get it from the ministries, read strictly.
#include <array>
#include <cmath>

#include "shared/wire/map_note.hpp"
#include "shared/wire/parts.hpp"
#include "shared/wire/rules.hpp"

namespace musubi::wire {
namespace {

using domain::MapAreaPart;

constexpr std::size_t k_ring_points_min = 4;
constexpr double k_decimals = 1e6;

// The first thing that is wrong ends the reading: its place in the file says where to look.
struct Refusal {
  std::string field;
  std::string code;
};

class Reading {
 public:
  explicit Reading(std::vector<MapAreaPart>& parts) : parts_(parts) {}

  void any(const Json& value, const std::string& at) {
    const std::string type = word(value, "type", at);
    if (type == "FeatureCollection") return collection(value, at);
    if (type == "Feature") return feature(value, at);
    geometry(value, at, 0);
  }

 private:
  [[noreturn]] static void refuse(std::string field, std::string_view code) {
    throw Refusal{std::move(field), std::string(code)};
  }
  static std::string under(const std::string& at, std::string_view name) {
    return at.empty() ? std::string(name) : at + '/' + std::string(name);
  }
  static const Json& member(const Json& value, const char* name, const std::string& at) {
    if (!value.is_object()) refuse(at, refused::type);
    const auto it = value.find(name);
    if (it == value.end() || it->is_null()) refuse(under(at, name), refused::required);
    return *it;
  }
  static std::string word(const Json& value, const char* name, const std::string& at) {
    const Json& text = member(value, name, at);
    if (!text.is_string()) refuse(under(at, name), refused::type);
    return text.get<std::string>();
  }
  static const Json& array(const Json& value, const char* name, const std::string& at) {
    const Json& list = member(value, name, at);
    if (!list.is_array()) refuse(under(at, name), refused::type);
    return list;
  }

  void collection(const Json& value, const std::string& at) {
    const Json& features = array(value, "features", at);
    for (std::size_t i = 0; i < features.size(); ++i) feature(features[i], under(at, "features/" + std::to_string(i)));
  }

  void feature(const Json& value, const std::string& at) {
    const auto it = value.is_object() ? value.find("properties") : value.end();
    const int rank = it != value.end() && it->is_object() ? rank_of(*it, under(at, "properties")) : 0;
    geometry(member(value, "geometry", at), under(at, "geometry"), rank);
  }

  // `rank`, or the code of depth of 国土数値情報 A31a (planned and largest rain).
  static int rank_of(const Json& properties, const std::string& at) {
    for (const char* name : {"rank", "A31a_205", "A31a_105"}) {
      const auto it = properties.find(name);
      if (it == properties.end() || it->is_null()) continue;
      if (!it->is_number_integer()) refuse(under(at, name), refused::type);
      const auto rank = it->get<std::int64_t>();
      if (rank < 0 || rank > domain::k_area_rank_max) refuse(under(at, name), refused::out_of_range);
      return static_cast<int>(rank);
    }
    return 0;
  }

  void geometry(const Json& value, const std::string& at, int rank) {
    const std::string type = word(value, "type", at);
    const std::string inside = under(at, "coordinates");
    if (type == "Polygon") return polygon(array(value, "coordinates", at), inside, rank);
    if (type != "MultiPolygon") refuse(under(at, "type"), refused::unknown);
    const Json& polygons = array(value, "coordinates", at);
    for (std::size_t i = 0; i < polygons.size(); ++i) polygon(polygons[i], under(inside, std::to_string(i)), rank);
  }

  void polygon(const Json& rings, const std::string& at, int rank) {
    if (!rings.is_array() || rings.empty()) refuse(at, refused::format);
    if (parts_.size() == domain::k_area_parts_max) refuse(at, refused::too_long);
    MapAreaPart part;
    part.rank = rank;
    for (std::size_t i = 0; i < rings.size(); ++i) part.rings.push_back(ring(rings[i], under(at, std::to_string(i))));
    parts_.push_back(std::move(part));
  }

  std::vector<Position> ring(const Json& points, const std::string& at) {
    if (!points.is_array()) refuse(at, refused::type);
    if (points.size() < k_ring_points_min) refuse(at, refused::too_short);
    points_ += points.size();
    if (points_ > domain::k_area_points_max) refuse(at, refused::too_long);
    std::vector<Position> out;
    out.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) out.push_back(position(points[i], under(at, std::to_string(i))));
    if (out.front() != out.back()) refuse(at, refused::format);
    return out;
  }

  // [lng, lat] or with a height, which is left out.
  static Position position(const Json& point, const std::string& at) {
    if (!point.is_array() || point.size() < 2 || !point[0].is_number() || !point[1].is_number())
      refuse(at, refused::format);
    const Position p{std::round(point[1].get<double>() * k_decimals) / k_decimals,
                     std::round(point[0].get<double>() * k_decimals) / k_decimals};
    if (!is_valid(p)) refuse(at, refused::out_of_range);
    return p;
  }

  std::vector<MapAreaPart>& parts_;
  std::size_t points_{0};
};

Json encode_ring(const std::vector<Position>& ring) {
  Json out = Json::array();
  for (const auto& p : ring) out.push_back({p.lng, p.lat});
  return out;
}

Json encode_part(const MapAreaPart& part) {
  Json rings = Json::array();
  for (const auto& ring : part.rings) rings.push_back(encode_ring(ring));
  return {{"rank", part.rank}, {"rings", std::move(rings)}};
}

}  // namespace

Result<std::vector<MapAreaPart>> decode_area_parts(const Json& geojson) {
  std::vector<MapAreaPart> parts;
  try {
    Reading(parts).any(geojson, "geojson");
  } catch (const Refusal& wrong) {
    return fail_fields({{wrong.field, wrong.code}});
  }
  if (parts.empty()) return fail_fields({{"geojson", std::string(refused::too_short)}});
  return parts;
}

Result<domain::MapArea> decode_map_area(const Json& body) {
  Reader r(body);
  domain::MapArea area;
  area.kind = r.required("kind", choice<domain::MapAreaKind>());
  area.title = r.value_or("title", line(limits::title_chars_max), {});
  area.hazard = r.optional("hazard", choice<domain::Hazard>());
  area.source = r.value_or("source", line(limits::title_chars_max), {});
  const auto file = Rule{[](const Json& v, const Spot& at) -> std::optional<const Json*> {
                           if (!v.is_object()) return at.refuse(refused::type);
                           return &v;
                         },
                         false};
  const Json* const geojson = r.required("geojson", file);
  const bool is_hazard = area.kind == domain::MapAreaKind::hazard;
  if (is_hazard && area.title.empty()) r.refuse("title", refused::required);
  if (is_hazard && !area.hazard) r.refuse("hazard", refused::required);
  if (!is_hazard && area.hazard) r.refuse("hazard", refused::unknown);
  if (const auto done = r.finish(); !done) return pass_on(done.error());
  auto parts = decode_area_parts(*geojson);
  if (!parts) return pass_on(parts.error());
  area.parts = std::move(*parts);
  return area;
}

Json encode(const domain::MapArea& area) {
  Json parts = Json::array();
  for (const auto& part : area.parts) parts.push_back(encode_part(part));
  return {{"id", area.id.text()},           {"kind", text_of(area.kind)}, {"title", area.title},
          {"hazard", or_null(area.hazard)}, {"source", area.source},      {"changed_at", area.changed_at.text()},
          {"parts", std::move(parts)}};
}

}  // namespace musubi::wire
