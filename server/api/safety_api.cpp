// Routes of those who look after people: the list of a round, conflicts, rescues, arrival lists, the ladder's minutes.
#include <map>

#include "server/api/pack_api.hpp"
#include "server/api/routes.hpp"
#include "server/flow/arrival_flow.hpp"
#include "server/flow/check_flow.hpp"
#include "server/flow/escalation_flow.hpp"
#include "server/flow/incident_flow.hpp"
#include "server/flow/pack_flow.hpp"
#include "server/flow/rescue_flow.hpp"
#include "shared/wire/encode.hpp"
#include "shared/wire/safety.hpp"

namespace musubi::api {
namespace {

using domain::Right;
using net::Method;

Result<std::optional<flow::WatchOnly>> only_of(const Call& call) {
  static const std::map<std::string_view, flow::WatchOnly> k_words{{"conflict", flow::WatchOnly::conflict},
                                                                   {"retry_due", flow::WatchOnly::retry_due},
                                                                   {"escalated", flow::WatchOnly::escalated}};
  const auto text = call.query.get("only");
  if (!text) return std::optional<flow::WatchOnly>{};
  const auto found = k_words.find(*text);
  if (found == k_words.end()) return fail_fields({{"only", "unknown"}});
  return std::optional(found->second);
}

Result<Answer> get_watch_list(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"district_id", "status", "only", "limit", "cursor"}); !ok)
    return pass_on(ok.error());
  const auto id = call.id<RoundId>();
  if (!id) return pass_on(id.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto district = call.query_id<DistrictId>("district_id");
  if (!district) return pass_on(district.error());
  const auto only = only_of(call);
  if (!only) return pass_on(only.error());
  flow::WatchFilter filter;
  filter.district = *district;
  filter.only = *only;
  filter.limit = page->limit;
  filter.offset = page->after ? static_cast<int>(page->after->ms) : 0;
  if (const auto text = call.query.get("status")) {
    filter.status = domain::from_code<domain::SafetyStatus>(*text);
    if (!filter.status) return fail_fields({{"status", "unknown"}});
  }
  const auto list = flow::watch_list(r, *id, filter);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& one : list->items) items.push_back(watched_json(r, one));
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

Result<Prepared> post_settlement(const Call& call) {
  const auto round = call.id<RoundId>();
  if (!round) return pass_on(round.error());
  const auto person = call.id<RegistrantId>(1);
  if (!person) return pass_on(person.error());
  const auto chosen = wire::decode_settlement(call.body);
  if (!chosen) return pass_on(chosen.error());
  return Prepared{[round = *round, person = *person, chosen = *chosen](flow::Write& w) {
                    return flow::settle_conflict(w, round, person, chosen);
                  },
                  {},
                  {}};
}

Result<Answer> get_rescues(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"status"}); !ok) return pass_on(ok.error());
  const auto id = call.id<IncidentId>();
  if (!id) return pass_on(id.error());
  std::optional<domain::RescueStatus> status;
  if (const auto text = call.query.get("status")) {
    status = domain::from_code<domain::RescueStatus>(*text);
    if (!status) return fail_fields({{"status", "unknown"}});
  }
  const auto list = flow::list_rescues(r, *id, status);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& view : list->items) items.push_back(wire::encode(view));
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

// A command on the noun in the path with a decoded body.
template <class I, class Ask>
Result<Prepared> on_noun(const Call& call, Result<Ask> (*decode)(const Json&),
                         Result<flow::Outcome> (*run)(flow::Write&, const I&, const Ask&)) {
  const auto id = call.id<I>();
  if (!id) return pass_on(id.error());
  auto ask = decode(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{[id = *id, ask = std::move(*ask), run](flow::Write& w) { return run(w, id, ask); }, {}, {}};
}

Result<Prepared> post_hand_over(const Call& call) {
  return on_noun<HandoverId>(call, &wire::decode_hand_over, &flow::hand_over_rescue);
}
Result<Prepared> post_close(const Call& call) {
  return on_noun<HandoverId>(call, &wire::decode_close_rescue, &flow::close_rescue);
}
Result<Prepared> post_arrival(const Call& call) {
  return on_noun<IncidentId>(call, &wire::decode_new_arrival, &flow::record_arrival);
}
Result<Prepared> post_choice(const Call& call) {
  return on_noun<ArrivalId>(call, &wire::decode_choose_arrival, &flow::choose_arrival);
}
Result<Prepared> patch_timers(const Call& call) {
  return on_noun<IncidentId>(call, &wire::decode_timers, &flow::change_timers);
}

Result<Answer> get_arrivals(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto id = call.id<IncidentId>();
  if (!id) return pass_on(id.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto list = flow::list_arrivals(r, *id, *page);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& view : list->items) items.push_back(wire::encode(view));
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

Result<Answer> get_timers(const Call& call, flow::Read& r) {
  const auto id = call.id<IncidentId>();
  if (!id) return pass_on(id.error());
  const auto lines = flow::read_timers(r, *id);
  if (!lines) return pass_on(lines.error());
  return Answer{200, wire::encode_timers(*lines), {}, {}, false};
}

}  // namespace

Json watched_json(const flow::Read& r, const flow::Watched& one) {
  Json last = nullptr;
  if (one.last_check) {
    last = wire::encode(*one.last_check);
    if (one.last_by) last["recorded_by_name"] = *one.last_by;
  }
  const auto household = flow::household_of(r, one.registrant);
  return {{"registrant", wire::encode(one.registrant)},
          {"household", household ? Json(*household) : Json(nullptr)},
          {"status", domain::code(one.status)},
          {"since", one.since ? Json(one.since->text()) : Json(nullptr)},
          {"last_check", std::move(last)},
          {"conflict", one.conflict ? wire::encode_conflict(*one.conflict, one.conflict_by) : Json(nullptr)},
          {"next_check_at", one.next_check_at ? Json(one.next_check_at->text()) : Json(nullptr)},
          {"escalation_level", one.turn ? Json(domain::code(*one.turn)) : Json(nullptr)}};
}

std::span<const Route> safety_routes() {
  static const std::vector<Route> k_routes{
      {Method::get, "/api/v1/rounds/{id}/registrants", Right::record_checks, &get_watch_list},
      {Method::post, "/api/v1/rounds/{id}/conflicts/{registrant_id}/settle", Right::start_rounds, &post_settlement},
      {Method::get, "/api/v1/incidents/{id}/rescues", Right::hand_over_rescues, &get_rescues},
      {Method::post, "/api/v1/rescues/{id}/hand-over", Right::hand_over_rescues, &post_hand_over},
      {Method::post, "/api/v1/rescues/{id}/close", Right::hand_over_rescues, &post_close},
      {Method::get, "/api/v1/incidents/{id}/arrivals", Right::start_rounds, &get_arrivals},
      {Method::post, "/api/v1/incidents/{id}/arrivals", Right::start_rounds, &post_arrival},
      {Method::post, "/api/v1/arrivals/{id}/choose", Right::start_rounds, &post_choice},
      {Method::get, "/api/v1/incidents/{id}/escalation-timers", Right::record_checks, &get_timers},
      {Method::patch, "/api/v1/incidents/{id}/escalation-timers", Right::start_rounds, &patch_timers},
  };
  return k_routes;
}

}  // namespace musubi::api
