#pragma once
// Concerns on their way to a coordinator, and visits in numbers, as kept.

#include <optional>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/support.hpp"

namespace musubi::store {

struct ReferralFilter {
  std::optional<DistrictId> district{};
  std::optional<domain::ReferralStatus> status{};
};
std::optional<domain::Referral> find_referral(ReadTx& tx, ReferralId id);
std::vector<domain::Referral> referrals(ReadTx& tx, const ReferralFilter& filter, const Page& page);  // newest first
void insert_referral(Tx& tx, const domain::Referral& referral);
// Writes version expected_version + 1; false when somebody was faster, and then nothing is written.
bool update_referral(Tx& tx, const domain::Referral& referral, int expected_version);

void insert_support_record(Tx& tx, const domain::SupportRecord& record);
// Sums of what was done from `from` until before `until`, by district; districts without any are absent.
std::vector<domain::SupportSum> support_sums(ReadTx& tx, Instant from, Instant until);

}  // namespace musubi::store
