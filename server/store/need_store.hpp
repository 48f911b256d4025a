#pragma once
// Needs and the reports on the work, as kept.

#include <map>
#include <optional>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/need.hpp"

namespace musubi::store {

// Every condition that is set must hold.
struct NeedFilter {
  std::optional<IncidentId> incident{};
  bool without_drills{false};
  std::optional<DistrictId> district{};
  std::vector<DistrictId> districts{};         // any of these; empty = all
  std::vector<domain::NeedStatus> statuses{};  // any of these; empty = all
  bool open_only{false};
  std::optional<VolunteerId> volunteer{};  // who was ever offered it
};

std::optional<domain::Need> find_need(ReadTx& tx, NeedId id);
std::vector<domain::Need> needs(ReadTx& tx, const NeedFilter& filter, const Page& page);  // newest first (received, id)
void insert_need(Tx& tx, const domain::Need& need);
// Writes version expected_version + 1 and need.changed_seq; false when somebody was faster, and then nothing is
// written. Fewer people than the highest place held throws StoreError{check}: renumber the offers first.
bool update_need(Tx& tx, const domain::Need& need, int expected_version);
std::optional<domain::Need> open_need_of_registrant(ReadTx& tx, RegistrantId registrant, IncidentId incident);
std::vector<domain::Need> open_needs_of_incident(ReadTx& tx, IncidentId incident);
std::map<DistrictId, int> open_needs_by_district(ReadTx& tx, IncidentId incident);  // districts without any are absent
std::vector<domain::Need> every_need_for_index(ReadTx& tx);

void insert_report(Tx& tx, const domain::ActivityReport& report);
std::vector<domain::ActivityReport> reports_of(ReadTx& tx, NeedId need);  // oldest first

}  // namespace musubi::store
