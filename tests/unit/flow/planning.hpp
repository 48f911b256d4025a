#pragma once
// A day in November with people and needs around one place, and the plans that are made of it.

#include "server/flow/plan_flow.hpp"
#include "server/store/event_store.hpp"
#include "tests/unit/flow/offers_go_on.hpp"

namespace musubi::flow {

using domain::PlanChange;

class Planning : public OffersGoOn {
 protected:
  static inline const Day k_day = *Day::parse("2026-11-24");
  static void in_the_morning(domain::Need& need) {
    need.starts_at = Instant::parse("2026-11-24T09:00:00.000+09:00");
    need.ends_at = Instant::parse("2026-11-24T11:00:00.000+09:00");
  }
  Sketch sketch(std::optional<IncidentId> incident = {}) {
    domain::NewPlan ask;
    ask.incident_id = incident;
    ask.day = k_day;
    auto found = look([&](Read& r) { return sketch_new(r, ask); });
    EXPECT_TRUE(found);
    return std::move(*found);
  }
  PlanId make(std::optional<IncidentId> incident = {}) {
    const auto s = sketch(incident);
    const auto content = solved(s.world, {}, matching::k_quick);
    EXPECT_TRUE(content);
    return run([&](Write& w) { return keep_plan(w, s.plan, *content); })->ref_id<PlanId>();
  }
  domain::PlanContent content_of(const PlanId& id) {
    return look(
        [&](Read& r) { return store::find_plan_version(r.tx, id, store::find_plan(r.tx, id)->version)->content; });
  }
  Result<Outcome> commit(const PlanId& id, bool drop_moved = false, int version = 1) {
    return run([&](Write& w) { return commit_plan(w, id, version, {3600, drop_moved}); });
  }
  IncidentId an_incident(bool is_drill) {
    domain::Incident i;
    i.id = fresh<IncidentId>();
    i.name = "見本";
    i.kind = domain::IncidentKind::earthquake;
    i.is_drill = is_drill;
    i.opened_at = now_;
    run([&](Write& w) -> Result<Outcome> {
      store::insert_incident(w.tx, i);
      return Outcome{204, "none", {}};
    });
    return i.id;
  }
  static PlanChange change(domain::PlanChangeKind kind, VolunteerId who = {}, NeedId need = {}) {
    PlanChange c;
    c.kind = kind;
    c.volunteer_id = who;
    c.need_id = need;
    return c;
  }
};

}  // namespace musubi::flow
