#pragma once
// One HTTP/1.1 connection, from its first byte to its last, or to its upgrade. Inside net only.

#include <memory>

#include "server/net/core.hpp"

namespace musubi::net {

void start_http(Core& core, Tcp::socket socket, std::unique_ptr<Seat> seat);

// Answers 503 and hangs up, for a connection that found no seat.
void refuse_connection(Core& core, Tcp::socket socket);

}  // namespace musubi::net
