#pragma once
// The outbox: what people are told and when. A notice of the same kind, offer and moment is kept once.

#include <optional>
#include <vector>

#include "server/store/tx.hpp"
#include "shared/domain/notice.hpp"

namespace musubi::store {

// False when it stands there already.
bool insert_notice(Tx& tx, const domain::Notice& notice);
std::optional<domain::Notice> find_notice(ReadTx& tx, NoticeId id);
std::vector<domain::Notice> due_notices(ReadTx& tx, Instant now, int limit);  // waiting and due by now, longest first
std::optional<Instant> next_notice(ReadTx& tx);                               // due time of the first that waits
// Latest due first, without the cancelled.
std::vector<domain::Notice> notices_of_volunteer(ReadTx& tx, VolunteerId who, Instant due_after, int limit);
bool mark_sent(Tx& tx, NoticeId id, Instant at);  // false when it does not wait any more
void cancel_notices(Tx& tx, OfferId offer);       // those that wait
void cancel_notices(Tx& tx, OfferId offer, domain::NoticeKind kind);
bool was_told(ReadTx& tx, OfferId offer);  // whether any notice of it was sent

// Somebody who was asked for a need and has not answered.
struct Asked {
  OfferId offer_id;
  VolunteerId volunteer_id;
  Instant expires_at;
  std::optional<domain::QuietHours> quiet;  // their own
  bool told{false};                         // whether any notice of the offer was sent
};
std::vector<Asked> asked_for(ReadTx& tx, NeedId need);            // first asked first, in one statement for all of them
void cancel_notices_of_asked(Tx& tx, NeedId need);                // those that wait for them
std::int64_t mark_all_seen(Tx& tx, VolunteerId who, Instant at);  // how many were new

}  // namespace musubi::store
