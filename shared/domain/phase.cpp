#include "shared/domain/phase.hpp"

namespace musubi::domain {

Result<std::optional<Instant>> phase_end(LegalPhase phase, std::optional<Instant> asked, Instant now) {
  if (phase == LegalPhase::normal) {
    if (asked) return fail_fields({{"phase_until", "out_of_range"}});
    return std::optional<Instant>{};
  }
  const auto end = asked.value_or(now.plus_ms(phase == LegalPhase::declared ? k_declared_ms : k_imminent_ms));
  if (end <= now || end > now.plus_ms(k_phase_ms_max)) return fail_fields({{"phase_until", "out_of_range"}});
  return std::optional(end);
}

}  // namespace musubi::domain
