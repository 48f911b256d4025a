#pragma once
// The arrival list of a shelter against the roster. Of people who are not on it nothing is kept but their number.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/domain/codes.hpp"

namespace musubi::domain {

enum class ArrivalResult : std::uint8_t { matched, unsure, not_listed, no_round };
MUSUBI_CODES(ArrivalResult, "matched", "unsure", "not_listed", "no_round");

struct ArrivalPerson {
  std::string name;
  std::optional<std::string> name_kana;
  std::optional<Day> birth_date;
  std::optional<std::string> phone;
};
struct NewArrival {
  std::optional<Uuid> shelter_id;   // a place of kind shelter or evac_site
  std::optional<std::string> name;  // where the shelter is not on the map
  std::vector<ArrivalPerson> people;
};
struct ChooseArrival {
  int line{0};
  std::optional<RegistrantId> registrant_id;  // none of the candidates
};

// One line of a list as kept. The name stays only while somebody has to choose.
struct ArrivalLine {
  int line{0};  // 1 … as typed
  ArrivalResult result{};
  std::optional<RegistrantId> registrant_id{};
  std::optional<CheckId> check_id{};
  std::optional<std::string> name{};
  std::vector<RegistrantId> candidates{};  // best first; of an unsure line
};
struct Arrival {
  ArrivalId id;
  IncidentId incident_id;
  std::optional<Uuid> shelter_id{};
  std::optional<std::string> name{};
  Instant recorded_at;
  std::optional<AccountId> recorded_by{};
  std::vector<ArrivalLine> lines{};
};

// Somebody on the roster who may be meant.
struct RosterPerson {
  RegistrantId id;
  std::string name;
  std::string name_kana;
  std::optional<Day> birth_date;
  std::optional<std::string> phone;
};
struct ArrivalMatch {
  ArrivalResult result{ArrivalResult::not_listed};  // matched, unsure or not_listed
  std::vector<RegistrantId> candidates;             // matched: the one; unsure: best first, at most k_candidates_max
};
inline constexpr std::size_t k_candidates_max = 5;

// matched: exactly one has the same name or the same kana, a second thing agrees as well (birth date or phone), and
// nothing says otherwise. unsure: the same or nearly the same name (one kana apart, other kanji) without that, or
// several. A wrong match would end the search for somebody, so a name alone is never enough: many share it.
ArrivalMatch match_arrival(const ArrivalPerson& person, std::span<const RosterPerson> roster);

// Letters to insert, drop or replace to make one the other; counted up to 2.
int letters_apart(std::string_view a, std::string_view b);

}  // namespace musubi::domain
