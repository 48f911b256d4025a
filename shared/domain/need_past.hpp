#pragma once
// What stood on the map of an earlier moment, from the journal alone.

#include <optional>
#include <string_view>

#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/domain/need.hpp"

namespace musubi::domain {

// The status that a need has after an event of this type, as near as the journal tells it: the map draws whose turn it
// is, not each step. nullopt where the event leaves the status as it was.
std::optional<NeedStatus> status_after(std::string_view event_type);

// Whether a noun was made after `at`, by the time in its id (version 7). Ids of other versions do not tell: false.
bool is_made_after(const Uuid& id, Instant at);

}  // namespace musubi::domain
