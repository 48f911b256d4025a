#pragma once
// The end of a drill: one act wipes it and shows what it removed.

#include "server/flow/env.hpp"

namespace musubi::flow {

// Closes the drill and deletes all that it left, in one transaction. The outcome "drill.wiped" names how many of each
// kind went. only_in_drill for a real incident. Asked again, under another key, it finds nothing more.
Result<Outcome> wipe_drill(Write& w, const IncidentId& id);

}  // namespace musubi::flow
