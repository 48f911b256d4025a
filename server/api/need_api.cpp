// Routes of needs.
#include "server/api/routes.hpp"
#include "server/flow/need_flow.hpp"
#include "server/flow/registrant_flow.hpp"
#include "shared/domain/short_number.hpp"
#include "shared/wire/decode.hpp"
#include "shared/wire/encode.hpp"

namespace musubi::api {
namespace {

using domain::Right;
using net::Method;

Result<Prepared> post_need(const Call& call) {
  auto ask = wire::decode_new_need(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{[ask = std::move(*ask)](flow::Write& w) { return flow::open_need(w, ask); }, {}, {}};
}

Result<Prepared> patch_need(const Call& call) {
  const auto id = call.id<NeedId>();
  if (!id) return pass_on(id.error());
  const auto version = call.if_version();
  if (!version) return pass_on(version.error());
  auto patch = wire::decode_need_patch(call.body);
  if (!patch) return pass_on(patch.error());
  return Prepared{[id = *id, version = *version, patch = std::move(*patch)](flow::Write& w) {
                    return flow::change_need(w, id, version, patch);
                  },
                  {},
                  {}};
}

template <domain::Step S>
Result<Prepared> post_step(const Call& call) {
  const auto id = call.id<NeedId>();
  if (!id) return pass_on(id.error());
  auto step = wire::decode_need_step(S, call.body);
  if (!step) return pass_on(step.error());
  return Prepared{[id = *id, step = std::move(*step)](flow::Write& w) { return flow::step_need(w, id, step); }, {}, {}};
}

Result<Answer> get_need(const Call& call, flow::Read& r) {
  const auto id = call.id<NeedId>();
  if (!id) return pass_on(id.error());
  const auto need = flow::read_need(r, *id);
  if (!need) return pass_on(need.error());
  return Answer{200, wire::encode(*need), (*need)->need.version, {}, false};
}

Result<store::NeedFilter> filter_of(const Call& call) {
  if (const auto ok = call.query.only({"incident_id", "status", "district_id", "open", "limit", "cursor"}); !ok)
    return pass_on(ok.error());
  store::NeedFilter filter;
  const auto incident = call.query_id<IncidentId>("incident_id");
  const auto district = call.query_id<DistrictId>("district_id");
  if (!incident) return pass_on(incident.error());
  if (!district) return pass_on(district.error());
  filter.incident = *incident;
  filter.district = *district;
  if (const auto open = call.query.get("open")) {
    if (*open != "true" && *open != "false") return fail_fields({{"open", "format"}});
    filter.open_only = *open == "true";
  }
  if (const auto text = call.query.get("status")) {
    std::string_view rest = *text;
    while (!rest.empty()) {
      const auto end = rest.find(',');
      const auto status = domain::from_code<domain::NeedStatus>(rest.substr(0, end));
      if (!status) return fail_fields({{"status", "unknown"}});
      filter.statuses.push_back(*status);
      rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
  }
  return filter;
}

Result<Answer> get_needs(const Call& call, flow::Read& r) {
  auto filter = filter_of(call);
  if (!filter) return pass_on(filter.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto list = flow::list_needs(r, std::move(*filter), *page);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& need : list->items) items.push_back(wire::encode(need));
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

Result<Answer> get_history(const Call& call, flow::Read& r) {
  const auto id = call.id<NeedId>();
  if (!id) return pass_on(id.error());
  const auto lines = flow::need_history(r, *id);
  if (!lines) return pass_on(lines.error());
  Json items = Json::array();
  for (const auto& line : *lines) {
    auto one = wire::event_head(line.event, true);
    one["actor_name"] = line.actor_name ? Json(*line.actor_name) : Json(nullptr);
    items.push_back(std::move(one));
  }
  return Answer{200, list_of(std::move(items), std::nullopt, r.tx.seq()), {}, {}, false};
}

Result<Answer> ask_duplicates(const Call& call, flow::Read& r) {
  const auto question = wire::decode_duplicate_question(call.body);
  if (!question) return pass_on(question.error());
  Json items = Json::array();
  for (const auto& d : flow::find_duplicates(r, *question)) {
    Json reasons = Json::array();
    for (const auto& code : d.reasons) reasons.push_back({{"code", code}, {"value", nullptr}});
    items.push_back({{"need", wire::encode(d.need)}, {"reasons", std::move(reasons)}, {"score", d.score}});
  }
  Json users = Json::array();
  for (const auto& known : flow::find_known_users(r, *question)) {
    Json reasons = Json::array();
    for (const auto& code : known.reasons) reasons.push_back({{"code", code}, {"value", nullptr}});
    users.push_back(
        {{"service_user", wire::encode(known.user)}, {"reasons", std::move(reasons)}, {"score", known.score}});
  }
  return Answer{200, {{"items", std::move(items)}, {"service_users", std::move(users)}}, {}, {}, false};
}

Result<Answer> ask_search(const Call& call, flow::Read& r) {
  const auto question = wire::decode_search_question(call.body);
  if (!question) return pass_on(question.error());
  const auto hits = flow::search(r, *question);
  if (!hits) return pass_on(hits.error());
  Json items = Json::array();
  for (const auto& hit : *hits) {
    const char letter = hit.kind == "need"           ? 'N'
                        : hit.kind == "volunteer"    ? 'V'
                        : hit.kind == "service_user" ? 'U'
                                                     : 'R';
    Json reasons = Json::array();
    for (const auto& code : hit.reasons) reasons.push_back({{"code", code}});
    items.push_back({{"kind", hit.kind},
                     {"id", hit.id.text()},
                     {"number", domain::short_number(letter, hit.number)},
                     {"title", hit.title},
                     {"subtitle", hit.subtitle},
                     {"district_id", hit.district_id.is_nil() ? Json(nullptr) : Json(hit.district_id.text())},
                     {"status", hit.status ? Json(*hit.status) : Json(nullptr)},
                     {"reasons", std::move(reasons)}});
  }
  return Answer{200, {{"items", std::move(items)}}, {}, {}, false};
}

}  // namespace

std::span<const Route> need_routes() {
  using domain::Step;
  static const std::vector<Route> k_routes{
      {Method::get, "/api/v1/needs", Right::read_needs, &get_needs},
      {Method::post, "/api/v1/needs", Right::write_needs, &post_need},
      {Method::post, "/api/v1/needs/duplicates", Right::search_people, static_cast<ReadFn>(&ask_duplicates)},
      {Method::get, "/api/v1/needs/{id}", Right::read_needs, &get_need},
      {Method::patch, "/api/v1/needs/{id}", Right::write_needs, &patch_need},
      {Method::get, "/api/v1/needs/{id}/history", Right::read_needs, &get_history},
      {Method::post, "/api/v1/needs/{id}/triage", Right::step_needs, &post_step<Step::triage>},
      {Method::post, "/api/v1/needs/{id}/survey", Right::step_needs, &post_step<Step::survey>},
      {Method::post, "/api/v1/needs/{id}/hold", Right::step_needs, &post_step<Step::hold>},
      {Method::post, "/api/v1/needs/{id}/resume", Right::step_needs, &post_step<Step::resume>},
      {Method::post, "/api/v1/needs/{id}/decline", Right::step_needs, &post_step<Step::decline>},
      {Method::post, "/api/v1/needs/{id}/cancel", Right::step_needs, &post_step<Step::cancel>},
      {Method::post, "/api/v1/needs/{id}/merge", Right::step_needs, &post_step<Step::merge>},
      {Method::post, "/api/v1/needs/{id}/reopen", Right::step_needs, &post_step<Step::reopen>},
      {Method::post, "/api/v1/needs/{id}/complete", Right::step_needs, &post_step<Step::complete>},
      {Method::post, "/api/v1/search", Right::search_people, static_cast<ReadFn>(&ask_search)},
  };
  return k_routes;
}

}  // namespace musubi::api
