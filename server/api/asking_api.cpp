// Routes of what goes on around offers: waves, notices, wishes learned, the call list, the policy of asking.
#include "server/api/routes.hpp"
#include "server/flow/call_flow.hpp"
#include "server/flow/notice_flow.hpp"
#include "server/flow/preference_flow.hpp"
#include "server/flow/wave_flow.hpp"
#include "shared/wire/decode.hpp"
#include "shared/wire/encode.hpp"

namespace musubi::api {
namespace {

using domain::Right;
using net::Method;

Answer plain(Json body) { return Answer{200, std::move(body), {}, {}, false}; }

template <class I>
using PlainFlow = Result<flow::Outcome> (*)(flow::Write&, const I&);

// A command on one thing that says nothing more.
template <class I, PlainFlow<I> Fn>
Result<Prepared> command_on(const Call& call) {
  const auto id = call.id<I>();
  if (!id) return pass_on(id.error());
  wire::Reader empty(call.body);
  if (const auto ok = empty.finish(); !ok) return pass_on(ok.error());
  return Prepared{[id = *id](flow::Write& w) { return Fn(w, id); }, {}, {}};
}

template <class I, auto Decode, auto Flow>
Result<Prepared> post_on(const Call& call) {
  const auto id = call.id<I>();
  if (!id) return pass_on(id.error());
  const auto ask = Decode(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{[id = *id, ask = *ask](flow::Write& w) { return Flow(w, id, ask); }, {}, {}};
}

Result<Answer> get_wave(const Call& call, flow::Read& r) {
  const auto id = call.id<NeedId>();
  if (!id) return pass_on(id.error());
  const auto picture = flow::wave_of(r, *id);
  if (!picture) return pass_on(picture.error());
  return plain({{"need_id", id->text()},
                {"wave", picture->wave ? wire::encode(*picture->wave) : Json()},
                {"forecast", wire::encode(picture->forecast)},
                {"seq", picture->seq}});
}

Answer preferences(const flow::Listed<flow::PreferenceView>& list) {
  Json items = Json::array();
  for (const auto& one : list.items) items.push_back(wire::encode(one.preference, one.forget_at));
  return plain(list_of(std::move(items), list.next, list.seq));
}

Result<Answer> get_my_preferences(const Call&, flow::Read& r) { return preferences(flow::my_preferences(r)); }

Result<Answer> get_preferences(const Call& call, flow::Read& r) {
  const auto id = call.id<VolunteerId>();
  if (!id) return pass_on(id.error());
  const auto list = flow::preferences_of_volunteer(r, *id);
  if (!list) return pass_on(list.error());
  return preferences(*list);
}

Result<Answer> get_my_notices(const Call&, flow::Read& r) {
  const auto list = flow::my_notices(r);
  Json items = Json::array();
  for (const auto& one : list.items) items.push_back(wire::encode(one.notice, one.offer));
  return plain(list_of(std::move(items), list.next, list.seq));
}

Result<Prepared> post_notices_seen(const Call& call) {
  wire::Reader empty(call.body);
  if (const auto ok = empty.finish(); !ok) return pass_on(ok.error());
  return Prepared{&flow::see_my_notices, {}, {}};
}

Result<Answer> get_call_list(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"incident_id", "district_id", "limit", "cursor"}); !ok)
    return pass_on(ok.error());
  const auto incident = call.query_id<IncidentId>("incident_id");
  if (!incident) return pass_on(incident.error());
  const auto district = call.query_id<DistrictId>("district_id");
  if (!district) return pass_on(district.error());
  const auto list = flow::call_list(r, *incident, *district);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& one : list->items)
    items.push_back(
        wire::encode(one.call, {one.tries.tried, one.tries.last_tried_at, one.tries.last_result}, one.has_no_account));
  return plain(list_of(std::move(items), list->next, list->seq));
}

Result<Answer> get_policy(const Call&, flow::Read& r) {
  const auto policy = flow::read_offer_policy(r);
  return Answer{200, wire::encode(policy), policy.version, {}, false};
}

Result<Prepared> patch_policy(const Call& call) {
  const auto version = call.if_version();
  if (!version) return pass_on(version.error());
  const auto patch = wire::decode_offer_policy_patch(call.body);
  if (!patch) return pass_on(patch.error());
  return Prepared{
      [version = *version, patch = *patch](flow::Write& w) { return flow::change_offer_policy(w, version, patch); },
      {},
      {}};
}

}  // namespace

std::span<const Route> asking_routes() {
  static const std::vector<Route> k_routes{
      {Method::post, "/api/v1/needs/{id}/waves", Right::make_offers,
       &post_on<NeedId, &wire::decode_new_wave, &flow::start_wave>},
      {Method::get, "/api/v1/needs/{id}/wave", Right::make_offers, &get_wave},
      {Method::post, "/api/v1/needs/{id}/wave/stop", Right::make_offers, &command_on<NeedId, &flow::stop_wave>},
      {Method::get, "/api/v1/me/preferences", Right::own_session, &get_my_preferences},
      {Method::get, "/api/v1/volunteers/{id}/preferences", Right::read_volunteers, &get_preferences},
      {Method::del, "/api/v1/preferences/{id}", Right::erase_preferences,
       &command_on<PreferenceId, &flow::erase_preference>},
      {Method::get, "/api/v1/me/notices", Right::own_session, &get_my_notices},
      {Method::post, "/api/v1/me/notices/seen", Right::own_session, &post_notices_seen},
      {Method::get, "/api/v1/call-list", Right::make_offers, &get_call_list},
      {Method::post, "/api/v1/offers/{id}/tried", Right::make_offers,
       &post_on<OfferId, &wire::decode_call_try, &flow::try_call>},
      {Method::get, "/api/v1/policies/offers", Right::make_offers, &get_policy},
      {Method::patch, "/api/v1/policies/offers", Right::set_offer_policy, &patch_policy},
  };
  return k_routes;
}

}  // namespace musubi::api
