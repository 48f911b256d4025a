#include "server/flow/series_flow.hpp"

#include "server/flow/district_lists.hpp"
#include "server/store/support_store.hpp"
#include "shared/domain/rights.hpp"
#include "shared/domain/series_days.hpp"
#include "shared/domain/support_rules.hpp"

namespace musubi::flow {
namespace {

using domain::Series;
using domain::SeriesStatus;

constexpr int k_next_shown = 6;

domain::Event series_event(const Write& w, std::string type, const Series& s) {
  auto e = w.event(std::move(type));
  e.subject_id = s.id;
  e.district_id = s.district_id;
  return e;
}

Result<void> check_rule(Write& w, const Series& s, const std::optional<std::string>& override_reason) {
  if (auto errors = domain::contradictions(s); !errors.empty()) return fail_fields(std::move(errors));
  const auto policy = store::support_policy_of(w.tx, s.district_id);
  return domain::check_policy(policy, s.category, s.until_minute - s.from_minute, w.actor, override_reason);
}

Result<Series> load_for_change(Write& w, const SeriesId& id) {
  auto series = store::find_series(w.tx, id);
  if (!series) return fail(Code::not_found);
  if (const auto ok = domain::may_see_district(w.actor, series->district_id); !ok) return pass_on(ok.error());
  if (series->status == SeriesStatus::ended) return fail_next(Code::wrong_state, {});
  return std::move(*series);
}

void apply(Series& s, const domain::SeriesPatch& patch) {
  if (patch.title) s.title = *patch.title;
  if (patch.category) s.category = *patch.category;
  if (patch.weekdays) s.weekdays = *patch.weekdays;
  if (patch.every_weeks) s.every_weeks = *patch.every_weeks;
  if (patch.from_minute) s.from_minute = *patch.from_minute;
  if (patch.until_minute) s.until_minute = *patch.until_minute;
  if (patch.ends_on) s.ends_on = *patch.ends_on;
  if (patch.skip_holidays) s.skip_holidays = *patch.skip_holidays;
  if (patch.people_needed) s.people_needed = *patch.people_needed;
  if (patch.skills) s.skills = *patch.skills;
  if (patch.bring) s.bring = *patch.bring;
  if (patch.status) s.status = *patch.status;
}

std::optional<domain::Disclosed<domain::SeriesView>> view_of(Read& r, Series s,
                                                             const domain::SupportCalendar& calendar) {
  domain::SeriesView view;
  view.next = domain::next_occurrences(s, calendar, Day::of(r.now), k_next_shown);
  view.series = std::move(s);
  return domain::Policy::series(r.actor, std::move(view));
}

}  // namespace

Result<Outcome> add_series(Write& w, const domain::NewSeries& ask) {
  Series s = ask.series;
  const auto user = store::find_service_user(w.tx, s.service_user_id);
  if (!user) return fail_fields({{"service_user_id", "unknown_reference"}});
  if (const auto ok = domain::may_work_in_district(w.actor, user->district_id); !ok) return pass_on(ok.error());
  if (user->status != domain::ServiceUserStatus::registered) return fail_fields({{"service_user_id", "out_of_range"}});
  s.district_id = user->district_id;
  s.override_reason = ask.override_reason;
  if (const auto ok = check_rule(w, s, ask.override_reason); !ok) return pass_on(ok.error());
  if (!s.id.is_nil() && store::find_series(w.tx, s.id)) return fail(Code::already_exists);
  if (s.id.is_nil()) s.id = w.id<SeriesId>();
  s.status = SeriesStatus::active;
  s.created_at = w.now;
  store::insert_series(w.tx, s);
  w.tx.append(series_event(w, "series.made", s));
  return outcome(201, "series", s.id);
}

Result<Outcome> change_series(Write& w, const SeriesId& id, int if_version, const domain::SeriesPatch& patch) {
  auto s = load_for_change(w, id);
  if (!s) return pass_on(s.error());
  if (s->version != if_version) return fail(Code::stale_edit);
  apply(*s, patch);
  if (patch.override_reason) s->override_reason = patch.override_reason;
  // Who took it against the policy did so for good; a coordinator may still move it to another day.
  const auto reason = w.actor.is_desk() ? s->override_reason : patch.override_reason;
  const bool was_overridden = s->override_reason && !patch.category && !patch.from_minute && !patch.until_minute;
  if (was_overridden) {
    if (auto errors = domain::contradictions(*s); !errors.empty()) return fail_fields(std::move(errors));
  } else if (const auto ok = check_rule(w, *s, reason); !ok) {
    return pass_on(ok.error());
  }
  s->made_until.reset();
  if (!store::update_series(w.tx, *s, if_version)) return fail(Code::stale_edit);
  const bool has_ended = s->status == SeriesStatus::ended;
  w.tx.append(series_event(w, has_ended ? "series.ended" : "series.changed", *s));
  if (has_ended)
    cancel_planned(w, *s, Day::of(w.now));
  else
    follow_change(w, *s);
  return outcome(200, "series", id);
}

Result<Outcome> except_series(Write& w, const SeriesId& id, const domain::SeriesException& exception) {
  const auto s = load_for_change(w, id);
  if (!s) return pass_on(s.error());
  const auto calendar = store::support_calendar(w.tx);
  if (const auto ok = domain::check_exception(*s, calendar, exception, Day::of(w.now)); !ok) return pass_on(ok.error());
  store::put_series_exception(w.tx, id, exception);
  store::set_made_until(w.tx, id, std::nullopt);
  auto e = series_event(w, "series.excepted", *s);
  e.data = "kind=" + std::string(domain::code(exception.kind)) + " day=" + exception.day.text();
  w.tx.append(std::move(e));
  const auto done = exception.kind == domain::ExceptionKind::skip
                        ? skip_planned(w, *s, exception.day)
                        : move_planned(w, *s, {exception.day, *exception.to_day});
  if (!done) return pass_on(done.error());
  return outcome(200, "series", id);
}

void end_series_of(Write& w, const ServiceUserId& user) {
  for (auto& s : store::all_series(w.tx, {std::nullopt, user}, store::Page::everything())) {
    if (s.status == SeriesStatus::ended) continue;
    s.status = SeriesStatus::ended;
    if (!store::update_series(w.tx, s, s.version))
      throw store::StoreError(store::StoreError::Kind::broken, "series changed under its own transaction");
    w.tx.append(series_event(w, "series.ended", s));
    cancel_planned(w, s, Day::of(w.now));
  }
}

Result<domain::Disclosed<domain::SeriesView>> read_series(Read& r, const SeriesId& id) {
  auto s = store::find_series(r.tx, id);
  if (!s) return fail(Code::not_found);
  auto view = view_of(r, std::move(*s), store::support_calendar(r.tx));
  if (!view) return fail(Code::not_found);
  return std::move(*view);
}

Result<SeriesList> list_series(Read& r, const store::SeriesFilter& filter, const store::Page& page) {
  SeriesList list;
  list.seq = r.tx.seq();
  const auto wanted = districts_to_read(r, filter.district);
  if (!wanted) return pass_on(wanted.error());
  const auto calendar = store::support_calendar(r.tx);
  for (const auto& district : *wanted)
    for (auto& s : store::all_series(r.tx, {district, filter.user}, {page.limit + 1, page.after}))
      if (auto view = view_of(r, std::move(s), calendar)) list.items.push_back(std::move(*view));
  cut_to_page(list, page, [](const auto& v) { return store::Cursor{v->series.created_at.ms, v->series.id}; });
  return list;
}

}  // namespace musubi::flow
