#pragma once
// Checks that keep arriving in the demo's drill, so that a newcomer sees the map live.

#include <cstdint>

#include "server/flow/env.hpp"

namespace musubi::app {

// The n-th check: records one plausible status for somebody still open in the demo drill's open round. Changes nothing
// in any other data, or when nobody is open.
flow::Command demo_tick(std::uint64_t n);

}  // namespace musubi::app
