#include "server/flow/audit_flow.hpp"

#include <map>

#include "server/store/account_store.hpp"

namespace musubi::flow {

Listed<AuditLine> list_audit(Read& r, const store::Page& page) {
  Listed<AuditLine> list;
  list.seq = r.tx.seq();
  auto rows = store::audit_rows(r.tx, {page.limit + 1, page.after});
  if (static_cast<int>(rows.size()) > page.limit) {
    rows.resize(static_cast<std::size_t>(page.limit));
    list.next = store::Cursor{rows.back().at.ms, rows.back().id};
  }
  std::map<AccountId, std::optional<std::string>> names;
  for (auto& row : rows) {
    AuditLine line{std::move(row), std::nullopt};
    if (line.row.actor) {
      if (!names.contains(*line.row.actor)) {
        const auto account = store::find_account(r.tx, *line.row.actor);
        names[*line.row.actor] = account ? std::optional(account->name) : std::nullopt;
      }
      line.actor_name = names[*line.row.actor];
    }
    list.items.push_back(std::move(line));
  }
  return list;
}

}  // namespace musubi::flow
