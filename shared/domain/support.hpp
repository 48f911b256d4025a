#pragma once
// 生活応援隊 as it works (DOMAIN §4.2): who is helped, by which rules of the district, on which days, and what was
// noticed there.

#include <optional>
#include <string>
#include <vector>

#include "shared/base/geo.hpp"
#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/domain/codes.hpp"
#include "shared/domain/need.hpp"

namespace musubi::domain {

// 利用会員: asked for help, registered after a visit, ended.
enum class ServiceUserStatus : std::uint8_t { asked, registered, ended };
MUSUBI_CODES(ServiceUserStatus, "asked", "registered", "ended");

struct ServiceUser {
  ServiceUserId id;
  int number{0};  // shown as U-0001-8
  DistrictId district_id;
  std::string name;
  std::string name_kana;
  std::string phone;
  std::string address;
  std::optional<Position> position;
  std::optional<std::string> note;
  ServiceUserStatus status{ServiceUserStatus::asked};
  std::optional<Day> visited_on;
  std::optional<AccountId> visited_by;
  std::optional<Day> registered_on;
  Instant created_at;
  int version{1};
};

enum class AssignedBy : std::uint8_t { center, district, both };
MUSUBI_CODES(AssignedBy, "center", "district", "both");

// The rules of one district. Work for money is not covered by the volunteers' insurance (DOMAIN §1.6).
struct SupportPolicy {
  DistrictId district_id;
  FeeKind fee_kind{FeeKind::free};
  int fee_yen{0};                        // an hour, or one ticket
  int helper_yen{0};                     // what the helper gets for the same
  std::vector<NeedCategory> categories;  // empty = every kind of work
  std::optional<int> minutes_max;        // of one visit
  AssignedBy assigned_by{AssignedBy::both};
  bool first_visit_together{true};
  int first_offer_hours{24};  // how long the helper of last time is asked alone
  std::optional<std::string> note;
  int version{1};
};

// When needs of series are made, and on which days nobody works.
struct SupportCalendar {
  int horizon_days{14};
  std::vector<Day> closed_days;
  int version{1};
};

enum class SeriesStatus : std::uint8_t { active, paused, ended };
MUSUBI_CODES(SeriesStatus, "active", "paused", "ended");
enum class ExceptionKind : std::uint8_t { skip, move };
MUSUBI_CODES(ExceptionKind, "skip", "move");

struct SeriesException {
  Day day;
  ExceptionKind kind{};
  std::optional<Day> to_day;  // with move
  bool operator==(const SeriesException&) const = default;
};

// A job that comes again.
struct Series {
  SeriesId id;
  ServiceUserId service_user_id;
  DistrictId district_id;
  std::string title;
  NeedCategory category{NeedCategory::other};
  std::vector<int> weekdays;  // 0 = Sunday … 6 = Saturday
  int every_weeks{1};         // counted in weeks from Monday, the first is that of starts_on
  int from_minute{0};         // of the day, 0 … 1439
  int until_minute{0};        // 1 … 1440
  Day starts_on;
  std::optional<Day> ends_on;
  bool skip_holidays{true};
  int people_needed{1};
  std::vector<Skill> skills;
  std::optional<std::string> bring;
  SeriesStatus status{SeriesStatus::active};
  std::optional<Day> made_until;  // needs exist for every day up to here
  std::vector<SeriesException> exceptions;
  std::optional<std::string> override_reason;  // why staff made it against the district's policy
  Instant created_at;
  int version{1};
};

struct Occurrence {
  Day day;  // by the rule
  Day on;   // when it takes place: another day when it was moved
  bool operator==(const Occurrence&) const = default;
};

enum class ReferralStatus : std::uint8_t { open, taken, closed };
MUSUBI_CODES(ReferralStatus, "open", "taken", "closed");
// What came of it: watched over, brought to 福祉まるごと相談, to 地域包括支援センター, to the police, nothing.
enum class ReferralResult : std::uint8_t { watch, consultation, support_center, police, none };
MUSUBI_CODES(ReferralResult, "watch", "consultation", "support_center", "police", "none");

// 気づき: a concern that a helper wrote down, on its way to the coordinator of the district.
struct Referral {
  ReferralId id;
  NeedId need_id;
  ReportId report_id;
  std::optional<ServiceUserId> service_user_id;
  DistrictId district_id;
  ReferralStatus status{ReferralStatus::open};
  std::string text;
  Instant opened_at;
  std::optional<AccountId> taken_by;
  std::optional<Instant> taken_at;
  std::optional<AccountId> closed_by;
  std::optional<Instant> closed_at;
  std::optional<ReferralResult> result;
  std::optional<std::string> note;
  int version{1};
};

// One visit in numbers; what a month is summed up from.
struct SupportRecord {
  ReportId report_id;
  NeedId need_id;
  ServiceUserId service_user_id;
  DistrictId district_id;
  Instant done_at;
  std::optional<int> minutes;
  std::optional<int> people;
  std::optional<int> fee_yen;
  std::optional<int> tickets;
};
struct SupportSum {
  DistrictId district_id;
  int jobs{0};
  std::int64_t minutes{0};
  std::int64_t people{0};
  std::int64_t fee_yen{0};
  std::int64_t tickets{0};
  int referrals{0};
  bool operator==(const SupportSum&) const = default;
};

}  // namespace musubi::domain
