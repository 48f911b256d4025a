#include "shared/matching/ranking.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace musubi::matching {
namespace {

using domain::DayPart;
using domain::IncidentKind;
using domain::InsurancePlan;
using domain::Need;
using domain::Reason;
using domain::Volunteer;

constexpr double k_unknown_same_district_m = 1'500;
constexpr double k_unknown_elsewhere_m = 6'000;
constexpr double k_missing_skill_m = 2'000;
constexpr double k_same_district_m = 500;
constexpr double k_past_job_m = 500;
constexpr int k_past_jobs_max = 3;
constexpr double k_recent_job_m = 400;
constexpr int k_recent_jobs_max = 5;
constexpr double k_near_m = 2'000;

DayPart part_of(Instant at) {
  const int minute = minute_of_day(at);
  return minute < 12 * 60 ? DayPart::am : minute < 17 * 60 ? DayPart::pm : DayPart::evening;
}

bool fits_told_times(const Need& need, const Volunteer& v) {
  if (!need.starts_at) return true;
  const domain::Slot wanted{weekday_of(Day::of(*need.starts_at)), part_of(*need.starts_at)};
  return std::ranges::find(v.availability, wanted) != v.availability.end();
}

bool is_covered(const Volunteer& v, std::optional<IncidentKind> hazard, Day day) {
  if (!v.insurance || day < v.insurance->cover_from || day > v.insurance->cover_until) return false;
  const bool quake = hazard == IncidentKind::earthquake || hazard == IncidentKind::tsunami;
  return !quake || v.insurance->plan == InsurancePlan::natural_disaster;
}

bool has_skill(const Volunteer& v, domain::Skill skill) { return std::ranges::find(v.skills, skill) != v.skills.end(); }

// A distance that is told to a volunteer is rounded, so that it does not give the house away before acceptance.
std::string hundreds_of_metres(double metres) { return std::to_string(std::max(1L, std::lround(metres / 100)) * 100); }

Candidate candidate(const Need& need, const Helper& helper) {
  const auto& v = helper.volunteer;
  Candidate out;
  out.volunteer_id = v.id;
  const bool same_district = v.district_id == need.district_id;
  if (need.position && v.position) {
    const double metres = distance_m(*need.position, *v.position);
    out.distance_m = static_cast<int>(std::lround(metres));
    out.cost += metres;
    if (metres <= k_near_m) out.reasons.push_back({"near", hundreds_of_metres(metres)});
  } else {
    out.cost += same_district ? k_unknown_same_district_m : k_unknown_elsewhere_m;
  }
  if (same_district) {
    out.cost -= k_same_district_m;
    out.reasons.push_back({"same_district", std::nullopt});
  }
  for (const auto skill : need.skills) {
    if (has_skill(v, skill))
      out.reasons.push_back({"skill", std::string(domain::code(skill))});
    else
      out.cost += k_missing_skill_m;
  }
  if (need.starts_at && !v.availability.empty()) out.reasons.push_back({"available", std::nullopt});
  if (helper.past_jobs_here > 0) {
    out.cost -= k_past_job_m * std::min(helper.past_jobs_here, k_past_jobs_max);
    out.reasons.push_back({"past_helper", std::to_string(helper.past_jobs_here)});
  }
  out.cost += k_recent_job_m * std::min(helper.jobs_last_weeks, k_recent_jobs_max);
  if (helper.jobs_last_weeks == 0) out.reasons.push_back({"rested", std::nullopt});
  return out;
}

}  // namespace

std::string_view code(Gate gate) {
  constexpr std::array<std::string_view, 6> k_names{"already_offered", "not_active",    "no_consent",
                                                    "busy_then",       "not_available", "no_insurance"};
  static_assert(k_names.size() == static_cast<std::size_t>(Gate::no_insurance) + 1);
  return k_names[static_cast<std::size_t>(gate)];
}

std::optional<Gate> gate_of(const Need& need, std::optional<IncidentKind> hazard, const Helper& helper, Instant at) {
  const auto& v = helper.volunteer;
  if (helper.already_offered) return Gate::already_offered;
  if (v.status != domain::VolunteerStatus::active) return Gate::not_active;
  if (!v.consent_at) return Gate::no_consent;
  if (helper.busy_then) return Gate::busy_then;
  if (!v.availability.empty() && !fits_told_times(need, v)) return Gate::not_available;
  if (!is_covered(v, hazard, Day::of(at))) return Gate::no_insurance;
  return std::nullopt;
}

Ranking rank(const Need& need, std::optional<IncidentKind> hazard, std::span<const Helper> helpers, Instant at) {
  Ranking out;
  for (const auto& helper : helpers) {
    if (const auto gate = gate_of(need, hazard, helper, at))
      out.excluded.push_back({helper.volunteer.id, *gate});
    else
      out.candidates.push_back(candidate(need, helper));
  }
  std::ranges::sort(out.candidates, [](const Candidate& a, const Candidate& b) {
    return std::pair(a.cost, a.volunteer_id) < std::pair(b.cost, b.volunteer_id);
  });
  std::ranges::sort(out.excluded, [](const Excluded& a, const Excluded& b) {
    return std::pair(a.gate, a.volunteer_id) < std::pair(b.gate, b.volunteer_id);
  });
  return out;
}

}  // namespace musubi::matching
