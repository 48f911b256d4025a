#pragma once
// Ranked volunteers for one need: gates exclude with their name, the rest is ordered by what costs the helper and the
// person least. Deterministic: equal input gives equal output.
//
// The cost is counted in metres, least first:
//     distance (unknown: 1500 within the district, else 6000)
//   + 2000 for each wanted skill that is missing
//   - 500 in the same district
//   - 500 for each job done for this requester before, at most 3
//   + 400 for each job of the last 28 days, at most 5

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/domain/incident.hpp"
#include "shared/domain/need.hpp"
#include "shared/domain/offer.hpp"
#include "shared/domain/volunteer.hpp"

namespace musubi::matching {

// In the order in which they are tried; the first that fails is named.
enum class Gate : std::uint8_t {
  already_offered,  // open, accepted or waitlisted for this very need
  not_active,
  no_consent,     // never agreed to being asked
  busy_then,      // accepted another need at the same time
  not_available,  // told us times, and none fits
  no_insurance,   // no cover for this hazard on that day (earthquake, tsunami: natural_disaster plan)
};
std::string_view code(Gate gate);

struct Helper {
  domain::Volunteer volunteer;
  bool already_offered{false};
  bool busy_then{false};
  int past_jobs_here{0};   // served this requester's needs before
  int jobs_last_weeks{0};  // served in the last 28 days
};

struct Candidate {
  VolunteerId volunteer_id;
  std::optional<int> distance_m;
  std::vector<domain::Reason> reasons;   // near, same_district, skill, available, past_helper, rested
  std::vector<domain::Reason> warnings;  // gates that bind only at dispatch: no_insurance for hand-picked people
  double cost{0};
};
struct Excluded {
  VolunteerId volunteer_id;
  Gate gate{};
};
struct Ranking {
  std::vector<Candidate> candidates;  // best first; ties by id
  std::vector<Excluded> excluded;
};

// `hazard`: kind of the need's incident, none for everyday work. `at`: when the work begins (or now).
Ranking rank(const domain::Need& need, std::optional<domain::IncidentKind> hazard, std::span<const Helper> helpers,
             Instant at);
// The gate that a hand-picked person fails, if any; already_offered and not_active refuse, the others only warn.
std::optional<Gate> gate_of(const domain::Need& need, std::optional<domain::IncidentKind> hazard, const Helper& helper,
                            Instant at);

}  // namespace musubi::matching
