#pragma once
// One WebSocket after its upgrade was admitted. Nothing outside of ws_session.cpp knows how frames are made.
// Inside net only.

#include <memory>
#include <string>

#include "server/net/core.hpp"

namespace musubi::net {

// True where these are the headers of a WebSocket upgrade that ws_session can answer (version 13, a proper key).
bool is_ws_upgrade(const Request& request);

// Takes the connection over. `early_bytes` is what the client sent behind the upgrade request without waiting for
// the answer (at most about 1 KB of it is understood; a client that sends more is cut).
void start_ws(Core& core, Tcp::socket socket, std::unique_ptr<Seat> seat, Request upgrade, std::string early_bytes);

}  // namespace musubi::net
