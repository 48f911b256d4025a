#include "shared/wire/decode.hpp"
#include "shared/wire/rules.hpp"

namespace musubi::wire {
namespace {

constexpr int k_birth_year_min = 1900;
constexpr int k_birth_year_max = 2100;
constexpr std::size_t k_slots_max = 21;  // seven days of three parts
constexpr std::size_t k_districts_max = 100;
constexpr int k_hours_week_max = 80;
constexpr int k_travel_m_min = 100;
constexpr int k_travel_m_max = 200'000;
constexpr int k_seats_max = 20;

auto skills() { return list(choice<domain::Skill>(), domain::all_codes<domain::Skill>().size()); }

auto slots() {
  return list(object([](Reader& r) {
                return domain::Slot{.weekday = r.required("weekday", integer(0, 6)),
                                    .part = r.required("part", choice<domain::DayPart>())};
              }),
              k_slots_max);
}

auto insurance() {
  return object([](Reader& r) {
    domain::InsuranceCover cover;
    cover.plan = r.required("plan", choice<domain::InsurancePlan>());
    cover.joined_on = r.optional("joined_on", day());
    cover.cover_from = r.required("cover_from", day());
    cover.cover_until = r.required("cover_until", day());
    cover.proof_seen_by = r.optional("proof_seen_by", name_line());
    if (cover.cover_until < cover.cover_from) r.refuse("cover_until", refused::out_of_range);
    return cover;
  });
}

auto minute_of_the_day() { return integer(0, 24 * 60 - 1); }

// Both or none.
std::optional<domain::QuietHours> optional_quiet(Reader& r) {
  const auto from = r.optional("quiet_from", minute_of_the_day());
  const auto until = r.optional("quiet_until", minute_of_the_day());
  if (from && !until) r.refuse("quiet_until", refused::required);
  if (until && !from) r.refuse("quiet_from", refused::required);
  if (!from || !until) return std::nullopt;
  return domain::QuietHours{*from, *until};
}

domain::Change<domain::QuietHours> quiet_change(Reader& r) {
  const bool mentioned = r.has("quiet_from") || r.has("quiet_until");
  const auto quiet = optional_quiet(r);
  if (!mentioned) return std::nullopt;
  return std::optional<std::optional<domain::QuietHours>>(std::in_place, quiet);
}

auto weekly_hours() { return integer(1, k_hours_week_max); }
auto metres() { return integer(k_travel_m_min, k_travel_m_max); }
auto seats() { return integer(0, k_seats_max); }

// What the desk and the registration page have in common.
domain::NewVolunteer read_person(Reader& r) {
  domain::NewVolunteer person;
  person.name = r.required("name", name_line());
  person.name_kana = r.required("name_kana", name_line());
  person.phone = r.required("phone", phone());
  person.email = r.optional("email", email());
  person.district_id = r.optional("district_id", id<DistrictId>());
  person.birth_year = r.optional("birth_year", integer(k_birth_year_min, k_birth_year_max));
  person.skills = r.value_or("skills", skills(), {});
  person.availability = r.value_or("availability", slots(), {});
  return person;
}

}  // namespace

// No rule of form on login and password: whoever mistypes them is told "wrong", not how they should look.
Result<domain::SignIn> decode_sign_in(const Json& body) {
  Reader r(body);
  domain::SignIn ask;
  ask.login = r.required("login", name_line());
  std::ranges::transform(ask.login, ask.login.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  ask.password = r.required("password", password(1));
  ask.cookie = r.value_or("cookie", boolean(), false);
  return finished(r, std::move(ask));
}

Result<domain::NewAccount> decode_new_account(const Json& body) {
  Reader r(body);
  domain::NewAccount ask;
  ask.id = r.optional("id", new_id<AccountId>());
  ask.login = r.required("login", login());
  ask.name = r.required("name", name_line());
  ask.role = r.required("role", choice<domain::Role>());
  ask.password = r.required("password", password());
  ask.district_ids = r.value_or("district_ids", list(id<DistrictId>(), k_districts_max), {});
  ask.volunteer_id = r.optional("volunteer_id", id<VolunteerId>());
  return finished(r, std::move(ask));
}

Result<domain::AccountPatch> decode_account_patch(const Json& body) {
  Reader r(body);
  domain::AccountPatch ask;
  ask.name = r.patch("name", name_line());
  ask.role = r.patch("role", choice<domain::Role>());
  ask.district_ids = r.patch("district_ids", list(id<DistrictId>(), k_districts_max));
  ask.volunteer_id = r.change("volunteer_id", id<VolunteerId>());
  ask.status = r.patch("status", choice<domain::AccountStatus>());
  return finished(r, std::move(ask));
}

Result<domain::NewPassword> decode_new_password(const Json& body) {
  Reader r(body);
  domain::NewPassword ask;
  ask.password = r.required("password", password());
  ask.old_password = r.optional("old_password", password(1));
  return finished(r, std::move(ask));
}

Result<domain::NewVolunteer> decode_new_volunteer(const Json& body) {
  Reader r(body);
  domain::NewVolunteer ask = read_person(r);
  ask.id = r.optional("id", new_id<VolunteerId>());
  ask.position = optional_position(r);
  ask.insurance = r.optional("insurance", insurance());
  ask.consent = r.value_or("consent", boolean(), false);
  ask.note = r.optional("note", prose());
  ask.contact_by = r.value_or("contact_by", choice<domain::ContactBy>(), domain::ContactBy::app);
  ask.quiet = optional_quiet(r);
  ask.gender = r.optional("gender", choice<domain::Gender>());
  ask.guardian_consent_on = r.optional("guardian_consent_on", day());
  ask.hours_week_max = r.optional("hours_week_max", weekly_hours());
  ask.travel_max_m = r.optional("travel_max_m", metres());
  ask.load_max = r.optional("load_max", choice<domain::Load>());
  ask.car_seats = r.optional("car_seats", seats());
  return finished(r, std::move(ask));
}

Result<domain::VolunteerPatch> decode_volunteer_patch(const Json& body) {
  Reader r(body);
  domain::VolunteerPatch ask;
  ask.name = r.patch("name", name_line());
  ask.name_kana = r.patch("name_kana", name_line());
  ask.phone = r.patch("phone", phone());
  ask.email = r.change("email", email());
  ask.district_id = r.change("district_id", id<DistrictId>());
  ask.position = position_change(r);
  ask.birth_year = r.change("birth_year", integer(k_birth_year_min, k_birth_year_max));
  ask.skills = r.patch("skills", skills());
  ask.availability = r.patch("availability", slots());
  ask.insurance = r.change("insurance", insurance());
  ask.consent = r.patch("consent", boolean());
  ask.note = r.change("note", prose());
  ask.contact_by = r.patch("contact_by", choice<domain::ContactBy>());
  ask.quiet = quiet_change(r);
  ask.gender = r.change("gender", choice<domain::Gender>());
  ask.guardian_consent_on = r.change("guardian_consent_on", day());
  ask.hours_week_max = r.change("hours_week_max", weekly_hours());
  ask.travel_max_m = r.change("travel_max_m", metres());
  ask.load_max = r.change("load_max", choice<domain::Load>());
  ask.car_seats = r.change("car_seats", seats());
  ask.status = r.patch("status", choice<domain::VolunteerStatus>());
  return finished(r, std::move(ask));
}

Result<domain::Registration> decode_registration(const Json& body) {
  Reader r(body);
  domain::Registration ask;
  ask.login = r.required("login", login());
  ask.password = r.required("password", password());
  ask.volunteer = read_person(r);
  ask.volunteer.consent = r.required("consent", boolean());
  if (r.has("consent") && body["consent"] == false) r.refuse("consent", refused::required);
  return finished(r, std::move(ask));
}

}  // namespace musubi::wire
