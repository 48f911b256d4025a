#pragma once
// Days to plan, made from a seed: the same on every machine. Used by the tests (small, everything at once) and by
// plan_bench (a large day).

#include <algorithm>
#include <random>
#include <vector>

#include "shared/matching/model.hpp"

namespace musubi::matching::testing_days {

struct DaySize {
  int people{4'000};
  int needs{2'500};
  double extent_km{15};
  int party_percent{20};   // of the people, in parties of 2 to 6
  int leader_percent{12};  // of the people
  int leader_needs_percent{25};
  int skill_needs_percent{15};
  int min_percent{30};  // of the needs, with a minimum above one
  int wanted_max{3};
  int crisis_percent{4};
  int priority_percent{15};
  int exclusions{20};  // pairs of people
  int locks{0};
  int told{0};
  int seats_percent{0};  // of the people: seats in buses; 0: nobody counts seats
  int gate_percent{10};  // of the people, kept out by something
};

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  int between(int lo, int hi) { return lo + below(hi - lo + 1); }
  bool percent(int p) { return below(100) < p; }
  double unit() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }

 private:
  std::mt19937_64 engine_;
};

template <class T>
T numbered(int n) {
  T out;
  out.bytes[14] = static_cast<std::uint8_t>(n >> 8);
  out.bytes[15] = static_cast<std::uint8_t>(n);
  return out;
}

inline constexpr Instant k_dawn{1'795'381'200'000};  // 2026-11-23 06:00 in Japan, a Monday

inline Position somewhere(Dice& dice, double extent_km) {
  // Half of everything lies around five centres, as towns do.
  double x = dice.unit();
  double y = dice.unit();
  if (dice.percent(50)) {
    const int town = dice.below(5);
    x = 0.15 + 0.17 * town + 0.06 * (x - 0.5);
    y = 0.2 + 0.13 * ((town * 3) % 5) + 0.06 * (y - 0.5);
  }
  return {35.2 + y * extent_km / 111.2, 139.0 + x * extent_km / 90.8};
}

inline int district_of(const Position& p, double extent_km) {
  const int x = std::clamp(static_cast<int>((p.lng - 139.0) * 90.8 / extent_km * 5), 0, 4);
  const int y = std::clamp(static_cast<int>((p.lat - 35.2) * 111.2 / extent_km * 5), 0, 4);
  return 1 + 5 * y + x;
}

inline Person a_person(Dice& dice, int n, const DaySize& size) {
  Person p;
  p.id = numbered<VolunteerId>(n);
  p.position = somewhere(dice, size.extent_km);
  p.district_id = numbered<DistrictId>(district_of(*p.position, size.extent_km));
  p.insurance = domain::InsuranceCover{domain::InsurancePlan::natural_disaster, std::nullopt, *Day::parse("2026-04-01"),
                                       *Day::parse("2027-03-31"), std::nullopt};
  if (dice.percent(size.leader_percent)) p.skills.add(domain::Skill::leader);
  if (dice.percent(8)) p.skills.add(domain::Skill::chainsaw);
  if (dice.percent(15)) p.skills.add(domain::Skill::light_truck);
  p.car_seats = dice.percent(40) ? dice.between(1, 5) : 0;
  p.gender = dice.percent(50) ? domain::Gender::female : domain::Gender::male;
  p.load_max = dice.percent(20) ? domain::Load::normal : domain::Load::heavy;
  p.jobs_last_weeks = dice.percent(60) ? 0 : dice.between(1, 6);
  if (dice.percent(30)) p.travel_max_m = 1'000 * dice.between(2, 10);
  if (dice.percent(size.gate_percent)) {
    const int what = dice.below(4);
    if (what == 0) p.insurance.reset();
    if (what == 1) p.has_consent = false;
    if (what == 2) p.is_minor = true;
    if (what == 3) p.availability.add({2, domain::DayPart::am});  // Tuesdays only
  }
  return p;
}

inline Need a_need(Dice& dice, int n, const DaySize& size) {
  Need need;
  need.id = numbered<NeedId>(n);
  need.position = somewhere(dice, size.extent_km);
  need.district_id = numbered<DistrictId>(district_of(*need.position, size.extent_km));
  need.people_wanted = dice.between(1, size.wanted_max);
  need.people_max = need.people_wanted + dice.below(2);
  if (need.people_wanted > 1 && dice.percent(size.min_percent)) need.people_min = dice.between(2, need.people_wanted);
  if (dice.percent(size.leader_needs_percent)) need.roles.push_back({domain::Skill::leader, 1});
  if (dice.percent(size.skill_needs_percent))
    need.roles.push_back({dice.percent(50) ? domain::Skill::chainsaw : domain::Skill::light_truck,
                          need.people_wanted > 2 && dice.percent(20) ? 2 : 1});
  if (dice.percent(5)) need.gender_wish = dice.percent(80) ? domain::Gender::female : domain::Gender::male;
  if (dice.percent(10)) need.load = domain::Load::heavy;
  if (dice.percent(20)) need.wished.add(domain::Skill::light_truck);
  need.starts_at = k_dawn.plus_s(3'600LL * dice.between(3, 9));
  need.ends_at = need.starts_at->plus_s(7'200);
  need.waiting_since = k_dawn.plus_s(-86'400LL * dice.below(20));
  need.is_vulnerable = dice.percent(15);
  const int urgent = dice.below(100);
  if (urgent < size.crisis_percent)
    need.priority = domain::Priority::crisis;
  else if (urgent < size.crisis_percent + size.priority_percent)
    need.priority = domain::Priority::priority;
  return need;
}

inline void make_parties(Dice& dice, Problem& day, const DaySize& size) {
  int party = 0;
  for (std::size_t i = 0; i + 1 < day.people.size();) {
    if (!dice.percent(size.party_percent * 100 / (100 + 2 * size.party_percent))) {
      ++i;
      continue;
    }
    const int members = dice.between(2, std::min(6, static_cast<int>(day.people.size() - i)));
    for (int k = 0; k < members; ++k, ++i) {
      day.people[i].party = party;
      day.people[i].position = day.people[i - static_cast<std::size_t>(k)].position;
    }
    ++party;
  }
}

inline Problem a_day(std::uint64_t seed, const DaySize& size) {
  Dice dice(seed);
  Problem day;
  day.setting.now = k_dawn;
  day.setting.day = Day::of(k_dawn);
  day.setting.hazard = domain::IncidentKind::earthquake;
  for (int n = 1; n <= size.people; ++n) day.people.push_back(a_person(dice, n, size));
  for (int n = 1; n <= size.needs; ++n) day.needs.push_back(a_need(dice, n, size));
  make_parties(dice, day, size);
  for (int k = 0; k < size.exclusions && size.people > 1; ++k) {
    auto& p = day.people[static_cast<std::size_t>(dice.below(size.people))];
    p.excluded_people.push_back(day.people[static_cast<std::size_t>(dice.below(size.people))].id);
  }
  const auto some_pair = [&] {
    return Pair{day.people[static_cast<std::size_t>(dice.below(size.people))].id,
                day.needs[static_cast<std::size_t>(dice.below(size.needs))].id};
  };
  for (int k = 0; k < size.locks; ++k) day.locks.push_back(some_pair());
  for (int k = 0; k < size.told; ++k) day.told.push_back(some_pair());
  if (size.seats_percent > 0) {
    day.setting.ride_beyond_m = 2'000;
    const int seats = size.people * size.seats_percent / 100;
    for (int d = 1; d <= 25; d += 3) day.setting.pools.push_back({numbered<DistrictId>(d), seats / 12});
    day.setting.pools.push_back({std::nullopt, seats / 4});
  }
  return day;
}

}  // namespace musubi::matching::testing_days
