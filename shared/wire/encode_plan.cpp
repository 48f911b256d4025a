// Plans, teams, exclusions and the policy of matching.
#include <algorithm>
#include <charconv>

#include "shared/domain/crew_rules.hpp"
#include "shared/domain/short_number.hpp"
#include "shared/wire/encode.hpp"
#include "shared/wire/parts.hpp"

namespace musubi::wire {
namespace {

// "420" is the number, "gardening" the word.
Json value_of(const std::optional<std::string>& value) {
  if (!value) return {};
  std::int64_t number{};
  const auto read = std::from_chars(value->data(), value->data() + value->size(), number);
  const bool is_number = read.ec == std::errc{} && read.ptr == value->data() + value->size();
  return is_number ? Json(number) : Json(*value);
}

Json encode_summary(const domain::PlanSummary& s) {
  return {{"people_wanted", s.people_wanted}, {"people_placed", s.people_placed}, {"people_short", s.people_short},
          {"needs_short", s.needs_short},     {"travel_m", s.travel_m},           {"locks", s.locks},
          {"people_idle", s.people_idle}};
}

Json encode_need(const domain::PlanNeed& line, const domain::Need& need) {
  Json out{{"need_id", line.need_id.text()},
           {"number", domain::short_number('N', need.number)},
           {"title", need.title},
           {"town", or_null(need.town)},
           {"priority", text_of(need.priority)},
           {"category", text_of(need.category)},
           {"starts_at", or_null(need.starts_at)},
           {"ends_at", or_null(need.ends_at)},
           {"district_id", need.district_id.text()},
           {"people_min", line.people_min},
           {"people_needed", line.people_needed},
           {"people_max", line.people_max},
           {"taken", line.taken},
           {"placed", line.placed},
           {"short", line.short_of()},
           {"roles", encode_roles(domain::wanted_roles(need.crew))},
           {"dropped", line.is_dropped},
           {"unmet", nullptr},
           {"next", nullptr}};
  if (!line.unmet) return out;
  out["unmet"] = {
      {"code", line.unmet->code}, {"value", or_null(line.unmet->value)}, {"role", or_null(line.unmet->role)}};
  if (!line.unmet->next.empty()) out["next"] = line.unmet->next;
  return out;
}

bool has(const domain::Volunteer& v, domain::Skill skill) {
  return std::ranges::find(v.skills, skill) != v.skills.end();
}

// The parts of that day that somebody told; all when they told no times at all.
Json encode_parts(const domain::Volunteer& v, Day day) {
  Json parts = Json::array();
  for (const auto part : {domain::DayPart::am, domain::DayPart::pm, domain::DayPart::evening}) {
    const domain::Slot slot{weekday_of(day), part};
    if (v.availability.empty() || std::ranges::find(v.availability, slot) != v.availability.end())
      parts.push_back(text_of(part));
  }
  return parts;
}

Json encode_person(const domain::PlanPerson& line, const domain::Volunteer& v, Day day) {
  Json out{{"volunteer_id", line.volunteer_id.text()},
           {"number", domain::short_number('V', v.number)},
           {"name", v.name},
           {"district_id", or_null(v.district_id)},
           {"squad_id", or_null(line.squad_id)},
           {"skills", array_of(v.skills)},
           {"is_leader", has(v, domain::Skill::leader)},
           {"has_truck", has(v, domain::Skill::light_truck)},
           {"parts", encode_parts(v, day)},
           {"idle", nullptr}};
  if (line.idle) out["idle"] = {{"code", line.idle->code}, {"value", or_null(line.idle->value)}};
  return out;
}

Json encode_assignment(const domain::PlanAssignment& a) {
  Json reasons = Json::array();
  for (const auto& r : a.reasons)
    reasons.push_back({{"code", r.code}, {"value", value_of(r.value)}, {"points", r.points}});
  Json warnings = Json::array();
  for (const auto& gate : a.warnings) warnings.push_back({{"code", gate}});
  return {{"need_id", a.need_id.text()},   {"volunteer_id", a.volunteer_id.text()}, {"locked", a.is_locked},
          {"leader", a.is_leader},         {"distance_m", or_null(a.distance_m)},   {"points", a.points},
          {"reasons", std::move(reasons)}, {"warnings", std::move(warnings)}};
}

}  // namespace

Json encode(const domain::Plan& plan) {
  return {{"id", plan.id.text()},
          {"incident_id", or_null(plan.incident_id)},
          {"is_drill", plan.is_drill},
          {"district_id", or_null(plan.district_id)},
          {"day", plan.day.text()},
          {"status", text_of(plan.status)},
          {"made_at", plan.made_at.text()},
          {"version", plan.version},
          {"seq", plan.seq},
          {"objective", plan.objective},
          {"bound", plan.bound},
          {"gap", domain::gap_of(plan)},
          {"exact", plan.is_exact},
          {"summary", encode_summary(plan.summary)}};
}

Json encode(const domain::Disclosed<domain::PlanView>& disclosed) {
  const domain::PlanView& view = *disclosed;
  Json out = encode(view.plan);
  Json needs = Json::array();
  for (std::size_t i = 0; i < view.needs.size(); ++i)
    needs.push_back(encode_need(view.content.needs[i], view.needs[i]));
  Json people = Json::array();
  for (std::size_t i = 0; i < view.volunteers.size(); ++i)
    people.push_back(encode_person(view.content.people[i], view.volunteers[i], view.plan.day));
  Json assignments = Json::array();
  for (const auto& a : view.content.assignments) assignments.push_back(encode_assignment(a));
  out["needs"] = std::move(needs);
  out["people"] = std::move(people);
  out["assignments"] = std::move(assignments);
  Json seats = Json::array();
  for (const auto& pool : view.content.seats)
    seats.push_back({{"district_id", or_null(pool.district_id)}, {"seats", pool.seats}});
  out["seats"] = std::move(seats);
  out["can_undo"] = view.can_undo;
  return out;
}

Json encode(const domain::Disclosed<domain::TeamView>& disclosed) {
  const domain::Team& team = disclosed->team;
  Json members = Json::array();
  Json leader = nullptr;
  for (std::size_t i = 0; i < team.members.size(); ++i) {
    const auto& member = team.members[i];
    const auto& v = disclosed->volunteers[i];
    if (member.is_leader) leader = member.volunteer_id.text();
    members.push_back({{"volunteer_id", member.volunteer_id.text()},
                       {"number", domain::short_number('V', v.number)},
                       {"name", v.name},
                       {"offer_id", member.offer_id.text()},
                       {"is_leader", member.is_leader}});
  }
  return {{"id", team.id.text()},
          {"number", domain::short_number('T', team.number)},
          {"incident_id", team.incident_id.text()},
          {"is_drill", team.is_drill},
          {"need_id", team.need_id.text()},
          {"plan_id", team.plan_id.text()},
          {"leader_id", std::move(leader)},
          {"members", std::move(members)},
          {"formed_at", team.formed_at.text()},
          {"version", team.version}};
}

Json encode(const domain::Exclusion& e) {
  return {{"id", e.id.text()},
          {"volunteer_id", e.volunteer_id.text()},
          {"other_volunteer_id", or_null(e.other_volunteer_id)},
          {"need_id", or_null(e.need_id)},
          {"made_at", e.made_at.text()}};
}

Json encode(const std::vector<domain::Moved>& moved) {
  Json out = Json::array();
  for (const auto& one : moved) {
    Json item{{"code", text_of(one.code)}};
    if (one.need_id) item["need_id"] = one.need_id->text();
    if (one.volunteer_id) item["volunteer_id"] = one.volunteer_id->text();
    out.push_back(std::move(item));
  }
  return out;
}

Json encode_policy(const matching::Policy& policy, int version) {
  static constexpr matching::Policy k_defaults;
  Json items = Json::array();
  for (const auto& weight : matching::weights())
    items.push_back({{"name", std::string(weight.name)},
                     {"value", policy.*weight.field},
                     {"default", k_defaults.*weight.field},
                     {"min", weight.min},
                     {"max", weight.max}});
  return {{"items", std::move(items)}, {"version", version}};
}

}  // namespace musubi::wire
