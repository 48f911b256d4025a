#include "server/store/evac_plan_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::EvacPlan;

namespace {

// The body is a list of name, value, name, value …, so that a field may join without a migration.
void put(std::vector<std::string>& body, std::string_view name, const std::optional<std::string>& value) {
  if (!value) return;
  body.emplace_back(name);
  body.push_back(*value);
}

std::optional<std::string> day_text(const std::optional<Day>& day) {
  return day ? std::optional(day->text()) : std::nullopt;
}
std::optional<std::string> number_text(const std::optional<int>& n) {
  return n ? std::optional(std::to_string(*n)) : std::nullopt;
}

std::string body_of(const EvacPlan& plan) {
  std::vector<std::string> body;
  for (std::size_t i = 0; i < domain::k_plan_texts; ++i)
    put(body, domain::CodesOf<domain::PlanText>::names[i], plan.texts[i]);
  if (plan.lives_alone) put(body, "lives_alone", std::optional<std::string>(*plan.lives_alone ? "1" : "0"));
  put(body, "device_battery_hours", number_text(plan.device_battery_hours));
  put(body, "evacuation_minutes", number_text(plan.evacuation_minutes));
  put(body, "start_level", std::optional(std::to_string(plan.start_level)));
  put(body, "consent_on", day_text(plan.consent_on));
  for (const auto& s : plan.supporters) {
    const std::vector<std::string> parts{s.name, s.phone, s.relation.value_or(""), day_text(s.agreed_on).value_or("")};
    put(body, "supporter", std::optional(packed(parts)));
  }
  return packed(body);
}

domain::SupporterConsent supporter_from(const std::string& text) {
  const auto parts = unpacked(text);
  domain::SupporterConsent s;
  if (parts.size() != 4) return s;
  s.name = parts[0];
  s.phone = parts[1];
  if (!parts[2].empty()) s.relation = parts[2];
  s.agreed_on = Day::parse(parts[3]);
  return s;
}

void take(EvacPlan& plan, const std::string& name, const std::string& value) {
  if (const auto text = domain::from_code<domain::PlanText>(name)) plan.text(*text) = value;
  if (name == "lives_alone") plan.lives_alone = value == "1";
  if (name == "device_battery_hours") plan.device_battery_hours = std::stoi(value);
  if (name == "evacuation_minutes") plan.evacuation_minutes = std::stoi(value);
  if (name == "start_level") plan.start_level = std::stoi(value);
  if (name == "consent_on") plan.consent_on = Day::parse(value);
  if (name == "supporter") plan.supporters.push_back(supporter_from(value));
}

EvacPlan evac_plan_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  EvacPlan plan;
  plan.registrant_id = column.id<RegistrantId>();
  const auto body = unpacked(column.sealed("evac_plan.body"));
  for (std::size_t i = 0; i + 1 < body.size(); i += 2) take(plan, body[i], body[i + 1]);
  plan.reviewed_on = column.maybe_day();
  plan.next_review_on = column.maybe_day();
  plan.changed_at = column.instant();
  return plan;
}

}  // namespace

std::optional<EvacPlan> find_evac_plan(ReadTx& tx, RegistrantId id) {
  return decoded_first(tx, tx.first(sql::evac_plan_by_registrant, {value_of(id)}), evac_plan_from);
}

void put_evac_plan(Tx& tx, const EvacPlan& plan, std::optional<AccountId> by) {
  tx.run(sql::evac_plan_put,
         {value_of(plan.registrant_id), sealed(tx, "evac_plan.body", body_of(plan)), value_of(plan.reviewed_on),
          value_of(plan.next_review_on), value_of(plan.changed_at), value_of(by)});
}

std::vector<PlanDue> plans_due(ReadTx& tx, std::optional<DistrictId> district, Day until, const DueAfter& after,
                               int limit) {
  std::vector<PlanDue> out;
  const auto rows = tx.query(sql::evac_plan_due, {value_of(district.has_value()), value_of(district), value_of(until),
                                                  value_of(after.due), value_of(after.id), value_of(limit)});
  for (const auto& row : rows) {
    Columns column(tx, row);
    PlanDue due;
    due.registrant_id = column.id<RegistrantId>();
    const Day next = column.day();
    if (next.days != 0) due.next_review_on = next;
    due.reviewed_on = column.maybe_day();
    out.push_back(due);
  }
  return out;
}

}  // namespace musubi::store
