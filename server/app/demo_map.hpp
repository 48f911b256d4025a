#pragma once
// A sketch of districts on the map: the cell of each centre (what lies nearest to it), cut at a radius and at the
// shore.

#include <span>
#include <string>

#include "shared/base/geo.hpp"

namespace musubi::app::demo {

// GeoJSON Polygon coordinates as text.
std::string cell_of(std::span<const Position> centers, std::size_t index, std::span<const Position> coast,
                    double radius_m);
bool is_on_land(const Position& p, std::span<const Position> coast);

}  // namespace musubi::app::demo
