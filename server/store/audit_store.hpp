#pragma once
// Who read or wrote personal data, and when. Ids, codes and numbers only (law 11). The rows are a chain: each holds a
// keyed hash over the hash before it and all that it says itself, so that a row that somebody changed, took out or put
// in behind the program's back is found (audit_chain.hpp).

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
  // The registrants that the row is about, however many; subject_id is counted among them when the kind is registrant.
  std::vector<Uuid> subject_ids{};
  std::string route{};  // "GET /api/v1/registrants/{id}"
};

// Appends to the chain. subject_ids are read back by trail_of only.
void insert_audit(Tx& tx, const AuditRow& row);
std::vector<AuditRow> audit_rows(ReadTx& tx, const Page& page);  // newest first by (at, id)
// The rows that are about this person, newest first by (at, id).
std::vector<AuditRow> trail_of(ReadTx& tx, const Uuid& subject, const Page& page);

}  // namespace musubi::store
