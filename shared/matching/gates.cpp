#include "shared/matching/gates.hpp"
#include "shared/domain/preference.hpp"

#include <algorithm>
#include <array>

namespace musubi::matching {
namespace {

using domain::DayPart;
using domain::InsurancePlan;
using domain::Placard;

constexpr std::int64_t k_minute_ms = 60'000;

bool holds(const auto& list, const auto& id) { return !list.empty() && std::ranges::find(list, id) != list.end(); }

bool is_covered(const Person& p, Day day, std::optional<domain::IncidentKind> hazard) {
  if (!p.insurance || day < p.insurance->cover_from || day > p.insurance->cover_until) return false;
  const bool quake = hazard == domain::IncidentKind::earthquake || hazard == domain::IncidentKind::tsunami;
  return !quake || p.insurance->plan == InsurancePlan::natural_disaster;
}

bool is_busy(const Person& p, const std::optional<Interval>& window) {
  if (p.is_busy_always) return true;
  if (!window || p.busy.empty()) return false;
  return std::ranges::any_of(p.busy,
                             [&](const Interval& b) { return b.from < window->until && window->from < b.until; });
}

bool fits_told_times(const Person& p, const Asked& asked, const Setting& setting) {
  if (p.availability.empty()) return true;
  if (asked.slot) return p.availability.has(*asked.slot);
  return !setting.day || p.availability.has_day(weekday_of(*setting.day));
}

bool lacks_rest(const Person& p, const Asked& asked, const Policy& policy) {
  // A job of the same day is no night's rest missed: `busy` keeps the two apart.
  return p.last_job_end && asked.window && Day::of(*p.last_job_end) < asked.day &&
         asked.window->from.ms - p.last_job_end->ms < policy.rest_minutes * k_minute_ms;
}

bool is_placarded(const Need& need, const Policy& policy) {
  return need.placard == Placard::red || (need.placard == Placard::yellow && policy.yellow_allowed == 0);
}

bool is_excluded(const Person& p, const Need& need) {
  if (holds(p.excluded_needs, need.id)) return true;
  return !need.placed.empty() &&
         std::ranges::any_of(p.excluded_people, [&](auto id) { return holds(need.placed, id); });
}

bool is_too_far(const Person& p, const Policy& policy, std::optional<int> distance) {
  return distance && ((p.travel_max_m && *distance > *p.travel_max_m) ||
                      (policy.distance_max_m > 0 && *distance > policy.distance_max_m));
}

// `fails(gate)` for each gate that fails, in order, until it answers true.
template <class Fails>
void visit_gates(const Person& p, const Asked& asked, const Setting& setting, const Policy& policy,
                 std::optional<int> distance, bool has_ride, Fails fails) {
  const Need& need = *asked.need;
  const auto failed = [&](bool does, Gate gate) { return does && fails(gate); };
  if (failed(holds(p.offered, need.id), Gate::already_offered)) return;
  if (failed(!p.is_active, Gate::not_active)) return;
  if (failed(!p.has_consent, Gate::no_consent)) return;
  if (failed(p.open_offers >= policy.asked_max, Gate::asked_enough)) return;
  if (failed(need.is_stopped, Gate::stop_order)) return;
  if (failed(is_placarded(need, policy), Gate::placard)) return;
  if (failed(p.is_minor && !p.has_guardian_consent, Gate::minor_without_consent)) return;
  if (failed(is_excluded(p, need), Gate::excluded_pair)) return;
  if (failed(is_busy(p, asked.window), Gate::busy_then)) return;
  if (failed(!fits_told_times(p, asked, setting), Gate::not_available)) return;
  if (failed(p.hours_week_max && p.minutes_this_week + asked.minutes > 60LL * *p.hours_week_max, Gate::hours_limit))
    return;
  if (failed(lacks_rest(p, asked, policy), Gate::no_rest)) return;
  if (failed(!p.skills.has_all(need.licences), Gate::no_licence)) return;
  if (failed(need.gender_wish && p.gender != need.gender_wish, Gate::gender_wish)) return;
  if (failed(need.load > p.load_max, Gate::too_heavy)) return;
  if (failed(is_too_far(p, policy, distance), Gate::too_far)) return;
  if (failed(!has_ride && needs_seat(p, setting, distance) && seats_for(setting, p.district_id) <= 0,
             Gate::no_transport))
    return;
  if (!is_covered(p, asked.day, setting.hazard)) fails(Gate::no_insurance);
}

}  // namespace

std::string_view code(Gate gate) {
  constexpr std::array<std::string_view, k_gates> k_names{"already_offered",
                                                          "not_active",
                                                          "no_consent",
                                                          "asked_enough",
                                                          "stop_order",
                                                          "placard",
                                                          "minor_without_consent",
                                                          "excluded_pair",
                                                          "busy_then",
                                                          "not_available",
                                                          "hours_limit",
                                                          "no_rest",
                                                          "no_licence",
                                                          "gender_wish",
                                                          "too_heavy",
                                                          "too_far",
                                                          "no_transport",
                                                          "no_insurance"};
  return k_names[static_cast<std::size_t>(gate)];
}

Asked::Asked(const Need& n, const Setting& setting, const Policy& policy)
    : need(&n), day(setting.day.value_or(Day::of(setting.now))), minutes(policy.job_minutes) {
  if (!n.starts_at) return;
  window = Interval{*n.starts_at, n.ends_at.value_or(n.starts_at->plus_ms(policy.job_minutes * k_minute_ms))};
  slot = domain::slot_of(*n.starts_at);
  day = Day::of(*n.starts_at);
  minutes = (window->until.ms - window->from.ms) / k_minute_ms;
}

std::optional<Gate> gate_of(const Person& person, const Asked& asked, const Setting& setting, const Policy& policy,
                            std::optional<int> distance, bool has_ride) {
  std::optional<Gate> first;
  visit_gates(person, asked, setting, policy, distance, has_ride, [&](Gate gate) {
    first = gate;
    return true;
  });
  return first;
}

std::vector<Gate> gates_of(const Person& person, const Asked& asked, const Setting& setting, const Policy& policy,
                           std::optional<int> distance) {
  std::vector<Gate> all;
  visit_gates(person, asked, setting, policy, distance, false, [&](Gate gate) {
    all.push_back(gate);
    return false;
  });
  return all;
}

bool yields_to_a_lock(Gate gate) {
  switch (gate) {
    case Gate::already_offered:
    case Gate::asked_enough:
    case Gate::busy_then:
    case Gate::not_available:
    case Gate::hours_limit:
    case Gate::no_rest:
    case Gate::gender_wish:
    case Gate::too_heavy:
    case Gate::too_far:
    case Gate::no_transport:
      return true;
    case Gate::not_active:
    case Gate::no_consent:
    case Gate::stop_order:
    case Gate::placard:
    case Gate::minor_without_consent:
    case Gate::excluded_pair:
    case Gate::no_licence:
    case Gate::no_insurance:
      return false;
  }
  return false;
}

bool needs_seat(const Person& person, const Setting& setting, std::optional<int> distance) {
  return setting.ride_beyond_m && distance && *distance > *setting.ride_beyond_m && person.car_seats == 0;
}

int seats_for(const Setting& setting, const std::optional<DistrictId>& district) {
  int own = 0;
  int common = 0;
  bool has_own = false;
  for (const auto& pool : setting.pools) {
    if (!pool.district_id) common += pool.seats;
    if (pool.district_id && pool.district_id == district) {
      own += pool.seats;
      has_own = true;
    }
  }
  return has_own ? own : common;
}

}  // namespace musubi::matching
