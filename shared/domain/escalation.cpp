#include "shared/domain/escalation.hpp"

#include <algorithm>
#include <array>

namespace musubi::domain {
namespace {

constexpr std::int64_t k_ms_of_minute = 60'000;

}  // namespace

EscalationMinutes minutes_for(std::span<const EscalationMinutes> lines, std::optional<int> level) {
  const auto line_of = [&](int wanted) { return std::ranges::find(lines, wanted, &EscalationMinutes::level); };
  if (level)
    if (const auto own = line_of(*level); own != lines.end()) return *own;
  if (const auto all = line_of(0); all != lines.end()) return *all;
  return {};
}

std::int64_t first_step_ms(std::span<const EscalationMinutes> lines) {
  int shortest = minutes_for(lines, std::nullopt).to_coordinator;
  for (const auto& line : lines) shortest = std::min(shortest, line.to_coordinator);
  return shortest * k_ms_of_minute;
}

Rung rung_at(Instant since, const EscalationMinutes& minutes, Instant now) {
  const std::array<int, 3> waits{minutes.to_coordinator, minutes.to_center, minutes.to_hq};
  constexpr std::array k_steps{EscalationStep::watch_team, EscalationStep::coordinator, EscalationStep::center};
  Instant due = since;
  for (std::size_t i = 0; i < waits.size(); ++i) {
    due = due.plus_ms(waits[i] * k_ms_of_minute);
    if (now < due) return {k_steps[i], due};
  }
  return {EscalationStep::hq, std::nullopt};
}

}  // namespace musubi::domain
