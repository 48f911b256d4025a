#include <algorithm>

#include "shared/domain/short_number.hpp"
#include "shared/wire/encode.hpp"
#include "shared/wire/parts.hpp"

namespace musubi::wire {
namespace {

using domain::Registrant;
using domain::Volunteer;

Json encode_slots(const std::vector<domain::Slot>& slots) {
  Json out = Json::array();
  for (const auto& slot : slots) out.push_back({{"weekday", slot.weekday}, {"part", text_of(slot.part)}});
  return out;
}

Json encode_insurance(const domain::InsuranceCover& cover) {
  return {{"plan", text_of(cover.plan)},
          {"joined_on", or_null(cover.joined_on)},
          {"cover_from", cover.cover_from.text()},
          {"cover_until", cover.cover_until.text()},
          {"proof_seen_by", or_null(cover.proof_seen_by)}};
}

void put_position(Json& out, const std::optional<Position>& position) {
  out["lat"] = position ? Json(position->lat) : Json();
  out["lng"] = position ? Json(position->lng) : Json();
}

void put_contact(Json& out, const Volunteer& who) {
  out["phone"] = who.phone;
  out["email"] = or_null(who.email);
  put_position(out, who.position);
  out["birth_year"] = or_null(who.birth_year);
  out["insurance"] = who.insurance ? encode_insurance(*who.insurance) : Json();
  out["consent_at"] = or_null(who.consent_at);
  out["note"] = or_null(who.note);
  out["contact_by"] = text_of(who.contact_by);
  out["quiet_from"] = who.quiet ? Json(who.quiet->from) : Json();
  out["quiet_until"] = who.quiet ? Json(who.quiet->until) : Json();
  out["gender"] = or_null(who.gender);
  out["guardian_consent_on"] = or_null(who.guardian_consent_on);
  out["hours_week_max"] = or_null(who.hours_week_max);
  out["travel_max_m"] = or_null(who.travel_max_m);
  out["load_max"] = or_null(who.load_max);
  out["car_seats"] = or_null(who.car_seats);
}

void put_class_a(Json& out, const Registrant& who) {
  out["name"] = who.name;
  out["name_kana"] = who.name_kana;
  out["birth_date"] = or_null(who.birth_date);
  out["gender"] = or_null(who.gender);
  out["address"] = who.address;
  out["phone"] = or_null(who.phone);
  put_position(out, who.position);
  out["consent"] = {{"normal_time", who.consented}, {"on", or_null(who.consent_on)}};
}

Json encode_class_b(const Registrant& who) {
  return {{"level", or_null(who.support_level)},
          {"reasons", array_of(who.support_reasons)},
          {"note", or_null(who.support_note)}};
}

Json encode_class_c(const Registrant& who) {
  Json supporters = Json::array();
  for (const auto& s : who.supporters) supporters.push_back({{"name", s.name}, {"phone", s.phone}});
  return {{"supporters", std::move(supporters)},
          {"shelter", or_null(who.plan_shelter)},
          {"route", or_null(who.plan_route)},
          {"keys", or_null(who.plan_keys)}};
}

// What would let these people in; the client has a link for each.
std::string_view next_of(matching::Gate gate) {
  using matching::Gate;
  switch (gate) {
    case Gate::already_offered:
    case Gate::asked_enough:
      return "see_offers";
    case Gate::not_active:
      return "activate";
    case Gate::no_consent:
      return "ask_consent";
    case Gate::stop_order:
    case Gate::placard:
      return "open_need";
    case Gate::minor_without_consent:
      return "ask_guardian";
    case Gate::busy_then:
    case Gate::not_available:
    case Gate::no_rest:
      return "change_time";
    case Gate::no_transport:
      return "add_seats";
    case Gate::no_insurance:
      return "enter_insurance";
    case Gate::excluded_pair:
    case Gate::hours_limit:
    case Gate::no_licence:
    case Gate::gender_wish:
    case Gate::too_heavy:
    case Gate::too_far:
      return "open_volunteer";
  }
  return "open_volunteer";
}

}  // namespace

Json encode(const domain::Disclosed<domain::VolunteerView>& disclosed) {
  const domain::VolunteerView& view = *disclosed;
  const Volunteer& who = view.volunteer;
  Json out{{"id", who.id.text()},
           {"number", domain::short_number('V', who.number)},
           {"district_id", or_null(who.district_id)},
           {"skills", array_of(who.skills)},
           {"availability", encode_slots(who.availability)},
           {"squad_ids", array_of(who.squad_ids)},
           {"status", text_of(who.status)},
           {"created_at", who.created_at.text()},
           {"version", who.version}};
  if (view.shows_name) {
    out["name"] = who.name;
    out["name_kana"] = who.name_kana;
  }
  if (view.shows_contact) put_contact(out, who);
  return out;
}

Json encode(const domain::Disclosed<domain::RegistrantView>& disclosed) {
  const Registrant& who = disclosed->registrant;
  const domain::Classes& classes = disclosed->classes;
  Json out{{"id", who.id.text()},
           {"number", domain::short_number('R', who.number)},
           {"district_id", who.district_id.text()},
           {"status", text_of(who.status)},
           {"version", who.version}};
  if (classes.a) put_class_a(out, who);
  if (classes.b) out["support"] = encode_class_b(who);
  if (classes.c) out["plan"] = encode_class_c(who);
  if (classes.d) out["family"] = {{"note", or_null(who.family_note)}};
  return out;
}

Json encode(const domain::Disclosed<domain::Account>& disclosed) {
  const domain::Account& account = *disclosed;
  return {{"id", account.id.text()},
          {"login", account.login},
          {"name", account.name},
          {"role", text_of(account.role)},
          {"district_ids", array_of(account.district_ids)},
          {"volunteer_id", or_null(account.volunteer_id)},
          {"status", text_of(account.status)},
          {"created_at", account.created_at.text()},
          {"version", account.version}};
}

Json encode_candidate(const matching::Candidate& candidate, int rank,
                      const domain::Disclosed<domain::VolunteerView>& disclosed) {
  const Volunteer& who = disclosed->volunteer;
  Json brief{{"id", who.id.text()},
             {"number", domain::short_number('V', who.number)},
             {"district_id", or_null(who.district_id)},
             {"skills", array_of(who.skills)}};
  if (disclosed->shows_name) brief["name"] = who.name;
  return {{"volunteer", std::move(brief)},
          {"rank", rank},
          {"distance_m", or_null(candidate.distance_m)},
          {"reasons", encode_reasons(candidate.reasons)},
          {"warnings", encode_warnings(candidate.warnings)}};
}

Json encode_excluded(matching::Gate gate, std::size_t count,
                     std::span<const domain::Disclosed<domain::VolunteerView>> people) {
  Json named = Json::array();
  for (const auto& person : people.first(std::min(people.size(), k_excluded_shown_max))) {
    Json brief{{"id", person->volunteer.id.text()}};
    if (person->shows_name) brief["name"] = person->volunteer.name;
    named.push_back(std::move(brief));
  }
  return {{"gate", std::string(matching::code(gate))},
          {"count", count},
          {"next", std::string(next_of(gate))},
          {"volunteers", std::move(named)}};
}

}  // namespace musubi::wire
