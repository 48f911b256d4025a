#include "shared/domain/calendar.hpp"
#include "shared/domain/short_number.hpp"
#include "shared/wire/encode.hpp"
#include "shared/wire/parts.hpp"

namespace musubi::wire {

Json encode(const domain::Disclosed<domain::ServiceUser>& disclosed) {
  const domain::ServiceUser& u = *disclosed;
  return {{"id", u.id.text()},
          {"number", domain::short_number('U', u.number)},
          {"district_id", u.district_id.text()},
          {"status", text_of(u.status)},
          {"name", u.name},
          {"name_kana", u.name_kana},
          {"phone", u.phone},
          {"address", u.address},
          {"lat", u.position ? Json(u.position->lat) : Json()},
          {"lng", u.position ? Json(u.position->lng) : Json()},
          {"note", or_null(u.note)},
          {"visited_on", or_null(u.visited_on)},
          {"visited_by", or_null(u.visited_by)},
          {"registered_on", or_null(u.registered_on)},
          {"created_at", u.created_at.text()},
          {"version", u.version}};
}

Json encode(const domain::Disclosed<domain::SeriesView>& disclosed) {
  const domain::Series& s = disclosed->series;
  Json exceptions = Json::array();
  for (const auto& one : s.exceptions)
    exceptions.push_back({{"day", one.day.text()}, {"kind", text_of(one.kind)}, {"to_day", or_null(one.to_day)}});
  Json next = Json::array();
  for (const auto& one : disclosed->next) next.push_back({{"day", one.day.text()}, {"on", one.on.text()}});
  return {{"id", s.id.text()},
          {"service_user_id", s.service_user_id.text()},
          {"district_id", s.district_id.text()},
          {"title", s.title},
          {"category", text_of(s.category)},
          {"weekdays", array_of(s.weekdays)},
          {"every_weeks", s.every_weeks},
          {"from_minute", s.from_minute},
          {"until_minute", s.until_minute},
          {"starts_on", s.starts_on.text()},
          {"ends_on", or_null(s.ends_on)},
          {"skip_holidays", s.skip_holidays},
          {"people_needed", s.people_needed},
          {"skills", array_of(s.skills)},
          {"bring", or_null(s.bring)},
          {"status", text_of(s.status)},
          {"made_until", or_null(s.made_until)},
          {"override_reason", or_null(s.override_reason)},
          {"exceptions", std::move(exceptions)},
          {"next", std::move(next)},
          {"created_at", s.created_at.text()},
          {"version", s.version}};
}

Json encode(const domain::Disclosed<domain::ReferralView>& disclosed) {
  const domain::Referral& r = disclosed->referral;
  return {{"id", r.id.text()},
          {"need_id", r.need_id.text()},
          {"need_number", domain::short_number('N', disclosed->need_number)},
          {"need_title", disclosed->need_title},
          {"person", or_null(disclosed->person)},
          {"service_user_id", or_null(r.service_user_id)},
          {"district_id", r.district_id.text()},
          {"status", text_of(r.status)},
          {"text", r.text},
          {"opened_at", r.opened_at.text()},
          {"taken_by", or_null(r.taken_by)},
          {"taken_by_name", or_null(disclosed->taken_by_name)},
          {"taken_at", or_null(r.taken_at)},
          {"closed_by", or_null(r.closed_by)},
          {"closed_at", or_null(r.closed_at)},
          {"result", or_null(r.result)},
          {"note", or_null(r.note)},
          {"version", r.version}};
}

Json encode(const domain::SupportPolicy& p) {
  return {{"district_id", p.district_id.text()},
          {"fee_kind", text_of(p.fee_kind)},
          {"fee_yen", p.fee_yen},
          {"helper_yen", p.helper_yen},
          {"categories", array_of(p.categories)},
          {"minutes_max", or_null(p.minutes_max)},
          {"assigned_by", text_of(p.assigned_by)},
          {"first_visit_together", p.first_visit_together},
          {"first_offer_hours", p.first_offer_hours},
          {"note", or_null(p.note)},
          {"version", p.version}};
}

Json encode(const domain::SupportCalendar& calendar, int year) {
  Json holidays = Json::array();
  for (const int one : {year, year + 1})
    for (const auto& holiday : domain::holidays_of(one))
      holidays.push_back({{"day", holiday.day.text()}, {"name", std::string(holiday.name)}});
  return {{"horizon_days", calendar.horizon_days},
          {"closed_days", array_of(calendar.closed_days)},
          {"holidays", std::move(holidays)},
          {"version", calendar.version}};
}

Json encode(const domain::SupportSum& sum, std::string_view month) {
  return {{"district_id", sum.district_id.text()},
          {"month", std::string(month)},
          {"jobs", sum.jobs},
          {"minutes", sum.minutes},
          {"people", sum.people},
          {"fee_yen", sum.fee_yen},
          {"tickets", sum.tickets},
          {"referrals", sum.referrals}};
}

}  // namespace musubi::wire
