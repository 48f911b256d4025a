// Routes of what lies on the map beside people and needs: 災害地図メモ, teams out, areas; and where the map comes from.
#include "server/api/dispatcher.hpp"
#include "server/api/routes.hpp"
#include "server/flow/map_note_flow.hpp"
#include "shared/base/limits.hpp"
#include "shared/wire/map_note.hpp"
#include "shared/wire/problem.hpp"

namespace musubi::api {
namespace {

using domain::Right;
using net::Method;

Result<std::optional<Instant>> at_of(const Call& call) {
  const auto text = call.query.get("at");
  if (!text) return std::optional<Instant>{};
  if (const auto at = Instant::parse(*text)) return std::optional<Instant>(*at);
  return fail_fields({{"at", "format"}});
}

Result<Answer> get_map_notes(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"at", "limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto id = call.id<IncidentId>();
  if (!id) return pass_on(id.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto at = at_of(call);
  if (!at) return pass_on(at.error());
  const auto list = flow::list_map_notes(r, *id, *at, *page);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& note : list->items) items.push_back(wire::encode(note));
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

Result<Prepared> post_map_note(const Call& call) {
  const auto id = call.id<IncidentId>();
  if (!id) return pass_on(id.error());
  auto ask = wire::decode_new_map_note(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{
      [id = *id, ask = std::move(*ask)](flow::Write& w) { return flow::make_map_note(w, id, ask); }, {}, {}};
}

Result<Prepared> patch_map_note(const Call& call) {
  const auto id = call.id<MapNoteId>();
  if (!id) return pass_on(id.error());
  const auto version = call.if_version();
  if (!version) return pass_on(version.error());
  auto patch = wire::decode_map_note_patch(call.body);
  if (!patch) return pass_on(patch.error());
  return Prepared{[id = *id, version = *version, patch = std::move(*patch)](flow::Write& w) {
                    return flow::change_map_note(w, id, version, patch);
                  },
                  {},
                  {}};
}

Result<Answer> get_teams_out(const Call& call, flow::Read& r) {
  const auto id = call.id<IncidentId>();
  if (!id) return pass_on(id.error());
  const auto list = flow::list_teams_out(r, *id);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& row : list->items) items.push_back(wire::encode(row));
  return Answer{200, {{"items", std::move(items)}, {"seq", list->seq}}, {}, {}, false};
}

Result<Answer> get_map_areas(const Call&, flow::Read& r) {
  const auto list = flow::list_map_areas(r);
  Json items = Json::array();
  for (const auto& area : list.items) items.push_back(wire::encode(area));
  return Answer{200, {{"items", std::move(items)}, {"seq", list.seq}}, {}, {}, false};
}

// On the cpu pool: a city's flood map is megabytes of numbers.
void submit_area(Dispatcher& d, const std::shared_ptr<const Call>& call, const Uuid& key, const net::Respond& respond) {
  const auto body = Dispatcher::body_of(call->http);
  if (!body) return respond(Dispatcher::reply_of(body.error()));
  auto area = wire::decode_map_area(*body);
  if (!area && area.error().code != Code::invalid) return respond(Dispatcher::reply_of(area.error()));
  Dispatcher::Submission s{key, Dispatcher::what_of(*call) + '\n' + call->http.body, {}};
  if (area)
    s.command = [area = std::move(*area)](flow::Write& w) { return flow::put_map_area(w, area); };
  else
    s.command = [error = area.error()](flow::Write&) -> Result<flow::Outcome> { return pass_on(error); };
  d.submit(call, std::move(s), [respond](const Decided& decided) { respond(Dispatcher::reply_of(decided)); });
}

void post_map_area(Dispatcher& d, Call call, net::Respond respond) {
  if (call.http.body.size() > limits::area_bytes_max)
    return respond(Dispatcher::reply_of(Error{.code = Code::too_large}));
  const auto key = key_of(call.http);
  if (!key) return respond(Dispatcher::reply_of(key.error()));
  const auto shared = std::make_shared<const Call>(std::move(call));
  if (!d.options().cpu.post([&d, shared, key = *key, respond] { submit_area(d, shared, key, respond); }))
    respond(Dispatcher::reply_of(Error{.code = Code::busy}));
}

Result<Prepared> delete_map_area(const Call& call) {
  const auto id = call.id<domain::MapAreaId>();
  if (!id) return pass_on(id.error());
  return Prepared{[id = *id](flow::Write& w) { return flow::drop_map_area(w, id); }, {}, {}};
}

void get_map_sources(Dispatcher& d, Call, net::Respond respond) {
  const auto& options = d.options();
  Json files = Json::array();
  for (const auto& name : options.pmtiles) files.push_back({{"name", name}, {"url", "/maps/" + name}});
  Json hazards = Json::array();
  for (const auto& one : options.tiles.hazards)
    hazards.push_back({{"hazard", one.hazard}, {"name", one.name}, {"url", one.url}});
  Json body{{"pmtiles", std::move(files)},
            {"gsi", options.tiles.gsi_url.has_value()},
            {"gsi_url", options.tiles.gsi_url ? Json(*options.tiles.gsi_url) : Json(nullptr)},
            {"hazard_tiles", std::move(hazards)}};
  respond(Dispatcher::reply_of(Answer{200, std::move(body), {}, {}, false}));
}

}  // namespace

std::span<const Route> map_routes() {
  static const std::vector<Route> k_routes{
      {Method::get, "/api/v1/incidents/{id}/map-notes", Right::read_progress, &get_map_notes},
      {Method::post, "/api/v1/incidents/{id}/map-notes", Right::write_map_notes, &post_map_note},
      {Method::patch, "/api/v1/map-notes/{id}", Right::write_map_notes, &patch_map_note},
      {Method::get, "/api/v1/incidents/{id}/teams-out", Right::read_progress, &get_teams_out},
      {Method::get, "/api/v1/map-areas", Right::read_places, &get_map_areas},
      {Method::post, "/api/v1/map-areas", Right::run_imports, &post_map_area},
      {Method::del, "/api/v1/map-areas/{id}", Right::run_imports, &delete_map_area},
      {Method::get, "/api/v1/map-sources", Right::open_to_all, &get_map_sources},
  };
  return k_routes;
}

}  // namespace musubi::api
