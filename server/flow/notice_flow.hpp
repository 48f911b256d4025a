#pragma once
// The outbox: what people are to be told is written in the command's own transaction, and the clock sends what is due.
// Quiet hours delay the notice, never the offer. Other channels than the app take their work from the same rows.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "shared/domain/notice.hpp"

namespace musubi::flow {

// How and when one person wants to be told; read once where many notices go out.
struct Ear {
  domain::OfferPolicy policy;
  domain::QuietHours quiet;
};
Ear ear_of(store::ReadTx& tx, const VolunteerId& who);

// At once, in this very commit, or when the quiet hours are over.
void tell(Write& w, domain::NoticeKind kind, const domain::Offer& offer, const domain::Need& need, const Ear& ear);
// The offer itself and, later, that it still waits for an answer.
void tell_of_offer(Write& w, const domain::Offer& offer, const domain::Need& need, const Ear& ear);
// The evening before and shortly before the work; replaces reminders planned for another start.
void plan_job_reminders(Write& w, const domain::Offer& offer, const domain::Need& need, const Ear& ear);
// The work starts at another time now: those who come are reminded of that one.
void remind_anew(Write& w, const domain::Need& need);
// All places are gone: who has not answered is told, if they were told of the offer at all; and the other way round.
void tell_places_filled(Write& w, const domain::Need& need);
void tell_place_free_again(Write& w, const domain::Need& need);

// Sends what is due, at most `limit`; returns how many.
int send_due_notices(Write& w, int limit);

struct NoticeItem {
  domain::Notice notice;
  std::optional<domain::Disclosed<domain::OfferView>> offer;
};
Listed<NoticeItem> my_notices(Read& r);
Result<Outcome> see_my_notices(Write& w);

}  // namespace musubi::flow
