#pragma once
// A need: one household and one trouble, everyday or of an incident. Its life cycle is DOMAIN §1.3.

#include <optional>
#include <string>
#include <vector>

#include "shared/base/geo.hpp"
#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/domain/codes.hpp"
#include "shared/domain/volunteer.hpp"

namespace musubi::domain {

enum class NeedStatus : std::uint8_t {
  received,
  triaged,
  survey_waiting,
  surveyed,
  match_waiting,
  assigned,
  dispatched,
  working,
  reported,
  done,
  on_hold,
  cancelled,
  declined,
  merged,
};
MUSUBI_CODES(NeedStatus, "received", "triaged", "survey_waiting", "surveyed", "match_waiting", "assigned", "dispatched",
             "working", "reported", "done", "on_hold", "cancelled", "declined", "merged");

enum class NeedCategory : std::uint8_t {
  mud_removal,
  furniture,
  cleaning,
  garden,
  shopping,
  escort,
  waste,
  repair,
  visit,
  watch,
  other,
};
MUSUBI_CODES(NeedCategory, "mud_removal", "furniture", "cleaning", "garden", "shopping", "escort", "waste", "repair",
             "visit", "watch", "other");

enum class Priority : std::uint8_t { normal, priority, crisis };
MUSUBI_CODES(Priority, "normal", "priority", "crisis");
enum class Channel : std::uint8_t { phone, counter, visit, flyer, web, other };
MUSUBI_CODES(Channel, "phone", "counter", "visit", "flyer", "web", "other");
enum class SurveyAnswer : std::uint8_t { needed, not_needed, ask };
MUSUBI_CODES(SurveyAnswer, "needed", "not_needed", "ask");
enum class PositionSource : std::uint8_t { given, town, none };
MUSUBI_CODES(PositionSource, "given", "town", "none");
enum class ReportOutcome : std::uint8_t { done, continuing, unworked };
MUSUBI_CODES(ReportOutcome, "done", "continuing", "unworked");

// 応急危険度判定: green inspected, yellow take care, red do not enter (DOMAIN §1.4).
enum class Placard : std::uint8_t { green, yellow, red };
MUSUBI_CODES(Placard, "green", "yellow", "red");

// So many of those who go must hold the role.
struct RoleCount {
  Skill role{};
  int count{1};
  bool operator==(const RoleCount&) const = default;
};

// Who has to go, beyond the number of people. people_min <= people_needed <= the most that may go.
struct Crew {
  int people_min{1};              // below it nobody is sent
  std::optional<int> people_max;  // none: as many as are needed
  bool leader_needed{false};
  std::vector<RoleCount> roles;  // each role once
  std::optional<Gender> gender_wish;
  Load load{Load::normal};
  std::optional<Placard> placard;
  bool operator==(const Crew&) const = default;
};

struct Requester {
  std::string name;
  std::string name_kana;
  std::string phone;
  std::optional<std::string> relation;  // to the household, in the caller's words
};

struct Hold {
  std::string reason;  // code: absent, rain, dump_closed, tech_group, people, other
  std::optional<Day> review_on;
};

struct Outcome {
  std::string reason;
  std::optional<std::string> referral;
  std::optional<std::string> note;
};

struct Need {
  NeedId id;
  int number{0};  // shown as N-0412-7
  std::optional<IncidentId> incident_id;
  bool is_drill{false};  // of its incident
  DistrictId district_id;
  std::string title;
  std::optional<std::string> detail;
  NeedCategory category{NeedCategory::other};
  NeedStatus status{NeedStatus::received};
  std::optional<NeedStatus> status_before_hold;
  Instant status_since;
  std::optional<Requester> requester;
  std::optional<std::string> address;
  std::optional<std::string> town;  // 町丁目 found in the address: what may be shown before acceptance
  std::optional<Position> position;
  PositionSource position_source{PositionSource::none};
  int people_needed{1};
  int waitlist_max{0};
  Crew crew;
  std::vector<Skill> skills;
  Priority priority{Priority::normal};
  std::optional<std::string> crisis_reason;
  bool watch_after{false};  // 完了後見守り
  Channel channel{Channel::phone};
  std::optional<Instant> starts_at;
  std::optional<Instant> ends_at;
  std::optional<std::string> bring;
  std::optional<SurveyAnswer> survey;
  std::optional<std::string> survey_memo;  // why this number of people
  std::optional<std::string> hazards;
  std::optional<Hold> hold;
  std::optional<Outcome> outcome;
  std::optional<NeedId> merged_into;
  std::optional<RegistrantId> registrant_id;  // made from needs_help; never shown with the need
  Instant received_at;
  int version{1};
  std::int64_t changed_seq{0};

  [[nodiscard]] int people_max() const { return crew.people_max.value_or(people_needed); }
};

// Where the places of a need stand; derived from its offers, never stored.
struct Places {
  int needed{0};
  int accepted{0};
  int open{0};
  int waitlisted{0};
  [[nodiscard]] int free() const { return needed - accepted; }
};

struct ActivityReport {
  ReportId id;
  NeedId need_id;
  ReportOutcome outcome{};
  std::optional<int> minutes;
  std::optional<int> people;
  std::optional<std::string> note;
  std::optional<std::string> concern;  // 気づき
  bool injuries{false};
  std::optional<AccountId> reported_by;
  Instant reported_at;
};

}  // namespace musubi::domain
