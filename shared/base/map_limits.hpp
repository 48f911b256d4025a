#pragma once
// Sizes that bound the live map.

#include "shared/base/limits.hpp"

namespace musubi::limits {

inline constexpr std::size_t live_dots_max = 20'000;  // in one message of the socket; more are fetched as columns
inline constexpr std::size_t snapshot_cache_bytes_max = 64 * 1024 * 1024;

static_assert(outbox_bytes_max > live_dots_max * 300, "the dots of a snapshot must fit an empty outbox as JSON");

}  // namespace musubi::limits
