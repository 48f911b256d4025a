#include "server/flow/wave_flow.hpp"

#include <set>

#include "server/flow/asking.hpp"
#include "server/flow/memory.hpp"
#include "server/store/account_store.hpp"
#include "server/store/offer_store.hpp"
#include "server/store/preference_store.hpp"
#include "server/store/wave_store.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

using domain::Need;
using domain::OfferStatus;
using domain::Wave;
using domain::WaveEnd;

constexpr std::int64_t k_seen_ms = 90LL * 24 * 3600 * 1000;
constexpr std::int64_t k_too_late_ms = 10LL * 60 * 1000;
constexpr int k_turns_max = 200;  // ranked at once; the next ranking comes when they are used up

domain::Event wave_event(const Write& w, std::string type, const Need& need, const Wave& wave) {
  auto e = w.event(std::move(type));
  e.need_id = need.id;
  e.district_id = need.district_id;
  e.incident_id = need.incident_id;
  e.subject_id = wave.id;
  return e;
}

int acceptance_of(store::ReadTx& tx, const Need& need, const domain::OfferPolicy& policy, Instant now) {
  const auto seen = store::answers_seen(tx, now.plus_ms(-k_seen_ms), need.incident_id.has_value());
  return domain::expected_acceptance_permille(seen, policy);
}

// Whoever started the wave decides how far it reaches; the house itself reaches everybody.
domain::Actor reach_of(Write& w, const Wave& wave) {
  if (wave.started_by)
    if (const auto account = store::find_account(w.tx, *wave.started_by)) return Memory::actor_of(*account);
  return domain::the_system();
}

// Ranks everybody who was not asked for this need before. The dear part: once at the start, and once more when the
// turns are used up and nobody's answer is awaited.
void fill_turns(Write& w, const Need& need, const Wave& wave) {
  std::set<VolunteerId> asked;
  for (const auto& offer : store::offers_of_need(w.tx, need.id)) asked.insert(offer.volunteer_id);
  std::vector<store::Turn> turns;
  for (auto& c : ranked_for(w.tx, reach_of(w, wave), need, w.now)) {
    if (static_cast<int>(turns.size()) == k_turns_max) break;
    if (asked.contains(c.volunteer_id)) continue;
    turns.push_back({static_cast<int>(turns.size()) + 1, c.volunteer_id, std::move(c.reasons)});
  }
  store::insert_turns(w.tx, wave.id, turns);
}

// The next `wanted` people whose turn it is and whom nothing keeps from it now; returns how many were asked.
int ask_next(Write& w, const Need& need, Wave& wave, int wanted) {
  const Gatekeeper gates(w.tx, need);
  const Instant end = domain::wave_offer_end(w.now, wave.expires_in_s, need.starts_at);
  int asked = 0;
  while (asked < wanted) {
    const auto turns = store::next_turns(w.tx, wave.id, wanted - asked);
    if (turns.empty()) break;
    store::drop_turns_to(w.tx, wave.id, turns.back().turn);
    for (const auto& turn : turns) {
      auto person = gates.admitted(w.tx, need, turn.volunteer_id, w.now);
      if (!person) continue;
      put_offer(w, need, {*person, turn.reasons, {}}, end, wave.id);
      ++asked;
    }
  }
  if (asked == 0) return 0;
  ++wave.rounds;
  wave.asked += asked;
  store::update_wave(w.tx, wave);
  auto e = wave_event(w, "wave.asked", need, wave);
  e.data = "asked=" + std::to_string(asked);
  w.tx.append(std::move(e));
  return asked;
}

void end_wave(Write& w, const Need& need, Wave& wave, WaveEnd reason) {
  wave.status = domain::WaveStatus::ended;
  wave.end_reason = reason;
  wave.ended_at = w.now;
  store::update_wave(w.tx, wave);
  store::drop_turns_to(w.tx, wave.id, k_turns_max);
  auto e = wave_event(w, "wave.ended", need, wave);
  e.data = "reason=" + std::string(domain::code(reason));
  w.tx.append(std::move(e));
}

// Asks as many as are missing by now, or ends the wave when nobody is or nobody is left.
void go_on(Write& w, const Need& need, Wave& wave) {
  if (!domain::takes_offers(need.status)) return end_wave(w, need, wave, WaveEnd::closed);
  const int missing = domain::people_missing(need, store::offers_holding(w.tx, need.id));
  if (missing == 0) return end_wave(w, need, wave, WaveEnd::full);
  const int open = store::places_of(w.tx, need).open;
  const int wanted = domain::people_to_ask(wave, missing, open);
  if (wanted == 0 || ask_next(w, need, wave, wanted) > 0 || open > 0) return;
  fill_turns(w, need, wave);
  if (ask_next(w, need, wave, wanted) == 0) end_wave(w, need, wave, WaveEnd::no_candidates);
}

Wave begin(Write& w, const Need& need, domain::WaveCause cause, std::int64_t expires_in_s) {
  Wave wave;
  wave.id = w.id<WaveId>();
  wave.need_id = need.id;
  wave.cause = cause;
  wave.expires_in_s = expires_in_s;
  wave.started_at = w.now;
  wave.acceptance_permille = acceptance_of(w.tx, need, store::offer_policy(w.tx), w.now);
  return wave;
}

Result<Need> need_within_reach(store::ReadTx& tx, const domain::Actor& actor, const NeedId& id) {
  auto need = store::find_need(tx, id);
  if (!need) return fail(Code::not_found);
  if (const auto ok = domain::may_see_district(actor, need->district_id); !ok) return pass_on(ok.error());
  return std::move(*need);
}

domain::WaveStanding standing_of(store::ReadTx& tx, Wave wave, const Need& need) {
  const auto counts = store::wave_counts(tx, wave.id);
  return {std::move(wave), counts, domain::people_missing(need, store::offers_holding(tx, need.id))};
}

}  // namespace

Result<Outcome> start_wave(Write& w, const NeedId& need_id, const domain::NewWave& ask) {
  const auto need = need_within_reach(w.tx, w.actor, need_id);
  if (!need) return pass_on(need.error());
  if (store::running_wave(w.tx, need_id)) return fail(Code::wave_running);
  const int missing = domain::people_missing(*need, store::offers_holding(w.tx, need_id));
  if (!domain::takes_offers(need->status) || missing == 0)
    return fail_next(Code::wrong_state, domain::allowed_step_codes(*need));
  Wave wave = begin(w, *need, domain::WaveCause::staff, ask.expires_in_s);
  wave.together = ask.together;
  wave.started_by = w.actor.account_id;
  store::insert_wave(w.tx, wave);
  w.tx.append(wave_event(w, "wave.started", *need, wave));
  fill_turns(w, *need, wave);
  const int open = store::places_of(w.tx, *need).open;
  const int wanted = domain::people_to_ask(wave, missing, open);
  if (wanted > 0 && ask_next(w, *need, wave, wanted) == 0 && open == 0) return fail(Code::no_candidates);
  return outcome(201, "wave", wave.id);
}

Result<Outcome> stop_wave(Write& w, const NeedId& need_id) {
  const auto need = need_within_reach(w.tx, w.actor, need_id);
  if (!need) return pass_on(need.error());
  auto wave = store::running_wave(w.tx, need_id);
  if (!wave) return fail_next(Code::wrong_state, domain::allowed_step_codes(*need));
  end_wave(w, *need, *wave, WaveEnd::stopped);
  return outcome(200, "wave", wave->id);
}

void keep_asking(Write& w, const Need& need) {
  if (auto wave = store::running_wave(w.tx, need.id)) go_on(w, need, *wave);
}

void replace_somebody(Write& w, const Need& need, domain::WaveCause cause) {
  if (store::running_wave(w.tx, need.id)) return keep_asking(w, need);
  if (!domain::takes_offers(need.status)) return;
  if (domain::people_missing(need, store::offers_holding(w.tx, need.id)) == 0) return;
  if (need.starts_at && need.starts_at->plus_ms(-k_too_late_ms) <= w.now) return;
  Wave wave = begin(w, need, cause, store::offer_policy(w.tx).wave_expires_in_s);
  store::insert_wave(w.tx, wave);
  w.tx.append(wave_event(w, "wave.started", need, wave));
  fill_turns(w, need, wave);
  go_on(w, need, wave);
}

Result<WavePicture> wave_of(Read& r, const NeedId& need_id) {
  const auto need = need_within_reach(r.tx, r.actor, need_id);
  if (!need) return pass_on(need.error());
  WavePicture out;
  out.seq = r.tx.seq();
  if (auto wave = store::wave_of_need(r.tx, need_id)) out.wave = standing_of(r.tx, std::move(*wave), *need);
  auto& forecast = out.forecast;
  forecast.missing = domain::people_missing(*need, store::offers_holding(r.tx, need_id));
  forecast.acceptance_permille = acceptance_of(r.tx, *need, store::offer_policy(r.tx), r.now);
  forecast.size = domain::wave_size(forecast.missing, forecast.acceptance_permille);
  return out;
}

Result<domain::WaveStanding> read_wave(Read& r, const WaveId& id) {
  auto wave = store::find_wave(r.tx, id);
  if (!wave) return fail(Code::not_found);
  const auto need = need_within_reach(r.tx, r.actor, wave->need_id);
  if (!need) return pass_on(need.error());
  return standing_of(r.tx, std::move(*wave), *need);
}

}  // namespace musubi::flow
