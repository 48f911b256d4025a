#include "server/store/offer_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::Need;
using domain::Offer;
using domain::Places;
using domain::Reason;

namespace {

constexpr std::int64_t k_recent_ms = 28LL * 24 * 3'600'000;
constexpr std::int64_t k_job_without_end_ms = 3LL * 3'600'000;

Offer offer_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Offer o;
  o.id = column.id<OfferId>();
  o.need_id = column.id<NeedId>();
  o.volunteer_id = column.id<VolunteerId>();
  o.status = column.code<domain::OfferStatus>();
  o.made_at = column.instant();
  o.expires_at = column.instant();
  o.answered_at = column.maybe_instant();
  o.answered_by = column.maybe_code<domain::AnsweredBy>();
  o.decline_reason = column.maybe_code<domain::DeclineReason>();
  o.waitlist_order = column.maybe_i64();
  o.place_number = column.maybe_integer();
  o.arrived_at = column.maybe_instant();
  o.served_at = column.maybe_instant();
  o.reasons = reasons_from(column.text());
  o.warnings = reasons_from(column.text());
  o.version = column.integer();
  o.wave_id = column.maybe_id<WaveId>();
  o.substitute_wanted_at = column.maybe_instant();
  o.substituted_by = column.maybe_id<OfferId>();
  return o;
}

HelperHistory history_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  HelperHistory h;
  h.volunteer_id = column.id<VolunteerId>();
  h.past_jobs_here = column.integer();
  h.jobs_last_weeks = column.integer();
  h.already_offered = column.i64() > 0;
  h.busy_then = column.i64() > 0;
  h.open_offers = column.integer();
  return h;
}

}  // namespace

std::string reasons_text(const std::vector<Reason>& reasons) {
  std::vector<std::string> words;
  for (const auto& reason : reasons) words.push_back(reason.value ? reason.code + "=" + *reason.value : reason.code);
  return joined(words, ';');
}

std::vector<Reason> reasons_from(std::string_view text) {
  std::vector<Reason> reasons;
  for (const auto& word : split(text, ';')) {
    const auto equals = word.find('=');
    if (equals == std::string::npos)
      reasons.push_back({word, std::nullopt});
    else
      reasons.push_back({word.substr(0, equals), word.substr(equals + 1)});
  }
  return reasons;
}

std::optional<Offer> find_offer(ReadTx& tx, OfferId id) {
  return decoded_first(tx, tx.first(sql::offer_by_id, {value_of(id)}), offer_from);
}

std::vector<Offer> offers_of_need(ReadTx& tx, NeedId need) {
  return decoded<Offer>(tx, tx.query(sql::offer_of_need, {value_of(need)}), offer_from);
}

std::vector<Offer> offers_holding(ReadTx& tx, NeedId need) {
  return decoded<Offer>(tx, tx.query(sql::offer_holding, {value_of(need)}), offer_from);
}

std::vector<Offer> offers_of_volunteer(ReadTx& tx, VolunteerId volunteer, Instant answered_after) {
  const auto rows = tx.query(sql::offer_of_volunteer, {value_of(volunteer), value_of(answered_after)});
  return decoded<Offer>(tx, rows, offer_from);
}

void insert_offer(Tx& tx, const Offer& o) {
  tx.run(sql::offer_insert,
         {value_of(o.id), value_of(o.need_id), value_of(o.volunteer_id), value_of(o.status), value_of(o.made_at),
          value_of(o.expires_at), value_of(o.answered_at), value_of(o.answered_by), value_of(o.decline_reason),
          value_of(o.waitlist_order), value_of(o.place_number), value_of(o.arrived_at), value_of(o.served_at),
          reasons_text(o.reasons), reasons_text(o.warnings), value_of(o.version), value_of(o.wave_id),
          value_of(o.substitute_wanted_at), value_of(o.substituted_by)});
}

void update_offer(Tx& tx, const Offer& o) {
  tx.run(sql::offer_update,
         {value_of(o.id), value_of(o.status), value_of(o.expires_at), value_of(o.answered_at), value_of(o.answered_by),
          value_of(o.decline_reason), value_of(o.waitlist_order), value_of(o.place_number), value_of(o.arrived_at),
          value_of(o.served_at), reasons_text(o.reasons), reasons_text(o.warnings), value_of(o.substitute_wanted_at),
          value_of(o.substituted_by)});
}

std::vector<Offer> due_offers(ReadTx& tx, Instant now, int limit) {
  return decoded<Offer>(tx, tx.query(sql::offer_due, {value_of(now), value_of(limit)}), offer_from);
}

std::optional<Instant> next_expiry(ReadTx& tx) {
  const auto row = tx.first(sql::offer_next_expiry);
  return row ? std::optional(Instant{row->i64(0)}) : std::nullopt;
}

Places places_of(ReadTx& tx, const Need& need) { return places_of_many(tx, std::span(&need, 1)).at(need.id); }

std::map<NeedId, Places> places_of_many(ReadTx& tx, std::span<const Need> needs) {
  std::map<NeedId, Places> of;
  for (const auto& need : needs) of[need.id].needed = need.people_needed;
  const auto span = id_span(needs, [](const Need& need) { return need.id; });
  if (!span) return of;
  for (const auto& row : tx.query(sql::offer_places_span, {value_of(span->first), value_of(span->last)})) {
    const auto found = of.find(NeedId(row.uuid(0)));
    if (found == of.end()) continue;
    found->second.accepted = static_cast<int>(row.i64(1));
    found->second.open = static_cast<int>(row.i64(2));
    found->second.waitlisted = static_cast<int>(row.i64(3));
  }
  return of;
}

namespace {

std::optional<Instant> end_of_work(const Need& need) {
  if (need.starts_at && !need.ends_at) return need.starts_at->plus_ms(k_job_without_end_ms);
  return need.ends_at;
}

}  // namespace

std::vector<HelperHistory> helper_history(ReadTx& tx, const Need& need, Instant now) {
  const auto user = need.support ? std::optional(need.support->service_user_id) : std::nullopt;
  const auto rows =
      tx.query(sql::offer_history, {value_of(need.id), value_of(need.registrant_id), value_of(need.incident_id),
                                    value_of(now.plus_ms(-k_recent_ms)), value_of(need.starts_at),
                                    value_of(end_of_work(need)), value_of(k_job_without_end_ms), value_of(user)});
  return decoded<HelperHistory>(tx, rows, history_from);
}

std::optional<HelperHistory> helper_history_of(ReadTx& tx, const Need& need, VolunteerId who, Instant now) {
  const auto row =
      tx.first(sql::offer_history_of, {value_of(need.id), value_of(need.registrant_id), value_of(need.incident_id),
                                       value_of(now.plus_ms(-k_recent_ms)), value_of(need.starts_at),
                                       value_of(end_of_work(need)), value_of(k_job_without_end_ms), value_of(who)});
  return decoded_first(tx, row, history_from);
}

}  // namespace musubi::store
