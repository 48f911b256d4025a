#include "server/store/wave_store.hpp"

#include "server/store/columns.hpp"
#include "server/store/offer_store.hpp"

namespace musubi::store {

using domain::Wave;

namespace {

Wave wave_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Wave w;
  w.id = column.id<WaveId>();
  w.need_id = column.id<NeedId>();
  w.cause = column.code<domain::WaveCause>();
  w.status = column.code<domain::WaveStatus>();
  w.end_reason = column.maybe_code<domain::WaveEnd>();
  w.expires_in_s = column.i64();
  w.together = column.maybe_integer();
  w.acceptance_permille = column.integer();
  w.rounds = column.integer();
  w.asked = column.integer();
  w.started_by = column.maybe_id<AccountId>();
  w.started_at = column.instant();
  w.ended_at = column.maybe_instant();
  w.version = column.integer();
  return w;
}

Turn turn_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Turn t;
  t.turn = column.integer();
  t.volunteer_id = column.id<VolunteerId>();
  t.reasons = reasons_from(column.text());
  return t;
}

}  // namespace

std::optional<Wave> find_wave(ReadTx& tx, WaveId id) {
  return decoded_first(tx, tx.first(sql::wave_by_id, {value_of(id)}), wave_from);
}

std::optional<Wave> running_wave(ReadTx& tx, NeedId need) {
  return decoded_first(tx, tx.first(sql::wave_running, {value_of(need)}), wave_from);
}

std::optional<Wave> wave_of_need(ReadTx& tx, NeedId need) {
  return decoded_first(tx, tx.first(sql::wave_of_need, {value_of(need)}), wave_from);
}

void insert_wave(Tx& tx, const Wave& w) {
  tx.run(sql::wave_insert, {value_of(w.id), value_of(w.need_id), value_of(w.cause), value_of(w.status),
                            value_of(w.end_reason), value_of(w.expires_in_s), value_of(w.together),
                            value_of(w.acceptance_permille), value_of(w.rounds), value_of(w.asked),
                            value_of(w.started_by), value_of(w.started_at), value_of(w.ended_at), value_of(w.version)});
}

void update_wave(Tx& tx, const Wave& w) {
  tx.run(sql::wave_update, {value_of(w.id), value_of(w.status), value_of(w.end_reason), value_of(w.acceptance_permille),
                            value_of(w.rounds), value_of(w.asked), value_of(w.ended_at)});
}

domain::WaveCounts wave_counts(ReadTx& tx, WaveId id) {
  domain::WaveCounts counts;
  if (const auto row = tx.first(sql::wave_counts, {value_of(id)})) {
    counts.open = static_cast<int>(row->i64(0));
    counts.accepted = static_cast<int>(row->i64(1));
    counts.declined = static_cast<int>(row->i64(2));
    counts.expired = static_cast<int>(row->i64(3));
  }
  if (const auto row = tx.first(sql::wave_next_expiry, {value_of(id)})) counts.next_expiry = Instant{row->i64(0)};
  return counts;
}

void insert_turns(Tx& tx, WaveId wave, std::span<const Turn> turns) {
  for (const auto& t : turns)
    tx.run(sql::wave_turn_insert,
           {value_of(wave), value_of(t.turn), value_of(t.volunteer_id), reasons_text(t.reasons)});
}

std::vector<Turn> next_turns(ReadTx& tx, WaveId wave, int limit) {
  return decoded<Turn>(tx, tx.query(sql::wave_turn_next, {value_of(wave), value_of(limit)}), turn_from);
}

void drop_turns_to(Tx& tx, WaveId wave, int turn) { tx.run(sql::wave_turn_drop_to, {value_of(wave), value_of(turn)}); }

domain::AnswerCount answers_seen(ReadTx& tx, Instant since, bool of_incidents) {
  const auto row = tx.first(sql::wave_answers_seen, {value_of(since), value_of(of_incidents)});
  return row ? domain::AnswerCount{row->i64(0), row->i64(1)} : domain::AnswerCount{};
}

}  // namespace musubi::store
