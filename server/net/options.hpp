#pragma once
// What `app` hands to the server, and the numbers that it can read back.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "server/net/http.hpp"
#include "shared/base/limits.hpp"

namespace musubi::net {

// The defaults are the product's; tests use smaller ones.
struct Limits {
  std::size_t header_bytes{limits::header_bytes_max};
  std::size_t target_bytes{limits::target_bytes_max};
  std::size_t body_bytes{limits::body_bytes_max};
  std::size_t connections{limits::connections_max};
  std::size_t connections_per_address{limits::connections_per_address_max};
  std::size_t ws_message_bytes{limits::ws_message_bytes_max};
  std::size_t outbox_frames{limits::outbox_frames_max};
  std::size_t outbox_bytes{limits::outbox_bytes_max};
  std::int64_t header_wait_ms{limits::header_wait_ms};
  std::int64_t body_wait_ms{limits::body_wait_ms};  // for a body of up to body_bytes; larger ones in proportion
  std::int64_t idle_wait_ms{limits::idle_wait_ms};
  std::int64_t write_wait_ms{limits::write_wait_ms};  // without any progress of one slice or frame
  std::int64_t request_deadline_ms{limits::request_deadline_ms};
  std::int64_t shutdown_grace_ms{limits::shutdown_grace_ms};
  std::int64_t ws_ping_every_ms{20'000};
  std::int64_t ws_idle_wait_ms{60'000};  // no frame at all from the client, pongs included
  std::int64_t close_wait_ms{5'000};     // how long a close may take before the socket is just closed
  std::int64_t linger_wait_ms{1'000};    // how long a refused sender may go on talking after our answer
  std::int64_t tick_ms{100};             // how finely all waits above are watched
};

// Written by the io thread only, readable from any.
class Counter {
 public:
  void add(std::uint64_t n = 1) { value_.store(value() + n, std::memory_order_relaxed); }
  void sub(std::uint64_t n = 1) { value_.store(value() - n, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

struct Counters {
  Counter requests[6];          // by status class: [2] = 2xx …; [0] stays 0
  Counter requests_running;     // gauge: handed to the handler, not answered yet
  Counter requests_unanswered;  // the deadline passed
  Counter connections_total;
  Counter connections_open;  // gauge
  Counter connections_refused;
  Counter timed_out;  // slow header, body or reader of a reply
  Counter ws_total;
  Counter ws_open;  // gauge
  Counter ws_slow_cut;
  Counter ws_dead_cut;  // no sign of life within ws_idle_wait_ms
  Counter ws_frames_out;
  Counter bytes_in;
  Counter bytes_out;
};

struct RequestDone {
  std::string_view request_id;
  Method method{Method::other};
  std::string_view path;  // empty where the request was not understood; carries no personal data by contract
  int status{0};
  std::int64_t micros{0};  // from its first byte to the end of the reply
};

struct ServerOptions {
  std::string address{"127.0.0.1"};
  std::uint16_t port{0};  // 0 = any free one, see Server::port()
  std::string live_path{"/api/v1/live"};
  Limits limits;

  RequestHandler handler;
  std::shared_ptr<LiveHandler> live;  // none: live_path is an ordinary path
  // Bytes that this route may send as a body; empty function = limits.body_bytes for all. Asked before the body is
  // read.
  std::function<std::size_t(Method, std::string_view path)> body_limit;
  std::function<void(const RequestDone&)> on_request_done;
  std::function<void(std::string_view line)> log;  // "net.listening port=8080": one line, key=value, no secrets
};

}  // namespace musubi::net
