#include "shared/domain/preference.hpp"

#include <algorithm>
#include <charconv>

namespace musubi::domain {
namespace {

constexpr std::int64_t k_day_ms = 24LL * 3600 * 1000;

int metres_of(const std::string& value) {
  int metres = 0;
  std::from_chars(value.data(), value.data() + value.size(), metres);
  return metres;
}

}  // namespace

Slot slot_of(Instant at) {
  const int minute = minute_of_day(at);
  const DayPart part = minute < 12 * 60 ? DayPart::am : minute < 17 * 60 ? DayPart::pm : DayPart::evening;
  return {weekday_of(Day::of(at)), part};
}

std::string slot_word(const Slot& slot) { return std::to_string(slot.weekday) + std::string(code(slot.part)); }

std::optional<Lesson> lesson_of(const Need& need, std::optional<DeclineReason> reason,
                                std::optional<double> distance_m) {
  if (!reason || need.is_drill) return std::nullopt;
  switch (*reason) {
    case DeclineReason::busy:
      if (!need.starts_at) return std::nullopt;
      return Lesson{PreferenceKind::slot, slot_word(slot_of(*need.starts_at))};
    case DeclineReason::too_far: {
      if (!distance_m || *distance_m < k_distance_step_m) return std::nullopt;
      const int steps = static_cast<int>(*distance_m) / k_distance_step_m;
      return Lesson{PreferenceKind::distance, std::to_string(steps * k_distance_step_m)};
    }
    case DeclineReason::not_my_skill:
      return Lesson{PreferenceKind::category, std::string(code(need.category))};
    case DeclineReason::health:
    case DeclineReason::weather:
    case DeclineReason::other:
      return std::nullopt;
  }
  return std::nullopt;
}

void learn(Preference& known, const Lesson& lesson, Instant now) {
  known.weight = std::min(known.weight + 1, k_preference_weight_max);
  if (known.kind == PreferenceKind::distance && metres_of(lesson.value) < metres_of(known.value))
    known.value = lesson.value;
  known.learned_at = now;
}

bool speaks_against(const Preference& preference, const Need& need, std::optional<double> distance_m) {
  switch (preference.kind) {
    case PreferenceKind::category:
      return preference.value == code(need.category);
    case PreferenceKind::slot:
      return need.starts_at && preference.value == slot_word(slot_of(*need.starts_at));
    case PreferenceKind::distance:
      return distance_m && *distance_m > metres_of(preference.value);
  }
  return false;
}

Instant forget_at(const Preference& preference, int preference_days) {
  return preference.learned_at.plus_ms(preference_days * k_day_ms);
}

}  // namespace musubi::domain
