#include <array>

#include "shared/domain/crew_rules.hpp"
#include "shared/wire/decode.hpp"
#include "shared/wire/rules.hpp"

namespace musubi::wire {
namespace {

auto skills() { return list(choice<domain::Skill>(), domain::all_codes<domain::Skill>().size()); }
auto people() { return integer(1, limits::people_needed_max); }
auto waitlist() { return integer(0, limits::waitlist_max); }
auto address() { return line(limits::address_chars_max); }
auto title() { return line(limits::title_chars_max); }

// A wish is for a woman or a man; null is no wish.
auto gender_wish() {
  return Rule{[](const Json& v, const Spot& at) -> std::optional<domain::Gender> {
                const auto gender = choice<domain::Gender>().read(v, at);
                if (gender == domain::Gender::other) return at.refuse(refused::out_of_range);
                return gender;
              },
              false};
}

auto roles() {
  const auto one = object([](Reader& r) {
    domain::RoleCount role;
    role.role = r.required("role", choice<domain::Skill>());
    role.count = r.required("count", people());
    return role;
  });
  return Rule{[one](const Json& v, const Spot& at) -> std::optional<std::vector<domain::RoleCount>> {
                auto all = list(one, domain::all_codes<domain::Skill>().size(), Doubles::keep).read(v, at);
                if (!all) return std::nullopt;
                for (std::size_t i = 0; i < all->size(); ++i)
                  for (std::size_t j = 0; j < i; ++j)
                    if ((*all)[i].role == (*all)[j].role) return Spot(at, i).refuse(refused::format);
                return all;
              },
              false};
}

domain::Crew read_crew(Reader& r) {
  domain::Crew crew;
  crew.people_min = r.value_or("people_min", people(), 1);
  crew.people_max = r.optional("people_max", people());
  crew.leader_needed = r.value_or("leader_needed", boolean(), false);
  crew.roles = r.value_or("roles", roles(), {});
  crew.gender_wish = r.optional("gender_wish", gender_wish());
  crew.load = r.value_or("load", choice<domain::Load>(), domain::Load::normal);
  crew.placard = r.optional("placard", choice<domain::Placard>());
  return crew;
}

domain::CrewPatch read_crew_patch(Reader& r) {
  domain::CrewPatch crew;
  crew.people_min = r.patch("people_min", people());
  crew.people_max = r.change("people_max", people());
  crew.leader_needed = r.patch("leader_needed", boolean());
  crew.roles = r.patch("roles", roles());
  crew.gender_wish = r.change("gender_wish", gender_wish());
  crew.load = r.patch("load", choice<domain::Load>());
  crew.placard = r.change("placard", choice<domain::Placard>());
  return crew;
}

auto requester() {
  return object([](Reader& r) {
    domain::Requester who;
    who.name = r.required("name", name_line());
    who.name_kana = r.required("name_kana", name_line());
    who.phone = r.required("phone", phone());
    who.relation = r.optional("relation", name_line());
    return who;
  });
}

}  // namespace

Result<domain::NewNeed> decode_new_need(const Json& body) {
  Reader r(body);
  domain::NewNeed ask;
  ask.id = r.optional("id", new_id<NeedId>());
  ask.title = r.required("title", title());
  ask.district_id = r.required("district_id", id<DistrictId>());
  ask.requester = r.required("requester", requester());
  ask.address = r.required("address", address());
  ask.position = optional_position(r);
  ask.people_needed = r.required("people_needed", people());
  ask.channel = r.required("channel", choice<domain::Channel>());
  ask.category = r.value_or("category", choice<domain::NeedCategory>(), domain::NeedCategory::other);
  ask.detail = r.optional("detail", prose());
  ask.incident_id = r.optional("incident_id", id<IncidentId>());
  ask.skills = r.value_or("skills", skills(), {});
  ask.priority = r.value_or("priority", choice<domain::Priority>(), domain::Priority::normal);
  ask.crisis_reason = r.optional("crisis_reason", prose());
  ask.watch_after = r.value_or("watch_after", boolean(), false);
  ask.starts_at = r.optional("starts_at", instant());
  ask.ends_at = r.optional("ends_at", instant());
  ask.bring = r.optional("bring", prose());
  ask.waitlist_max = r.value_or("waitlist_max", waitlist(), 0);
  ask.crew = read_crew(r);
  for (const auto& error : domain::crew_errors(ask.people_needed, ask.crew)) r.refuse(error.field, error.code);
  ask.service_user_id = r.optional("service_user_id", id<ServiceUserId>());
  ask.override_reason = r.optional("override", override_reason());
  if (ask.override_reason && !ask.service_user_id) r.refuse("service_user_id", refused::required);
  if (ask.priority == domain::Priority::crisis && !ask.crisis_reason) r.refuse("crisis_reason", refused::required);
  if (ask.starts_at && ask.ends_at && *ask.ends_at <= *ask.starts_at) r.refuse("ends_at", refused::out_of_range);
  return finished(r, std::move(ask));
}

Result<domain::NeedPatch> decode_need_patch(const Json& body) {
  Reader r(body);
  domain::NeedPatch ask;
  ask.title = r.patch("title", title());
  ask.district_id = r.patch("district_id", id<DistrictId>());
  ask.requester = r.patch("requester", requester());
  ask.address = r.patch("address", address());
  ask.position = position_change(r);
  ask.people_needed = r.patch("people_needed", people());
  ask.category = r.patch("category", choice<domain::NeedCategory>());
  ask.detail = r.change("detail", prose());
  ask.skills = r.patch("skills", skills());
  ask.priority = r.patch("priority", choice<domain::Priority>());
  ask.crisis_reason = r.change("crisis_reason", prose());
  ask.watch_after = r.patch("watch_after", boolean());
  ask.starts_at = r.change("starts_at", instant());
  ask.ends_at = r.change("ends_at", instant());
  ask.bring = r.change("bring", prose());
  ask.waitlist_max = r.patch("waitlist_max", waitlist());
  ask.crew = read_crew_patch(r);
  const bool has_reason = ask.crisis_reason && *ask.crisis_reason;
  if (ask.priority == domain::Priority::crisis && !has_reason) r.refuse("crisis_reason", refused::required);
  const auto starts = ask.starts_at.value_or(std::nullopt);
  const auto ends = ask.ends_at.value_or(std::nullopt);
  if (starts && ends && *ends <= *starts) r.refuse("ends_at", refused::out_of_range);
  return finished(r, std::move(ask));
}

Result<domain::DuplicateQuestion> decode_duplicate_question(const Json& body) {
  Reader r(body);
  domain::DuplicateQuestion ask;
  ask.phone = r.value_or("phone", phone_part(), {});
  ask.name_kana = r.value_or("name_kana", name_line(), {});
  ask.address = r.value_or("address", address(), {});
  ask.position = optional_position(r);
  ask.incident_id = r.optional("incident_id", id<IncidentId>());
  return finished(r, std::move(ask));
}

Result<domain::SearchQuestion> decode_search_question(const Json& body) {
  Reader r(body);
  domain::SearchQuestion ask;
  ask.kind = r.required("kind", word());
  ask.q = r.required("q", line(limits::query_chars_max));
  ask.incident_id = r.optional("incident_id", id<IncidentId>());
  constexpr std::array<std::string_view, 5> k_kinds{"need", "volunteer", "registrant", "service_user", "all"};
  const bool is_known = std::ranges::find(k_kinds, ask.kind) != k_kinds.end();
  if (!ask.kind.empty() && !is_known) r.refuse("kind", refused::out_of_range);
  return finished(r, std::move(ask));
}

}  // namespace musubi::wire
