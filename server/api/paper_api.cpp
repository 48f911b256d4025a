// 個別避難計画 and numbered packs on paper.
#include "server/api/roster_answers.hpp"
#include "server/api/routes.hpp"
#include "shared/wire/encode.hpp"
#include "shared/wire/roster.hpp"

namespace musubi::api {
namespace {

using domain::Right;
using net::Method;

Result<Answer> get_plan(const Call& call, flow::Read& r) {
  const auto id = call.id<RegistrantId>();
  if (!id) return pass_on(id.error());
  if (const auto ok = call.query.only({"incident_id"}); !ok) return pass_on(ok.error());
  const auto incident = call.query_id<IncidentId>("incident_id");
  if (!incident) return pass_on(incident.error());
  const auto sheet = flow::read_evac_plan(r, *id, *incident);
  if (!sheet) return pass_on(sheet.error());
  return Answer{200, plan_json(*sheet), sheet->person->registrant.version, {}, false};
}

Result<Prepared> patch_plan(const Call& call) {
  const auto id = call.id<RegistrantId>();
  if (!id) return pass_on(id.error());
  const auto version = call.if_version();
  if (!version) return pass_on(version.error());
  auto form = wire::decode_evac_plan_form(call.body);
  if (!form) return pass_on(form.error());
  return Prepared{[id = *id, version = *version, form = std::move(*form)](flow::Write& w) {
                    return flow::put_evac_plan(w, id, version, form);
                  },
                  {},
                  {}};
}

Result<Answer> get_due(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"district_id", "until", "limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto district = call.query_id<DistrictId>("district_id");
  if (!district) return pass_on(district.error());
  const auto text = call.query.get("until");
  const auto until = text ? Day::parse(*text) : std::optional(Day::of(r.now));
  if (!until) return fail_fields({{"until", "format"}});
  const auto list = flow::list_plans_due(r, *district, *until, *page);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& row : list->items)
    items.push_back({{"registrant", wire::encode(row.person)},
                     {"next_review_on", row.next_review_on ? Json(row.next_review_on->text()) : Json()},
                     {"reviewed_on", row.reviewed_on ? Json(row.reviewed_on->text()) : Json()}});
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

Result<Answer> get_prints(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"incident_id", "overdue", "limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto incident = call.query_id<IncidentId>("incident_id");
  if (!incident) return pass_on(incident.error());
  const auto overdue = call.query.get("overdue").value_or("false");
  if (overdue != "true" && overdue != "false") return fail_fields({{"overdue", "format"}});
  const auto list = flow::list_prints(r, *incident, overdue == "true", *page);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& one : list->items) items.push_back(print_json(one));
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

Result<Answer> get_print(const Call& call, flow::Read& r) {
  const auto id = call.id<PrintId>();
  if (!id) return pass_on(id.error());
  const auto view = flow::read_print(r, *id);
  if (!view) return pass_on(view.error());
  Json out = print_json(view->head);
  Json rows = Json::array();
  for (const auto& row : view->rows)
    rows.push_back({{"line", row.line.line},
                    {"sheet", row.line.sheet},
                    {"registrant", row.person ? wire::encode(*row.person) : Json()}});
  out["rows"] = std::move(rows);
  return Answer{200, std::move(out), {}, {}, false};
}

Result<Prepared> post_print(const Call& call) {
  auto ask = wire::decode_new_print(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{[ask = std::move(*ask)](flow::Write& w) { return flow::make_print(w, ask); }, {}, {}};
}

template <auto Flow>
Result<Prepared> post_sheets(const Call& call) {
  const auto id = call.id<PrintId>();
  if (!id) return pass_on(id.error());
  auto ask = wire::decode_sheet_numbers(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{[id = *id, ask = std::move(*ask)](flow::Write& w) { return Flow(w, id, ask); }, {}, {}};
}

}  // namespace

std::span<const Route> paper_routes() {
  static const std::vector<Route> k_routes{
      {Method::get, "/api/v1/registrants/{id}/evac-plan", Right::read_registrants, &get_plan},
      {Method::patch, "/api/v1/registrants/{id}/evac-plan", Right::write_registrants, &patch_plan},
      {Method::get, "/api/v1/evac-plans/due", Right::write_registrants, &get_due},
      {Method::get, "/api/v1/prints", Right::print_rosters, &get_prints},
      {Method::post, "/api/v1/prints", Right::print_rosters, &post_print},
      {Method::get, "/api/v1/prints/{id}", Right::print_rosters, &get_print},
      {Method::post, "/api/v1/prints/{id}/recover", Right::print_rosters, &post_sheets<flow::recover_print>},
      {Method::post, "/api/v1/prints/{id}/lost", Right::print_rosters, &post_sheets<flow::lose_print>},
  };
  return k_routes;
}

}  // namespace musubi::api
