#pragma once
// Waves as kept: who asks on for which need, who comes next, and what was answered before.

#include <optional>
#include <span>
#include <vector>

#include "server/store/tx.hpp"
#include "shared/domain/wave.hpp"

namespace musubi::store {

std::optional<domain::Wave> find_wave(ReadTx& tx, WaveId id);
std::optional<domain::Wave> running_wave(ReadTx& tx, NeedId need);
std::optional<domain::Wave> wave_of_need(ReadTx& tx, NeedId need);  // the running one, else the last
// Throws StoreError{unique} when one is running already.
void insert_wave(Tx& tx, const domain::Wave& wave);
// status, end_reason, acceptance, rounds, asked and ended_at; bumps the version.
void update_wave(Tx& tx, const domain::Wave& wave);

domain::WaveCounts wave_counts(ReadTx& tx, WaveId id);

// Whose turn it is, best first. Turns are numbered by the caller, ever upwards.
struct Turn {
  int turn{0};
  VolunteerId volunteer_id;
  std::vector<domain::Reason> reasons;
};
void insert_turns(Tx& tx, WaveId wave, std::span<const Turn> turns);
std::vector<Turn> next_turns(ReadTx& tx, WaveId wave, int limit);
void drop_turns_to(Tx& tx, WaveId wave, int turn);

// Answers to offers made since; everyday work and incidents apart, drills left out.
domain::AnswerCount answers_seen(ReadTx& tx, Instant since, bool of_incidents);

}  // namespace musubi::store
