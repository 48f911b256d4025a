#include "shared/domain/wave.hpp"

#include <algorithm>

#include "shared/domain/offer_rules.hpp"

namespace musubi::domain {

int expected_acceptance_permille(const AnswerCount& seen, const OfferPolicy& policy) {
  const std::int64_t yes = seen.yes + policy.prior_yes;
  const std::int64_t all = seen.asked + policy.prior_yes + policy.prior_no;
  return static_cast<int>(std::clamp<std::int64_t>(yes * 1000 / std::max<std::int64_t>(all, 1), 100, 950));
}

int wave_size(int missing, int acceptance_permille) {
  if (missing <= 0) return 0;
  const int acceptance = std::max(acceptance_permille, 1);
  return (missing * 1000 + acceptance - 1) / acceptance;
}

int people_to_ask(const Wave& wave, int missing, int open) {
  if (missing <= 0) return 0;
  return std::max(0, wave.together.value_or(wave_size(missing, wave.acceptance_permille)) - open);
}

int people_missing(const Need& need, std::span<const Offer> offers) {
  const auto places = count_places(need, offers);
  const auto leaving = std::ranges::count_if(offers, [](const Offer& o) { return o.substitute_wanted_at.has_value(); });
  return std::max(0, places.free() + static_cast<int>(leaving) - places.waitlisted);
}

Instant wave_offer_end(Instant now, std::int64_t expires_in_s, const std::optional<Instant>& starts_at) {
  const Instant end = now.plus_s(expires_in_s);
  return starts_at && *starts_at > now ? std::min(end, *starts_at) : end;
}

}  // namespace musubi::domain
