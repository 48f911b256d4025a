#pragma once
// Routes of field phones, and the one shape in which a person of a round is told to the desk and to a phone.

#include <span>

#include "server/api/call.hpp"
#include "server/flow/incident_flow.hpp"

namespace musubi::api {

std::span<const Route> pack_routes();

// A person of a round and how they stand.
Json watched_json(const flow::Read& r, const flow::Watched& one);

}  // namespace musubi::api
