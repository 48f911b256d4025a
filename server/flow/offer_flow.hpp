#pragma once
// Use cases of offers: propose, send, answer, expire. One waiting list, one way to take a place.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "shared/domain/commands.hpp"
#include "shared/domain/disclosure.hpp"
#include "shared/matching/ranking.hpp"

namespace musubi::flow {

Result<Outcome> make_offers(Write& w, const NeedId& need_id, const domain::NewOffers& ask);
Result<Outcome> accept_offer(Write& w, const OfferId& id, const domain::OfferAnswer& answer);
Result<Outcome> decline_offer(Write& w, const OfferId& id, const domain::OfferAnswer& answer);
Result<Outcome> withdraw_offer(Write& w, const OfferId& id);
Result<Outcome> arrive_offer(Write& w, const OfferId& id);
// The holder of a place asks for somebody else to take it, and keeps it until somebody says yes.
Result<Outcome> want_substitute(Write& w, const OfferId& id);
Result<Outcome> cancel_substitute(Write& w, const OfferId& id);

// Ends the offers whose time has come, at most `limit` in one transaction, and asks the next people where a wave runs;
// returns how many ended.
int expire_due_offers(Write& w, int limit);

using OfferList = Listed<domain::Disclosed<domain::OfferView>>;
Result<domain::Disclosed<domain::OfferView>> read_offer(Read& r, const OfferId& id);
Result<OfferList> offers_of_need(Read& r, const NeedId& need_id);
// Offers by id in the order given, for the answer to make_offers.
std::vector<domain::Disclosed<domain::OfferView>> read_offers(Read& r, const std::vector<OfferId>& ids);
// The asker's own: open, accepted, waiting, and those answered in the last seven days.
OfferList my_offers(Read& r);

struct RankedHelper {
  domain::Disclosed<domain::VolunteerView> volunteer;
  matching::Candidate candidate;
};
struct ExcludedGroup {
  matching::Gate gate{};
  int count{0};
  std::vector<domain::Disclosed<domain::VolunteerView>> some;  // at most 20
};
struct Candidates {
  std::vector<RankedHelper> items;
  std::vector<ExcludedGroup> excluded;
  std::int64_t seq{0};
};
Result<Candidates> candidates_for(Read& r, const NeedId& need_id, int limit);

// For the steps of a need: all live offers end, or are served.
void withdraw_all(Write& w, const domain::Need& need);
void serve_all(Write& w, const domain::Need& need);

}  // namespace musubi::flow
