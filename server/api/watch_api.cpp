// Routes of 見守り on weekdays: watches, visits, and who may be asked to look in.
#include "server/api/routes.hpp"
#include "server/flow/weekday_flow.hpp"
#include "shared/wire/decode.hpp"
#include "shared/wire/encode.hpp"

namespace musubi::api {
namespace {

using domain::Right;
using net::Method;

Result<Answer> get_watches(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"district_id", "limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto district = call.query_id<DistrictId>("district_id");
  if (!district) return pass_on(district.error());
  const auto list = flow::list_watches(r, *district, *page);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& one : list->items) items.push_back(wire::encode(one));
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

Result<Prepared> post_watch(const Call& call) {
  auto ask = wire::decode_new_watch(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{[ask = std::move(*ask)](flow::Write& w) { return flow::add_watch(w, ask); }, {}, {}};
}

Result<Answer> get_watch(const Call& call, flow::Read& r) {
  const auto id = call.id<WatchId>();
  if (!id) return pass_on(id.error());
  const auto watch = flow::read_watch(r, *id);
  if (!watch) return pass_on(watch.error());
  return Answer{200, wire::encode(*watch), (*watch)->watch.version, {}, false};
}

Result<Prepared> patch_watch(const Call& call) {
  const auto id = call.id<WatchId>();
  if (!id) return pass_on(id.error());
  const auto version = call.if_version();
  if (!version) return pass_on(version.error());
  auto patch = wire::decode_watch_patch(call.body);
  if (!patch) return pass_on(patch.error());
  return Prepared{[id = *id, version = *version, patch = std::move(*patch)](flow::Write& w) {
                    return flow::change_watch(w, id, version, patch);
                  },
                  {},
                  {}};
}

Result<Answer> get_visits(const Call& call, flow::Read& r) {
  const auto id = call.id<WatchId>();
  if (!id) return pass_on(id.error());
  const auto visits = flow::list_visits(r, *id);
  if (!visits) return pass_on(visits.error());
  return Answer{200, list_of(wire::encode(*visits), std::nullopt, r.tx.seq()), {}, {}, false};
}

Result<Prepared> post_visit(const Call& call) {
  const auto id = call.id<WatchId>();
  if (!id) return pass_on(id.error());
  auto ask = wire::decode_new_visit(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{[id = *id, ask = std::move(*ask)](flow::Write& w) { return flow::record_visit(w, id, ask); }, {}, {}};
}

Result<Answer> get_watchers(const Call& call, flow::Read& r) {
  const auto id = call.id<DistrictId>();
  if (!id) return pass_on(id.error());
  const auto list = flow::list_watchers(r, *id);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& one : list->items) items.push_back(wire::encode(one));
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

}  // namespace

std::span<const Route> watch_routes() {
  static const std::vector<Route> k_routes{
      {Method::get, "/api/v1/watches", Right::watch_weekdays, &get_watches},
      {Method::post, "/api/v1/watches", Right::watch_weekdays, &post_watch},
      {Method::get, "/api/v1/watches/{id}", Right::watch_weekdays, &get_watch},
      {Method::patch, "/api/v1/watches/{id}", Right::watch_weekdays, &patch_watch},
      {Method::get, "/api/v1/watches/{id}/visits", Right::watch_weekdays, &get_visits},
      {Method::post, "/api/v1/watches/{id}/visits", Right::watch_weekdays, &post_visit},
      {Method::get, "/api/v1/districts/{id}/watchers", Right::watch_weekdays, &get_watchers},
  };
  return k_routes;
}

}  // namespace musubi::api
