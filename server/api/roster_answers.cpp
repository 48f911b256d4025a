#include "server/api/roster_answers.hpp"

#include "server/flow/import_flow.hpp"
#include "shared/wire/encode.hpp"
#include "shared/wire/roster.hpp"

namespace musubi::api {

Json roster_import_json(const flow::RosterImportView& view) {
  Json out = wire::encode(view.import);
  Json rejected = Json::array();
  for (const auto& one : view.rejected) {
    const auto words = flow::import_words(one.code);
    rejected.push_back({{"column", one.heading.empty() ? Json(nullptr) : Json(one.heading)},
                        {"code", one.code},
                        {"reason", std::string(words.ja)},
                        {"reason_en", std::string(words.en)},
                        {"count", one.count}});
  }
  out["rejected"] = std::move(rejected);
  out["open_reviews"] = view.open_reviews;
  return out;
}

Json review_json(const flow::ReviewView& view) {
  Json out = wire::encode(view.review);
  out["import_number"] = view.import_number;
  out["incoming"] = view.incoming ? wire::encode(*view.incoming) : Json();
  if (view.incoming) {
    // The line is nobody yet: an id, a number or a version of it would mean nothing.
    for (const char* name : {"id", "number", "version", "status"}) out["incoming"].erase(name);
  }
  Json candidates = Json::array();
  for (const auto& one : view.candidates) {
    Json differs = Json::array();
    for (const auto field : one.differs) differs.push_back(std::string(domain::code(field)));
    candidates.push_back({{"id", one.id.text()},
                          {"number", one.number},
                          {"differs", std::move(differs)},
                          {"registrant", one.person ? wire::encode(*one.person) : Json()}});
  }
  out["candidates"] = std::move(candidates);
  return out;
}

Json plan_json(const flow::PlanSheet& sheet) {
  Json gaps = Json::array();
  if (sheet.person->classes.c)
    for (const auto& gap : sheet.gaps) gaps.push_back(gap);
  return {{"registrant", wire::encode(sheet.person)},
          {"form", wire::encode_plan_form(sheet.person, sheet.plan)},
          {"made", sheet.plan.has_value()},
          {"position_source", std::string(domain::code(sheet.source))},
          {"gaps", std::move(gaps)},
          {"version", sheet.person->registrant.version}};
}

Json print_json(const flow::PrintHead& head) {
  Json out = wire::encode(head.pack, head.sheets);
  out["printed_by_name"] = head.printed_by_name ? Json(*head.printed_by_name) : Json();
  out["overdue"] = head.overdue;
  return out;
}

Result<Answer> answer_roster_import(const flow::Outcome& o, flow::Read& r) {
  const auto view = flow::read_roster_import(r, o.ref_id<RosterImportId>());
  if (!view) return pass_on(view.error());
  Answer a{o.status, roster_import_json(*view), view->import.version, {}, false};
  if (o.status == 201) a.location = "/api/v1/roster-imports/" + o.ref("id");
  return a;
}

Result<Answer> answer_review(const flow::Outcome& o, flow::Read& r) {
  const auto view = flow::read_review(r, o.ref_id<ReviewId>());
  if (!view) return pass_on(view.error());
  return Answer{o.status, review_json(*view), {}, {}, false};
}

Result<Answer> answer_evac_plan(const flow::Outcome& o, flow::Read& r) {
  const auto sheet = flow::read_evac_plan(r, o.ref_id<RegistrantId>(), std::nullopt);
  if (!sheet) return pass_on(sheet.error());
  return Answer{o.status, plan_json(*sheet), sheet->person->registrant.version, {}, false};
}

Result<Answer> answer_print(const flow::Outcome& o, flow::Read& r) {
  const auto head = flow::read_print_head(r, o.ref_id<PrintId>());
  if (!head) return pass_on(head.error());
  Answer a{o.status, print_json(*head), {}, {}, false};
  if (o.status == 201) a.location = "/api/v1/prints/" + o.ref("id");
  return a;
}

}  // namespace musubi::api
