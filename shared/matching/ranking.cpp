#include "shared/matching/ranking.hpp"

#include <algorithm>
#include <string>

namespace musubi::matching {
namespace {

constexpr int k_adult_years = 18;

int year_of(Day day) { return std::stoi(day.text().substr(0, 4)); }

// What speaks for somebody, in words that the person may read; what speaks against stays with the desk.
std::vector<domain::Reason> reasons_of(const std::vector<Term>& terms) {
  std::vector<domain::Reason> out;
  for (const auto& term : terms) {
    const bool speaks_for = term.kind == TermKind::near || (term.points >= 0 && term.kind != TermKind::distance);
    if (speaks_for) out.push_back({std::string(code(term.kind)), term.value});
  }
  return out;
}

Candidate candidate(const Asked& asked, const Helper& helper, const Person& person, std::optional<int> distance,
                    const Policy& policy) {
  Candidate out;
  out.volunteer_id = helper.volunteer.id;
  out.distance_m = distance;
  out.terms = pair_terms(person, asked, policy, distance);
  out.cost = -sum(out.terms);
  out.reasons = reasons_of(out.terms);
  return out;
}

Setting setting_of(std::optional<domain::IncidentKind> hazard, Instant at) {
  Setting setting;
  setting.now = at;
  setting.hazard = hazard;
  return setting;
}

}  // namespace

Person person_of(const Helper& helper, const NeedId& need_id, Day day) {
  const auto& v = helper.volunteer;
  Person p;
  p.id = v.id;
  p.is_active = v.status == domain::VolunteerStatus::active;
  p.has_consent = v.consent_at.has_value();
  p.is_busy_always = helper.busy_then;
  p.skills = SkillSet(v.skills);
  p.availability = SlotSet(v.availability);
  p.open_offers = helper.open_offers;
  p.jobs_last_weeks = helper.jobs_last_weeks;
  p.district_id = v.district_id;
  p.position = v.position;
  p.insurance = v.insurance;
  p.gender = v.gender;
  p.is_minor = v.birth_year && year_of(day) - *v.birth_year < k_adult_years;
  p.has_guardian_consent = v.guardian_consent_on.has_value();
  p.hours_week_max = v.hours_week_max;
  p.travel_max_m = v.travel_max_m;
  p.load_max = v.load_max.value_or(p.load_max);
  p.car_seats = v.car_seats.value_or(0);
  p.aversions = helper.aversions;
  if (helper.already_offered) p.offered.push_back(need_id);
  if (helper.past_jobs_here > 0) p.past_jobs.push_back({need_id, helper.past_jobs_here});
  return p;
}

Need need_of(const domain::Need& need) {
  Need n;
  n.id = need.id;
  n.people_min = need.crew.people_min;
  n.people_wanted = need.people_needed;
  n.people_max = need.people_max();
  n.gender_wish = need.crew.gender_wish;
  n.load = need.crew.load;
  n.placard = need.crew.placard;
  n.wished = SkillSet(need.skills);
  n.starts_at = need.starts_at;
  n.ends_at = need.ends_at;
  n.district_id = need.district_id;
  n.position = need.position;
  n.priority = need.priority;
  n.category = need.category;
  n.waiting_since = need.received_at;
  return n;
}

std::optional<Gate> gate_of(const domain::Need& need, std::optional<domain::IncidentKind> hazard, const Helper& helper,
                            Instant at, const Policy& policy) {
  return gate_of(person_of(helper, need.id, Day::of(at)), need_of(need), setting_of(hazard, at), policy,
                 travel_m(helper.volunteer.position, need.position));
}

Ranking rank(const domain::Need& need, std::optional<domain::IncidentKind> hazard, std::span<const Helper> helpers,
             Instant at, const Policy& policy) {
  const Need wanted = need_of(need);
  const Setting setting = setting_of(hazard, at);
  const Asked asked(wanted, setting, policy);
  const Spot place = spot_of(need.position);
  Ranking out;
  for (const auto& helper : helpers) {
    const Person person = person_of(helper, need.id, Day::of(at));
    const auto distance = travel_m(spot_of(person.position), place);
    if (const auto gate = gate_of(person, asked, setting, policy, distance))
      out.excluded.push_back({person.id, *gate});
    else
      out.candidates.push_back(candidate(asked, helper, person, distance, policy));
  }
  std::ranges::sort(out.candidates, [](const Candidate& a, const Candidate& b) {
    return std::tuple(a.cost, a.distance_m.value_or(0), a.volunteer_id) <
           std::tuple(b.cost, b.distance_m.value_or(0), b.volunteer_id);
  });
  std::ranges::sort(out.excluded, [](const Excluded& a, const Excluded& b) {
    return std::pair(a.gate, a.volunteer_id) < std::pair(b.gate, b.volunteer_id);
  });
  return out;
}

}  // namespace musubi::matching
