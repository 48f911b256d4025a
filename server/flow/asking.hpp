#pragma once
// Whom one could ask for a need, and the making of an offer: what hand-picked offers, the best ones and waves share.

#include <cstdint>
#include <optional>
#include <vector>

#include "server/flow/env.hpp"
#include "shared/domain/offer_policy.hpp"
#include "shared/matching/ranking.hpp"

namespace musubi::flow {

std::optional<domain::IncidentKind> hazard_of(store::ReadTx& tx, const domain::Need& need);
// A coordinator arranges with the people of their own districts; others with all who are active.
std::vector<domain::Volunteer> reachable(store::ReadTx& tx, const domain::Actor& actor);
std::vector<matching::Helper> helpers_for(store::ReadTx& tx, const domain::Need& need,
                                          std::vector<domain::Volunteer> volunteers, Instant now);
// The weights of the engine, with the number of open offers that this centre allows.
matching::Policy ranking_policy(store::ReadTx& tx);
std::vector<matching::Candidate> ranked_for(store::ReadTx& tx, const domain::Actor& actor, const domain::Need& need,
                                            Instant now);

// Looks at single people again when their turn comes.
class Gatekeeper {
 public:
  Gatekeeper(store::ReadTx& tx, const domain::Need& need);
  // The person, unless a gate keeps them from being asked now.
  [[nodiscard]] std::optional<domain::Volunteer> admitted(store::ReadTx& tx, const domain::Need& need,
                                                          const VolunteerId& who, Instant now) const;

 private:
  std::optional<domain::IncidentKind> hazard_;
  matching::Policy policy_;
};

struct Chosen {
  domain::Volunteer volunteer;
  std::vector<domain::Reason> reasons;
  std::vector<domain::Reason> warnings;
};
// `Telling::later`: the caller tells the person itself.
enum class Telling : std::uint8_t { now, later };
OfferId put_offer(Write& w, const domain::Need& need, const Chosen& chosen, Instant expires_at,
                  const std::optional<WaveId>& wave_id = std::nullopt, Telling telling = Telling::now);

}  // namespace musubi::flow
