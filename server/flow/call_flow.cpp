#include "server/flow/call_flow.hpp"

#include "server/flow/place_flow.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/offer_store.hpp"
#include "server/store/volunteer_store.hpp"
#include "shared/domain/offer_rules.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

constexpr int k_calls_max = 300;

}  // namespace

Result<Listed<CallItem>> call_list(Read& r, std::optional<IncidentId> incident, std::optional<DistrictId> district) {
  if (district)
    if (const auto ok = domain::may_see_district(r.actor, *district); !ok) return pass_on(ok.error());
  if (incident && !store::find_incident(r.tx, *incident)) return fail(Code::not_found);
  Listed<CallItem> list;
  list.seq = r.tx.seq();
  std::vector<std::optional<DistrictId>> scopes{district};
  if (!district && r.actor.role == domain::Role::coordinator)
    scopes.assign(r.actor.districts.begin(), r.actor.districts.end());
  for (const auto& scope : scopes)
    for (const auto& row : store::to_call(r.tx, incident, scope, r.now, k_calls_max)) {
      auto offer = store::find_offer(r.tx, row.offer_id);
      if (!offer) continue;
      auto need = store::find_need(r.tx, offer->need_id);
      auto volunteer = store::find_volunteer(r.tx, offer->volunteer_id);
      if (!need || !volunteer) continue;
      const auto places = store::places_of(r.tx, *need);
      const auto tries = store::call_tries(r.tx, row.offer_id);
      auto call =
          domain::Policy::call(r.actor, std::move(*offer), std::move(*need), places, std::move(*volunteer), r.now);
      if (call) list.items.push_back({std::move(*call), tries, row.has_no_account});
    }
  return list;
}

Result<Outcome> try_call(Write& w, const OfferId& id, const domain::CallTry& ask) {
  const auto offer = store::find_offer(w.tx, id);
  if (!offer) return fail(Code::not_found);
  const auto need = store::find_need(w.tx, offer->need_id);
  if (!need) return fail(Code::broken, "offer without its need");
  if (const auto ok = domain::may_see_district(w.actor, need->district_id); !ok) return pass_on(ok.error());
  if (const auto ok = domain::may_decline(*offer, w.now); !ok) return pass_on(ok.error());
  if (offer->status != domain::OfferStatus::open) return fail(Code::wrong_state);
  store::insert_call_try(w.tx, w.id<Uuid>(), id, ask.result, w.actor.account_id, w.now);
  auto e = offer_event(w, "offer.tried", *need, *offer);
  e.data = "result=" + std::string(domain::code(ask.result));
  w.tx.append(std::move(e));
  return outcome(200, "offer.tried", id);
}

store::CallTries read_call_tries(Read& r, const OfferId& id) { return store::call_tries(r.tx, id); }

}  // namespace musubi::flow
