#pragma once
// Teams as kept, with their members, the leader first.

#include <optional>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/plan.hpp"

namespace musubi::store {

struct TeamFilter {
  std::optional<IncidentId> incident{};
  bool without_drills{false};
  std::optional<DistrictId> district{};  // of the need
};

std::optional<domain::Team> find_team(ReadTx& tx, TeamId id);
std::vector<domain::Team> teams(ReadTx& tx, const TeamFilter& filter, const Page& page);  // newest first
std::vector<domain::Team> teams_of_plan(ReadTx& tx, PlanId plan);                         // by number
// Throws StoreError when a member is not the volunteer of the offer, stands in another team, or a second leader.
void insert_team(Tx& tx, const domain::Team& team);

}  // namespace musubi::store
