// Routes of teams.
#include "server/api/routes.hpp"
#include "server/flow/plan_flow.hpp"
#include "shared/wire/encode.hpp"

namespace musubi::api {
namespace {

using domain::Right;
using net::Method;

Result<Answer> get_team(const Call& call, flow::Read& r) {
  const auto id = call.id<TeamId>();
  if (!id) return pass_on(id.error());
  const auto view = flow::read_team(r, *id);
  if (!view) return pass_on(view.error());
  return Answer{200, wire::encode(*view), (*view)->team.version, {}, false};
}

Result<Answer> get_teams(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"incident_id", "limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto incident = call.query_id<IncidentId>("incident_id");
  if (!incident) return pass_on(incident.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto list = flow::list_teams(r, {*incident, false, {}}, *page);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& one : list->items) items.push_back(wire::encode(one));
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

}  // namespace

std::span<const Route> team_routes() {
  static const std::vector<Route> k_routes{
      {Method::get, "/api/v1/teams", Right::plan_matching, &get_teams},
      {Method::get, "/api/v1/teams/{id}", Right::plan_matching, &get_team},
  };
  return k_routes;
}

}  // namespace musubi::api
