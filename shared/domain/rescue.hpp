#pragma once
// Somebody who needs rescue on their way to the disaster HQ and 119. It is no need, has none and never becomes one: no
// volunteer, offer or plan can refer to it (DOMAIN §3.4).

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/base/geo.hpp"
#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/base/result.hpp"
#include "shared/domain/codes.hpp"
#include "shared/domain/district.hpp"

namespace musubi::domain {

enum class RescueStatus : std::uint8_t { open, handed_over, closed };
MUSUBI_CODES(RescueStatus, "open", "handed_over", "closed");
enum class RescueTo : std::uint8_t { fire_119, hq, police, other };
MUSUBI_CODES(RescueTo, "119", "hq", "police", "other");
enum class RescueResult : std::uint8_t { rescued, safe, mistaken, other };
MUSUBI_CODES(RescueResult, "rescued", "safe", "mistaken", "other");

struct Rescue {
  HandoverId id;
  IncidentId incident_id;
  RoundId round_id;
  RegistrantId registrant_id;
  DistrictId district_id;
  CheckId check_id;  // the report that opened it
  RescueStatus status{RescueStatus::open};
  Instant created_at;
  std::optional<RescueTo> to{};
  std::optional<std::string> contact{};
  std::optional<std::string> note{};
  std::optional<Instant> handed_at{};
  std::optional<AccountId> handed_by{};
  std::optional<RescueResult> result{};
  std::optional<std::string> result_note{};
  std::optional<Instant> closed_at{};
  std::optional<AccountId> closed_by{};
  int version{1};
};

struct HandOverRescue {
  RescueTo to{};
  std::optional<std::string> contact;
  std::optional<std::string> note;
};
struct CloseRescue {
  RescueResult result{};
  std::optional<std::string> note;
};
// Handing over may be said again (119 first, then the HQ) until it is closed; wrong_state after.
Result<void> may_hand_over(const Rescue& rescue);
Result<void> may_close(const Rescue& rescue);

// What is known for the call; only what the policy lets the caller see is filled in.
struct RescueCall {
  bool is_drill{false};
  std::string address;
  std::optional<std::string> landmark;
  std::optional<Position> position;
  std::string name;
  std::string name_kana;
  std::optional<int> age;
  std::optional<std::string> state;  // what the reporter saw
  Instant seen_at;
  std::optional<std::string> phone;
  std::optional<std::string> told_by;
};
// What to say, in the order in which 119 asks (火事ですか救急ですか, where, what, who), line by line, in Japanese. What
// is not known is left out, except the address and the name: these say that they are not known. In a drill the first
// line says that nobody is rung.
std::vector<std::string> words_for_119(const RescueCall& call);

// "見本小学校から北へ約200m": the nearest of the places within 1 km, rounded to 50 m; the place alone within 50 m.
std::optional<std::string> landmark_of(const Position& at, std::span<const Place> places);
// Whole years on that day.
int age_on(Day birth, Day today);

}  // namespace musubi::domain
