#include "shared/domain/series_days.hpp"
#include "shared/wire/decode.hpp"
#include "shared/wire/rules.hpp"

namespace musubi::wire {
namespace {

constexpr int k_fee_yen_max = 100'000;
constexpr int k_minutes_max = 24 * 60;
constexpr int k_offer_hours_max = 168;
constexpr int k_horizon_days_max = 60;
constexpr std::size_t k_closed_days_max = 400;

auto address() { return line(limits::address_chars_max); }
auto title() { return line(limits::title_chars_max); }
auto skills() { return list(choice<domain::Skill>(), domain::all_codes<domain::Skill>().size()); }
auto categories() { return list(choice<domain::NeedCategory>(), domain::all_codes<domain::NeedCategory>().size()); }
auto weekdays() { return list(integer(0, 6), 7); }
auto minute() { return integer(0, k_minutes_max); }
auto weeks() { return integer(0, 100); }  // what is out of bounds is told with the other contradictions

}  // namespace

Result<domain::NewServiceUser> decode_new_service_user(const Json& body) {
  Reader r(body);
  domain::NewServiceUser ask;
  ask.id = r.optional("id", new_id<ServiceUserId>());
  ask.district_id = r.required("district_id", id<DistrictId>());
  ask.name = r.required("name", name_line());
  ask.name_kana = r.required("name_kana", name_line());
  ask.phone = r.required("phone", phone());
  ask.address = r.required("address", address());
  ask.position = optional_position(r);
  ask.note = r.optional("note", prose());
  ask.visited_on = r.optional("visited_on", day());
  ask.visited_by = r.optional("visited_by", id<AccountId>());
  ask.status = r.value_or("status", choice<domain::ServiceUserStatus>(), domain::ServiceUserStatus::asked);
  if (ask.status == domain::ServiceUserStatus::ended) r.refuse("status", refused::out_of_range);
  return finished(r, std::move(ask));
}

Result<domain::ServiceUserPatch> decode_service_user_patch(const Json& body) {
  Reader r(body);
  domain::ServiceUserPatch ask;
  ask.name = r.patch("name", name_line());
  ask.name_kana = r.patch("name_kana", name_line());
  ask.phone = r.patch("phone", phone());
  ask.address = r.patch("address", address());
  ask.position = position_change(r);
  ask.note = r.change("note", prose());
  ask.visited_on = r.change("visited_on", day());
  ask.visited_by = r.change("visited_by", id<AccountId>());
  ask.status = r.patch("status", choice<domain::ServiceUserStatus>());
  return finished(r, std::move(ask));
}

Result<domain::SupportPolicyPatch> decode_support_policy_patch(const Json& body) {
  Reader r(body);
  domain::SupportPolicyPatch ask;
  ask.fee_kind = r.patch("fee_kind", choice<domain::FeeKind>());
  ask.fee_yen = r.patch("fee_yen", integer(0, k_fee_yen_max));
  ask.helper_yen = r.patch("helper_yen", integer(0, k_fee_yen_max));
  ask.categories = r.patch("categories", categories());
  ask.minutes_max = r.change("minutes_max", integer(1, k_minutes_max));
  ask.assigned_by = r.patch("assigned_by", choice<domain::AssignedBy>());
  ask.first_visit_together = r.patch("first_visit_together", boolean());
  ask.first_offer_hours = r.patch("first_offer_hours", integer(1, k_offer_hours_max));
  ask.note = r.change("note", prose());
  return finished(r, std::move(ask));
}

Result<domain::SupportCalendarPatch> decode_support_calendar_patch(const Json& body) {
  Reader r(body);
  domain::SupportCalendarPatch ask;
  ask.horizon_days = r.patch("horizon_days", integer(1, k_horizon_days_max));
  ask.closed_days = r.patch("closed_days", list(day(), k_closed_days_max));
  return finished(r, std::move(ask));
}

Result<domain::NewSeries> decode_new_series(const Json& body) {
  Reader r(body);
  domain::NewSeries ask;
  auto& s = ask.series;
  s.id = r.value_or("id", new_id<SeriesId>(), {});
  s.service_user_id = r.required("service_user_id", id<ServiceUserId>());
  s.title = r.required("title", title());
  s.category = r.required("category", choice<domain::NeedCategory>());
  s.weekdays = r.required("weekdays", weekdays());
  s.every_weeks = r.value_or("every_weeks", weeks(), 1);
  s.from_minute = r.required("from_minute", minute());
  s.until_minute = r.required("until_minute", minute());
  s.starts_on = r.required("starts_on", day());
  s.ends_on = r.optional("ends_on", day());
  s.skip_holidays = r.value_or("skip_holidays", boolean(), true);
  s.people_needed = r.value_or("people_needed", integer(1, limits::people_needed_max), 1);
  s.skills = r.value_or("skills", skills(), {});
  s.bring = r.optional("bring", prose());
  ask.override_reason = r.optional("override", override_reason());
  if (auto done = r.finish(); !done) return pass_on(done.error());
  if (auto wrong = domain::contradictions(s); !wrong.empty()) return fail_fields(std::move(wrong));
  return ask;
}

Result<domain::SeriesPatch> decode_series_patch(const Json& body) {
  Reader r(body);
  domain::SeriesPatch ask;
  ask.title = r.patch("title", title());
  ask.category = r.patch("category", choice<domain::NeedCategory>());
  ask.weekdays = r.patch("weekdays", weekdays());
  ask.every_weeks = r.patch("every_weeks", weeks());
  ask.from_minute = r.patch("from_minute", minute());
  ask.until_minute = r.patch("until_minute", minute());
  ask.ends_on = r.change("ends_on", day());
  ask.skip_holidays = r.patch("skip_holidays", boolean());
  ask.people_needed = r.patch("people_needed", integer(1, limits::people_needed_max));
  ask.skills = r.patch("skills", skills());
  ask.bring = r.change("bring", prose());
  ask.status = r.patch("status", choice<domain::SeriesStatus>());
  ask.override_reason = r.optional("override", override_reason());
  return finished(r, std::move(ask));
}

Result<domain::SeriesException> decode_series_exception(const Json& body) {
  Reader r(body);
  domain::SeriesException ask;
  ask.day = r.required("day", day());
  ask.kind = r.required("kind", choice<domain::ExceptionKind>());
  ask.to_day = r.optional("to_day", day());
  if (ask.kind == domain::ExceptionKind::move && !ask.to_day) r.refuse("to_day", refused::required);
  if (ask.kind == domain::ExceptionKind::skip && ask.to_day) r.refuse("to_day", refused::out_of_range);
  return finished(r, std::move(ask));
}

Result<domain::CloseReferral> decode_close_referral(const Json& body) {
  Reader r(body);
  domain::CloseReferral ask;
  ask.result = r.required("result", choice<domain::ReferralResult>());
  ask.note = r.optional("note", prose());
  return finished(r, std::move(ask));
}

}  // namespace musubi::wire
