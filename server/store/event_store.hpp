#pragma once
// Reads the journal; it is written by Tx::append alone.

#include <cstdint>
#include <vector>

#include "server/store/tx.hpp"

namespace musubi::store {

// All in the order of their numbers.
std::vector<domain::Event> events_after(ReadTx& tx, std::int64_t seq, int limit);
std::vector<domain::Event> events_of_need(ReadTx& tx, NeedId need);
std::vector<domain::Event> events_of_incident_after(ReadTx& tx, IncidentId incident, std::int64_t seq, int limit);

}  // namespace musubi::store
