#include "server/flow/plan_world.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "server/flow/asking.hpp"
#include "server/flow/preference_flow.hpp"
#include "server/store/exclusion_store.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/need_store.hpp"
#include "server/store/policy_store.hpp"
#include "server/store/preference_store.hpp"
#include "server/store/volunteer_store.hpp"
#include "shared/domain/crew_rules.hpp"
#include "shared/domain/gazetteer.hpp"
#include "shared/domain/need_life.hpp"
#include "shared/matching/ranking.hpp"

namespace musubi::flow {
namespace {

using domain::Need;
using domain::OfferStatus;
using domain::Volunteer;

constexpr std::int64_t k_day_ms = 24LL * 3'600'000;
constexpr std::int64_t k_weeks_ms = 28 * k_day_ms;
constexpr std::int64_t k_minute_ms = 60'000;

// Monday 00:00 in Japan of the week in which the day lies.
Instant week_start(Day day) {
  const int since_monday = (weekday_of(day) + 6) % 7;
  return Instant{(static_cast<std::int64_t>(day.days) - since_monday) * k_day_ms - 9 * 3'600'000};
}

bool is_accepted(const store::LiveOffer& o) { return o.status == OfferStatus::accepted; }

std::optional<matching::Interval> interval_of(const std::optional<Instant>& from, const std::optional<Instant>& until,
                                              const matching::Policy& policy) {
  if (!from) return std::nullopt;
  return matching::Interval{*from, until.value_or(from->plus_ms(policy.job_minutes * k_minute_ms))};
}

// Puts the world together, one kind of fact after the other.
class Builder {
 public:
  Builder(store::ReadTx& tx, const domain::Plan& plan, Instant now) : tx_(tx), plan_(plan), now_(now) {}

  DayWorld build() {
    world_.seq = tx_.seq();
    auto& problem = world_.problem;
    problem.policy = matching_policy(tx_);
    problem.setting.now = now_;
    problem.setting.day = plan_.day;
    if (problem.policy.ride_beyond_m > 0) problem.setting.ride_beyond_m = problem.policy.ride_beyond_m;
    if (plan_.incident_id)
      if (const auto incident = store::find_incident(tx_, *plan_.incident_id)) problem.setting.hazard = incident->kind;
    put_people();
    put_needs();
    put_offers();
    put_history();
    put_squads();
    put_exclusions();
    return std::move(world_);
  }

 private:
  matching::Person* person(const VolunteerId& id) {
    const auto at = person_at_.find(id);
    return at == person_at_.end() ? nullptr : &world_.problem.people[at->second];
  }
  matching::Need* need(const NeedId& id) {
    const auto at = need_at_.find(id);
    return at == need_at_.end() ? nullptr : &world_.problem.needs[at->second];
  }

  void put_people() {
    const auto all = plan_.district_id ? store::volunteers_in(tx_, std::span(&*plan_.district_id, 1))
                                       : store::active_volunteers(tx_);
    const auto wishes = store::all_preferences(tx_, remembered_since(tx_, now_));
    for (const auto& v : all) {
      if (v.status != domain::VolunteerStatus::active) continue;
      matching::Helper helper;
      helper.volunteer = v;
      if (const auto it = wishes.find(v.id); it != wishes.end()) helper.aversions = aversions_of(it->second);
      auto p = matching::person_of(helper, NeedId{}, plan_.day);
      person_at_.emplace(v.id, world_.problem.people.size());
      world_.problem.people.push_back(std::move(p));
    }
  }

  void put_needs() {
    store::NeedFilter filter;
    filter.incident = plan_.incident_id;
    filter.district = plan_.district_id;
    filter.open_only = true;
    filter.without_drills = !plan_.is_drill;
    auto found = store::needs(tx_, filter, store::Page::everything());
    std::erase_if(found, [&](const Need& n) {
      return n.incident_id != plan_.incident_id || !domain::takes_offers(n.status) || !is_of_day(n, plan_.day);
    });
    std::ranges::sort(found, [](const Need& a, const Need& b) {
      return std::tuple(b.priority, a.received_at, a.id) < std::tuple(a.priority, b.received_at, b.id);
    });
    for (const auto& n : found) {
      auto asked = matching::need_of(n);
      for (const auto& role : domain::wanted_roles(n.crew)) asked.roles.push_back({role.role, role.count});
      asked.is_vulnerable = n.registrant_id.has_value();
      need_at_.emplace(n.id, world_.problem.needs.size());
      world_.problem.needs.push_back(std::move(asked));
      phones_.push_back(phone_of(n));
      domain::PlanNeed line;
      line.need_id = n.id;
      line.people_min = n.crew.people_min;
      line.people_needed = n.people_needed;
      line.people_max = n.people_max();
      line.mark = domain::need_mark(n);
      world_.needs.push_back(line);
    }
  }

  // Who holds a place is no part of the plan and busy then; who was asked is told; who said no is not asked again.
  void put_offers() {
    for (const auto& o : store::live_offers(tx_, world_of(plan_))) {
      auto* const p = person(o.volunteer_id);
      auto* const n = need(o.need_id);
      if (n != nullptr && is_accepted(o)) {
        ++n->taken;
        n->placed.push_back(o.volunteer_id);
        fill_roles(*n, o.volunteer_id);
      }
      if (p == nullptr) continue;
      if (n != nullptr && o.status == OfferStatus::open) {
        world_.problem.told.push_back({o.volunteer_id, o.need_id});
        continue;
      }
      if (n != nullptr) p->offered.push_back(o.need_id);
      if (o.status == OfferStatus::open) ++p->open_offers;
      if (!is_accepted(o)) continue;
      if (const auto when = interval_of(o.starts_at, o.ends_at, world_.problem.policy)) p->busy.push_back(*when);
    }
    for (const auto& o : store::declined_offers(tx_, world_of(plan_)))
      if (auto* const p = person(o.volunteer_id); p != nullptr && need(o.need_id) != nullptr)
        p->offered.push_back(o.need_id);
    for (std::size_t i = 0; i < world_.needs.size(); ++i) world_.needs[i].taken = world_.problem.needs[i].taken;
    drop_full_needs();
  }

  // Where all places are taken there is nothing to plan.
  void drop_full_needs() {
    auto& needs = world_.problem.needs;
    std::size_t kept = 0;
    need_at_.clear();
    for (std::size_t i = 0; i < needs.size(); ++i) {
      if (world_.needs[i].wanted() <= 0) continue;
      need_at_.emplace(needs[i].id, kept);
      if (kept != i) {
        needs[kept] = std::move(needs[i]);
        world_.needs[kept] = world_.needs[i];
        phones_[kept] = std::move(phones_[i]);
      }
      ++kept;
    }
    needs.resize(kept);
    world_.needs.resize(kept);
    phones_.resize(kept);
    std::erase_if(world_.problem.told, [&](const matching::Pair& pair) { return need(pair.need_id) == nullptr; });
  }

  // The plan fills what those who have said yes do not.
  void fill_roles(matching::Need& n, const VolunteerId& id) {
    const auto held = skills_of(id);
    for (auto& role : n.roles)
      if (held.has(role.skill)) --role.count;
    std::erase_if(n.roles, [](const matching::Role& role) { return role.count <= 0; });
  }
  matching::SkillSet skills_of(const VolunteerId& id) {
    if (const auto* const p = person(id)) return p->skills;
    const auto v = store::find_volunteer(tx_, id);
    return v ? matching::SkillSet(v->skills) : matching::SkillSet{};
  }

  void put_history() {
    const auto since_monday = week_start(plan_.day);
    for (const auto& work : store::recent_work(tx_, world_of(plan_), now_.plus_ms(-k_weeks_ms))) {
      auto* const p = person(work.volunteer_id);
      if (p == nullptr) continue;
      ++p->jobs_last_weeks;
      const auto when = interval_of(work.starts_at, work.ends_at, world_.problem.policy);
      const auto end = when ? std::min(when->until, work.served_at) : work.served_at;
      if (!p->last_job_end || *p->last_job_end < end) p->last_job_end = end;
      if (when && when->from >= since_monday)
        p->minutes_this_week += static_cast<int>((when->until.ms - when->from.ms) / k_minute_ms);
    }
    for (const auto& help : store::past_helpers(tx_, world_of(plan_)))
      if (auto* const p = person(help.volunteer_id); p != nullptr && need(help.need_id) != nullptr)
        p->past_jobs.push_back({help.need_id, help.jobs});
  }

  void put_squads() {
    std::int32_t party = 0;
    for (const auto& squad : store::squads_kept_together(tx_)) {
      std::vector<matching::Person*> members;
      for (const auto& id : squad.member_ids)
        if (auto* const p = person(id); p != nullptr && p->party < 0) members.push_back(p);
      if (members.size() < 2) continue;
      for (auto* const p : members) {
        p->party = party;
        world_.squads.emplace(p->id, squad.id);
      }
      ++party;
    }
  }

  void put_exclusions() {
    for (const auto& e : store::every_exclusion(tx_)) {
      auto* const p = person(e.volunteer_id);
      if (e.other_volunteer_id) {
        if (p != nullptr) p->excluded_people.push_back(*e.other_volunteer_id);
        if (auto* const other = person(*e.other_volunteer_id)) other->excluded_people.push_back(e.volunteer_id);
      } else if (p != nullptr) {
        for (const auto& id : needs_of_household(*e.need_id)) p->excluded_needs.push_back(id);
      }
    }
  }

  std::vector<NeedId> needs_of_household(const NeedId& id) {
    const auto known = households_.find(id);
    if (known != households_.end()) return known->second;
    std::vector<NeedId> out;
    if (const auto meant = store::find_need(tx_, id)) {
      for (std::size_t i = 0; i < world_.needs.size(); ++i)
        if (is_same_household(*meant, world_.needs[i].need_id, phones_[i])) out.push_back(world_.needs[i].need_id);
    }
    return households_.emplace(id, std::move(out)).first->second;
  }

  store::ReadTx& tx_;
  const domain::Plan& plan_;
  Instant now_;
  DayWorld world_;
  std::map<VolunteerId, std::size_t> person_at_;
  std::map<NeedId, std::size_t> need_at_;
  std::vector<std::string> phones_;
  std::map<NeedId, std::vector<NeedId>> households_;
};

}  // namespace

store::PlanWorld world_of(const domain::Plan& plan) { return {plan.is_drill, plan.incident_id}; }

DayWorld day_world(store::ReadTx& tx, const domain::Plan& plan, Instant now) { return Builder(tx, plan, now).build(); }

matching::Policy matching_policy(store::ReadTx& tx) {
  auto policy = ranking_policy(tx);
  const auto kept = store::find_policy(tx, "matching");
  for (const auto& weight : matching::weights())
    if (const auto at = kept.numbers.find(weight.name); at != kept.numbers.end()) policy.*weight.field = at->second;
  return policy;
}

bool is_of_day(const domain::Need& need, Day day) {
  if (!need.starts_at) return true;
  const auto last = need.ends_at && *need.ends_at > *need.starts_at ? need.ends_at->plus_ms(-1) : *need.starts_at;
  return Day::of(*need.starts_at) <= day && day <= Day::of(last);
}

std::string phone_of(const domain::Need& need) {
  return need.requester ? domain::phone_digits(need.requester->phone) : std::string{};
}

bool is_same_household(const domain::Need& meant, const NeedId& here, std::string_view phone_here) {
  if (here == meant.id || meant.merged_into == here) return true;
  return !phone_here.empty() && phone_of(meant) == phone_here;
}

}  // namespace musubi::flow
