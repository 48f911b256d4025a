#pragma once
// The messages of the live socket as text.

#include <optional>
#include <string>
#include <string_view>

#include "server/live/hub.hpp"

namespace musubi::live {

struct Said {
  enum class Kind : std::uint8_t { subscribe, unsubscribe, pong, unknown_topic };
  Kind kind{};
  Topic topic;
  std::string topic_text;
  std::optional<std::int64_t> since;
};
// nullopt for anything that is not a message of the contract.
std::optional<Said> parse_said(std::string_view text);

Frame snapshot_frame(const Topic& topic, std::int64_t seq, std::string_view data);
Frame events_frame(const Topic& topic, std::int64_t seq, std::string_view events);
Frame resync_frame(const Topic& topic, std::string_view reason);
Frame ping_frame(std::int64_t seq, Instant now);
Frame problem_frame(std::string_view topic, const Error& error);

}  // namespace musubi::live
