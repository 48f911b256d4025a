#include "shared/domain/support_rules.hpp"

#include <algorithm>

namespace musubi::domain {
namespace {

constexpr int k_fee_step_yen = 10;

int hours_begun(int minutes) { return (minutes + 59) / 60; }

}  // namespace

Result<void> check_policy(const SupportPolicy& policy, NeedCategory category, std::optional<int> minutes) {
  if (!policy.categories.empty() && std::ranges::find(policy.categories, category) == policy.categories.end())
    return fail(Code::category_not_allowed);
  if (policy.minutes_max && minutes && *minutes > *policy.minutes_max) return fail(Code::job_too_long);
  return {};
}

Result<void> check_policy(const SupportPolicy& policy, NeedCategory category, std::optional<int> minutes,
                          const Actor& actor, const std::optional<std::string>& override_reason) {
  if (override_reason) {
    if (!actor.is_desk()) return fail(Code::forbidden);
    return {};
  }
  return check_policy(policy, category, minutes);
}

Fee propose_fee(FeeKind kind, int rate_yen, std::optional<int> minutes, int people) {
  if (kind == FeeKind::free || !minutes || *minutes <= 0) return {};
  const int helpers = std::max(people, 1);
  if (kind == FeeKind::ticket) return {std::nullopt, hours_begun(*minutes) * helpers};
  const std::int64_t yen = static_cast<std::int64_t>(*minutes) * rate_yen / 60 / k_fee_step_yen * k_fee_step_yen;
  return {static_cast<int>(yen * helpers), std::nullopt};
}

Result<void> check_fee(FeeKind kind, int rate_yen, std::optional<int> minutes, int people, const Fee& fee) {
  std::vector<FieldError> errors;
  if (fee.yen && *fee.yen > 0 && kind != FeeKind::per_hour) errors.push_back({"report/fee_yen", "out_of_range"});
  if (fee.tickets && *fee.tickets > 0 && kind != FeeKind::ticket) errors.push_back({"report/tickets", "out_of_range"});
  const bool is_asked = (fee.yen && *fee.yen > 0) || (fee.tickets && *fee.tickets > 0);
  if (errors.empty() && is_asked) {
    const std::int64_t hours = static_cast<std::int64_t>(hours_begun(minutes.value_or(0))) * std::max(people, 1);
    if (!minutes)
      errors.push_back({"report/minutes", "required"});
    else if (fee.yen && *fee.yen > hours * rate_yen)
      errors.push_back({"report/fee_yen", "out_of_range"});
    else if (fee.tickets && *fee.tickets > hours)
      errors.push_back({"report/tickets", "out_of_range"});
  }
  if (!errors.empty()) return fail_fields(std::move(errors));
  return {};
}

bool may_assign(const SupportPolicy& policy, const Actor& actor) {
  return actor.is_desk() || policy.assigned_by != AssignedBy::center;
}

Result<void> may_step(const Referral& referral, ReferralStep step) {
  std::vector<std::string> allowed;
  if (referral.status == ReferralStatus::open) allowed.emplace_back(code(ReferralStep::take));
  if (referral.status != ReferralStatus::closed) allowed.emplace_back(code(ReferralStep::close));
  if (std::ranges::find(allowed, code(step)) != allowed.end()) return {};
  return fail_next(Code::wrong_state, std::move(allowed));
}

}  // namespace musubi::domain
