// What goes on around offers: waves, notices, wishes, calls, the policy of asking.
#include "shared/wire/encode.hpp"
#include "shared/wire/parts.hpp"

namespace musubi::wire {
namespace {

double share_of(int permille) { return permille / 1000.0; }

}  // namespace

Json encode(const domain::Disclosed<domain::Preference>& preference, Instant forget_at) {
  return {{"id", preference->id.text()},       {"volunteer_id", preference->volunteer_id.text()},
          {"kind", text_of(preference->kind)}, {"value", preference->value},
          {"weight", preference->weight},      {"learned_at", preference->learned_at.text()},
          {"forget_at", forget_at.text()}};
}

Json encode(const domain::Notice& notice, const std::optional<domain::Disclosed<domain::OfferView>>& offer) {
  Json out{{"id", notice.id.text()},
           {"kind", text_of(notice.kind)},
           {"status", text_of(notice.status)},
           {"channel", text_of(notice.channel)},
           {"due_at", notice.due_at.text()},
           {"sent_at", or_null(notice.sent_at)},
           {"seen_at", or_null(notice.seen_at)},
           {"need_id", notice.need_id.text()},
           {"offer_id", notice.offer_id.text()},
           {"is_drill", notice.is_drill}};
  if (offer) out["offer"] = encode(*offer);
  return out;
}

Json encode(const OfferId& offer, const Tried& tries) {
  return {{"offer_id", offer.text()},
          {"tried", tries.tried},
          {"last_tried_at", or_null(tries.last_tried_at)},
          {"last_result", or_null(tries.last_result)}};
}

Json encode(const domain::WaveStanding& standing) {
  const auto& wave = standing.wave;
  return {{"id", wave.id.text()},
          {"need_id", wave.need_id.text()},
          {"cause", text_of(wave.cause)},
          {"status", text_of(wave.status)},
          {"end_reason", or_null(wave.end_reason)},
          {"expires_in_s", wave.expires_in_s},
          {"together", or_null(wave.together)},
          {"acceptance", share_of(wave.acceptance_permille)},
          {"rounds", wave.rounds},
          {"asked", wave.asked},
          {"open", standing.counts.open},
          {"accepted", standing.counts.accepted},
          {"declined", standing.counts.declined},
          {"expired", standing.counts.expired},
          {"missing", standing.missing},
          {"started_at", wave.started_at.text()},
          {"ended_at", or_null(wave.ended_at)},
          {"next_expiry_at", or_null(standing.counts.next_expiry)},
          {"version", wave.version}};
}

Json encode(const domain::WaveForecast& forecast) {
  return {
      {"missing", forecast.missing}, {"acceptance", share_of(forecast.acceptance_permille)}, {"size", forecast.size}};
}

Json encode(const domain::OfferPolicy& policy) {
  return {{"open_offers_max", policy.open_offers_max},
          {"quiet_from", policy.quiet.from},
          {"quiet_until", policy.quiet.until},
          {"reminder_percent", policy.reminder_percent},
          {"reminder_before_min", policy.reminder_before_min},
          {"evening_at", policy.evening_at},
          {"job_before_min", policy.job_before_min},
          {"wave_expires_in_s", policy.wave_expires_in_s},
          {"prior_yes", policy.prior_yes},
          {"prior_no", policy.prior_no},
          {"preference_days", policy.preference_days},
          {"version", policy.version}};
}

}  // namespace musubi::wire
