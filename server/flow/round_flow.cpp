// Rounds of safety checks: over everybody, or over the people of some districts beside what runs elsewhere.
#include <algorithm>

#include "server/flow/check_flow.hpp"
#include "server/flow/escalation_flow.hpp"
#include "server/flow/incident_flow.hpp"
#include "server/store/audit_store.hpp"
#include "server/store/district_store.hpp"
#include "server/store/escalation_store.hpp"

namespace musubi::flow {

using domain::CheckRound;

domain::Event round_event(const Write& w, std::string type, const CheckRound& round) {
  auto e = w.event(std::move(type));
  e.incident_id = round.incident_id;
  e.round_id = round.id;
  return e;
}

void end_round(Write& w, CheckRound& round) {
  round.closed_at = w.now;
  (void)store::update_round(w.tx, round, round.version);
  store::drop_escalations(w.tx, round.id);
  w.tx.append(round_event(w, "round.closed", round));
}

namespace {

// A round that no district needs any more has been replaced.
void end_replaced_rounds(Write& w, const IncidentId& incident, const RoundId& newest) {
  std::vector<DistrictId> districts;
  for (const auto& d : store::districts(w.tx)) districts.push_back(d.id);
  const auto in_force = domain::rounds_in_force(districts, store::rounds(w.tx, incident));
  for (auto& open : store::open_rounds(w.tx, incident))
    if (open.id != newest && std::ranges::find(in_force, open.id, &CheckRound::id) == in_force.end())
      end_round(w, open);
}

}  // namespace

Result<Outcome> start_round(Write& w, const IncidentId& incident_id, const domain::NewRound& ask) {
  const auto incident = store::find_incident(w.tx, incident_id);
  if (!incident) return fail(Code::not_found);
  if (incident->status == domain::IncidentStatus::closed) return fail(Code::incident_closed);
  std::vector<FieldError> unknown;
  for (std::size_t i = 0; i < ask.district_ids.size(); ++i)
    if (!store::find_district(w.tx, ask.district_ids[i]))
      unknown.push_back({"district_ids/" + std::to_string(i), "unknown_reference"});
  if (!unknown.empty()) return fail_fields(std::move(unknown));
  if (ask.id && store::find_round(w.tx, *ask.id)) return fail(Code::already_exists);
  CheckRound round;
  round.id = w.id(ask.id);
  round.incident_id = incident_id;
  round.number = store::last_round_number(w.tx, incident_id) + 1;
  round.name = ask.name.value_or("第" + std::to_string(round.number) + "回 安否確認");
  round.district_ids = ask.district_ids;
  round.started_at = w.now;
  round.cause = ask.cause;
  store::insert_round(w.tx, round);
  end_replaced_rounds(w, incident_id, round.id);
  begin_ladder(w, round);
  w.tx.append(round_event(w, "round.started", round));
  return outcome(201, "round", round.id);
}

Result<Outcome> close_round(Write& w, const RoundId& id, int if_version) {
  auto round = store::find_round(w.tx, id);
  if (!round) return fail(Code::not_found);
  if (round->version != if_version) return fail(Code::stale_edit);
  if (!round->closed_at) end_round(w, *round);
  return outcome(200, "round", id);
}

Result<CheckRound> read_round(Read& r, const RoundId& id) {
  auto round = store::find_round(r.tx, id);
  if (!round) return fail(Code::not_found);
  return std::move(*round);
}

Result<Listed<CheckRound>> list_rounds(Read& r, const IncidentId& incident) {
  if (!store::find_incident(r.tx, incident)) return fail(Code::not_found);
  Listed<CheckRound> list;
  list.seq = r.tx.seq();
  list.items = store::rounds(r.tx, incident);
  return list;
}

}  // namespace musubi::flow
