// Commits a plan: what was proposed becomes offers or teams, through the same places as every other offer.
#include <algorithm>
#include <set>
#include <variant>

#include "server/flow/asking.hpp"
#include "server/flow/notice_flow.hpp"
#include "server/flow/place_flow.hpp"
#include "server/flow/plan_check.hpp"
#include "server/flow/plan_flow.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/need_store.hpp"
#include "server/store/offer_store.hpp"
#include "shared/domain/offer_rules.hpp"

namespace musubi::flow {
namespace {

using domain::Need;
using domain::Plan;
using domain::PlanContent;

domain::Event event_of(const Write& w, std::string type, const Need& need) {
  auto e = w.event(std::move(type));
  e.need_id = need.id;
  e.district_id = need.district_id;
  e.incident_id = need.incident_id;
  return e;
}

// What speaks for somebody, in words that the person may read; the rest stays with the plan.
std::vector<domain::Reason> reasons_of(const domain::PlanAssignment& a) {
  static constexpr auto k_told =
      std::to_array<std::string_view>({"near", "same_district", "skill", "available", "past_helper", "rested"});
  std::vector<domain::Reason> out;
  for (const auto& reason : a.reasons)
    if (std::ranges::find(k_told, reason.code) != k_told.end()) out.push_back({reason.code, reason.value});
  return out;
}

class Committer {
 public:
  Committer(Write& w, const Plan& plan, PlanContent& content, std::int64_t expires_in_s)
      : w_(w), plan_(plan), content_(content), expires_at_(w.now.plus_s(expires_in_s)) {}

  Result<void> ask(const ReadyNeed& ready) {
    for (const auto& one : ready.ready)
      content_.offers.push_back(one.open ? one.open->id : made(ready.need, one, Telling::now));
    return {};
  }

  // Places of the team are taken by the same decision as a tap on "accept".
  Result<void> form(ReadyNeed ready) {
    Need& need = ready.need;
    raise_places(need, ready);
    domain::Team team;
    team.id = w_.id<TeamId>();
    team.number = static_cast<int>(w_.tx.next("team:" + plan_.incident_id->text()));
    team.incident_id = *plan_.incident_id;
    team.need_id = need.id;
    team.plan_id = plan_.id;
    team.formed_at = w_.now;
    for (const auto& one : ready.ready) {
      auto offer = one.open ? one.open : store::find_offer(w_.tx, made(need, one, Telling::later));
      if (!offer) return fail(Code::broken, "offer just made");
      const auto holding = store::offers_holding(w_.tx, need.id);
      const auto decision = domain::accept(need, *offer, holding, std::min(w_.now, offer->expires_at.plus_ms(-1)));
      if (!decision) return pass_on(decision.error());
      const auto* const place = std::get_if<domain::TakePlace>(&*decision);
      if (place == nullptr) return fail(Code::broken, "a place that was free is not");
      offer->answered_at = w_.now;
      offer->answered_by = domain::AnsweredBy::staff;
      take_place(w_, need, *offer, place->place_number, "offer.accepted");
      tell(w_, domain::NoticeKind::team_formed, *offer, need, ear_of(w_.tx, offer->volunteer_id));
      team.members.push_back({offer->volunteer_id, offer->id, false});
      content_.offers.push_back(offer->id);
    }
    choose_leader(team, ready);
    store::insert_team(w_.tx, team);
    auto e = event_of(w_, "team.formed", need);
    e.subject_id = team.id;
    w_.tx.append(std::move(e));
    settle_places(w_, need);
    return {};
  }

 private:
  OfferId made(const Need& need, const ReadyNeed::Ready& one, Telling telling) {
    Chosen chosen{one.volunteer, reasons_of(one.assignment), {}};
    for (const auto& gate : one.assignment.warnings) chosen.warnings.push_back({gate, std::nullopt});
    return put_offer(w_, need, chosen, expires_at_, std::nullopt, telling);
  }

  // A plan may send more people than are needed, up to the most that may go; the places follow.
  void raise_places(Need& need, const ReadyNeed& ready) {
    const int taken = domain::count_places(need, ready.holding).accepted;
    const int wanted = taken + static_cast<int>(ready.ready.size());
    if (wanted <= need.people_needed) return;
    need.people_needed = wanted;
    save_need(w_, need, event_of(w_, "need.changed", need));
  }

  static void choose_leader(domain::Team& team, const ReadyNeed& ready) {
    const auto planned = std::ranges::find_if(ready.ready, [](const auto& one) { return one.assignment.is_leader; });
    const auto able = std::ranges::find_if(ready.ready, [](const auto& one) {
      return std::ranges::find(one.volunteer.skills, domain::Skill::leader) != one.volunteer.skills.end();
    });
    const auto chosen = planned != ready.ready.end() ? planned : able;
    if (chosen == ready.ready.end()) return;
    for (auto& member : team.members) member.is_leader = member.volunteer_id == chosen->volunteer.id;
  }

  Write& w_;
  const Plan& plan_;
  PlanContent& content_;
  Instant expires_at_;
};

// The plan as it came true: without what was left out.
void keep_ready(PlanContent& content, const Checked& checked) {
  std::set<std::pair<NeedId, VolunteerId>> ready;
  for (const auto& need : checked.needs)
    for (const auto& one : need.ready) ready.emplace(need.need.id, one.volunteer.id);
  std::erase_if(content.assignments,
                [&](const domain::PlanAssignment& a) { return !ready.contains({a.need_id, a.volunteer_id}); });
  content.objective = 0;
  content.travel_m = 0;
  for (auto& line : content.needs) line.placed = 0;
  for (const auto& a : content.assignments) {
    content.objective += a.points;
    content.travel_m += a.distance_m.value_or(0);
    const auto line = std::ranges::find(content.needs, a.need_id, &domain::PlanNeed::need_id);
    if (line != content.needs.end()) ++line->placed;
  }
  content.bound = std::max(content.bound, content.objective);
  content.left_out = checked.moved;
}

Result<void> may_commit(Write& w, const Plan& plan, int if_version) {
  if (const auto ok = may_see_plan(w.actor, plan); !ok) return pass_on(ok.error());
  if (plan.version != if_version) return fail(Code::stale_edit);
  if (plan.status != domain::PlanStatus::draft || plan.day < Day::of(w.now))
    return fail_next(Code::wrong_state, {"make_plan"});
  if (plan.incident_id) {
    const auto incident = store::find_incident(w.tx, *plan.incident_id);
    if (incident && incident->status == domain::IncidentStatus::closed) return fail(Code::incident_closed);
  }
  return {};
}

}  // namespace

Result<Outcome> commit_plan(Write& w, const PlanId& id, int if_version, const domain::PlanCommit& ask) {
  auto plan = store::find_plan(w.tx, id);
  if (!plan) return fail(Code::not_found);
  if (const auto ok = may_commit(w, *plan, if_version); !ok) return pass_on(ok.error());
  auto version = store::find_plan_version(w.tx, id, plan->version);
  if (!version) return fail(Code::broken, "plan without its content");
  auto& content = version->content;
  auto checked = check_plan(w, *plan, content);
  if (!checked.moved.empty() && (!ask.drop_moved || checked.needs.empty())) {
    std::vector<std::string> next{"resolve"};
    if (!checked.needs.empty()) next.insert(next.begin(), "commit_without_moved");
    return std::unexpected(Error{Code::plan_moved, {}, domain::moved_fields(checked.moved), std::move(next), {}});
  }
  if (!checked.moved.empty()) keep_ready(content, checked);
  Committer committer(w, *plan, content, ask.expires_in_s);
  for (auto& ready : checked.needs) {
    const auto done = plan->incident_id ? committer.form(std::move(ready)) : committer.ask(ready);
    if (!done) return pass_on(done.error());
  }
  plan->status = domain::PlanStatus::committed;
  if (!store::update_plan(w.tx, *plan, content, {plan->version, std::nullopt, w.now, w.actor.account_id}))
    return fail(Code::stale_edit);
  auto e = w.event("plan.committed");
  e.incident_id = plan->incident_id;
  e.district_id = plan->district_id;
  e.subject_id = plan->id;
  w.tx.append(std::move(e));
  return outcome(200, "plan.committed", id);
}

}  // namespace musubi::flow
