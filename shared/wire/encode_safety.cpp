#include "shared/wire/encode.hpp"
#include "shared/wire/parts.hpp"
#include "shared/wire/safety.hpp"

namespace musubi::wire {
namespace {

using domain::RescueView;

Json handed_over(const RescueView& view) {
  const auto& r = view.rescue;
  if (!r.to || !r.handed_at) return nullptr;
  return {{"to", text_of(*r.to)},
          {"contact", or_null(r.contact)},
          {"note", or_null(r.note)},
          {"at", r.handed_at->text()},
          {"by_name", or_null(view.handed_by_name)}};
}

Json closed(const RescueView& view) {
  const auto& r = view.rescue;
  if (!r.result || !r.closed_at) return nullptr;
  return {{"result", text_of(*r.result)},
          {"note", or_null(r.result_note)},
          {"at", r.closed_at->text()},
          {"by_name", or_null(view.closed_by_name)}};
}

Json encode_choice(const domain::ArrivalChoice& choice) {
  const auto& person = choice.person->registrant;
  return {{"registrant_id", person.id.text()}, {"name", person.name},
          {"name_kana", person.name_kana},     {"birth_date", or_null(person.birth_date)},
          {"address", person.address},         {"district_id", person.district_id.text()},
          {"status", text_of(choice.status)}};
}

Json encode_line(const domain::ArrivalLineView& shown) {
  Json candidates = Json::array();
  for (const auto& choice : shown.choices)
    if (choice.person->classes.a) candidates.push_back(encode_choice(choice));
  return {{"line", shown.line.line},
          {"result", text_of(shown.line.result)},
          {"registrant_id", or_null(shown.line.registrant_id)},
          {"check_id", or_null(shown.line.check_id)},
          {"name", or_null(shown.line.name)},
          {"candidates", std::move(candidates)}};
}

}  // namespace

Json encode(const RescueView& view) {
  const auto& r = view.rescue;
  Json check = nullptr;
  if (view.check) {
    check = encode(*view.check);
    check["recorded_by_name"] = or_null(view.recorded_by_name);
  }
  return {{"id", r.id.text()},
          {"incident_id", r.incident_id.text()},
          {"round_id", r.round_id.text()},
          {"district_id", r.district_id.text()},
          {"registrant_id", r.registrant_id.text()},
          {"is_drill", view.is_drill},
          {"status", text_of(r.status)},
          {"status_now", text_of(view.status_now)},
          {"registrant", view.person ? encode(*view.person) : Json(nullptr)},
          {"check", std::move(check)},
          {"created_at", r.created_at.text()},
          {"handed_over", handed_over(view)},
          {"closed", closed(view)},
          {"words", array_of(view.words)},
          {"version", r.version}};
}

Json encode(const domain::ArrivalView& view) {
  const auto& a = view.arrival;
  Json counts = Json::object();
  for (const auto name : domain::all_codes<domain::ArrivalResult>()) counts[std::string(name)] = 0;
  for (const auto& line : a.lines) {
    auto& count = counts[std::string(domain::code(line.result))];
    count = count.get<int>() + 1;
  }
  Json lines = Json::array();
  for (const auto& line : view.lines) lines.push_back(encode_line(line));
  return {{"id", a.id.text()},
          {"incident_id", a.incident_id.text()},
          {"is_drill", view.is_drill},
          {"shelter_id", or_null(a.shelter_id)},
          {"name", or_null(a.name)},
          {"recorded_at", a.recorded_at.text()},
          {"recorded_by_name", or_null(view.recorded_by_name)},
          {"counts", std::move(counts)},
          {"lines", std::move(lines)}};
}

Json encode_timers(const std::vector<domain::EscalationMinutes>& lines) {
  Json items = Json::array();
  for (const auto& m : lines)
    items.push_back(
        {{"level", m.level}, {"to_coordinator", m.to_coordinator}, {"to_center", m.to_center}, {"to_hq", m.to_hq}});
  return {{"items", std::move(items)}};
}

Json encode_conflict(const domain::Disclosed<domain::CheckView>& disclosed, const std::optional<std::string>& by_name) {
  const auto& check = disclosed->check;
  Json out{{"check_id", check.id.text()},
           {"status", text_of(check.status)},
           {"method", text_of(check.method)},
           {"confidence", text_of(check.confidence)},
           {"occurred_at", check.occurred_at.text()},
           {"recorded_by_name", or_null(by_name)}};
  if (disclosed->shows_note) {
    out["note"] = or_null(check.note);
    out["told_by"] = or_null(check.told_by);
  }
  return out;
}

}  // namespace musubi::wire
