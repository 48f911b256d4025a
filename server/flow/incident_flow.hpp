#pragma once
// Incidents, check rounds, safety checks, and what the live map shows of them.

#include <unordered_map>
#include <unordered_set>

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/store/check_store.hpp"
#include "server/store/incident_store.hpp"
#include "shared/domain/commands.hpp"
#include "shared/domain/disclosure.hpp"
#include "shared/domain/escalation.hpp"
#include "shared/domain/picture.hpp"
#include "shared/domain/safety.hpp"

namespace musubi::flow {

Result<Outcome> open_incident(Write& w, const domain::NewIncident& ask);
Result<Outcome> change_incident(Write& w, const IncidentId& id, int if_version, const domain::IncidentPatch& patch);
Result<domain::Incident> read_incident(Read& r, const IncidentId& id);
Listed<domain::Incident> list_incidents(Read& r, const store::Page& page);

// Starts a round: its districts begin afresh, the others stay in theirs. A round that counts nowhere any more ends.
Result<Outcome> start_round(Write& w, const IncidentId& incident, const domain::NewRound& ask);
Result<Outcome> close_round(Write& w, const RoundId& id, int if_version);
Result<domain::CheckRound> read_round(Read& r, const RoundId& id);
Result<Listed<domain::CheckRound>> list_rounds(Read& r, const IncidentId& incident);

// Outcome code "check.recorded", or "check.superseded" where another report counts (something later is known already,
// it would lower a need, or it tells of the time before a later round); refs id and, where a need was made or found,
// need.
Result<Outcome> record_check(Write& w, const RoundId& round, const domain::NewCheck& ask);
Result<domain::Disclosed<domain::CheckView>> read_check(Read& r, const CheckId& id);

struct Watched {
  domain::Disclosed<domain::RegistrantView> registrant;
  domain::SafetyStatus status{};
  std::optional<Instant> since;
  std::optional<domain::Disclosed<domain::CheckView>> last_check;
  std::optional<std::string> last_by;
  std::optional<domain::Disclosed<domain::CheckView>> conflict;  // the report that does not count
  std::optional<std::string> conflict_by;
  std::optional<Instant> next_check_at;
  std::optional<domain::EscalationStep> turn;  // of whom; none for those who were heard of
};
enum class WatchOnly : std::uint8_t { conflict, retry_due, escalated };
struct WatchFilter {
  std::optional<DistrictId> district;
  std::optional<domain::SafetyStatus> status;
  std::optional<WatchOnly> only{};
  int limit{100};
  int offset{0};
};
// The people of a round whom the actor may see, the longest unknown first. Of a round that is open those of whom it
// counts (districts with a later round are in that one); of a closed one everybody, as it ended. Audited.
Result<Listed<Watched>> watch_list(Read& r, const RoundId& round, const WatchFilter& filter);

// Where everybody stands in the round that counts for their district: copied out of the live picture, at the
// transaction's number or later.
struct LivePicture {
  domain::Incident incident;
  std::optional<domain::CheckRound> round;       // the latest
  std::vector<domain::PersonStanding> people;    // whom their round counts
  std::unordered_map<Uuid, Position> positions;  // of those with one
  std::vector<domain::Progress> progress;        // by district, all counts
};
Result<LivePicture> picture_of(Read& r, const IncidentId& incident);
// The mark of somebody who has a position.
domain::Dot dot_of(const domain::Picture::Seen& seen);

struct ProgressAnswer {
  domain::Disclosed<std::vector<domain::Progress>> rows;
  std::optional<RoundId> round_id;
  std::int64_t seq{0};
};
Result<ProgressAnswer> read_progress(Read& r, const IncidentId& incident);

struct MapAnswer {
  domain::Incident incident;
  std::optional<domain::CheckRound> round;
  domain::Disclosed<std::vector<domain::Progress>> rows;
  domain::Disclosed<std::vector<domain::Dot>> dots;
  std::size_t dots_omitted{0};  // more dots than asked for: none is in `dots`
  domain::Disclosed<std::vector<domain::NeedDot>> needs;
  std::int64_t seq{0};
};
Result<MapAnswer> read_map(Read& r, const IncidentId& incident, std::size_t dots_max);

// The same with the people in columns. `dots` of the map are empty, but for the wall: its cells are there.
struct MapColumns {
  MapAnswer map;
  std::optional<domain::Disclosed<domain::DotColumns>> people;
};
Result<MapColumns> read_map_columns(Read& r, const IncidentId& incident);
// Under which key its encoding may be shared, at the transaction's number.
Result<std::string> map_columns_key(Read& r, const IncidentId& incident);

}  // namespace musubi::flow
