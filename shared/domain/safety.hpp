#pragma once
// Safety checks: which report counts, when two disagree, which round somebody is in, when to try again, and counts.
//
// The rule of the report that counts. The one that happened last counts, not the one that arrived last, except:
// - A report of need is not silently lowered. needs_help and needs_rescue (and, below them, deceased) reported by
//   somebody who was there or talked to them (certain) stay against a later, less sure report (told, sign) of less.
// - A try (checking, unreachable) says nothing about the person: it never lowers a need.
// - Two reports disagree when one says safe, the other need or death, or both name another place of safety, within
//   k_disagree_ms. Both are kept and the one that does not count is flagged as the conflict; so is a report that was
//   kept from lowering, however late. Two sure reports of the same reporter are a correction, no conflict; neither is
//   another place of safety where they were seen (people move).
// - What its reporter takes back (a later unconfirmed of the same account) has not been said.
// - A later sure report, or the decision of the desk, clears the conflict; the same word of the same reporter within
//   k_same_visit_ms (a note that follows the press) does not.
// The result depends on the set of reports only, never on the order in which they arrived.

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "shared/domain/registrant.hpp"

namespace musubi::domain {

inline constexpr std::int64_t k_minute_ms = 60'000;
inline constexpr std::int64_t k_disagree_ms = 120 * k_minute_ms;
inline constexpr std::int64_t k_same_visit_ms = 10 * k_minute_ms;

// The device's clock corrected by what it showed when it sent (sent_at), and never later than now.
Instant corrected(Instant occurred_at, std::optional<Instant> sent_at, Instant now);

// How sure a report is when nobody says: a cloth is a sign, family and shelters tell, the others were there or talked.
CheckConfidence usual_confidence(CheckMethod method);

// The desk's word on which of two reports counts. Reports that it could not know (recorded after it) may still raise
// the need to a flag.
struct Settlement {
  CheckId check_id;
  Instant settled_at;
};
// Where the person stands by all reports of the round, in any order; nullopt without any. open_since: the round's start
// until they are heard of; the time of the try that made a known person open again. next_check_at: what the last try
// said, else 30, 60, then 120 minutes after it (tries in a row); for a known person what the reporter said.
std::optional<CheckState> standing(const CheckRound& round, std::span<const SafetyCheck> reports,
                                   std::span<const Settlement> settlements);

bool covers(const CheckRound& round, const DistrictId& district);
// The round that counts for a district: the newest (by number) that covers it, open or closed; nullptr without any.
const CheckRound* round_of(const DistrictId& district, std::span<const CheckRound> rounds);
// The rounds that count for at least one of the districts, newest first.
std::vector<CheckRound> rounds_in_force(std::span<const DistrictId> districts, std::span<const CheckRound> rounds);

struct PersonStanding {
  RegistrantId registrant_id;
  DistrictId district_id;
  SafetyStatus status{};
  std::optional<Instant> open_since;
  std::optional<Instant> recorded_at;
};
// One row a district, in the order of `districts`, then districts that only occur in `standings`.
std::vector<Progress> progress_by_district(std::span<const DistrictId> districts,
                                           std::span<const PersonStanding> standings);
// All rows in one.
Progress total_of(std::span<const Progress> rows);

}  // namespace musubi::domain
