#pragma once
// What declines teach about somebody's wishes. It costs in the ranking and never excludes; the person sees it in words
// and erases it; it is forgotten by itself, and weakened by every yes that speaks against it.

#include <optional>
#include <string>

#include "shared/domain/need.hpp"
#include "shared/domain/offer.hpp"

namespace musubi::domain {

enum class PreferenceKind : std::uint8_t { category, slot, distance };
MUSUBI_CODES(PreferenceKind, "category", "slot", "distance");

inline constexpr int k_preference_weight_max = 5;
inline constexpr int k_distance_step_m = 500;

struct Preference {
  PreferenceId id;
  VolunteerId volunteer_id;
  PreferenceKind kind{};
  std::string value;  // a category's code; "6am" (weekday and part of the day); metres beyond which
  int weight{1};      // how often it was said, at most k_preference_weight_max
  Instant learned_at;
};

struct Lesson {
  PreferenceKind kind{};
  std::string value;
  bool operator==(const Lesson&) const = default;
};

Slot slot_of(Instant at);
std::string slot_word(const Slot& slot);  // "6am"

// busy → the part of the week, too_far → the distance (rounded down to k_distance_step_m), not_my_skill → the category.
// health and weather say nothing of wishes; nothing is learned from a drill.
std::optional<Lesson> lesson_of(const Need& need, std::optional<DeclineReason> reason,
                                std::optional<double> distance_m);
// The same person, kind and value: heavier. Of distances only the nearest is kept.
void learn(Preference& known, const Lesson& lesson, Instant now);
bool speaks_against(const Preference& preference, const Need& need, std::optional<double> distance_m);
Instant forget_at(const Preference& preference, int preference_days);

}  // namespace musubi::domain
