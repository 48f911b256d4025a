#pragma once
// Arrival lists of shelters, as kept.

#include <optional>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/arrival.hpp"

namespace musubi::store {

void insert_arrival(Tx& tx, const domain::Arrival& arrival);  // with its lines
void put_arrival_line(Tx& tx, ArrivalId arrival, const domain::ArrivalLine& line);
std::optional<domain::Arrival> find_arrival(ReadTx& tx, ArrivalId id);
std::vector<domain::Arrival> arrivals(ReadTx& tx, IncidentId incident, const Page& page);  // newest first

}  // namespace musubi::store
