#pragma once
// Offers as kept, and what follows from them: places, expiry, a helper's history.

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "server/store/tx.hpp"
#include "shared/domain/need.hpp"
#include "shared/domain/offer.hpp"

namespace musubi::store {

std::optional<domain::Offer> find_offer(ReadTx& tx, OfferId id);
std::vector<domain::Offer> offers_of_need(ReadTx& tx, NeedId need);  // in the order in which they were made
// Those that hold a place or wait for one, in the same order: few, however many were asked.
std::vector<domain::Offer> offers_holding(ReadTx& tx, NeedId need);
// Newest first: open, waitlisted and accepted ones always, the others when served, answered or else made after.
std::vector<domain::Offer> offers_of_volunteer(ReadTx& tx, VolunteerId volunteer, Instant answered_after);
// Both throw StoreError{unique} or {check} when the place is held or does not exist: places cannot be oversold.
void insert_offer(Tx& tx, const domain::Offer& offer);
// Bumps the version. need_id, volunteer_id and made_at never change.
void update_offer(Tx& tx, const domain::Offer& offer);

std::vector<domain::Offer> due_offers(ReadTx& tx, Instant now, int limit);  // open and expired by now, longest first
std::optional<Instant> next_expiry(ReadTx& tx);                             // of the open offers

domain::Places places_of(ReadTx& tx, const domain::Need& need);
std::map<NeedId, domain::Places> places_of_many(ReadTx& tx, std::span<const domain::Need> needs);

struct HelperHistory {
  VolunteerId volunteer_id;
  int past_jobs_here{0};   // served this need before, one merged into it, or one of the same registrant
  int jobs_last_weeks{0};  // served in the last 28 days
  bool already_offered{false};
  bool busy_then{false};  // accepted another need at that time; nobody is while the need has no start
  int open_offers{0};     // for other needs
};
// Of everybody who was ever offered something. A drill of another incident does not count.
std::vector<HelperHistory> helper_history(ReadTx& tx, const domain::Need& need, Instant now);
// Of one person; none when never offered anything.
std::optional<HelperHistory> helper_history_of(ReadTx& tx, const domain::Need& need, VolunteerId who, Instant now);
// "near=1200;same_district", as reasons are kept wherever they are kept.
std::string reasons_text(const std::vector<domain::Reason>& reasons);
std::vector<domain::Reason> reasons_from(std::string_view text);

}  // namespace musubi::store
