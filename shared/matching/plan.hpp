#pragma once
// The plan of a day: who goes where, the best that can be proved within a budget. The formulation stands in README.md.
//
// Deterministic: equal problem, budget and start give an equal plan, on any machine and in any order of the input. The
// budget is counted in steps (about a microsecond of a 2 GHz core each), never in time; a larger one is never worse.
// Pure, any thread; takes about 12 bytes for each pair that passes the gates.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/matching/costs.hpp"
#include "shared/matching/gates.hpp"
#include "shared/matching/model.hpp"

namespace musubi::matching {

struct Assigned {
  NeedId need_id;
  VolunteerId volunteer_id;
  bool is_locked{false};
  bool is_leader{false};  // one of each team: the first with the leader skill, by id; nobody where none has it
  std::optional<int> distance_m;
  std::int64_t points{0};      // the sum of the reasons
  std::vector<Term> reasons;   // of the place and of the pair
  std::vector<Gate> warnings;  // that a lock overrode
};

// Why a need has fewer people than wanted. Texts are codes of the contract.
enum class UnmetCode : std::uint8_t {
  // nothing can be done with this need as it stands
  min_above_max,
  window_contradictory,  // ends before it starts
  already_started,       // before now
  stop_order,
  placard,
  // nobody, or not enough
  no_candidates,     // nobody was there to be asked
  role_missing,      // value: how many more, role: of what
  locked_below_min,  // the locked people are fewer than the minimum; value: how many more
  transport_full,    // value: people who could come with a seat
  no_insurance,      // value: people who could come with cover
  busy,              // value: people with other work then
  not_available,     // value: people who told other times
  too_far,           // value: people
  gate,              // another gate keeps most away; `gate` names it; value: people
  people_short,      // those who could come are needed more elsewhere, or there are too few; value: how many more
  not_worth,         // every person left costs more than the place is worth
};
std::string_view code(UnmetCode code);
// What staff can do about it: a step code ("ask_leader", "add_seats", "enter_insurance", ...).
std::string_view next_step(UnmetCode code);

struct Unmet {
  NeedId need_id;
  int short_of{0};  // places below the wanted number
  UnmetCode code{};
  int value{0};
  std::optional<domain::Skill> role;
  std::optional<Gate> gate;
};

enum class IdleCode : std::uint8_t {
  no_needs,         // nothing to do that day
  gate,             // no need lets this person in; `gate` names what keeps most needs away, value: how many
  party_too_large,  // value: people of the group
  party_apart,      // two of the group are never to work together
  not_needed,       // everything this person could do is filled
  roles_missing,    // what is open to this person waits for a leader or a licence
};
std::string_view code(IdleCode code);

struct Idle {
  VolunteerId volunteer_id;
  IdleCode code{};
  std::optional<Gate> gate;
  int value{0};
};

// The proof of a plan's bound, and where a later solve of nearly the same problem begins: what the whole plan would
// lose with one person (a party's price stands with its first member) or one seat less, in 1/1024 points, and what the
// cheapest place of a need gives above its price, in points. By id; who is not listed is worth nothing.
struct Prices {
  std::vector<std::pair<VolunteerId, std::int64_t>> people;
  std::vector<std::pair<NeedId, std::int64_t>> places;
  std::vector<std::pair<std::optional<DistrictId>, std::int64_t>> seats;
  [[nodiscard]] bool empty() const { return places.empty(); }
};

struct Plan {
  std::vector<Assigned> placements;  // by need id, then volunteer id
  std::vector<Unmet> unmet;          // by need id
  std::vector<Idle> idle;            // by volunteer id
  std::int64_t objective{0};         // the sum of all points
  std::int64_t bound{0};             // proved: no plan has more
  std::int64_t travel_m{0};
  Prices prices;
  std::int64_t steps{0};        // used
  std::int64_t steps_first{0};  // used when the first plan was there
  [[nodiscard]] bool is_exact() const { return objective == bound; }
  // 0 … 1: how much better another plan could be at most, as a part of the bound.
  [[nodiscard]] double gap() const {
    return bound <= 0 ? 0 : static_cast<double>(bound - objective) / static_cast<double>(bound);
  }
};

struct Budget {
  std::int64_t steps{0};
};
inline constexpr Budget k_first{0};          // the first plan and a bound
inline constexpr Budget k_quick{2'000'000};  // about two seconds on the largest day, less on others
inline constexpr Budget k_thorough{20'000'000};

// Refusals (invalid, with the field): policy out of bounds, a day before today, an id listed twice, locks that cannot
// stand (check_locks says which and why), a need of more than 1,000 people or 8 roles, or where
// (people_max + 1) x (count of a role + 1) x … passes 20,000.
// `start`: a plan to begin from as well; of it only who is where is read. The result is never worse where it still
// fits.
Result<Plan> solve(const Problem& problem, Budget budget, const Plan* start = nullptr);

// The plan after the world changed a little: an arrival, a cancellation, a new need, an edit. `problem` is the world
// after it. Begins where `previous` ended, with its placements and prices (without prices: like solve with `start`),
// and ends as soon as it is proved to be within `near` of the best, a part of the bound. Nobody moves where nothing is
// gained; who was told (problem.told) only where more is gained than the policy's `told`.
inline constexpr double k_near = 0.001;
Result<Plan> replan(const Problem& problem, const Plan& previous, Budget budget, double near = k_near);

// The plan that consists of these pairs and nothing else: what a person has put together by hand. Pairs count as locked
// where the problem locks them. `bound` is the one that `known` proves (without prices: that of k_first); the plan
// keeps them. Refuses like solve; pairs that no plan may contain are refused too.
Result<Plan> describe(const Problem& problem, std::span<const Pair> pairs, const Prices& known = {});

// Why locks cannot stand.
enum class LockCode : std::uint8_t { unknown, gate, two_needs, above_max, excluded_pair, party_apart };
std::string_view code(LockCode code);
struct RefusedLock {
  Pair pair;
  LockCode code{};
  std::optional<Gate> gate;
};
std::vector<RefusedLock> check_locks(const Problem& problem);

// Every pair: metres, or the gate. cells[need][person] in the order of the problem: >= 0 metres (k_unknown_m where
// unknown), below zero -1 - gate.
inline constexpr std::int32_t k_unknown_m = 999'900;
std::vector<std::vector<std::int32_t>> grid(const Problem& problem);

struct Move {
  VolunteerId volunteer_id;
  std::optional<NeedId> from;
  std::optional<NeedId> to;
  bool operator==(const Move&) const = default;
};
// By volunteer id; people who stay are not listed.
std::vector<Move> moves_between(const Plan& before, const Plan& after);

enum class ChangeKind : std::uint8_t { assign, take_out, drop_need, add_people, add_seats };
struct Change {
  ChangeKind kind{};
  VolunteerId volunteer_id{};
  NeedId need_id{};
  int count{0};  // add_people, add_seats
  std::optional<DistrictId> district_id{};
  SkillSet skills{};  // of the added people, who have everything else that is needed
};
// The problem with the changes made. Added people have ids made from their number, with the first byte 0xff.
Problem changed(Problem problem, std::span<const Change> changes);

}  // namespace musubi::matching
