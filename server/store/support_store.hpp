#pragma once
// Users of the 生活応援隊, the districts' policies, the centre's days, and which needs belong to them, as kept.

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/support.hpp"

namespace musubi::store {

struct ServiceUserFilter {
  std::optional<DistrictId> district{};
  std::optional<domain::ServiceUserStatus> status{};
};
std::optional<domain::ServiceUser> find_service_user(ReadTx& tx, ServiceUserId id);
std::vector<domain::ServiceUser> service_users(ReadTx& tx, const ServiceUserFilter& filter, const Page& page);
void insert_service_user(Tx& tx, const domain::ServiceUser& user);
// Writes version expected_version + 1; false when somebody was faster, and then nothing is written.
bool update_service_user(Tx& tx, const domain::ServiceUser& user, int expected_version);

// The district's, or what holds where nobody has decided anything (version 1).
domain::SupportPolicy support_policy_of(ReadTx& tx, DistrictId district);
bool put_support_policy(Tx& tx, const domain::SupportPolicy& policy, int expected_version);
domain::SupportCalendar support_calendar(ReadTx& tx);
bool update_support_calendar(Tx& tx, const domain::SupportCalendar& calendar, int expected_version);

// Fills in the link of those needs that have one.
void read_support_links(ReadTx& tx, std::span<domain::Need> needs);
// A second need for the same day of a series throws StoreError{unique}.
void insert_support_link(Tx& tx, NeedId need, const domain::SupportLink& link);
// with_coordinator and first_until; the rest of a link never changes.
void update_support_link(Tx& tx, NeedId need, const domain::SupportLink& link);

struct NeedOfSeries {
  Day day;
  NeedId need_id;
  domain::NeedStatus status{};
  bool with_coordinator{false};
};
std::vector<NeedOfSeries> needs_of_series(ReadTx& tx, SeriesId series, Day from);  // by day
struct NeedOfUser {
  NeedId need_id;
  domain::NeedStatus status{};
};
std::vector<NeedOfUser> needs_of_user(ReadTx& tx, ServiceUserId user);
// Who did the newest visit of the series that is done.
std::vector<VolunteerId> last_helpers(ReadTx& tx, SeriesId series);

}  // namespace musubi::store
