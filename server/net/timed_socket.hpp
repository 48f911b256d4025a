#pragma once
// A socket whose every wait ends: on its own, or at a deadline that the server's tick watches. Inside net only.

#include <string>
#include <string_view>
#include <utility>

#include "server/net/core.hpp"
#include "server/net/file_source.hpp"

namespace musubi::net {

class TimedSocket {
 public:
  TimedSocket(Core& core, Tcp::socket socket) : core_(core), socket_(std::move(socket)) {}

  Tcp::socket& raw() { return socket_; }

  // What is read from here on has `ms` in all; afterwards the read fails and timed_out() tells why.
  void arm(std::int64_t ms) {
    timed_out_ = false;
    deadline_ = in_ms(ms);
  }
  void disarm() { deadline_ = k_never; }
  [[nodiscard]] bool timed_out() const { return timed_out_; }

  void tick(TimePoint now) {
    // The deadline stays: one cancel may hit between two steps of a composed read and be lost.
    if (now < deadline_) return;
    timed_out_ = true;
    cancel();
  }
  void cancel() {
    boost::system::error_code ec;
    socket_.cancel(ec);
  }
  void close() {
    boost::system::error_code ec;
    socket_.shutdown(Tcp::socket::shutdown_both, ec);
    socket_.close(ec);
  }

  // False: not everything was taken. The views must stay alive until then.
  asio::awaitable<bool> send(std::string_view head, std::string_view body);
  asio::awaitable<bool> send_file(std::string_view head, FileSource file);
  // Says that we are done, and hears the other side out for a short while.
  asio::awaitable<void> linger();

 private:
  Core& core_;
  Tcp::socket socket_;
  TimePoint deadline_{k_never};
  bool timed_out_{false};
};

}  // namespace musubi::net
