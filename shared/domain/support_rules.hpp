#pragma once
// What a district's policy says to a job: may it be taken, what does it cost, who arranges it.

#include <optional>

#include "shared/base/result.hpp"
#include "shared/domain/account.hpp"
#include "shared/domain/support.hpp"

namespace musubi::domain {

// category_not_allowed, job_too_long. `minutes` of one visit, none when no time is set.
Result<void> check_policy(const SupportPolicy& policy, NeedCategory category, std::optional<int> minutes);
// The same, unless staff give a reason against it; a coordinator who gives one is refused (forbidden).
Result<void> check_policy(const SupportPolicy& policy, NeedCategory category, std::optional<int> minutes,
                          const Actor& actor, const std::optional<std::string>& override_reason);

struct Fee {
  std::optional<int> yen;
  std::optional<int> tickets;
  bool operator==(const Fee&) const = default;
};
// What a report proposes; the person decides. per_hour: minutes x rate, down to full 10 yen, for each helper. ticket:
// one for each hour begun. free: nothing. Minutes 0 or unknown propose nothing.
Fee propose_fee(FeeKind kind, int rate_yen, std::optional<int> minutes, int people);
// A fee may be lower than proposed, never more than the hours begun cost; and only in the kind of the policy. Fields
// report/fee_yen, report/tickets, report/minutes (needed to check a fee by).
Result<void> check_fee(FeeKind kind, int rate_yen, std::optional<int> minutes, int people, const Fee& fee);

// assigned_by center: a coordinator does not ask helpers. The desk always may.
bool may_assign(const SupportPolicy& policy, const Actor& actor);

// The steps of a referral: take (open), close (open or taken). wrong_state with the allowed ones otherwise.
enum class ReferralStep : std::uint8_t { take, close };
MUSUBI_CODES(ReferralStep, "take", "close");
Result<void> may_step(const Referral& referral, ReferralStep step);

}  // namespace musubi::domain
