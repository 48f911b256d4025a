#pragma once
// 見守り on weekdays (DOMAIN §4.3): who is looked in on, how often, by whom, and who is told when nobody was seen. The
// weekday habit is the drill for the bad day: the same people, the same phone page.

#include <optional>
#include <string>
#include <vector>

#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/base/result.hpp"
#include "shared/domain/account.hpp"
#include "shared/domain/change.hpp"
#include "shared/domain/codes.hpp"

namespace musubi::domain {

enum class WatchStatus : std::uint8_t { active, paused, ended };
MUSUBI_CODES(WatchStatus, "active", "paused", "ended");

// What a visit found. met: talked to. signs_fine: not met, but the house lives (lights, newspaper taken in).
enum class VisitResult : std::uint8_t { met, signs_fine, absent, concern };
MUSUBI_CODES(VisitResult, "met", "signs_fine", "absent", "concern");

// What was noticed at the house: newspapers pile up, shutters stay shut, laundry stays out, lights stay off by night or
// on by day, the letter box is full, nobody answers.
enum class WatchSign : std::uint8_t { newspapers, shutters, laundry, lights, letter_box, no_answer };
MUSUBI_CODES(WatchSign, "newspapers", "shutters", "laundry", "lights", "letter_box", "no_answer");

// Who has been told of a missed visit, one after the other.
enum class WatchTold : std::uint8_t { nobody, watchers, coordinator, center };
MUSUBI_CODES(WatchTold, "nobody", "watchers", "coordinator", "center");

struct Watch {
  WatchId id;
  RegistrantId registrant_id;
  DistrictId district_id;  // of the person
  int interval_days{7};    // 1 … 90
  std::vector<AccountId> watcher_ids;
  std::optional<std::string> look_for;  // in words, for the watchers
  WatchStatus status{WatchStatus::active};
  Instant started_at;
  std::optional<Instant> last_seen_at;   // met, or signs of life
  std::optional<Instant> last_visit_at;  // whatever it found
  Instant due_at;                        // the next visit
  WatchTold told{WatchTold::nobody};
  std::optional<Instant> tell_at;  // when the next ones are told; none while paused or ended, and after the last
  int version{1};
};

struct WatchVisit {
  VisitId id;
  WatchId watch_id;
  VisitResult result{};
  std::vector<WatchSign> signs;
  std::optional<std::string> note;
  Instant occurred_at;
  Instant recorded_at;
  std::optional<AccountId> recorded_by;
};

// Somebody who may be chosen to look in on people.
struct Watcher {
  AccountId id;
  std::string name;
};

struct NewWatch {
  std::optional<WatchId> id;
  RegistrantId registrant_id;
  int interval_days{7};
  std::vector<AccountId> watcher_ids;
  std::optional<std::string> look_for;
};
struct WatchPatch {
  std::optional<int> interval_days;
  std::optional<std::vector<AccountId>> watcher_ids;
  Change<std::string> look_for;
  std::optional<WatchStatus> status;
};
struct NewVisit {
  std::optional<VisitId> id;
  VisitResult result{};
  std::vector<WatchSign> signs;
  std::optional<std::string> note;
  std::optional<Instant> occurred_at;
  std::optional<Instant> sent_at;
};

inline constexpr int k_interval_days_max = 90;
inline constexpr std::size_t k_watchers_max = 10;

// Who may be named to look in on people of the district: the desk, and the district's coordinators, while their account
// is active.
bool may_look_in(const Account& account, const DistrictId& district);

// A watch that begins now: the first visit is due after one interval.
void start(Watch& watch, Instant now);
// The state after a visit. A visit that happened before the last one known changes nothing but is kept. met and
// signs_fine: seen, nobody is told any more, due after the interval. absent: again tomorrow, whoever was told stays
// told. concern: the coordinator is told at once, again tomorrow.
void after_visit(Watch& watch, const WatchVisit& visit);
// The next ones are told of a missed visit: the watchers when it is due, the coordinator a day later, the centre one
// more day later. Promised by the caller: tell_at has come.
void tell_next(Watch& watch);
// A change of the interval or the status. Paused and ended watches tell nobody; one that goes on starts anew.
void set_interval(Watch& watch, int days);
Result<void> set_status(Watch& watch, WatchStatus status, Instant now);  // wrong_state: an ended watch stays ended

}  // namespace musubi::domain
