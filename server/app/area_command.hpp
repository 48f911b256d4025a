#pragma once
// `musubi import boundary FILE` and `musubi import hazard FILE --title … --hazard …`: GeoJSON for the map.

#include "server/app/import_command.hpp"

namespace musubi::app {

bool is_area_kind(const std::string& kind);
// As run_import.
int run_area_import(const ImportOptions& options);

}  // namespace musubi::app
