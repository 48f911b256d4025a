#include "shared/domain/safety.hpp"

#include <algorithm>

namespace musubi::domain {
namespace {

void earlier(std::optional<Instant>& kept, const std::optional<Instant>& other) {
  if (other && (!kept || *other < *kept)) kept = other;
}
void later(std::optional<Instant>& kept, const std::optional<Instant>& other) {
  if (other && (!kept || *other > *kept)) kept = other;
}

}  // namespace

Instant corrected(Instant occurred_at, std::optional<Instant> sent_at, Instant now) {
  const std::int64_t clock_is_behind_ms = sent_at ? now.ms - sent_at->ms : 0;
  return std::min(occurred_at.plus_ms(clock_is_behind_ms), now);
}

bool covers(const CheckRound& round, const DistrictId& district) {
  return round.district_ids.empty() || std::ranges::find(round.district_ids, district) != round.district_ids.end();
}

const CheckRound* round_of(const DistrictId& district, std::span<const CheckRound> rounds) {
  const CheckRound* newest = nullptr;
  for (const auto& round : rounds)
    if (covers(round, district) && (newest == nullptr || newest->number < round.number)) newest = &round;
  return newest;
}

std::vector<CheckRound> rounds_in_force(std::span<const DistrictId> districts, std::span<const CheckRound> rounds) {
  std::vector<CheckRound> out;
  for (const auto& district : districts)
    if (const auto* round = round_of(district, rounds);
        round && std::ranges::find(out, round->id, &CheckRound::id) == out.end())
      out.push_back(*round);
  std::ranges::sort(out, std::greater{}, &CheckRound::number);
  return out;
}

std::vector<Progress> progress_by_district(std::span<const DistrictId> districts,
                                           std::span<const PersonStanding> standings) {
  std::vector<Progress> rows;
  std::map<DistrictId, std::size_t> row_of;
  const auto row_for = [&](const DistrictId& id) -> Progress& {
    const auto [at, is_new] = row_of.try_emplace(id, rows.size());
    if (is_new) rows.emplace_back().district_id = id;
    return rows[at->second];
  };
  for (const auto& id : districts) row_for(id);
  for (const auto& person : standings) {
    auto& row = row_for(person.district_id);
    ++row.counts[static_cast<std::size_t>(person.status)];
    if (is_open(person.status)) earlier(row.oldest_open_since, person.open_since);
    later(row.last_recorded_at, person.recorded_at);
  }
  return rows;
}

Progress total_of(std::span<const Progress> rows) {
  Progress out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < out.counts.size(); ++i) out.counts[i] += row.counts[i];
    earlier(out.oldest_open_since, row.oldest_open_since);
    later(out.last_recorded_at, row.last_recorded_at);
    out.needs_open += row.needs_open;
  }
  return out;
}

}  // namespace musubi::domain
