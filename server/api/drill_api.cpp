// The end of a drill.
#include "server/api/routes.hpp"
#include "server/flow/drill_flow.hpp"
#include "shared/wire/json.hpp"

namespace musubi::api {
namespace {

Result<Prepared> post_wipe(const Call& call) {
  const auto id = call.id<IncidentId>();
  if (!id) return pass_on(id.error());
  wire::Reader empty(call.body);
  if (const auto ok = empty.finish(); !ok) return pass_on(ok.error());
  return Prepared{[id = *id](flow::Write& w) { return flow::wipe_drill(w, id); }, {}, {}};
}

}  // namespace

std::span<const Route> drill_routes() {
  static const std::vector<Route> k_routes{
      {net::Method::post, "/api/v1/incidents/{id}/wipe", domain::Right::wipe_drills, &post_wipe},
  };
  return k_routes;
}

}  // namespace musubi::api
