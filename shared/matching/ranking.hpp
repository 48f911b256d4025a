#pragma once
// Ranked volunteers for one need: gates exclude with their name, the rest is ordered by what costs the helper and the
// person least. Gates and costs are those of the plan (gates.hpp, costs.hpp). Deterministic: equal input gives equal
// output.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/domain/incident.hpp"
#include "shared/domain/need.hpp"
#include "shared/domain/offer.hpp"
#include "shared/domain/volunteer.hpp"
#include "shared/matching/costs.hpp"
#include "shared/matching/gates.hpp"
#include "shared/matching/model.hpp"

namespace musubi::matching {

struct Helper {
  domain::Volunteer volunteer;
  bool already_offered{false};
  bool busy_then{false};
  int past_jobs_here{0};   // served this requester's needs before
  int jobs_last_weeks{0};  // served in the last 28 days
  int open_offers{0};
  std::vector<Aversion> aversions;
};

struct Candidate {
  VolunteerId volunteer_id;
  std::optional<int> distance_m;
  std::vector<domain::Reason> reasons;   // near, same_district, skill, available, past_helper, rested
  std::vector<domain::Reason> warnings;  // gates that bind only at dispatch: no_insurance for hand-picked people
  std::vector<Term> terms;               // everything that counted, for and against
  std::int64_t cost{0};                  // in points; less the sum of the terms
};
struct Excluded {
  VolunteerId volunteer_id;
  Gate gate{};
};
struct Ranking {
  std::vector<Candidate> candidates;  // best first; ties by distance, then id
  std::vector<Excluded> excluded;
};

// `hazard`: kind of the need's incident, none for everyday work. `at`: when the work begins (or now).
Ranking rank(const domain::Need& need, std::optional<domain::IncidentKind> hazard, std::span<const Helper> helpers,
             Instant at, const Policy& policy = {});
// The gate that a hand-picked person fails, if any; already_offered and not_active refuse, the others only warn.
std::optional<Gate> gate_of(const domain::Need& need, std::optional<domain::IncidentKind> hazard, const Helper& helper,
                            Instant at, const Policy& policy = {});

// Today's nouns as the model sees them, on the day of the work. Only the year of birth is known: a minor is who does
// not reach 18 by the end of that day's year. Who has not told the year counts as of age.
Person person_of(const Helper& helper, const NeedId& need_id, Day day);
Need need_of(const domain::Need& need);

}  // namespace musubi::matching
