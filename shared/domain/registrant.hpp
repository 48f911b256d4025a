#pragma once
// 避難行動要支援者 and the checks on their safety (DOMAIN §3).

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/geo.hpp"
#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/domain/codes.hpp"

namespace musubi::domain {

struct Supporter {
  std::string name;
  std::string phone;
};

enum class RegistrantStatus : std::uint8_t { active, moved, removed };
MUSUBI_CODES(RegistrantStatus, "active", "moved", "removed");

struct Registrant {
  RegistrantId id;
  int number{0};
  DistrictId district_id;
  // class A: identity and contact
  std::string name;
  std::string name_kana;
  std::optional<Day> birth_date;
  std::optional<std::string> gender;
  std::string address;
  std::optional<std::string> phone;
  std::optional<Position> position;
  // class B: support need
  std::optional<int> support_level;  // 1 … 5
  std::vector<std::string> support_reasons;
  std::optional<std::string> support_note;
  // class C: plan, route, keys
  std::vector<Supporter> supporters;
  std::optional<std::string> plan_shelter;
  std::optional<std::string> plan_route;
  std::optional<std::string> plan_keys;
  // class D: family
  std::optional<std::string> family_note;

  std::optional<std::string> city_number{};  // 整理番号 of the city's roster, class A
  bool consented{false};                     // to being shown to support bodies in normal time
  std::optional<Day> consent_on;
  RegistrantStatus status{RegistrantStatus::active};
  Instant created_at;
  int version{1};
};

enum class SafetyStatus : std::uint8_t {
  unconfirmed,
  checking,
  unreachable,
  safe_home,
  safe_sheltered,
  safe_elsewhere,
  needs_help,
  needs_rescue,
  deceased,
};
MUSUBI_CODES(SafetyStatus, "unconfirmed", "checking", "unreachable", "safe_home", "safe_sheltered", "safe_elsewhere",
             "needs_help", "needs_rescue", "deceased");
inline constexpr std::size_t k_safety_statuses = 9;

// Still to be heard from.
constexpr bool is_open(SafetyStatus s) {
  return s == SafetyStatus::unconfirmed || s == SafetyStatus::checking || s == SafetyStatus::unreachable;
}

enum class CheckMethod : std::uint8_t { visit, phone, cloth, family, shelter, self };
MUSUBI_CODES(CheckMethod, "visit", "phone", "cloth", "family", "shelter", "self");

// How sure the report is: seen with own eyes or talked to, told by somebody who knows, or a sign only (a yellow cloth).
enum class CheckConfidence : std::uint8_t { certain, told, sign };
MUSUBI_CODES(CheckConfidence, "certain", "told", "sign");

enum class RoundCause : std::uint8_t { first, aftershock, flood, landslide, tsunami, fire, repeat, other };
MUSUBI_CODES(RoundCause, "first", "aftershock", "flood", "landslide", "tsunami", "fire", "repeat", "other");

// One pass over everybody, or over the people of some districts. A new round reopens them and keeps the history (an
// aftershock voids "safe"); of a district the newest round that covers it counts (round_of in safety.hpp).
struct CheckRound {
  RoundId id;
  IncidentId incident_id;
  int number{1};
  std::string name;
  std::vector<DistrictId> district_ids;  // empty = all
  Instant started_at;
  std::optional<Instant> closed_at;
  int version{1};
  std::optional<RoundCause> cause{};
};

struct SafetyCheck {
  CheckId id;
  RoundId round_id;
  RegistrantId registrant_id;
  SafetyStatus status{};
  CheckMethod method{};
  std::optional<std::string> note;
  Instant occurred_at;
  Instant recorded_at;
  std::optional<AccountId> recorded_by;
  std::optional<NeedId> need_id;
  CheckConfidence confidence{CheckConfidence::certain};
  std::optional<Instant> next_check_at{};  // when somebody has to try again, where the reporter said so
  std::optional<std::string> told_by{};    // who told it: a daughter, a neighbour
};

// Where one person stands in one round: the report that counts (standing in safety.hpp).
struct CheckState {
  RoundId round_id;
  RegistrantId registrant_id;
  CheckId check_id;
  SafetyStatus status{};
  Instant occurred_at;
  std::optional<Instant> open_since;  // while open: since when nobody knows
  Instant recorded_at;
  std::optional<CheckId> conflict_id{};    // another report that says otherwise and nobody has looked at
  std::optional<Instant> next_check_at{};  // retry due
};

// Counts of a district, or of all.
struct Progress {
  std::optional<DistrictId> district_id;
  std::array<int, k_safety_statuses> counts{};
  std::optional<Instant> oldest_open_since;
  std::optional<Instant> last_recorded_at;
  int needs_open{0};

  [[nodiscard]] int total() const {
    int sum = 0;
    for (const int n : counts) sum += n;
    return sum;
  }
  [[nodiscard]] int open() const { return counts[0] + counts[1] + counts[2]; }
};

}  // namespace musubi::domain
