#pragma once
// From where browsers may load tiles, by the operator's options.

#include <string>

#include "server/api/dispatcher.hpp"
#include "server/app/config.hpp"

namespace musubi::app {

// Throws std::runtime_error for a template that is no http(s) URL or lacks a part.
api::TileSources tile_sources(const ServeOptions& options);
// "https://a.example https://b.example": what a page's policy must allow.
std::string image_origins(const api::TileSources& tiles);

}  // namespace musubi::app
