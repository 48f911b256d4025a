#pragma once
// Use cases of plans: read, make, change, commit. What takes long (plan_compute.hpp) happens between a reading and a
// command: the reading gives a Sketch, the command keeps what was computed from it if nobody was faster.

#include <optional>
#include <span>
#include <vector>

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/flow/plan_compute.hpp"
#include "server/store/plan_store.hpp"
#include "server/store/team_store.hpp"
#include "shared/domain/disclosure.hpp"
#include "shared/domain/plan_commands.hpp"

namespace musubi::flow {

// A plan as it stands and the world of now.
struct Sketch {
  domain::Plan plan;
  domain::PlanContent content;  // of its newest version; of a new one, only the seats
  DayWorld world;
};

// For a plan that is to be made: refuses what does not exist, a day that is past, what is beyond the asker's reach.
Result<Sketch> sketch_new(Read& r, const domain::NewPlan& ask);
// For a plan that is to be changed or asked about. `to_change`: it must be a draft of an open incident, and of
// `if_version` where one is given.
struct SketchOf {
  PlanId id;
  bool to_change{false};
  std::optional<int> if_version{};
};
Result<Sketch> sketch_of(Read& r, const SketchOf& what);

// Keeps a new plan (201) or a new version (200; stale_edit when the plan is no longer of the version it came from).
Result<Outcome> keep_plan(Write& w, const domain::Plan& plan, const domain::PlanContent& content);
Result<Outcome> keep_version(Write& w, const domain::Plan& from, const domain::PlanContent& content);
// Back to the version before the last change; wrong_state when there is none.
Result<Outcome> undo_plan(Write& w, const PlanId& id, int if_version);

// Everyday: an open offer for each assignment that has none. Incident: a team a need, its members' places accepted by
// the desk. All in this transaction. plan_moved with what has moved since, unless `drop_moved` leaves that out.
Result<Outcome> commit_plan(Write& w, const PlanId& id, int if_version, const domain::PlanCommit& ask);

Result<domain::Disclosed<domain::PlanView>> read_plan(Read& r, const PlanId& id);
Result<Listed<domain::Plan>> list_plans(Read& r, store::PlanFilter filter, const store::Page& page);

Result<domain::Disclosed<domain::TeamView>> read_team(Read& r, const TeamId& id);
Result<Listed<domain::Disclosed<domain::TeamView>>> list_teams(Read& r, store::TeamFilter filter,
                                                               const store::Page& page);
std::vector<domain::Disclosed<domain::TeamView>> teams_of_plan(Read& r, const PlanId& id);

// Whether the asker may come near this plan: not_found otherwise.
Result<void> may_see_plan(const domain::Actor& actor, const domain::Plan& plan);

}  // namespace musubi::flow
