#pragma once
// Plans and their versions as kept, and what a plan must know of offers and work done.

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/need.hpp"
#include "shared/domain/offer.hpp"
#include "shared/domain/plan.hpp"

namespace musubi::store {

// Every condition that is set must hold.
struct PlanFilter {
  std::optional<IncidentId> incident{};
  bool without_drills{false};
  std::optional<DistrictId> district{};
  std::optional<Day> day{};
};

std::optional<domain::Plan> find_plan(ReadTx& tx, PlanId id);
std::vector<domain::Plan> plans(ReadTx& tx, const PlanFilter& filter, const Page& page);  // newest first
// Both with a version of its content. update: version expected_version + 1; false when somebody was faster, and then
// nothing is written. `before` is the version that undo leads back to.
void insert_plan(Tx& tx, const domain::Plan& plan, const domain::PlanContent& content);
struct PlanChangeOf {
  int expected_version{0};
  std::optional<int> before{};
  Instant now;
  std::optional<AccountId> by{};
};
bool update_plan(Tx& tx, const domain::Plan& plan, const domain::PlanContent& content, const PlanChangeOf& change);

struct PlanVersion {
  std::optional<int> before;
  domain::PlanContent content;
};
std::optional<PlanVersion> find_plan_version(ReadTx& tx, PlanId id, int version);

// The world that a plan belongs to: a drill's own, or all that is real.
struct PlanWorld {
  bool is_drill{false};
  std::optional<IncidentId> incident{};
};

struct LiveOffer {
  NeedId need_id;
  VolunteerId volunteer_id;
  domain::OfferStatus status{};
  std::optional<Instant> starts_at;  // of the work
  std::optional<Instant> ends_at;
};
// Open, waitlisted, and accepted until served; by need, in the order in which they were made.
std::vector<LiveOffer> live_offers(ReadTx& tx, const PlanWorld& world);

struct DeclinedOffer {
  NeedId need_id;
  VolunteerId volunteer_id;
  Instant at;
};
// Of needs that take offers.
std::vector<DeclinedOffer> declined_offers(ReadTx& tx, const PlanWorld& world);

struct RecentWork {
  VolunteerId volunteer_id;
  Instant served_at;
  std::optional<Instant> starts_at;
  std::optional<Instant> ends_at;
};
std::vector<RecentWork> recent_work(ReadTx& tx, const PlanWorld& world, Instant since);

struct PastHelp {
  VolunteerId volunteer_id;
  NeedId need_id;  // that takes offers now
  int jobs{0};
};
std::vector<PastHelp> past_helpers(ReadTx& tx, const PlanWorld& world);

}  // namespace musubi::store
