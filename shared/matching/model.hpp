#pragma once
// What matching sees of the world: plain values, filled by `flow` from rows (and by ranking.cpp from today's nouns).
// Sets are bit sets, times are instants, places are WGS84. Nothing here is personal but the ids and the home position.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "shared/base/geo.hpp"
#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/domain/incident.hpp"
#include "shared/domain/need.hpp"
#include "shared/domain/volunteer.hpp"
#include "shared/matching/policy.hpp"

namespace musubi::matching {

class SkillSet {
 public:
  SkillSet() = default;
  explicit SkillSet(std::span<const domain::Skill> skills) {
    for (const auto s : skills) add(s);
  }
  void add(domain::Skill s) { bits_ |= 1U << static_cast<unsigned>(s); }
  [[nodiscard]] bool has(domain::Skill s) const { return (bits_ >> static_cast<unsigned>(s) & 1U) != 0; }
  [[nodiscard]] bool has_all(SkillSet s) const { return (bits_ & s.bits_) == s.bits_; }
  [[nodiscard]] bool empty() const { return bits_ == 0; }
  [[nodiscard]] std::uint32_t bits() const { return bits_; }
  bool operator==(const SkillSet&) const = default;

 private:
  std::uint32_t bits_{0};
};
static_assert(domain::all_codes<domain::Skill>().size() <= 32);

// Weekday x part of the day.
class SlotSet {
 public:
  SlotSet() = default;
  explicit SlotSet(std::span<const domain::Slot> slots) {
    for (const auto& s : slots) add(s);
  }
  void add(domain::Slot s) { bits_ |= 1U << (3 * s.weekday + static_cast<int>(s.part)); }
  [[nodiscard]] bool has(domain::Slot s) const {
    return (bits_ >> (3 * s.weekday + static_cast<int>(s.part)) & 1U) != 0;
  }
  [[nodiscard]] bool has_day(int weekday) const { return (bits_ >> (3 * weekday) & 7U) != 0; }
  [[nodiscard]] bool empty() const { return bits_ == 0; }
  bool operator==(const SlotSet&) const = default;

 private:
  std::uint32_t bits_{0};
};

struct Interval {
  Instant from;
  Instant until;
};

// Learned from declined offers; costs `points`, never excludes.
struct Aversion {
  std::optional<domain::NeedCategory> category;
  std::optional<domain::Slot> slot;
  std::optional<int> beyond_m;  // farther than this
  std::int32_t points{0};       // 0 … 5000
};

struct PastJobs {
  NeedId need_id;  // the need asked for now, whose requester was helped before
  int jobs{0};
};

struct Person {
  VolunteerId id;
  // People with the same number stay together: all at one need, or none. -1: alone.
  std::int32_t party{-1};
  bool is_active{true};
  bool has_consent{true};  // to being asked
  bool is_minor{false};
  bool has_guardian_consent{false};
  bool is_busy_always{false};  // the caller has compared the times itself
  domain::Load load_max{domain::Load::heavy};
  std::optional<domain::Gender> gender;
  SkillSet skills;
  SlotSet availability;  // empty = not told, which excludes nobody
  int car_seats{0};      // of an own car, the driver's included; 0 = no car
  int open_offers{0};
  int jobs_last_weeks{0};
  int minutes_this_week{0};
  std::optional<int> hours_week_max;
  std::optional<int> travel_max_m;
  std::optional<DistrictId> district_id;
  std::optional<Position> position;
  std::optional<domain::InsuranceCover> insurance;
  std::optional<Instant> last_job_end;
  std::vector<Interval> busy;
  std::vector<NeedId> offered;  // open, accepted or waitlisted for these needs, and not part of the plan
  std::vector<NeedId> excluded_needs;
  std::vector<VolunteerId> excluded_people;  // never at the same need; one side is enough
  std::vector<PastJobs> past_jobs;
  std::vector<Aversion> aversions;
};

struct Role {
  domain::Skill skill{};  // Skill::leader for a leader
  int count{1};           // one person may fill several roles
  bool operator==(const Role&) const = default;
};

struct Need {
  NeedId id;
  int people_min{1};  // 1 <= min <= wanted <= max
  int people_wanted{1};
  int people_max{1};
  int taken{0};             // places held by people who are not part of the plan
  std::vector<Role> roles;  // still to be filled by the plan, beside those who hold a place
  SkillSet licences;        // required of everyone
  SkillSet wished;
  std::optional<domain::Gender> gender_wish;
  domain::Load load{domain::Load::normal};
  std::optional<domain::Placard> placard;
  bool is_stopped{false};  // by a stop order
  std::optional<Instant> starts_at;
  std::optional<Instant> ends_at;
  std::optional<DistrictId> district_id;
  std::optional<Position> position;
  domain::Priority priority{domain::Priority::normal};
  domain::NeedCategory category{domain::NeedCategory::other};
  Instant waiting_since;
  bool is_vulnerable{false};
  std::vector<VolunteerId> placed;  // who holds the taken places: exclusion pairs bind against them
};

// Seats to ride to the work, for people without a car. Without a district: for everybody whose district has none.
struct Pool {
  std::optional<DistrictId> district_id;
  int seats{0};
};

struct Setting {
  Instant now;
  std::optional<Day> day;  // none: ranking for one need; else told times of needs without a start bind by weekday
  std::optional<domain::IncidentKind> hazard;
  std::optional<int> ride_beyond_m;  // who has no car needs a seat beyond this; none: nobody counts seats
  std::vector<Pool> pools;
};

struct Pair {
  VolunteerId volunteer_id;
  NeedId need_id;
  auto operator<=>(const Pair&) const = default;
};

struct Problem {
  std::vector<Person> people;
  std::vector<Need> needs;
  std::vector<Pair> locks;  // stay
  std::vector<Pair> told;   // cheap to keep, not forced
  Setting setting;
  Policy policy;
};

}  // namespace musubi::matching
