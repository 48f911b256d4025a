#pragma once
// A plan: a proposal for a day, who goes where and why; what it keeps are ids, codes and numbers. Teams and exclusions
// come from plans and bind them.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/base/result.hpp"
#include "shared/domain/codes.hpp"
#include "shared/domain/need.hpp"
#include "shared/domain/volunteer.hpp"

namespace musubi::domain {

enum class PlanStatus : std::uint8_t { draft, committed, discarded };
MUSUBI_CODES(PlanStatus, "draft", "committed", "discarded");

// One named part of the worth of a place; the points of all parts add up to the place's.
struct PlanReason {
  std::string code;
  std::optional<std::string> value;  // a number or a code
  std::int64_t points{0};
  bool operator==(const PlanReason&) const = default;
};

struct PlanAssignment {
  NeedId need_id;
  VolunteerId volunteer_id;
  bool is_locked{false};
  bool is_leader{false};
  std::optional<int> distance_m;
  std::int64_t points{0};
  std::vector<PlanReason> reasons;
  std::vector<std::string> warnings;  // gates that a person overrode
  bool operator==(const PlanAssignment&) const = default;
};

struct PlanUnmet {
  std::string code;
  std::optional<int> value;
  std::optional<Skill> role;
  std::string next;  // what would help
  bool operator==(const PlanUnmet&) const = default;
};

struct PlanNeed {
  NeedId need_id;
  int people_min{1}, people_needed{1}, people_max{1};
  int taken{0};            // accepted when it was made
  int placed{0};           // by this plan
  std::uint64_t mark{0};   // of what the plan relied on: times, roles, place (need_mark)
  bool is_dropped{false};  // by a person
  std::optional<PlanUnmet> unmet;
  [[nodiscard]] int wanted() const { return is_dropped || people_needed < taken ? 0 : people_needed - taken; }
  [[nodiscard]] int short_of() const { return wanted() > placed ? wanted() - placed : 0; }
  bool operator==(const PlanNeed&) const = default;
};

struct PlanIdle {
  std::string code;
  std::optional<int> value;
  bool operator==(const PlanIdle&) const = default;
};

struct PlanPerson {
  VolunteerId volunteer_id;
  std::optional<SquadId> squad_id;  // that stays together
  bool is_out{false};               // taken out by a person
  std::optional<PlanIdle> idle;
  bool operator==(const PlanPerson&) const = default;
};

// Seats of buses and cars that take people to their work. Without a district: for all whose district has none of its
// own.
struct PlanSeats {
  std::optional<DistrictId> district_id;
  int seats{0};
  bool operator==(const PlanSeats&) const = default;
};

// More seats of a district, never above limits::plan_seats_max.
void add_seats(std::vector<PlanSeats>& all, const PlanSeats& more);

enum class MovedCode : std::uint8_t {
  need_closed,
  places_changed,
  need_changed,
  volunteer_gone,
  volunteer_busy,
  already_answered,
  declined,
};
MUSUBI_CODES(MovedCode, "need_closed", "places_changed", "need_changed", "volunteer_gone", "volunteer_busy",
             "already_answered", "declined");
struct Moved {
  MovedCode code{};
  std::optional<NeedId> need_id;
  std::optional<VolunteerId> volunteer_id;
  bool operator==(const Moved&) const = default;
};

// What the proof of the bound asks for people, places and seats: where a later computing of the same plan begins. In
// the order of the content's people, needs and seats; empty where nothing was computed. Numbers of the engine, for
// nobody's eyes.
struct PlanPrices {
  std::vector<std::int64_t> people;
  std::vector<std::int64_t> places;
  std::vector<std::int64_t> seats;
  bool operator==(const PlanPrices&) const = default;
};

// One version of a plan.
struct PlanContent {
  std::int64_t seq{0};  // journal number of the data it was made from
  std::int64_t objective{0};
  std::int64_t bound{0};
  std::int64_t travel_m{0};
  std::vector<PlanNeed> needs;
  std::vector<PlanPerson> people;
  std::vector<PlanAssignment> assignments;
  std::vector<PlanSeats> seats;  // one a district
  PlanPrices prices;
  std::vector<OfferId> offers;  // made by the commit
  std::vector<Moved> left_out;  // by the commit
  [[nodiscard]] bool is_exact() const { return objective == bound; }
  bool operator==(const PlanContent&) const = default;
};

struct PlanSummary {
  int people_wanted{0};
  int people_placed{0};
  int people_short{0};
  int needs_short{0};
  std::int64_t travel_m{0};
  int locks{0};
  int people_idle{0};
  bool operator==(const PlanSummary&) const = default;
};
PlanSummary summary_of(const PlanContent& content);

// As it is listed; the content of its newest version lies beside it.
struct Plan {
  PlanId id;
  std::optional<IncidentId> incident_id;
  bool is_drill{false};
  std::optional<DistrictId> district_id;  // none: the whole city
  Day day;
  PlanStatus status{PlanStatus::draft};
  Instant made_at;
  std::optional<AccountId> made_by;
  std::int64_t seq{0};
  std::int64_t objective{0};
  std::int64_t bound{0};
  bool is_exact{false};
  PlanSummary summary;
  int version{1};
};
// 0 … 1: what another plan could have more, as a part of the bound.
double gap_of(const Plan& plan);

// As text of codes and numbers, one line an item. What content_text made reads back equal; anything else is broken.
std::string content_text(const PlanContent& content);
Result<PlanContent> content_from(std::string_view text);
std::string summary_text(const PlanSummary& summary);
Result<PlanSummary> summary_from(std::string_view text);

// Changes when anything changes that a plan relies on, beside the number of people.
std::uint64_t need_mark(const Need& need);

// The moved as fields of a refusal, which a repeated key must give again, and back.
std::vector<FieldError> moved_fields(const std::vector<Moved>& moved);
std::vector<Moved> moved_from(const std::vector<FieldError>& fields);

struct TeamMember {
  VolunteerId volunteer_id;
  OfferId offer_id;  // the accepted offer that holds the place
  bool is_leader{false};
};
struct Team {
  TeamId id;
  int number{0};  // shown as T-0001-c, by incident
  IncidentId incident_id;
  bool is_drill{false};
  DistrictId district_id;  // of its need
  NeedId need_id;
  PlanId plan_id;
  std::vector<TeamMember> members;
  Instant formed_at;
  int version{1};
};

// Two who must not be sent together: two volunteers, or a volunteer to the household of a need.
struct Exclusion {
  ExclusionId id;
  VolunteerId volunteer_id;
  std::optional<VolunteerId> other_volunteer_id;
  std::optional<NeedId> need_id;
  Instant made_at;
  std::optional<AccountId> made_by;
};

}  // namespace musubi::domain
