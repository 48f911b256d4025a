#pragma once
// The program's one port. Nobody outside of net sees Asio or Beast: this header, options.hpp, http.hpp and
// static_files.hpp are all that `app` needs.

#include <cstdint>
#include <functional>
#include <memory>

#include "server/net/options.hpp"
#include "shared/base/result.hpp"

namespace musubi::net {

// Belongs to a call made by Server::after or Server::every. Letting go of it does not cancel.
class Timer {
 public:
  struct State;
  Timer() = default;
  explicit Timer(std::shared_ptr<State> state) : state_(std::move(state)) {}
  // From any thread, any number of times, also after the server is gone. Called on the io thread, the function will
  // certainly not run again; from another thread it may be running right now.
  void cancel();

 private:
  std::shared_ptr<State> state_;
};

class Server {
 public:
  // Binds and listens, so that port() is known; nothing is answered before run(). A refusal says which address and why.
  static Result<std::unique_ptr<Server>> open(ServerOptions options);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  // Only after run() has returned (or if it was never called).
  ~Server();

  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] const Counters& counters() const;

  // Before run(), where the parts behind the handler need the server first; else they may stand in the options.
  void handle(RequestHandler handler);
  void handle_live(std::shared_ptr<LiveHandler> live);

  // The calling thread becomes the io thread until the shutdown is complete.
  void run();
  // Any thread. The first call: no new connection, WebSockets are closed with 1012 behind what waits in their outbox,
  // running requests have shutdown_grace_ms to finish. A second call ends all at once. Both return immediately.
  void stop();
  // stop() was called. On the io thread.
  [[nodiscard]] bool stopping() const;

  // Any thread; `fn` runs on the io thread and must not block. Dropped when the io thread has ended.
  void post(std::function<void()> fn);
  Timer after(std::int64_t ms, std::function<void()> fn);
  Timer every(std::int64_t ms, std::function<void()> fn);
  // Once, before run(): `fn` is called on the io thread for each SIGTERM and SIGINT, which no longer end the process.
  void on_signal(std::function<void(int signal)> fn);

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace musubi::net
