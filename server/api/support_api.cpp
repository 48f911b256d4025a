// Routes of the 生活応援隊: users, policies, the centre's days, series, referrals, records of a month.
#include <charconv>

#include "server/api/routes.hpp"
#include "server/flow/referral_flow.hpp"
#include "server/flow/series_flow.hpp"
#include "server/flow/support_flow.hpp"
#include "shared/domain/calendar.hpp"
#include "shared/wire/decode.hpp"
#include "shared/wire/encode.hpp"

namespace musubi::api {
namespace {

using domain::Right;
using net::Method;

template <auto Decode, auto Flow>
Result<Prepared> post(const Call& call) {
  auto ask = Decode(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{[ask = std::move(*ask)](flow::Write& w) { return Flow(w, ask); }, {}, {}};
}

template <class I, auto Decode, auto Flow>
Result<Prepared> post_to(const Call& call) {
  const auto id = call.id<I>();
  if (!id) return pass_on(id.error());
  auto ask = Decode(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{[id = *id, ask = std::move(*ask)](flow::Write& w) { return Flow(w, id, ask); }, {}, {}};
}

template <class I, auto Decode, auto Flow>
Result<Prepared> patch(const Call& call) {
  const auto id = call.id<I>();
  if (!id) return pass_on(id.error());
  const auto version = call.if_version();
  if (!version) return pass_on(version.error());
  auto change = Decode(call.body);
  if (!change) return pass_on(change.error());
  return Prepared{[id = *id, version = *version, change = std::move(*change)](flow::Write& w) {
                    return Flow(w, id, version, change);
                  },
                  {},
                  {}};
}

template <class E>
Result<std::optional<E>> query_code(const Call& call, std::string_view name) {
  const auto text = call.query.get(name);
  if (!text) return std::optional<E>{};
  if (const auto found = domain::from_code<E>(*text)) return std::optional<E>(*found);
  return fail_fields({{std::string(name), "unknown"}});
}

template <class List>
Answer page_of(const List& list) {
  Json items = Json::array();
  for (const auto& one : list.items) items.push_back(wire::encode(one));
  return Answer{200, list_of(std::move(items), list.next, list.seq), {}, {}, false};
}

Result<Answer> get_service_users(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"district_id", "status", "limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto district = call.query_id<DistrictId>("district_id");
  if (!district) return pass_on(district.error());
  const auto status = query_code<domain::ServiceUserStatus>(call, "status");
  if (!status) return pass_on(status.error());
  const auto list = flow::list_service_users(r, {*district, *status}, *page);
  if (!list) return pass_on(list.error());
  return page_of(*list);
}

Result<Answer> get_service_user(const Call& call, flow::Read& r) {
  const auto id = call.id<ServiceUserId>();
  if (!id) return pass_on(id.error());
  const auto user = flow::read_service_user(r, *id);
  if (!user) return pass_on(user.error());
  return Answer{200, wire::encode(*user), (*user)->version, {}, false};
}

Result<Answer> get_policy(const Call& call, flow::Read& r) {
  const auto id = call.id<DistrictId>();
  if (!id) return pass_on(id.error());
  const auto policy = flow::read_support_policy(r, *id);
  if (!policy) return pass_on(policy.error());
  return Answer{200, wire::encode(*policy), policy->version, {}, false};
}

Result<Answer> get_calendar(const Call&, flow::Read& r) {
  const auto calendar = flow::read_support_calendar(r);
  return Answer{200, calendar_json(r, calendar), calendar.version, {}, false};
}

Result<Prepared> patch_calendar(const Call& call) {
  const auto version = call.if_version();
  if (!version) return pass_on(version.error());
  auto change = wire::decode_support_calendar_patch(call.body);
  if (!change) return pass_on(change.error());
  return Prepared{[version = *version, change = std::move(*change)](flow::Write& w) {
                    return flow::change_support_calendar(w, version, change);
                  },
                  {},
                  {}};
}

Result<Answer> get_all_series(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"district_id", "service_user_id", "limit", "cursor"}); !ok)
    return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto district = call.query_id<DistrictId>("district_id");
  if (!district) return pass_on(district.error());
  const auto user = call.query_id<ServiceUserId>("service_user_id");
  if (!user) return pass_on(user.error());
  const auto list = flow::list_series(r, {*district, *user}, *page);
  if (!list) return pass_on(list.error());
  return page_of(*list);
}

Result<Answer> get_series(const Call& call, flow::Read& r) {
  const auto id = call.id<SeriesId>();
  if (!id) return pass_on(id.error());
  const auto series = flow::read_series(r, *id);
  if (!series) return pass_on(series.error());
  return Answer{200, wire::encode(*series), (*series)->series.version, {}, false};
}

Result<Answer> get_referrals(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"district_id", "status", "limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto district = call.query_id<DistrictId>("district_id");
  if (!district) return pass_on(district.error());
  const auto status = query_code<domain::ReferralStatus>(call, "status");
  if (!status) return pass_on(status.error());
  const auto list = flow::list_referrals(r, {*district, *status}, *page);
  if (!list) return pass_on(list.error());
  return page_of(*list);
}

Result<Prepared> post_take(const Call& call) {
  const auto id = call.id<ReferralId>();
  if (!id) return pass_on(id.error());
  wire::Reader empty(call.body);
  if (const auto ok = empty.finish(); !ok) return pass_on(ok.error());
  return Prepared{[id = *id](flow::Write& w) { return flow::take_referral(w, id); }, {}, {}};
}

// YYYY-MM
struct Month {
  int year, month;
};
std::optional<Month> month_from(const std::string& text) {
  const auto first = Day::parse(text + "-01");
  if (!first) return std::nullopt;
  const auto date = domain::date_of(*first);
  return Month{date.year, date.month};
}

Result<Answer> get_records(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"month", "district_id"}); !ok) return pass_on(ok.error());
  const auto district = call.query_id<DistrictId>("district_id");
  if (!district) return pass_on(district.error());
  const std::string text = call.query.get("month").value_or(Day::of(r.now).text().substr(0, 7));
  const auto month = month_from(text);
  if (!month) return fail_fields({{"month", "format"}});
  const auto list = flow::list_support_records(r, month->year, month->month, *district);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& sum : list->items) items.push_back(wire::encode(sum, text));
  return Answer{200, list_of(std::move(items), std::nullopt, list->seq), {}, {}, false};
}

}  // namespace

Json calendar_json(const flow::Read& r, const domain::SupportCalendar& calendar) {
  return wire::encode(calendar, domain::date_of(Day::of(r.now)).year);
}

std::span<const Route> support_routes() {
  using domain::Right;
  static const std::vector<Route> k_routes{
      {Method::get, "/api/v1/service-users", Right::read_support, &get_service_users},
      {Method::post, "/api/v1/service-users", Right::write_support,
       &post<wire::decode_new_service_user, flow::add_service_user>},
      {Method::get, "/api/v1/service-users/{id}", Right::read_support, &get_service_user},
      {Method::patch, "/api/v1/service-users/{id}", Right::write_support,
       &patch<ServiceUserId, wire::decode_service_user_patch, flow::change_service_user>},
      {Method::get, "/api/v1/districts/{id}/support-policy", Right::read_support, &get_policy},
      {Method::patch, "/api/v1/districts/{id}/support-policy", Right::set_support_policy,
       &patch<DistrictId, wire::decode_support_policy_patch, flow::change_support_policy>},
      {Method::get, "/api/v1/support-calendar", Right::read_support, &get_calendar},
      {Method::patch, "/api/v1/support-calendar", Right::set_support_calendar, &patch_calendar},
      {Method::get, "/api/v1/series", Right::read_support, &get_all_series},
      {Method::post, "/api/v1/series", Right::write_support, &post<wire::decode_new_series, flow::add_series>},
      {Method::get, "/api/v1/series/{id}", Right::read_support, &get_series},
      {Method::patch, "/api/v1/series/{id}", Right::write_support,
       &patch<SeriesId, wire::decode_series_patch, flow::change_series>},
      {Method::post, "/api/v1/series/{id}/exceptions", Right::write_support,
       &post_to<SeriesId, wire::decode_series_exception, flow::except_series>},
      {Method::get, "/api/v1/referrals", Right::read_support, &get_referrals},
      {Method::post, "/api/v1/referrals/{id}/take", Right::write_support, &post_take},
      {Method::post, "/api/v1/referrals/{id}/close", Right::write_support,
       &post_to<ReferralId, wire::decode_close_referral, flow::close_referral>},
      {Method::get, "/api/v1/support-records", Right::read_support, &get_records},
  };
  return k_routes;
}

}  // namespace musubi::api
