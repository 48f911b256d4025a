#include "shared/wire/decode.hpp"
#include "shared/wire/rules.hpp"

namespace musubi::wire {
namespace {

auto interval() { return integer(1, domain::k_interval_days_max); }
auto watchers() { return list(id<AccountId>(), domain::k_watchers_max); }
auto signs() { return list(choice<domain::WatchSign>(), domain::all_codes<domain::WatchSign>().size()); }

}  // namespace

Result<domain::NewWatch> decode_new_watch(const Json& body) {
  Reader r(body);
  domain::NewWatch ask;
  ask.id = r.optional("id", new_id<WatchId>());
  ask.registrant_id = r.required("registrant_id", id<RegistrantId>());
  ask.interval_days = r.value_or("interval_days", interval(), 7);
  ask.watcher_ids = r.value_or("watcher_ids", watchers(), {});
  ask.look_for = r.optional("look_for", prose());
  return finished(r, std::move(ask));
}

Result<domain::WatchPatch> decode_watch_patch(const Json& body) {
  Reader r(body);
  domain::WatchPatch ask;
  ask.interval_days = r.patch("interval_days", interval());
  ask.watcher_ids = r.patch("watcher_ids", watchers());
  ask.look_for = r.change("look_for", prose());
  ask.status = r.patch("status", choice<domain::WatchStatus>());
  return finished(r, std::move(ask));
}

Result<domain::NewVisit> decode_new_visit(const Json& body) {
  Reader r(body);
  domain::NewVisit ask;
  ask.id = r.optional("id", new_id<VisitId>());
  ask.result = r.required("result", choice<domain::VisitResult>());
  ask.signs = r.value_or("signs", signs(), {});
  ask.note = r.optional("note", prose());
  ask.occurred_at = r.optional("occurred_at", instant());
  ask.sent_at = r.optional("sent_at", instant());
  return finished(r, std::move(ask));
}

}  // namespace musubi::wire
