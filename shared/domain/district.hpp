#pragma once
// A 自治会連合会 area (26 in Odawara), the unit of coordination.

#include <optional>
#include <string>
#include <vector>

#include "shared/base/geo.hpp"
#include "shared/base/id.hpp"
#include "shared/domain/codes.hpp"

namespace musubi::domain {

struct District {
  DistrictId id;
  std::string code;  // the centre's own short code, unique
  std::string name;
  std::string name_kana;
  Position center;
  std::optional<std::string> cell;  // GeoJSON Polygon coordinates as text, for drawing; 略図 when is_sample
  std::vector<std::string> towns;   // 町丁目 that belong to it
  bool is_sample{false};
  int version{1};
};

// A town centroid, a designated shelter (指定避難所: live there) or an evacuation site (指定緊急避難場所: flee now).
enum class PlaceKind : std::uint8_t { town, shelter, evac_site };
MUSUBI_CODES(PlaceKind, "town", "shelter", "evac_site");

struct Place {
  Uuid id;
  PlaceKind kind{};
  std::string source_key;  // what identifies it within its source; codes of 大字町丁目 change between editions
  std::string edition;
  std::string name;  // a town with its koaza: "飯泉下河原"
  std::optional<std::string> address;
  Position position;
  std::vector<std::string> hazards;  // flood landslide storm_surge earthquake tsunami fire inland_flood volcano
  std::optional<std::string> note;
};

}  // namespace musubi::domain
