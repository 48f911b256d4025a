#pragma once
// Sizes and waits that bound everything a client can make the server do. The unit is the last word of the name.

#include <cstddef>
#include <cstdint>

namespace musubi::limits {

// Input
inline constexpr std::size_t header_bytes_max = 16 * 1024;
inline constexpr std::size_t target_bytes_max = 4 * 1024;
inline constexpr std::size_t body_bytes_max = 1024 * 1024;
inline constexpr std::size_t import_bytes_max = 32 * 1024 * 1024;
inline constexpr std::size_t json_depth_max = 32;
inline constexpr std::size_t ws_message_bytes_max = 64 * 1024;
inline constexpr std::size_t name_chars_max = 100;
inline constexpr std::size_t phone_chars_max = 30;
inline constexpr std::size_t address_chars_max = 200;
inline constexpr std::size_t title_chars_max = 120;
inline constexpr std::size_t text_chars_max = 4000;
inline constexpr std::size_t query_chars_max = 100;
inline constexpr std::size_t password_chars_min = 8;
inline constexpr std::size_t password_chars_max = 200;
inline constexpr int people_needed_max = 500;
inline constexpr int waitlist_max = 500;
inline constexpr std::size_t offers_per_call_max = 1000;
inline constexpr std::size_t checks_per_call_max = 500;
inline constexpr int page_items_default = 100;
inline constexpr int page_items_max = 1000;
inline constexpr std::int64_t offer_expiry_s_min = 10;
inline constexpr std::int64_t offer_expiry_s_max = 30LL * 24 * 3600;
inline constexpr std::size_t plan_changes_max = 500;
inline constexpr int plan_added_max = 200;  // people or seats at once
inline constexpr int plan_seats_max = 500;  // of one district
inline constexpr std::size_t plan_seats_pools_max = 100;

// Connections and queues
inline constexpr std::size_t connections_max = 12'000;
inline constexpr std::size_t connections_per_address_max = 6'000;
inline constexpr std::size_t subscriptions_per_connection_max = 16;
inline constexpr std::size_t outbox_frames_max = 4'096;
inline constexpr std::size_t outbox_bytes_max = 8 * 1024 * 1024;
inline constexpr std::size_t write_queue_max = 8'192;
inline constexpr std::size_t write_batch_max = 512;
inline constexpr std::size_t read_queue_max = 8'192;
inline constexpr std::size_t cpu_queue_max = 256;
inline constexpr std::size_t resume_events_max = 5'000;

// Waits
inline constexpr std::int64_t header_wait_ms = 10'000;
inline constexpr std::int64_t body_wait_ms = 30'000;
inline constexpr std::int64_t idle_wait_ms = 75'000;
inline constexpr std::int64_t write_wait_ms = 30'000;
inline constexpr std::int64_t request_deadline_ms = 30'000;
inline constexpr std::int64_t shutdown_grace_ms = 10'000;
inline constexpr std::int64_t ping_every_ms = 15'000;

static_assert(write_queue_max >= 4'096, "the contract promises at least 4,096 commands in flight");
static_assert(connections_per_address_max >= 5'000, "a centre sits behind one address");
static_assert(outbox_bytes_max > body_bytes_max, "a snapshot must fit an empty outbox");

}  // namespace musubi::limits
