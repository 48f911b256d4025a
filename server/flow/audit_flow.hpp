#pragma once
// Who looked at personal data, or wrote it.

#include <vector>

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/store/audit_store.hpp"

namespace musubi::flow {

// Something that happened to the data of registrants: "read", "search", "refused", "written", "glass", … A row names
// everybody whom it is about; the rows of one answer are on disk before it leaves.
struct Seen {
  const char* action;
  std::vector<Uuid> people{};
  std::optional<DistrictId> district{};
  std::optional<IncidentId> incident{};
};
void audit(Read& r, Seen seen);
void audit(Write& w, Seen seen);

struct AuditLine {
  store::AuditRow row;
  std::optional<std::string> actor_name;
  std::optional<std::string> incident_name{};
};
Listed<AuditLine> list_audit(Read& r, const store::Page& page);
// Who saw this one person, newest first, whether or not the person can be seen now: whoever asks must know the id
// already, so not_found says only that nobody has it.
Result<Listed<AuditLine>> read_trail(Read& r, const RegistrantId& person, const store::Page& page);

}  // namespace musubi::flow
