#pragma once
// Asking on and on for one need. A running wave lives in rows only: whatever ends an offer or frees a place asks the
// next people in the same transaction, so nothing is forgotten by a restart and no wave runs twice.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "shared/domain/wave.hpp"

namespace musubi::flow {

// wave_running when one is; wrong_state when nobody is missing or the need takes no offers; no_candidates when nobody
// can be asked.
Result<Outcome> start_wave(Write& w, const NeedId& need_id, const domain::NewWave& ask);
Result<Outcome> stop_wave(Write& w, const NeedId& need_id);

// After anything that changed the places or offers of a need: the running wave, if any, asks the next people or ends.
void keep_asking(Write& w, const domain::Need& need);
// Somebody has to be replaced: the running wave goes on, else a new one starts. Not in the last minutes before the
// work.
void replace_somebody(Write& w, const domain::Need& need, domain::WaveCause cause);

struct WavePicture {
  std::optional<domain::WaveStanding> wave;
  domain::WaveForecast forecast;
  std::int64_t seq{0};
};
Result<WavePicture> wave_of(Read& r, const NeedId& need_id);
// For the answer to a command and for live events.
Result<domain::WaveStanding> read_wave(Read& r, const WaveId& id);

}  // namespace musubi::flow
