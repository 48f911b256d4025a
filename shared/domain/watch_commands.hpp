#pragma once
// What a person may ask for about registrants, rounds and checks.

#include <optional>
#include <string>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/domain/change.hpp"
#include "shared/domain/registrant.hpp"

namespace musubi::domain {

struct NewRegistrant {
  Registrant registrant;  // id nil when the caller brought none; number, version, created_at are given by the store
};
struct RegistrantPatch {
  std::optional<DistrictId> district_id;
  std::optional<std::string> name;
  std::optional<std::string> name_kana;
  Change<Day> birth_date;
  Change<std::string> gender;
  std::optional<std::string> address;
  Change<std::string> phone;
  Change<Position> position;
  Change<int> support_level;
  std::optional<std::vector<std::string>> support_reasons;
  Change<std::string> support_note;
  std::optional<std::vector<Supporter>> supporters;
  Change<std::string> plan_shelter;
  Change<std::string> plan_route;
  Change<std::string> plan_keys;
  Change<std::string> family_note;
  std::optional<bool> consented;
  Change<Day> consent_on;
  std::optional<RegistrantStatus> status;
};

struct NewRound {
  std::optional<RoundId> id;
  std::optional<std::string> name;
  std::vector<DistrictId> district_ids;
  std::optional<RoundCause> cause{};
};
struct RoundPatch {
  bool close{false};
};
struct NewCheck {
  std::optional<CheckId> id;
  RegistrantId registrant_id;
  SafetyStatus status{};
  CheckMethod method{};
  std::optional<std::string> note;
  std::optional<Instant> occurred_at;
  std::optional<Instant> sent_at;
  std::optional<CheckConfidence> confidence{};  // none: what is usual for the method
  std::optional<std::string> told_by{};
  std::optional<Instant> next_check_at{};
};
// One element of an array from an offline queue; what could not be understood keeps its place in the answer.
struct QueuedCheck {
  std::optional<Uuid> key;
  Result<NewCheck> check;
};

}  // namespace musubi::domain
