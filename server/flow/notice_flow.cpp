#include "server/flow/notice_flow.hpp"

#include "server/flow/offer_flow.hpp"
#include "server/store/notice_store.hpp"
#include "server/store/offer_store.hpp"
#include "server/store/preference_store.hpp"
#include "server/store/volunteer_store.hpp"

namespace musubi::flow {
namespace {

using domain::Need;
using domain::Notice;
using domain::NoticeKind;
using domain::Offer;

constexpr std::int64_t k_shown_ms = 7LL * 24 * 3600 * 1000;
constexpr int k_shown_max = 200;

// Without need and incident: it is nobody's news but this person's.
void append_sent(Write& w, const Notice& notice) {
  auto e = w.event("notice.sent");
  e.volunteer_id = notice.volunteer_id;
  e.offer_id = notice.offer_id;
  e.subject_id = notice.id;
  e.data = "kind=" + std::string(domain::code(notice.kind));
  w.tx.append(std::move(e));
}

// What is due at once goes out with the command's own commit: for the app, the journal is the sending.
void put(Write& w, NoticeKind kind, const OfferId& offer, const VolunteerId& who, const Need& need, Instant planned,
         Instant due) {
  Notice n;
  n.id = w.id<NoticeId>();
  n.kind = kind;
  n.volunteer_id = who;
  n.offer_id = offer;
  n.need_id = need.id;
  n.is_drill = need.is_drill;
  n.planned_at = planned;
  n.due_at = due;
  if (due <= w.now) {
    n.status = domain::NoticeStatus::sent;
    n.sent_at = w.now;
  }
  if (store::insert_notice(w.tx, n) && n.sent_at) append_sent(w, n);
}

void put(Write& w, NoticeKind kind, const Offer& offer, const Need& need, Instant planned, Instant due) {
  put(w, kind, offer.id, offer.volunteer_id, need, planned, due);
}

// Tells those of `asked` whom it concerns instead of what still waits for them. A need may have asked a thousand, and
// whoever answers next waits for this: what all have in common is read and written once.
template <class Concerns>
void tell_asked(Write& w, NoticeKind kind, const Need& need, Concerns concerns) {
  const auto asked = store::asked_for(w.tx, need.id);
  if (asked.empty()) return;
  store::cancel_notices_of_asked(w.tx, need.id);
  const auto policy = store::offer_policy(w.tx);
  for (const auto& a : asked) {
    if (!concerns(a)) continue;
    put(w, kind, a.offer_id, a.volunteer_id, need, w.now, domain::after_quiet(w.now, a.quiet.value_or(policy.quiet)));
  }
}

}  // namespace

Ear ear_of(store::ReadTx& tx, const VolunteerId& who) {
  Ear ear{store::offer_policy(tx), {}};
  const auto person = store::find_volunteer(tx, who);
  ear.quiet = person ? domain::quiet_of(*person, ear.policy) : ear.policy.quiet;
  return ear;
}

void tell(Write& w, NoticeKind kind, const Offer& offer, const Need& need, const Ear& ear) {
  put(w, kind, offer, need, w.now, domain::after_quiet(w.now, ear.quiet));
}

void tell_of_offer(Write& w, const Offer& offer, const Need& need, const Ear& ear) {
  tell(w, NoticeKind::offer_made, offer, need, ear);
  const auto planned = domain::offer_reminder_at(offer.made_at, offer.expires_at, ear.policy);
  if (!planned) return;
  const auto due = domain::after_quiet(*planned, ear.quiet);
  if (due < offer.expires_at) put(w, NoticeKind::offer_reminder, offer, need, *planned, due);
}

void plan_job_reminders(Write& w, const Offer& offer, const Need& need, const Ear& ear) {
  store::cancel_notices(w.tx, offer.id, NoticeKind::job_reminder);
  if (!need.starts_at) return;
  for (const auto planned : domain::job_reminders_at(*need.starts_at, w.now, ear.policy)) {
    const auto due = domain::after_quiet(planned, ear.quiet);
    if (due < *need.starts_at) put(w, NoticeKind::job_reminder, offer, need, planned, due);
  }
}

void remind_anew(Write& w, const Need& need) {
  for (const auto& offer : store::offers_holding(w.tx, need.id))
    if (offer.place_number) plan_job_reminders(w, offer, need, ear_of(w.tx, offer.volunteer_id));
}

void tell_places_filled(Write& w, const Need& need) {
  tell_asked(w, NoticeKind::place_filled, need, [](const store::Asked& a) { return a.told; });
}

void tell_place_free_again(Write& w, const Need& need) {
  tell_asked(w, NoticeKind::offer_made, need, [&w](const store::Asked& a) { return a.expires_at > w.now; });
}

int send_due_notices(Write& w, int limit) {
  const auto due = store::due_notices(w.tx, w.now, limit);
  for (const auto& notice : due) {
    if (store::mark_sent(w.tx, notice.id, w.now)) append_sent(w, notice);
  }
  return static_cast<int>(due.size());
}

Listed<NoticeItem> my_notices(Read& r) {
  Listed<NoticeItem> list;
  list.seq = r.tx.seq();
  if (!r.actor.volunteer_id) return list;
  for (auto& notice :
       store::notices_of_volunteer(r.tx, *r.actor.volunteer_id, r.now.plus_ms(-k_shown_ms), k_shown_max)) {
    // What lies further ahead than the end of the quiet hours is a plan, not news.
    if (notice.status == domain::NoticeStatus::waiting && notice.planned_at > r.now) continue;
    NoticeItem item{std::move(notice), std::nullopt};
    if (auto offer = read_offer(r, item.notice.offer_id)) item.offer = std::move(*offer);
    list.items.push_back(std::move(item));
  }
  return list;
}

Result<Outcome> see_my_notices(Write& w) {
  const std::int64_t seen = w.actor.volunteer_id ? store::mark_all_seen(w.tx, *w.actor.volunteer_id, w.now) : 0;
  if (seen > 0) {
    auto e = w.event("notice.seen");
    e.volunteer_id = w.actor.volunteer_id;
    w.tx.append(std::move(e));
  }
  return Outcome{200, "notices.seen", {{"seen", std::to_string(seen)}}};
}

}  // namespace musubi::flow
