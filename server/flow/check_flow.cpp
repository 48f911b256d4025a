// Safety checks: one report at a time, and what it moves (the person's standing, a need, a rescue, the ladder).
#include "server/flow/check_flow.hpp"

#include <algorithm>

#include "server/flow/escalation_flow.hpp"
#include "server/flow/incident_flow.hpp"
#include "server/flow/rescue_flow.hpp"
#include "server/store/registrant_store.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

using domain::CheckRound;
using domain::CheckState;
using domain::SafetyCheck;
using domain::SafetyStatus;

// Where a report belongs.
struct Spot {
  domain::Incident incident;
  domain::Registrant person;
  CheckRound round;     // in which it is kept
  CheckRound in_force;  // that counts for the person's district
  [[nodiscard]] bool counts() const { return round.id == in_force.id; }
};

// A person whom the asker may not see at all does not exist for them.
Result<Spot> spot_of(Write& w, const RoundId& round_id, const RegistrantId& person_id) {
  auto round = store::find_round(w.tx, round_id);
  if (!round) return fail(Code::not_found);
  auto incident = store::find_incident(w.tx, round->incident_id);
  if (!incident) return fail(Code::broken, "round without its incident");
  auto person = store::find_registrant(w.tx, person_id);
  const domain::Setting setting{domain::disclosing_phase(*incident, w.now)};
  if (!person || person->status != domain::RegistrantStatus::active || !domain::covers(*round, person->district_id) ||
      !domain::Policy::counts(*person, setting) || domain::Policy::classes_for(w.actor, *person, setting).none())
    return fail(Code::not_found);
  if (incident->status == domain::IncidentStatus::closed) return fail(Code::incident_closed);
  const auto rounds = store::rounds(w.tx, incident->id);
  const auto* in_force = domain::round_of(person->district_id, rounds);
  if (in_force == nullptr) return fail(Code::broken, "no round covers a district of a round");
  return Spot{std::move(*incident), std::move(*person), std::move(*round), *in_force};
}

// A phone that was away reports into the round it knew: what happened since the later round began counts there, what
// happened before stays as history.
Result<void> choose_round(Spot& spot, Instant occurred_at) {
  if (!spot.counts() && occurred_at >= spot.in_force.started_at) spot.round = spot.in_force;
  if (spot.counts() && spot.round.closed_at) return fail(Code::round_closed);
  return {};
}

SafetyCheck check_of(Write& w, const domain::NewCheck& ask, Instant occurred_at) {
  SafetyCheck check;
  check.id = w.id(ask.id);
  check.registrant_id = ask.registrant_id;
  check.status = ask.status;
  check.method = ask.method;
  check.confidence = ask.confidence.value_or(domain::usual_confidence(ask.method));
  check.note = ask.note;
  check.told_by = ask.told_by;
  check.next_check_at = ask.next_check_at;
  check.occurred_at = occurred_at;
  check.recorded_at = w.now;
  check.recorded_by = w.actor.account_id;
  return check;
}

domain::Event person_event(Write& w, std::string type, const Spot& spot, const CheckId& check) {
  auto e = round_event(w, std::move(type), spot.round);
  e.registrant_id = spot.person.id;
  e.district_id = spot.person.district_id;
  e.subject_id = check;
  return e;
}

SafetyStatus status_of(const std::optional<CheckState>& state) {
  return state ? state->status : SafetyStatus::unconfirmed;
}

// Where the person stands by everything that is known now, and the word of it: from and to, so that the wall's counts
// can follow without knowing the person. Returns the standing in the round in force.
std::optional<CheckState> restand(Write& w, const Spot& spot, const CheckId& cause, Instant occurred_at) {
  const auto before = store::find_state(w.tx, spot.round.id, spot.person.id);
  const auto after = domain::standing(spot.round, store::checks_of(w.tx, spot.round.id, spot.person.id),
                                      store::settlements_of(w.tx, spot.round.id, spot.person.id));
  if (after) store::put_state(w.tx, *after);
  const auto now = spot.counts() ? after : store::find_state(w.tx, spot.in_force.id, spot.person.id);
  if (spot.counts()) follow_on_ladder(w, spot.round, spot.person, before, after);

  auto e = person_event(w, "check.recorded", spot, cause);
  e.occurred_at = occurred_at;
  e.data = "status=" + std::string(domain::code(status_of(now))) +
           " before=" + std::string(domain::code(status_of(spot.counts() ? before : now)));
  w.tx.append(std::move(e));
  const bool is_new = after && after->conflict_id && (!before || before->conflict_id != after->conflict_id);
  if (spot.counts() && is_new) w.tx.append(person_event(w, "check.disputed", spot, *after->conflict_id));
  return now;
}

}  // namespace

Result<Outcome> record_check(Write& w, const RoundId& round_id, const domain::NewCheck& ask) {
  auto spot = spot_of(w, round_id, ask.registrant_id);
  if (!spot) return pass_on(spot.error());
  const Instant occurred_at = domain::corrected(ask.occurred_at.value_or(w.now), ask.sent_at, w.now);
  if (const auto ok = choose_round(*spot, occurred_at); !ok) return pass_on(ok.error());
  if (ask.id && store::find_check(w.tx, *ask.id)) return fail(Code::already_exists);

  auto check = check_of(w, ask, occurred_at);
  check.round_id = spot->round.id;
  if (check.status == SafetyStatus::needs_help) check.need_id = need_of_check(w, spot->person, spot->incident, check);
  store::insert_check(w.tx, check);
  if (check.status == SafetyStatus::needs_rescue) open_rescue(w, spot->person, spot->round, check);
  const auto now = restand(w, *spot, check.id, check.occurred_at);

  const bool stands = spot->counts() && now && now->check_id == check.id;
  auto done = outcome(201, stands ? "check.recorded" : "check.superseded", check.id);
  if (check.need_id) done.refs.emplace_back("need", check.need_id->text());
  return done;
}

Result<Outcome> settle_conflict(Write& w, const RoundId& round_id, const RegistrantId& person, const CheckId& chosen) {
  const auto spot = spot_of(w, round_id, person);
  if (!spot) return pass_on(spot.error());
  if (spot->round.closed_at) return fail(Code::round_closed);
  const auto state = store::find_state(w.tx, round_id, person);
  if (!spot->counts() || !state || !state->conflict_id) return fail(Code::wrong_state);
  if (chosen != state->check_id && chosen != *state->conflict_id)
    return fail_fields({{"check_id", "unknown_reference"}});
  store::insert_settlement(w.tx, round_id, person, {chosen, w.now}, w.actor.account_id);
  (void)restand(w, *spot, chosen, w.now);
  w.tx.append(person_event(w, "check.settled", *spot, chosen));
  return outcome(200, "check.settled", chosen);
}

Result<domain::Disclosed<domain::CheckView>> read_check(Read& r, const CheckId& id) {
  auto check = store::find_check(r.tx, id);
  if (!check) return fail(Code::not_found);
  if (const auto state = store::find_state(r.tx, check->round_id, check->registrant_id); state && state->check_id == id)
    check->next_check_at = state->next_check_at;
  return domain::Policy::check(r.actor, std::move(*check));
}

}  // namespace musubi::flow
