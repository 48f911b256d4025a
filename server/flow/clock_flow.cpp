#include "server/flow/clock_flow.hpp"

#include "server/flow/escalation_flow.hpp"
#include "server/flow/notice_flow.hpp"
#include "server/flow/offer_flow.hpp"
#include "server/flow/phase_flow.hpp"
#include "server/flow/preference_flow.hpp"
#include "server/flow/weekday_flow.hpp"
#include "server/store/notice_store.hpp"
#include "server/store/offer_store.hpp"
#include "server/store/preference_store.hpp"

namespace musubi::flow {
namespace {

constexpr int k_offers_at_once = 200;
constexpr int k_notices_at_once = 500;
constexpr int k_forgotten_at_once = 200;
constexpr int k_phases_at_once = 20;
constexpr int k_people_of_ladder_at_once = 200;
constexpr int k_watches_at_once = 200;

}  // namespace

bool clock_is_due(Read& r) {
  const auto has_come = [&](const std::optional<Instant>& at) { return at && *at <= r.now; };
  if (has_come(store::next_expiry(r.tx)) || has_come(store::next_notice(r.tx))) return true;
  if (has_come(next_phase_end(r))) return true;
  if (ladder_is_due(r)) return true;
  if (has_come(store::next_tell(r.tx))) return true;
  const auto oldest = store::oldest_preference(r.tx);
  return oldest && *oldest <= remembered_since(r.tx, r.now);
}

Result<Outcome> clock_work(Write& w) {
  (void)end_due_phases(w, k_phases_at_once);
  (void)expire_due_offers(w, k_offers_at_once);
  (void)send_due_notices(w, k_notices_at_once);
  (void)forget_old_preferences(w, k_forgotten_at_once);
  (void)advance_ladder(w, k_people_of_ladder_at_once);
  (void)tell_missed_visits(w, k_watches_at_once);
  return Outcome{204, "none", {}};
}

}  // namespace musubi::flow
