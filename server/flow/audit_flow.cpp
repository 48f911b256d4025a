#include "server/flow/audit_flow.hpp"

#include <map>
#include <utility>

#include "server/store/account_store.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/registrant_store.hpp"

namespace musubi::flow {
namespace {

// A row about one person names that person in the row itself; of a list only the number of people stands there.
store::AuditRow row_of(const domain::Actor& actor, Instant now, std::string_view request_id, Seen seen) {
  store::AuditRow row;
  row.at = now;
  row.actor = actor.account_id;
  row.action = seen.action;
  row.subject_kind = "registrant";
  if (seen.people.size() == 1) row.subject_id = seen.people.front();
  row.district_id = seen.district;
  row.incident_id = seen.incident;
  row.subjects = static_cast<int>(seen.people.size());
  row.request_id = std::string(request_id);
  row.subject_ids = std::move(seen.people);
  return row;
}

// The page as asked for and the cursor of the next.
Listed<AuditLine> lines_of(Read& r, std::vector<store::AuditRow> rows, int limit) {
  Listed<AuditLine> list;
  list.seq = r.tx.seq();
  if (static_cast<int>(rows.size()) > limit) {
    rows.resize(static_cast<std::size_t>(limit));
    list.next = store::Cursor{rows.back().at.ms, rows.back().id};
  }
  std::map<AccountId, std::optional<std::string>> names;
  std::map<IncidentId, std::optional<std::string>> incidents;
  for (auto& row : rows) {
    AuditLine line{std::move(row), std::nullopt, std::nullopt};
    if (const auto& id = line.row.actor) {
      const auto [at, is_new] = names.try_emplace(*id);
      if (is_new)
        if (const auto account = store::find_account(r.tx, *id)) at->second = account->name;
      line.actor_name = at->second;
    }
    if (const auto& id = line.row.incident_id) {
      const auto [at, is_new] = incidents.try_emplace(*id);
      if (is_new)
        if (const auto incident = store::find_incident(r.tx, *id)) at->second = incident->name;
      line.incident_name = at->second;
    }
    list.items.push_back(std::move(line));
  }
  return list;
}

}  // namespace

void audit(Read& r, Seen seen) { r.audits.push_back(row_of(r.actor, r.now, r.request_id, std::move(seen))); }

void audit(Write& w, Seen seen) {
  auto row = row_of(w.actor, w.now, w.request_id, std::move(seen));
  row.id = w.id<AuditId>();
  row.route = std::string(w.route);
  store::insert_audit(w.tx, row);
}

Listed<AuditLine> list_audit(Read& r, const store::Page& page) {
  return lines_of(r, store::audit_rows(r.tx, {page.limit + 1, page.after}), page.limit);
}

Result<Listed<AuditLine>> read_trail(Read& r, const RegistrantId& person, const store::Page& page) {
  if (!store::find_registrant(r.tx, person)) return fail(Code::not_found);
  return lines_of(r, store::trail_of(r.tx, person, {page.limit + 1, page.after}), page.limit);
}

}  // namespace musubi::flow
