#pragma once
// Who looked at personal data.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/store/audit_store.hpp"

namespace musubi::flow {

struct AuditLine {
  store::AuditRow row;
  std::optional<std::string> actor_name;
};
Listed<AuditLine> list_audit(Read& r, const store::Page& page);

}  // namespace musubi::flow
