#include "shared/wire/decode.hpp"
#include "shared/wire/rules.hpp"

namespace musubi::wire {
namespace {

constexpr int k_expiry_s_min = 10;
constexpr int k_together_max = 200;
constexpr int k_minute_max = 24 * 60 - 1;

}  // namespace

Result<domain::NewWave> decode_new_wave(const Json& body) {
  Reader r(body);
  domain::NewWave ask;
  ask.expires_in_s = r.required("expires_in_s", long_integer(k_expiry_s_min, limits::offer_expiry_s_max));
  ask.together = r.optional("together", integer(1, k_together_max));
  return finished(r, std::move(ask));
}

Result<domain::CallTry> decode_call_try(const Json& body) {
  Reader r(body);
  domain::CallTry ask{r.required("result", choice<domain::CallResult>())};
  return finished(r, std::move(ask));
}

// The bounds are those of the schema (table offer_policy).
Result<domain::OfferPolicyPatch> decode_offer_policy_patch(const Json& body) {
  Reader r(body);
  domain::OfferPolicyPatch ask;
  ask.open_offers_max = r.patch("open_offers_max", integer(1, 20));
  ask.quiet_from = r.patch("quiet_from", integer(0, k_minute_max));
  ask.quiet_until = r.patch("quiet_until", integer(0, k_minute_max));
  ask.reminder_percent = r.patch("reminder_percent", integer(10, 90));
  ask.reminder_before_min = r.patch("reminder_before_min", integer(5, 720));
  ask.evening_at = r.patch("evening_at", integer(0, k_minute_max));
  ask.job_before_min = r.patch("job_before_min", integer(15, 720));
  ask.wave_expires_in_s = r.patch("wave_expires_in_s", integer(600, 604'800));
  ask.prior_yes = r.patch("prior_yes", integer(1, 100));
  ask.prior_no = r.patch("prior_no", integer(1, 100));
  ask.preference_days = r.patch("preference_days", integer(30, 365));
  return finished(r, std::move(ask));
}

}  // namespace musubi::wire
