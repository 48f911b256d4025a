#include "server/flow/escalation_flow.hpp"

#include <algorithm>
#include <map>

#include "server/flow/check_flow.hpp"
#include "server/flow/memory.hpp"
#include "server/store/check_store.hpp"
#include "server/store/escalation_store.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/registrant_store.hpp"
#include "shared/domain/disclosure.hpp"
#include "shared/domain/safety.hpp"

namespace musubi::flow {
namespace {

using domain::CheckRound;
using domain::CheckState;
using domain::Escalation;
using domain::EscalationMinutes;
using domain::EscalationStep;

// Whom a round does not count now (not consented, normal time) nobody is told of; a wider phase may change that.
constexpr std::int64_t k_look_again_ms = 30 * domain::k_minute_ms;

// An incident as the ladder needs it, read once a tick.
struct Ladder {
  domain::Incident incident;
  std::vector<CheckRound> rounds;
  std::vector<EscalationMinutes> timers;
  domain::Setting setting;

  [[nodiscard]] const CheckRound* running(const RoundId& id, const DistrictId& district) const {
    const auto* round = domain::round_of(district, rounds);
    return round != nullptr && round->id == id && !round->closed_at ? round : nullptr;
  }
};

class Ladders {
 public:
  explicit Ladders(Write& w) : w_(w) {}
  const Ladder* of(const IncidentId& id) {
    const auto [at, is_new] = known_.try_emplace(id);
    if (is_new)
      if (auto incident = store::find_incident(w_.tx, id)) {
        Ladder ladder{std::move(*incident), store::rounds(w_.tx, id), store::escalation_timers(w_.tx, id), {}};
        ladder.setting = {domain::disclosing_phase(ladder.incident, w_.now)};
        at->second = std::move(ladder);
      }
    return at->second ? &*at->second : nullptr;
  }

 private:
  Write& w_;
  std::map<IncidentId, std::optional<Ladder>> known_;
};

EscalationMinutes minutes_of(Write& w, const std::vector<EscalationMinutes>& timers, const RegistrantId& id) {
  // The level is sealed: it is opened only where a line asks for it.
  const bool by_level = std::ranges::any_of(timers, [](const EscalationMinutes& m) { return m.level > 0; });
  const auto person = by_level ? store::find_registrant(w.tx, id) : std::nullopt;
  return domain::minutes_for(timers, person ? person->support_level : std::nullopt);
}

bool counts(const store::RosterRow& row, const domain::Setting& setting) {
  domain::Registrant person;
  person.consented = row.consented;
  return domain::Policy::counts(person, setting);
}

void raise_to(Write& w, Escalation& e, const domain::Rung& rung) {
  const bool is_raised = rung.step > e.step;
  e.step = rung.step;
  e.due_at = rung.due_at;
  if (is_raised) e.raised_at = w.now;
  store::put_escalation(w.tx, e);
  if (!is_raised) return;
  auto event = w.event("escalation.raised");
  event.incident_id = e.incident_id;
  event.round_id = e.round_id;
  event.registrant_id = e.registrant_id;
  event.district_id = e.district_id;
  event.subject_id = e.id;
  event.data = "step=" + std::string(domain::code(e.step));
  w.tx.append(std::move(event));
}

// Nobody of the ladder is lost by a wait: whoever does not count now is looked at again.
void step_up(Write& w, Ladders& ladders, Escalation e) {
  const auto* ladder = ladders.of(e.incident_id);
  const auto row = w.memory.roster_row(e.registrant_id);
  const auto state = store::find_state(w.tx, e.round_id, e.registrant_id);
  if (ladder == nullptr || !row || ladder->running(e.round_id, row->district_id) == nullptr ||
      (state && !domain::is_open(state->status))) {
    (void)store::drop_escalation(w.tx, e.round_id, e.registrant_id);
    return;
  }
  if (!counts(*row, ladder->setting)) {
    e.due_at = w.now.plus_ms(k_look_again_ms);
    return store::put_escalation(w.tx, e);
  }
  e.district_id = row->district_id;
  raise_to(w, e, domain::rung_at(e.since, minutes_of(w, ladder->timers, e.registrant_id), w.now));
}

void put_on(Write& w, const CheckRound& round, const store::RosterRow& row, Instant since,
            const std::vector<EscalationMinutes>& timers) {
  Escalation e;
  e.id = w.id<EscalationId>();
  e.incident_id = round.incident_id;
  e.round_id = round.id;
  e.registrant_id = row.id;
  e.district_id = row.district_id;
  e.since = since;
  raise_to(w, e, domain::rung_at(since, minutes_of(w, timers, row.id), w.now));
}

bool waits_for_sweep(Write& w, const RoundId& round, const RegistrantId& person) {
  const auto sweep = store::find_sweep(w.tx, round);
  return sweep && (!sweep->after || *sweep->after < person);
}

// The next part of a round's people: who is still open stands on the ladder from now on.
int sweep(Write& w, Ladders& ladders, int at_most) {
  auto next = store::next_sweep(w.tx);
  if (!next || next->due_at > w.now) return 0;
  const auto round = store::find_round(w.tx, next->round_id);
  const auto* ladder = round && !round->closed_at ? ladders.of(round->incident_id) : nullptr;
  if (ladder == nullptr) {
    store::drop_sweep(w.tx, next->round_id);
    return 1;
  }
  std::vector<store::RosterRow> part;
  w.memory.with_roster([&](const auto& roster) {
    auto at = next->after ? roster.upper_bound(*next->after) : roster.begin();
    for (; at != roster.end() && static_cast<int>(part.size()) < at_most; ++at) part.push_back(at->second);
  });
  for (const auto& row : part) {
    if (ladder->running(round->id, row.district_id) == nullptr) continue;
    // A drill never widens: whoever does not count in it now never will.
    if (ladder->incident.is_drill && !counts(row, ladder->setting)) continue;
    const auto state = store::find_state(w.tx, round->id, row.id);
    if (state && !domain::is_open(state->status)) continue;
    const auto since = state && state->open_since ? *state->open_since : round->started_at;
    put_on(w, *round, row, since, ladder->timers);
  }
  if (static_cast<int>(part.size()) < at_most) {
    store::drop_sweep(w.tx, round->id);
  } else {
    next->after = part.back().id;
    store::put_sweep(w.tx, *next);
  }
  return static_cast<int>(part.size());
}

}  // namespace

void begin_ladder(Write& w, const CheckRound& round) {
  const auto timers = store::escalation_timers(w.tx, round.incident_id);
  store::put_sweep(w.tx, {round.id, round.started_at.plus_ms(domain::first_step_ms(timers)), std::nullopt});
}

void follow_on_ladder(Write& w, const CheckRound& round, const domain::Registrant& person,
                      const std::optional<CheckState>& before, const std::optional<CheckState>& after) {
  if (!after) return;
  if (!domain::is_open(after->status)) {
    (void)store::drop_escalation(w.tx, round.id, person.id);
  } else if (before && !domain::is_open(before->status)) {
    put_on(w, round, {person.id, person.district_id, std::nullopt, person.consented}, after->open_since.value_or(w.now),
           store::escalation_timers(w.tx, round.incident_id));
  }
}

void join_ladders(Write& w, const domain::Registrant& person) {
  if (person.status != domain::RegistrantStatus::active) return;
  const store::RosterRow row{person.id, person.district_id, std::nullopt, person.consented};
  Ladders ladders(w);
  // Most days no round runs, and a whole roster comes by here: that has to cost one look.
  for (const auto& id : store::incidents_with_open_round(w.tx)) {
    const auto* ladder = ladders.of(id);
    if (ladder == nullptr || (ladder->incident.is_drill && !counts(row, ladder->setting))) continue;
    const auto* round = domain::round_of(person.district_id, ladder->rounds);
    if (round == nullptr || round->closed_at || waits_for_sweep(w, round->id, person.id)) continue;
    const auto state = store::find_state(w.tx, round->id, person.id);
    if (state && !domain::is_open(state->status)) continue;
    if (!store::find_escalation(w.tx, round->id, person.id)) put_on(w, *round, row, w.now, ladder->timers);
  }
}

bool ladder_is_due(Read& r) {
  const auto next = store::next_escalation(r.tx);
  return next && *next <= r.now;
}

int advance_ladder(Write& w, int at_most) {
  Ladders ladders(w);
  int looked_at = sweep(w, ladders, at_most);
  for (auto& e : store::due_escalations(w.tx, w.now, at_most)) {
    step_up(w, ladders, std::move(e));
    ++looked_at;
  }
  return looked_at;
}

Result<std::vector<EscalationMinutes>> read_timers(Read& r, const IncidentId& incident) {
  if (!store::find_incident(r.tx, incident)) return fail(Code::not_found);
  auto lines = store::escalation_timers(r.tx, incident);
  if (lines.empty() || lines.front().level != 0) lines.insert(lines.begin(), EscalationMinutes{});
  return lines;
}

Result<Outcome> change_timers(Write& w, const IncidentId& id, const std::vector<EscalationMinutes>& lines) {
  const auto incident = store::find_incident(w.tx, id);
  if (!incident) return fail(Code::not_found);
  if (incident->status == domain::IncidentStatus::closed) return fail(Code::incident_closed);
  for (const auto& line : lines) store::put_escalation_timer(w.tx, id, line);
  // Rounds whose people have not been looked at yet begin by the new minutes; the others at their next step.
  const auto timers = store::escalation_timers(w.tx, id);
  for (const auto& round : store::open_rounds(w.tx, id))
    if (const auto sweep = store::find_sweep(w.tx, round.id); sweep && !sweep->after)
      store::put_sweep(w.tx, {round.id, round.started_at.plus_ms(domain::first_step_ms(timers)), std::nullopt});
  auto e = w.event("escalation_timers.changed");
  e.incident_id = id;
  w.tx.append(std::move(e));
  return outcome(200, "escalation_timers", id);
}

}  // namespace musubi::flow
