#include "shared/domain/roster.hpp"

#include <algorithm>
#include <cmath>

#include "shared/domain/gazetteer.hpp"

namespace musubi::domain {
namespace {

constexpr char k_between = '\n';

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const auto& text : texts) {
    if (!out.empty()) out += k_between;
    out += text;
  }
  return out;
}

std::string day_text(const std::optional<Day>& day) { return day ? day->text() : std::string(); }

// A metre is enough to tell a moved pin from a rounded one.
std::string position_text(const std::optional<Position>& p) {
  if (!p) return {};
  return std::to_string(std::llround(p->lat * 1e5)) + ' ' + std::to_string(std::llround(p->lng * 1e5));
}

std::string supporters_text(const std::vector<Supporter>& supporters) {
  std::vector<std::string> texts;
  for (const auto& s : supporters) texts.push_back(normalized(s.name) + ':' + phone_digits(s.phone));
  return joined(texts);
}

}  // namespace

std::string field_text(const Registrant& p, RosterField field) {
  switch (field) {
    case RosterField::city_number:
      return normalized(p.city_number.value_or(""));
    case RosterField::name:
      return p.name;  // the exact letters: 髙 for 高 is a correction that somebody asked for
    case RosterField::name_kana:
      return normalized_kana(p.name_kana);
    case RosterField::birth_date:
      return day_text(p.birth_date);
    case RosterField::gender:
      return normalized(p.gender.value_or(""));
    case RosterField::address:
      return normalized_kana(p.address);
    case RosterField::phone:
      return phone_digits(p.phone.value_or(""));
    case RosterField::district:
      return p.district_id.is_nil() ? std::string() : p.district_id.text();
    case RosterField::support_level:
      return p.support_level ? std::to_string(*p.support_level) : std::string();
    case RosterField::support_reasons:
      return joined(p.support_reasons);
    case RosterField::support_note:
      return p.support_note.value_or("");
    case RosterField::supporters:
      return supporters_text(p.supporters);
    case RosterField::shelter:
      return p.plan_shelter.value_or("");
    case RosterField::route:
      return p.plan_route.value_or("");
    case RosterField::keys:
      return p.plan_keys.value_or("");
    case RosterField::family_note:
      return p.family_note.value_or("");
    case RosterField::consent:
      return p.consented ? "1" : "0";
    case RosterField::consent_on:
      return day_text(p.consent_on);
    case RosterField::position:
      return position_text(p.position);
  }
  return {};
}

std::vector<std::string> told_by(const Registrant& line, bool says_consent) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < CodesOf<RosterField>::names.size(); ++i) {
    const auto field = static_cast<RosterField>(i);
    if (field == RosterField::consent && !says_consent) continue;
    const std::string text = field_text(line, field);
    if (!text.empty()) out.push_back(std::string(code(field)) + '=' + text);
  }
  return out;
}

std::vector<RosterField> changed_fields(const Registrant& person, const Registrant& line, bool says_consent,
                                        std::span<const std::string> told_before) {
  std::vector<RosterField> out;
  for (const auto& told : told_by(line, says_consent)) {
    const auto field = from_code<RosterField>(std::string_view(told).substr(0, told.find('=')));
    if (!field || field_text(line, *field) == field_text(person, *field)) continue;
    // A taken back consent holds whatever was told before.
    const bool withdraws = *field == RosterField::consent && !line.consented;
    if (withdraws || std::ranges::find(told_before, told) == told_before.end()) out.push_back(*field);
  }
  return out;
}

void take_field(Registrant& person, const Registrant& line, RosterField field) {
  switch (field) {
    case RosterField::city_number:
      person.city_number = line.city_number;
      return;
    case RosterField::name:
      person.name = line.name;
      return;
    case RosterField::name_kana:
      person.name_kana = line.name_kana;
      return;
    case RosterField::birth_date:
      person.birth_date = line.birth_date;
      return;
    case RosterField::gender:
      person.gender = line.gender;
      return;
    case RosterField::address:
      person.address = line.address;
      return;
    case RosterField::phone:
      person.phone = line.phone;
      return;
    case RosterField::district:
      person.district_id = line.district_id;
      return;
    case RosterField::support_level:
      person.support_level = line.support_level;
      return;
    case RosterField::support_reasons:
      person.support_reasons = line.support_reasons;
      return;
    case RosterField::support_note:
      person.support_note = line.support_note;
      return;
    case RosterField::supporters:
      person.supporters = line.supporters;
      return;
    case RosterField::shelter:
      person.plan_shelter = line.plan_shelter;
      return;
    case RosterField::route:
      person.plan_route = line.plan_route;
      return;
    case RosterField::keys:
      person.plan_keys = line.plan_keys;
      return;
    case RosterField::family_note:
      person.family_note = line.family_note;
      return;
    case RosterField::consent:
      person.consented = line.consented;
      return;
    case RosterField::consent_on:
      person.consent_on = line.consent_on;
      return;
    case RosterField::position:
      person.position = line.position;
      return;
  }
}

bool fits(ReviewKind kind, ReviewDecision decision) {
  const bool of_a_line =
      decision == ReviewDecision::same || decision == ReviewDecision::other || decision == ReviewDecision::skip;
  return of_a_line == (kind == ReviewKind::unsure);
}

}  // namespace musubi::domain
