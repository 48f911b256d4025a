#include "server/flow/plan_check.hpp"

#include <algorithm>

#include "server/flow/plan_world.hpp"
#include "server/store/exclusion_store.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/need_store.hpp"
#include "server/store/offer_store.hpp"
#include "server/store/volunteer_store.hpp"
#include "shared/domain/crew_rules.hpp"
#include "shared/domain/need_life.hpp"
#include "shared/domain/offer_rules.hpp"
#include "shared/matching/ranking.hpp"

namespace musubi::flow {
namespace {

using domain::MovedCode;
using domain::Need;
using domain::Offer;
using domain::OfferStatus;

bool is_accepted(const Offer& o) { return o.status == OfferStatus::accepted && !o.served_at; }

bool has(const std::vector<domain::Skill>& skills, domain::Skill skill) {
  return std::ranges::find(skills, skill) != skills.end();
}

class Checker {
 public:
  Checker(Write& w, const domain::Plan& plan, const domain::PlanContent& content)
      : w_(w),
        plan_(plan),
        content_(content),
        policy_(matching_policy(w.tx)),
        exclusions_(store::every_exclusion(w.tx)) {
    setting_.now = w.now;
    setting_.day = plan.day;
    if (plan.incident_id)
      if (const auto incident = store::find_incident(w.tx, *plan.incident_id)) setting_.hazard = incident->kind;
  }

  Checked check() {
    for (const auto& line : content_.needs) {
      if (line.placed == 0) continue;
      auto need = store::find_need(w_.tx, line.need_id);
      if (const auto moved = moved_need(line, need)) {
        tell(*moved, line.need_id, std::nullopt);
        continue;
      }
      ReadyNeed ready{std::move(*need), store::offers_holding(w_.tx, line.need_id), {}};
      if (const auto moved = moved_places(line, ready)) {
        tell(*moved, line.need_id, std::nullopt);
        continue;
      }
      put_people(ready);
      if (is_enough(ready))
        out_.needs.push_back(std::move(ready));
      else if (!ready.ready.empty())
        tell(MovedCode::places_changed, line.need_id, std::nullopt);
    }
    return std::move(out_);
  }

 private:
  void tell(MovedCode code, const std::optional<NeedId>& need, const std::optional<VolunteerId>& person) {
    out_.moved.push_back({code, need, person});
  }

  std::optional<MovedCode> moved_need(const domain::PlanNeed& line, const std::optional<Need>& need) const {
    if (!need || !domain::takes_offers(need->status)) return MovedCode::need_closed;
    if (domain::need_mark(*need) != line.mark || !is_of_day(*need, plan_.day)) return MovedCode::need_changed;
    return std::nullopt;
  }

  static std::optional<MovedCode> moved_places(const domain::PlanNeed& line, const ReadyNeed& ready) {
    const int taken = domain::count_places(ready.need, ready.holding).accepted;
    if (ready.need.people_max() - taken < line.placed) return MovedCode::places_changed;
    if (ready.need.crew.people_min > taken + line.placed && line.people_min != ready.need.crew.people_min)
      return MovedCode::places_changed;
    return std::nullopt;
  }

  void put_people(ReadyNeed& ready) {
    for (const auto& a : content_.assignments) {
      if (a.need_id != ready.need.id) continue;
      auto v = store::find_volunteer(w_.tx, a.volunteer_id);
      if (!v || is_barred(ready, *v)) {
        tell(MovedCode::volunteer_gone, a.need_id, a.volunteer_id);
        continue;
      }
      ReadyNeed::Ready one{a, std::move(*v), std::nullopt};
      if (const auto moved = moved_person(ready.need, one))
        tell(*moved, a.need_id, a.volunteer_id);
      else
        ready.ready.push_back(std::move(one));
    }
  }

  // By a gate that no decision overrides: left, paused, insurance or consent ended, excluded from the household or from
  // somebody who goes there. No plan holds such a pair, so it is news.
  bool is_barred(const ReadyNeed& ready, const domain::Volunteer& v) {
    matching::Helper helper;
    helper.volunteer = v;
    auto person = matching::person_of(helper, ready.need.id, plan_.day);
    auto need = matching::need_of(ready.need);
    for (const auto& one : ready.ready) need.placed.push_back(one.volunteer.id);
    for (const auto& offer : ready.holding)
      if (is_accepted(offer)) need.placed.push_back(offer.volunteer_id);
    for (const auto& e : exclusions_) {
      if (e.other_volunteer_id && e.volunteer_id == v.id) person.excluded_people.push_back(*e.other_volunteer_id);
      if (e.other_volunteer_id == v.id) person.excluded_people.push_back(e.volunteer_id);
      if (e.need_id && e.volunteer_id == v.id && is_household(*e.need_id, ready.need))
        person.excluded_needs.push_back(ready.need.id);
    }
    const auto distance = matching::travel_m(v.position, ready.need.position);
    const auto gates =
        matching::gates_of(person, matching::Asked(need, setting_, policy_), setting_, policy_, distance);
    return !std::ranges::all_of(gates, matching::yields_to_a_lock);
  }

  bool is_household(const NeedId& id, const Need& need) {
    const auto meant = store::find_need(w_.tx, id);
    return meant && is_same_household(*meant, need.id, phone_of(need));
  }

  // A gate that a person has overridden in the plan is no news.
  static bool is_known(const domain::PlanAssignment& a, std::string_view gate) {
    return std::ranges::find(a.warnings, gate) != a.warnings.end();
  }

  std::optional<MovedCode> moved_person(const Need& need, ReadyNeed::Ready& one) {
    const auto& a = one.assignment;
    for (auto& offer : store::offers_of_volunteer(w_.tx, a.volunteer_id, plan_.made_at.plus_ms(-1))) {
      if (offer.need_id == need.id) {
        if (is_accepted(offer) || offer.status == OfferStatus::waitlisted) return MovedCode::already_answered;
        if (offer.status == OfferStatus::declined && !is_known(a, "already_offered")) return MovedCode::declined;
        if (offer.status == OfferStatus::open) one.open = std::move(offer);
      } else if (is_accepted(offer) && !is_known(a, "busy_then") && overlaps(need, offer.need_id)) {
        return MovedCode::volunteer_busy;
      }
    }
    return std::nullopt;
  }

  bool overlaps(const Need& need, const NeedId& other_id) {
    const auto other = store::find_need(w_.tx, other_id);
    const bool same_world = other && (plan_.is_drill ? other->incident_id == plan_.incident_id : !other->is_drill);
    if (!same_world || !need.starts_at || !other->starts_at) return false;
    const auto end_of = [&](const Need& n) {
      return n.ends_at.value_or(n.starts_at->plus_ms(std::int64_t{policy_.job_minutes} * 60'000));
    };
    return *need.starts_at < end_of(*other) && *other->starts_at < end_of(need);
  }

  bool is_enough(const ReadyNeed& ready) {
    std::vector<std::vector<domain::Skill>> crew;
    for (const auto& one : ready.ready) crew.push_back(one.volunteer.skills);
    for (const auto& offer : ready.holding)
      if (is_accepted(offer))
        if (const auto v = store::find_volunteer(w_.tx, offer.volunteer_id)) crew.push_back(v->skills);
    if (ready.ready.empty()) return false;
    const bool whole = placed_of(ready.need.id) == ready.ready.size();
    if (whole) return true;  // as a person has put it together
    if (std::cmp_less(crew.size(), ready.need.crew.people_min)) return false;
    return std::ranges::all_of(domain::wanted_roles(ready.need.crew), [&](const domain::RoleCount& role) {
      return std::ranges::count_if(crew, [&](const auto& skills) { return has(skills, role.role); }) >= role.count;
    });
  }

  std::size_t placed_of(const NeedId& id) const {
    return static_cast<std::size_t>(std::ranges::count(content_.assignments, id, &domain::PlanAssignment::need_id));
  }

  Write& w_;
  const domain::Plan& plan_;
  const domain::PlanContent& content_;
  matching::Policy policy_;
  matching::Setting setting_;
  std::vector<domain::Exclusion> exclusions_;
  Checked out_;
};

}  // namespace

Checked check_plan(Write& w, const domain::Plan& plan, const domain::PlanContent& content) {
  return Checker(w, plan, content).check();
}

}  // namespace musubi::flow
