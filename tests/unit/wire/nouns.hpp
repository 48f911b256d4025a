#pragma once
// The nouns of schema/api/examples as C++ values, and a way to hand the encoders any view: a value that the policy has
// passed, with its content replaced. Only a test may do that.

#include <string>
#include <vector>

#include "shared/domain/disclosure.hpp"
#include "shared/domain/district.hpp"
#include "shared/wire/json.hpp"

namespace musubi::wire::testing {

template <class IdType>
IdType id_of(const std::string& last_two) {
  return *IdType::parse("019a9f00-0000-7000-8000-0000000000" + last_two);
}
inline Instant at(const std::string& text) { return *Instant::parse(text); }

domain::Actor staff();
domain::Need a_need();
domain::Offer an_offer();
domain::Volunteer a_volunteer();
domain::Registrant a_registrant();
domain::Account an_account();
domain::Incident an_incident();
domain::SafetyCheck a_check();
domain::CheckRound a_round();
inline domain::Places some_places() { return {.needed = 3, .accepted = 1, .open = 2, .waitlisted = 0}; }

domain::Disclosed<domain::NeedView> shown(domain::NeedView view);
domain::Disclosed<domain::OfferView> shown(domain::OfferView view);
domain::Disclosed<domain::VolunteerView> shown(domain::VolunteerView view);
domain::Disclosed<domain::RegistrantView> shown(domain::RegistrantView view);
domain::Disclosed<domain::CheckView> shown(domain::CheckView view);
domain::Disclosed<domain::Account> shown(domain::Account account);
domain::Disclosed<domain::PlanView> shown(domain::PlanView view);
domain::Disclosed<domain::TeamView> shown(domain::TeamView view);
domain::Disclosed<std::vector<domain::Dot>> shown(std::vector<domain::Dot> dots);
domain::Disclosed<std::vector<domain::NeedDot>> shown(std::vector<domain::NeedDot> dots);
domain::Disclosed<std::vector<domain::Progress>> shown(std::vector<domain::Progress> rows);

// schema/api/examples/NAME.json
Json example(const std::string& name);

}  // namespace musubi::wire::testing
