#pragma once
// What a person may ask for about plans, policies and exclusions.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/domain/codes.hpp"
#include "shared/domain/plan.hpp"
#include "shared/domain/volunteer.hpp"

namespace musubi::domain {

struct NewPlan {
  std::optional<PlanId> id;
  std::optional<IncidentId> incident_id;
  std::optional<DistrictId> district_id;
  Day day;
  std::vector<PlanSeats> seats;
};

enum class PlanChangeKind : std::uint8_t {
  assign,  // and lock
  lock,
  unlock,
  take_out,
  drop_need,
  take_need,
  resolve,  // plan again, locks kept
  undo,
  add_seats,
  add_people,  // in questions only
};
MUSUBI_CODES(PlanChangeKind, "assign", "lock", "unlock", "take_out", "drop_need", "take_need", "resolve", "undo",
             "add_seats", "add_people");

struct PlanChange {
  PlanChangeKind kind{};
  VolunteerId volunteer_id;
  NeedId need_id;
  int count{0};  // people or seats
  std::optional<DistrictId> district_id;
  std::vector<Skill> skills;
};

struct PlanCommit {
  std::int64_t expires_in_s{24LL * 3600};
  bool drop_moved{false};
};

struct MatchingPolicyPatch {
  std::vector<std::pair<std::string, std::int32_t>> values;
};

struct NewExclusion {
  std::optional<ExclusionId> id;
  VolunteerId volunteer_id;
  std::optional<VolunteerId> other_volunteer_id;  // either this …
  std::optional<NeedId> need_id;                  // … or this
};

}  // namespace musubi::domain
