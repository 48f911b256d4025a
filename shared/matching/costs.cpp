#include "shared/matching/costs.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numbers>
#include <numeric>

namespace musubi::matching {
namespace {

using domain::Skill;

constexpr int k_metres_a_point = 10;
constexpr int k_near_m = 2'000;
constexpr std::int64_t k_day_ms = 86'400'000;

// The kind of aversion that meets this need; none where it does not.
std::string_view met_by(const Aversion& a, const Asked& asked, std::optional<int> distance) {
  if (a.category && a.category == asked.need->category) return "category";
  if (a.slot && a.slot == asked.slot) return "slot";
  if (a.beyond_m && distance && *distance > *a.beyond_m) return "distance";
  return {};
}

// One definition of what a pair is worth. `take(kind, value, points)`: the value is a number whose meaning is the
// kind's (metres, a count, a skill, -1 for none); text is made from it only where somebody reads it.
template <class Take>
void visit_terms(const Person& p, const Asked& asked, const Policy& policy, std::optional<int> distance, Take take) {
  const Need& need = *asked.need;
  const bool same_district = p.district_id && p.district_id == need.district_id;
  if (distance)
    take(*distance <= k_near_m ? TermKind::near : TermKind::distance, *distance, -(*distance / k_metres_a_point));
  else
    take(TermKind::distance, -1, same_district ? -policy.unknown_near : -policy.unknown_far);
  if (same_district) take(TermKind::same_district, -1, policy.same_district);
  for (std::uint32_t rest = need.wished.bits(); rest != 0; rest &= rest - 1) {
    const auto skill = static_cast<Skill>(std::countr_zero(rest));
    const bool has = p.skills.has(skill);
    take(has ? TermKind::skill : TermKind::skill_missing, static_cast<int>(skill), has ? 0 : -policy.skill_missing);
  }
  if (need.starts_at && !p.availability.empty()) take(TermKind::available, -1, 0);
  for (const auto& past : p.past_jobs)
    if (past.need_id == need.id && past.jobs > 0)
      take(TermKind::past_helper, past.jobs, policy.past_job * std::min(past.jobs, policy.past_jobs_max));
  if (p.jobs_last_weeks == 0)
    take(TermKind::rested, -1, 0);
  else
    take(TermKind::recent_jobs, p.jobs_last_weeks,
         -policy.recent_job * std::min(p.jobs_last_weeks, policy.recent_jobs_max));
  for (const auto& a : p.aversions)
    if (const auto kind = met_by(a, asked, distance); !kind.empty())
      take(TermKind::prefers_not,
           kind == "category" ? 0
           : kind == "slot"   ? 1
                              : 2,
           -(a.points * policy.preference_percent / 100));
}

// A distance that is told to a volunteer is rounded, so that it does not give the house away before acceptance.
std::string hundreds(int metres) { return std::to_string(std::max(1, (metres + 50) / 100) * 100); }

std::optional<std::string> text_of(TermKind kind, int value) {
  if (value < 0) return std::nullopt;
  switch (kind) {
    case TermKind::near:
    case TermKind::distance:
      return hundreds(value);
    case TermKind::skill:
    case TermKind::skill_missing:
    case TermKind::role:
      return std::string(domain::code(static_cast<Skill>(value)));
    case TermKind::prefers_not:
      return std::string(value == 0 ? "category" : value == 1 ? "slot" : "distance");
    default:
      return std::to_string(value);
  }
}

std::int64_t step_of(const Need& need, const Policy& policy) {
  switch (need.priority) {
    case domain::Priority::crisis:
      return policy.step_crisis;
    case domain::Priority::priority:
      return policy.step_priority;
    case domain::Priority::normal:
      return 1;
  }
  return 1;
}

int days_waiting(const Need& need, const Setting& setting, const Policy& policy) {
  const auto days = (setting.now.ms - need.waiting_since.ms) / k_day_ms;
  return static_cast<int>(std::clamp<std::int64_t>(days, 0, policy.age_days_max));
}

}  // namespace

std::string_view code(TermKind kind) {
  constexpr std::array<std::string_view, 16> k_names{"place",         "waiting",     "vulnerable",    "extra_place",
                                                     "told",          "role",        "near",          "distance",
                                                     "same_district", "skill",       "skill_missing", "available",
                                                     "past_helper",   "recent_jobs", "rested",        "prefers_not"};
  static_assert(k_names.size() == static_cast<std::size_t>(TermKind::prefers_not) + 1);
  return k_names[static_cast<std::size_t>(kind)];
}

Spot spot_of(const std::optional<Position>& position) {
  if (!position || !is_valid(*position)) return {};
  constexpr double k_rad = std::numbers::pi / 180;
  const double lat = position->lat * k_rad;
  const double lng = position->lng * k_rad;
  return {std::cos(lat) * std::cos(lng), std::cos(lat) * std::sin(lng), std::sin(lat), true};
}

std::optional<int> travel_m(const std::optional<Position>& a, const std::optional<Position>& b) {
  return travel_m(spot_of(a), spot_of(b));
}

Reward reward_of(const Need& need, const Setting& setting, const Policy& policy) {
  const auto wanted = step_of(need, policy) * (policy.place + policy.age_day * days_waiting(need, setting, policy) +
                                               (need.is_vulnerable ? policy.vulnerable : 0));
  return {wanted, wanted * policy.extra_percent / 100};
}

std::vector<Term> reward_terms(const Need& need, const Setting& setting, const Policy& policy, bool is_extra) {
  if (is_extra) return {{TermKind::extra_place, std::nullopt, reward_of(need, setting, policy).extra}};
  const auto step = step_of(need, policy);
  std::vector<Term> out{{TermKind::place, std::string(domain::code(need.priority)), step * policy.place}};
  if (const int days = days_waiting(need, setting, policy); days > 0 && policy.age_day > 0)
    out.push_back({TermKind::waiting, std::to_string(days), step * policy.age_day * days});
  if (need.is_vulnerable && policy.vulnerable > 0)
    out.push_back({TermKind::vulnerable, std::nullopt, step * policy.vulnerable});
  return out;
}

std::int32_t pair_points(const Person& person, const Asked& asked, const Policy& policy, std::optional<int> distance) {
  std::int32_t points = 0;
  visit_terms(person, asked, policy, distance, [&](TermKind, int, std::int32_t p) { points += p; });
  return points;
}

std::vector<Term> pair_terms(const Person& person, const Asked& asked, const Policy& policy,
                             std::optional<int> distance) {
  std::vector<Term> out;
  visit_terms(person, asked, policy, distance,
              [&](TermKind kind, int value, std::int32_t p) { out.push_back({kind, text_of(kind, value), p}); });
  return out;
}

std::int64_t sum(const std::vector<Term>& terms) {
  return std::accumulate(terms.begin(), terms.end(), std::int64_t{0},
                         [](std::int64_t s, const Term& t) { return s + t.points; });
}

}  // namespace musubi::matching
