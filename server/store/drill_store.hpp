#pragma once
// What a drill left behind, and how it is wiped.

#include <string_view>
#include <utility>
#include <vector>

#include "server/store/tx.hpp"

namespace musubi::store {

std::vector<NeedId> needs_of_drill(ReadTx& tx, IncidentId drill);

// Deletes every row of the drill but the incident itself and the journal's numbers. What went, by kind in the order of
// k_drill_kinds, with how many; zeros too. A real incident loses nothing, whoever calls.
inline constexpr auto k_drill_kinds =
    std::to_array<std::string_view>({"needs", "offers", "reports", "plans", "teams", "waves", "notices", "calls",
                                     "rounds", "checks", "rescues", "arrivals", "map_notes", "exclusions"});
std::vector<std::pair<std::string_view, std::int64_t>> forget_drill(Tx& tx, IncidentId drill);

}  // namespace musubi::store
