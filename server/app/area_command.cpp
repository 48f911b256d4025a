#include "server/app/area_command.hpp"

#include <fmt/format.h>

#include "server/app/workshop.hpp"
#include "server/flow/map_note_flow.hpp"
#include "shared/wire/map_note.hpp"

namespace musubi::app {
namespace {

int refused(const Error& error) {
  if (error.fields.empty()) fmt::print(stderr, "import: the file is not GeoJSON in UTF-8\n");
  for (const auto& field : error.fields) fmt::print("{}: {}\n", field.field, field.code);
  fmt::print("nothing was imported\n");
  return k_exit_refused;
}

Result<domain::MapArea> area_of(const ImportOptions& options, const std::string& bytes) {
  const auto geojson = wire::parse_json(bytes);
  if (!geojson) return pass_on(geojson.error());
  wire::Json ask{{"kind", options.kind}, {"geojson", *geojson}};
  if (!options.title.empty()) ask["title"] = options.title;
  if (!options.hazard.empty()) ask["hazard"] = options.hazard;
  if (!options.source.empty()) ask["source"] = options.source;
  return wire::decode_map_area(ask);
}

}  // namespace

bool is_area_kind(const std::string& kind) { return domain::from_code<domain::MapAreaKind>(kind).has_value(); }

int run_area_import(const ImportOptions& options) {
  return guarded("import on its admin page (安否・取り込み) or stop it first.", [&] {
    const auto area = area_of(options, bytes_of(options.file));
    if (!area) return refused(area.error());
    if (!options.dry_run) {
      Workshop workshop(options.data);
      const auto done = workshop.run([&](flow::Write& w) { return flow::put_map_area(w, *area); });
      if (!done) return refused(done.error());
    }
    fmt::print("{}: {} outlines, {} points {}\n", options.kind, area->parts.size(), area->point_count(),
               options.dry_run ? "could be imported; nothing was written (--dry-run)" : "imported");
    return 0;
  });
}

}  // namespace musubi::app
