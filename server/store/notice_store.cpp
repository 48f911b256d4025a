#include "server/store/notice_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::Notice;

namespace {

Notice notice_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Notice n;
  n.id = column.id<NoticeId>();
  n.kind = column.code<domain::NoticeKind>();
  n.status = column.code<domain::NoticeStatus>();
  n.channel = column.code<domain::NoticeChannel>();
  n.volunteer_id = column.id<VolunteerId>();
  n.offer_id = column.id<OfferId>();
  n.need_id = column.id<NeedId>();
  n.is_drill = column.flag();
  n.planned_at = column.instant();
  n.due_at = column.instant();
  n.sent_at = column.maybe_instant();
  n.seen_at = column.maybe_instant();
  return n;
}

Asked asked_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Asked a;
  a.offer_id = column.id<OfferId>();
  a.volunteer_id = column.id<VolunteerId>();
  a.expires_at = column.instant();
  const auto quiet_from = column.maybe_integer();
  const auto quiet_until = column.maybe_integer();
  if (quiet_from && quiet_until) a.quiet = domain::QuietHours{*quiet_from, *quiet_until};
  a.told = column.i64() > 0;
  return a;
}

}  // namespace

bool insert_notice(Tx& tx, const Notice& n) {
  return tx.run(sql::notice_insert,
                {value_of(n.id), value_of(n.kind), value_of(n.status), value_of(n.channel), value_of(n.volunteer_id),
                 value_of(n.offer_id), value_of(n.need_id), value_of(n.is_drill), value_of(n.planned_at),
                 value_of(n.due_at), value_of(n.sent_at), value_of(n.seen_at)}) == 1;
}

std::optional<Notice> find_notice(ReadTx& tx, NoticeId id) {
  return decoded_first(tx, tx.first(sql::notice_by_id, {value_of(id)}), notice_from);
}

std::vector<Notice> due_notices(ReadTx& tx, Instant now, int limit) {
  return decoded<Notice>(tx, tx.query(sql::notice_due, {value_of(now), value_of(limit)}), notice_from);
}

std::optional<Instant> next_notice(ReadTx& tx) {
  const auto row = tx.first(sql::notice_next_due);
  return row ? std::optional(Instant{row->i64(0)}) : std::nullopt;
}

std::vector<Notice> notices_of_volunteer(ReadTx& tx, VolunteerId who, Instant due_after, int limit) {
  const auto rows = tx.query(sql::notice_of_volunteer, {value_of(who), value_of(due_after), value_of(limit)});
  return decoded<Notice>(tx, rows, notice_from);
}

bool mark_sent(Tx& tx, NoticeId id, Instant at) { return tx.run(sql::notice_sent, {value_of(id), value_of(at)}) == 1; }

void cancel_notices(Tx& tx, OfferId offer) { tx.run(sql::notice_cancel_of_offer, {value_of(offer)}); }

void cancel_notices(Tx& tx, OfferId offer, domain::NoticeKind kind) {
  tx.run(sql::notice_cancel_kind, {value_of(offer), value_of(kind)});
}

bool was_told(ReadTx& tx, OfferId offer) {
  const auto row = tx.first(sql::notice_told, {value_of(offer)});
  return row && row->i64(0) > 0;
}

std::vector<Asked> asked_for(ReadTx& tx, NeedId need) {
  return decoded<Asked>(tx, tx.query(sql::notice_asked, {value_of(need)}), asked_from);
}

void cancel_notices_of_asked(Tx& tx, NeedId need) { tx.run(sql::notice_cancel_of_asked, {value_of(need)}); }

std::int64_t mark_all_seen(Tx& tx, VolunteerId who, Instant at) {
  return tx.run(sql::notice_seen_all, {value_of(who), value_of(at)});
}

}  // namespace musubi::store
