#pragma once
// What the sessions of one server share: options, counters, the list of the living, the clock tick. Inside net only.
// Everything here belongs to the io thread, except Gate.

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "server/net/options.hpp"

namespace musubi::net {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using TimePoint = Clock::time_point;

// Errors as values: `auto [ec, n] = co_await …(k_values)`.
inline constexpr auto k_values = asio::as_tuple(asio::use_awaitable);
inline constexpr TimePoint k_never = TimePoint::max();

inline TimePoint in_ms(std::int64_t ms) { return Clock::now() + std::chrono::milliseconds(ms); }

// The door from other threads to the io thread; stays usable (as a no-op) after the server is gone, because a handler
// may keep its Respond for longer than that.
class Gate {
 public:
  explicit Gate(asio::io_context& io) : io_(&io) {}

  void shut() {
    const std::lock_guard<std::mutex> lock(mutex_);
    io_ = nullptr;
  }

  // At once when called on the io thread, else as soon as the io thread is free.
  template <class Fn>
  void run(Fn fn) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (io_ == nullptr) return;
      if (!io_->get_executor().running_in_this_thread()) {
        asio::post(*io_, std::move(fn));
        return;
      }
    }
    fn();
  }

 private:
  std::mutex mutex_;
  asio::io_context* io_;
};

// A socket's owner, HTTP or WebSocket. None of the calls destroys the session: it ends by itself soon after.
class Session {
 public:
  Session() = default;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  virtual ~Session() = default;
  virtual void tick(TimePoint now) = 0;
  // Shutdown, first step: finish what runs, take nothing new.
  virtual void ask_to_close() = 0;
  // Shutdown, second step.
  virtual void end_now() = 0;
};

class Core;

// One admitted connection; gives its place back when it goes.
class Seat {
 public:
  Seat(Core& core, std::string address);
  Seat(const Seat&) = delete;
  Seat& operator=(const Seat&) = delete;
  ~Seat();
  [[nodiscard]] const std::string& address() const { return address_; }

 private:
  Core& core_;
  std::string address_;
};

class Core {
 public:
  explicit Core(ServerOptions server_options);

  // nullptr: the house is full, or this address has its share.
  std::unique_ptr<Seat> take_seat(const std::string& address);
  void enter(Session& session) { sessions_.insert(&session); }
  void leave(Session& session);
  [[nodiscard]] const std::unordered_set<Session*>& sessions() const { return sessions_; }

  std::string next_request_id();
  std::uint64_t next_connection_id() { return ++connection_number_; }
  void log(std::string_view line) const;
  // Before the reply is sent, so that whoever has read it finds it counted.
  void count_reply(int status);

  ServerOptions options;
  Counters counters;
  bool stopping{false};
  std::function<void()> on_empty;  // called when the last session has left
  std::shared_ptr<Gate> gate;

 private:
  friend class Seat;
  std::unordered_set<Session*> sessions_;
  std::unordered_map<std::string, std::size_t> per_address_;
  std::string id_prefix_;
  std::uint64_t id_number_{0};
  std::uint64_t connection_number_{0};
};

}  // namespace musubi::net
