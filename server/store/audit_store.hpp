#pragma once
// Who read or wrote personal data, and when. Ids, codes and numbers only (law 11).

#include <optional>
#include <string>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/base/instant.hpp"

namespace musubi::store {

struct AuditRow {
  AuditId id;
  Instant at;
  std::optional<AccountId> actor;
  std::string action;
  std::string subject_kind;
  std::optional<Uuid> subject_id;
  std::optional<DistrictId> district_id;
  std::optional<IncidentId> incident_id;
  int subjects{1};  // how many people's data
  std::string request_id;
};

void insert_audit(Tx& tx, const AuditRow& row);
std::vector<AuditRow> audit_rows(ReadTx& tx, const Page& page);  // newest first by (at, id)

}  // namespace musubi::store
