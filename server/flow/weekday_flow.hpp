#pragma once
// 見守り on weekdays: who is looked in on, visits, and who is told when nobody was seen.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/store/watch_store.hpp"
#include "shared/domain/disclosure.hpp"

namespace musubi::flow {

// not_found where the asker may not see the person (in normal time: without consent); already_exists while one runs.
Result<Outcome> add_watch(Write& w, const domain::NewWatch& ask);
Result<Outcome> change_watch(Write& w, const WatchId& id, int if_version, const domain::WatchPatch& patch);
// Kept also when it comes late; then it changes nothing of what is known since.
Result<Outcome> record_visit(Write& w, const WatchId& id, const domain::NewVisit& ask);

// Leave an audit row, as every reading of a person does.
Result<domain::Disclosed<domain::WatchView>> read_watch(Read& r, const WatchId& id);
using WatchList = Listed<domain::Disclosed<domain::WatchView>>;
// The longest due first.
Result<WatchList> list_watches(Read& r, std::optional<DistrictId> district, const store::Page& page);
// The watch that the visit was of, as it is now.
Result<domain::Disclosed<domain::WatchView>> read_visited(Read& r, const VisitId& id);
Result<domain::Disclosed<std::vector<domain::VisitView>>> list_visits(Read& r, const WatchId& id);

using WatcherList = Listed<domain::Disclosed<domain::Watcher>>;
// Whom a watch in the district takes as watchers, all at once: the district's coordinators first, then the centre, by
// name. No audit: these are the centre's own accounts.
Result<WatcherList> list_watchers(Read& r, const DistrictId& district);

// For the clock: tells the next ones of missed visits, in one transaction; returns how many watches moved.
int tell_missed_visits(Write& w, int limit);

}  // namespace musubi::flow
