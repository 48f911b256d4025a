#include "server/app/demo_ticker.hpp"

#include <unordered_set>

#include "server/app/demo.hpp"
#include "server/app/demo_story.hpp"
#include "server/flow/incident_flow.hpp"
#include "server/flow/memory.hpp"

namespace musubi::app {
namespace {

using domain::CheckMethod;
using domain::SafetyStatus;

struct Answer {
  SafetyStatus status;
  CheckMethod method;
};

Answer answer_of(demo::Dice& dice) {
  const int x = dice.below(100);
  if (x < 62) return {SafetyStatus::safe_home, dice.chance(60) ? CheckMethod::visit : CheckMethod::phone};
  if (x < 80) return {SafetyStatus::safe_sheltered, CheckMethod::shelter};
  if (x < 87) return {SafetyStatus::safe_elsewhere, CheckMethod::family};
  if (x < 92) return {SafetyStatus::checking, CheckMethod::visit};
  if (x < 96) return {SafetyStatus::unreachable, CheckMethod::phone};
  if (x < 99) return {SafetyStatus::needs_help, CheckMethod::visit};
  return {SafetyStatus::needs_rescue, CheckMethod::visit};
}

// Somebody of whom nobody knows yet; those who are being looked for come after those never heard of.
std::optional<RegistrantId> somebody_open(flow::Write& w, const RoundId& round, demo::Dice& dice) {
  std::unordered_set<Uuid> heard_of;
  std::vector<RegistrantId> looked_for;
  for (const auto& state : store::states(w.tx, round)) {
    heard_of.insert(state.registrant_id);
    if (domain::is_open(state.status)) looked_for.push_back(state.registrant_id);
  }
  std::vector<RegistrantId> unknown;
  w.memory.with_roster([&](const auto& roster) {
    for (const auto& [id, row] : roster)
      if (row.consented && !heard_of.contains(id)) unknown.push_back(id);
  });
  const auto& people = unknown.empty() ? looked_for : unknown;
  if (people.empty()) return std::nullopt;
  return dice.pick(people);
}

}  // namespace

flow::Command demo_tick(std::uint64_t n) {
  return [n](flow::Write& w) -> Result<flow::Outcome> {
    const flow::Outcome nothing{204, "none", {}};
    const auto drill = store::find_incident(w.tx, demo_drill_id());
    if (!drill || drill->status != domain::IncidentStatus::open) return nothing;
    const auto round = store::open_round(w.tx, drill->id);
    if (!round) return nothing;
    demo::Dice dice(n + 0x7469636bULL);
    const auto person = somebody_open(w, round->id, dice);
    if (!person) return nothing;
    const auto answer = answer_of(dice);
    domain::NewCheck ask;
    ask.registrant_id = *person;
    ask.status = answer.status;
    ask.method = answer.method;
    if (answer.status == SafetyStatus::needs_help) ask.note = "割れた窓の片付け（訓練の想定）";
    return flow::record_check(w, round->id, ask);
  };
}

}  // namespace musubi::app
