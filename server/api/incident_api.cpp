// Routes of incidents, rounds, checks, the live picture, and the roster.
#include "server/api/dispatcher.hpp"
#include "server/api/routes.hpp"
#include "server/flow/incident_flow.hpp"
#include "server/flow/registrant_flow.hpp"
#include "shared/wire/decode.hpp"
#include "shared/wire/encode.hpp"
#include "shared/wire/problem.hpp"

#include <atomic>
#include <limits>

namespace musubi::api {
namespace {

using domain::Right;
using net::Method;

constexpr std::size_t k_all_dots = std::numeric_limits<std::size_t>::max();

Result<Prepared> post_incident(const Call& call) {
  auto ask = wire::decode_new_incident(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{[ask = std::move(*ask)](flow::Write& w) { return flow::open_incident(w, ask); }, {}, {}};
}

Result<Prepared> patch_incident(const Call& call) {
  const auto id = call.id<IncidentId>();
  if (!id) return pass_on(id.error());
  const auto version = call.if_version();
  if (!version) return pass_on(version.error());
  auto patch = wire::decode_incident_patch(call.body);
  if (!patch) return pass_on(patch.error());
  return Prepared{[id = *id, version = *version, patch = std::move(*patch)](flow::Write& w) {
                    return flow::change_incident(w, id, version, patch);
                  },
                  {},
                  {}};
}

Result<Answer> get_incidents(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto list = flow::list_incidents(r, *page);
  Json items = Json::array();
  for (const auto& i : list.items) items.push_back(wire::encode(i, r.actor.is_desk()));
  return Answer{200, list_of(std::move(items), list.next, list.seq), {}, {}, false};
}

Result<Answer> get_incident(const Call& call, flow::Read& r) {
  const auto id = call.id<IncidentId>();
  if (!id) return pass_on(id.error());
  const auto incident = flow::read_incident(r, *id);
  if (!incident) return pass_on(incident.error());
  return Answer{200, wire::encode(*incident, r.actor.is_desk()), incident->version, {}, false};
}

Result<Prepared> post_round(const Call& call) {
  const auto id = call.id<IncidentId>();
  if (!id) return pass_on(id.error());
  auto ask = wire::decode_new_round(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{[id = *id, ask = std::move(*ask)](flow::Write& w) { return flow::start_round(w, id, ask); }, {}, {}};
}

Result<Prepared> patch_round(const Call& call) {
  const auto id = call.id<RoundId>();
  if (!id) return pass_on(id.error());
  const auto version = call.if_version();
  if (!version) return pass_on(version.error());
  const auto patch = wire::decode_round_patch(call.body);
  if (!patch) return pass_on(patch.error());
  return Prepared{[id = *id, version = *version](flow::Write& w) { return flow::close_round(w, id, version); }, {}, {}};
}

Result<Answer> get_rounds(const Call& call, flow::Read& r) {
  const auto id = call.id<IncidentId>();
  if (!id) return pass_on(id.error());
  const auto list = flow::list_rounds(r, *id);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& round : list->items) items.push_back(wire::encode(round));
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

flow::Command check_command(const RoundId& round, domain::NewCheck ask) {
  return [round, ask = std::move(ask)](flow::Write& w) { return flow::record_check(w, round, ask); };
}

Json queued_answer(const std::optional<Uuid>& key, const Decided& d) {
  const bool kept = d.status < 300;
  return {{"key", key ? Json(key->text()) : Json(nullptr)},
          {"status", d.status},
          {"code", kept ? d.code.substr(d.code.find('.') + 1) : d.code},
          {"check_id", kept && !d.outcome.ref("id").empty() ? Json(d.outcome.ref("id")) : Json(nullptr)},
          {"need_id", kept && !d.outcome.ref("need").empty() ? Json(d.outcome.ref("need")) : Json(nullptr)}};
}

// Each element is a command of its own with its own key: what is refused does not hold back the rest.
void post_queue(Dispatcher& d, std::shared_ptr<const Call> call, const RoundId& round, net::Respond respond) {
  auto queue = wire::decode_queued_checks(call->body);
  if (!queue) return respond(Dispatcher::reply_of(queue.error()));
  struct State {
    Json items = Json::array();
    std::atomic<std::size_t> left{0};
  };
  auto state = std::make_shared<State>();
  state->items = Json(queue->size(), nullptr);
  if (queue->empty()) return respond(Dispatcher::reply_of(Answer{200, {{"items", Json::array()}}, {}, {}, false}));
  state->left = queue->size();
  for (std::size_t i = 0; i < queue->size(); ++i) {
    const auto& one = (*queue)[i];
    const auto key = one.key;
    const auto done = [state, i, key, respond](const Decided& decided) {
      state->items[i] = queued_answer(key, decided);
      if (--state->left == 0)
        respond(Dispatcher::reply_of(Answer{200, {{"items", std::move(state->items)}}, {}, {}, false}));
    };
    if (!key) {
      Decided no_key;
      no_key.status = wire::http_status(Code::key_missing);
      no_key.code = std::string(wire::wire_code(Code::key_missing));
      done(no_key);
      continue;
    }
    Dispatcher::Submission s{key, "check " + call->http.path + '\n' + call->body[i].dump(), {}};
    if (one.check)
      s.command = check_command(round, *one.check);
    else
      s.command = [error = one.check.error()](flow::Write&) -> Result<flow::Outcome> { return pass_on(error); };
    d.submit(call, std::move(s), done);
  }
}

void post_checks(Dispatcher& d, Call call, net::Respond respond) {
  const auto type = call.http.header("content-type");
  if (!type.starts_with("application/json"))
    return respond(Dispatcher::reply_of(Error{.code = Code::unsupported_type}));
  auto body = wire::parse_json(call.http.body);
  if (!body) return respond(Dispatcher::reply_of(body.error()));
  call.body = std::move(*body);
  const auto round = call.id<RoundId>();
  if (!round) return respond(Dispatcher::reply_of(round.error()));
  auto shared = std::make_shared<const Call>(std::move(call));
  if (shared->body.is_array()) return post_queue(d, shared, *round, std::move(respond));
  const auto key = key_of(shared->http);
  if (!key) return respond(Dispatcher::reply_of(key.error()));
  const auto ask = wire::decode_new_check(shared->body);
  Dispatcher::Submission s{*key, Dispatcher::what_of(*shared), {}};
  if (ask) {
    s.command = check_command(*round, *ask);
  } else {
    if (ask.error().code != Code::invalid) return respond(Dispatcher::reply_of(ask.error()));
    s.command = [error = ask.error()](flow::Write&) -> Result<flow::Outcome> { return pass_on(error); };
  }
  d.submit(shared, std::move(s), [respond](const Decided& decided) { respond(Dispatcher::reply_of(decided.answer)); });
}

Result<Answer> get_progress(const Call& call, flow::Read& r) {
  const auto id = call.id<IncidentId>();
  if (!id) return pass_on(id.error());
  const auto p = flow::read_progress(r, *id);
  if (!p) return pass_on(p.error());
  return Answer{200,
                {{"items", wire::encode(p->rows)},
                 {"total", wire::encode_total(p->rows)},
                 {"round_id", p->round_id ? Json(p->round_id->text()) : Json(nullptr)},
                 {"seq", p->seq}},
                {},
                {},
                false};
}

Result<Answer> get_map(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"at", "format"}); !ok) return pass_on(ok.error());
  const auto id = call.id<IncidentId>();
  if (!id) return pass_on(id.error());
  const auto at = call.query.get("at");
  const auto format = call.query.get("format").value_or("json");
  if (format == "columns" && !at) return map_columns(r, *id);
  if (format != "json") return fail_fields({{"format", "unknown"}});
  auto map = at ? past_map_json(r, *id, *at) : map_json(r, *id, k_all_dots);
  if (!map) return pass_on(map.error());
  return Answer{200, std::move(*map), {}, {}, false};
}

Result<Prepared> post_registrant(const Call& call) {
  auto ask = wire::decode_new_registrant(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{[ask = std::move(*ask)](flow::Write& w) { return flow::add_registrant(w, ask); }, {}, {}};
}

Result<Prepared> patch_registrant(const Call& call) {
  const auto id = call.id<RegistrantId>();
  if (!id) return pass_on(id.error());
  const auto version = call.if_version();
  if (!version) return pass_on(version.error());
  auto patch = wire::decode_registrant_patch(call.body);
  if (!patch) return pass_on(patch.error());
  return Prepared{[id = *id, version = *version, patch = std::move(*patch)](flow::Write& w) {
                    return flow::change_registrant(w, id, version, patch);
                  },
                  {},
                  {}};
}

Result<Answer> get_registrants(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"district_id", "incident_id", "limit", "cursor"}); !ok)
    return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto district = call.query_id<DistrictId>("district_id");
  if (!district) return pass_on(district.error());
  const auto incident = call.query_id<IncidentId>("incident_id");
  if (!incident) return pass_on(incident.error());
  const auto list = flow::list_registrants(r, *district, *incident, *page);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& person : list->items) items.push_back(wire::encode(person));
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

Result<Answer> get_registrant(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"incident_id"}); !ok) return pass_on(ok.error());
  const auto id = call.id<RegistrantId>();
  if (!id) return pass_on(id.error());
  const auto incident = call.query_id<IncidentId>("incident_id");
  if (!incident) return pass_on(incident.error());
  const auto person = flow::read_registrant(r, *id, *incident);
  if (!person) return pass_on(person.error());
  return Answer{200, wire::encode(*person), (*person)->registrant.version, {}, false};
}

}  // namespace

std::span<const Route> incident_routes() {
  static const std::vector<Route> k_routes{
      {Method::get, "/api/v1/incidents", Right::read_incidents, &get_incidents},
      {Method::post, "/api/v1/incidents", Right::open_incidents, &post_incident},
      {Method::get, "/api/v1/incidents/{id}", Right::read_incidents, &get_incident},
      {Method::patch, "/api/v1/incidents/{id}", Right::manage_incidents, &patch_incident},
      {Method::get, "/api/v1/incidents/{id}/rounds", Right::read_progress, &get_rounds},
      {Method::post, "/api/v1/incidents/{id}/rounds", Right::start_rounds, &post_round},
      {Method::get, "/api/v1/incidents/{id}/progress", Right::read_progress, &get_progress},
      {Method::get, "/api/v1/incidents/{id}/map", Right::read_progress, &get_map},
      {Method::patch, "/api/v1/rounds/{id}", Right::start_rounds, &patch_round},
      {Method::post, "/api/v1/rounds/{id}/checks", Right::record_checks, &post_checks},
      {Method::get, "/api/v1/registrants", Right::read_registrants, &get_registrants},
      {Method::post, "/api/v1/registrants", Right::write_registrants, &post_registrant},
      {Method::get, "/api/v1/registrants/{id}", Right::read_registrants, &get_registrant},
      {Method::patch, "/api/v1/registrants/{id}", Right::write_registrants, &patch_registrant},
  };
  return k_routes;
}

}  // namespace musubi::api
