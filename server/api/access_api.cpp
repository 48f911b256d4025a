// Routes about access to the roster: decisions on phases, files opened in an emergency, who saw whom.
#include "server/api/routes.hpp"
#include "server/flow/audit_flow.hpp"
#include "server/flow/break_glass_flow.hpp"
#include "server/flow/phase_flow.hpp"
#include "shared/wire/access.hpp"

namespace musubi::api {
namespace {

using domain::Right;
using net::Method;

Result<Answer> get_phases(const Call& call, flow::Read& r) {
  const auto id = call.id<IncidentId>();
  if (!id) return pass_on(id.error());
  const auto list = flow::list_phases(r, *id);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& line : list->items) items.push_back(wire::encode(line.record, line.decided_by_name));
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

Result<Prepared> post_break_glass(const Call& call) {
  auto ask = wire::decode_new_break_glass(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{[ask = std::move(*ask)](flow::Write& w) { return flow::break_glass(w, ask); }, {}, {}};
}

Result<Answer> get_break_glass(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"registrant_id", "limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto person = call.query_id<RegistrantId>("registrant_id");
  if (!person) return pass_on(person.error());
  const auto list = flow::list_glasses(r, *person, *page);
  Json items = Json::array();
  for (const auto& line : list.items) items.push_back(wire::encode(line.glass, line.account_name, line.number));
  return Answer{200, list_of(std::move(items), list.next, list.seq), {}, {}, false};
}

Result<Answer> get_trail(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto id = call.id<RegistrantId>();
  if (!id) return pass_on(id.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto list = flow::read_trail(r, *id, *page);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& line : list->items)
    items.push_back({{"id", line.row.id.text()},
                     {"at", line.row.at.text()},
                     {"account_name", line.actor_name ? Json(*line.actor_name) : Json(nullptr)},
                     {"action", line.row.action},
                     {"route", line.row.route.empty() ? Json(nullptr) : Json(line.row.route)},
                     {"incident_name", line.incident_name ? Json(*line.incident_name) : Json(nullptr)},
                     {"subjects", line.row.subjects}});
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

}  // namespace

std::span<const Route> access_routes() {
  static const std::vector<Route> k_routes{
      {Method::get, "/api/v1/incidents/{id}/phases", Right::read_trails, &get_phases},
      {Method::post, "/api/v1/break-glass", Right::break_glass, &post_break_glass},
      {Method::get, "/api/v1/break-glass", Right::read_trails, &get_break_glass},
      {Method::get, "/api/v1/registrants/{id}/trail", Right::read_trails, &get_trail},
  };
  return k_routes;
}

}  // namespace musubi::api
