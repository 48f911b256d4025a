#pragma once
// A server on a thread of its own, and clients that speak over plain POSIX sockets. Every wait has a far limit, so a
// test fails instead of hanging; no test depends on how fast the machine is.

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "server/net/server.hpp"

namespace musubi::net::test {

inline constexpr int k_far_ms = 30'000;
inline constexpr std::int64_t k_never_ms = 3'600'000;

// Answers 200 with what it was asked: "GET /path?query body".
RequestHandler echo();

ServerOptions options_with(RequestHandler handler = echo());

class RunningServer {
 public:
  explicit RunningServer(ServerOptions options);
  ~RunningServer();
  Server* operator->() { return server_.get(); }
  // Runs `fn` on the io thread and waits for it.
  void on_io(const std::function<void()>& fn);
  // Waits until run() has returned; false after a far limit.
  bool ended();

 private:
  std::unique_ptr<Server> server_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ended_{false};
  std::thread thread_;
};

struct Answer {
  int status{0};  // 0: the connection ended before a whole reply
  std::map<std::string, std::string> headers;
  std::string body;
};

// One TCP connection.
class Client {
 public:
  explicit Client(std::uint16_t port, int receive_buffer_bytes = 0);
  Client(Client&& other) noexcept;
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client();

  void send(std::string_view bytes) const;
  // The next reply; `head_only` for the answer to a HEAD.
  Answer answer(bool head_only = false);
  // send() and answer() in one.
  Answer ask(std::string_view bytes);
  // Nothing more comes: true where the other side has closed.
  bool at_end();
  void shut_write() const;
  void hang_up();

  // Exactly n bytes, or fewer where the connection ended.
  std::string take(std::size_t n);

 private:
  bool fill();
  int fd_{-1};
  std::string seen_;
};

std::string get(std::string_view path, std::string_view more_headers = {});

struct WsFrame {
  int opcode{-1};  // 1 text, 8 close, 9 ping, 10 pong; -1: the connection ended
  std::string payload;
  [[nodiscard]] int close_code() const;
};

class WsClient {
 public:
  WsClient(std::uint16_t port, std::string_view more_headers = {}, int receive_buffer_bytes = 0);
  void send_text(std::string_view text) const { send_frame(1, text); }
  void send_frame(int opcode, std::string_view payload) const;
  WsFrame frame();
  // Frames until a text or a close, pings passed over.
  WsFrame message();
  Answer handshake;
  Client tcp;
};

// Remembers connections and texts; may be waited for.
class TestLive : public LiveHandler {
 public:
  std::optional<Reply> admit(const Request& upgrade) override;
  std::string subprotocol(const Request& upgrade) override;
  void opened(std::shared_ptr<LiveConnection> connection, const Request& upgrade) override;
  void received(std::uint64_t connection_id, std::string text) override;
  void closed(std::uint64_t connection_id) override;

  bool wait_opened(std::size_t n);
  bool wait_closed(std::size_t n);
  bool wait_texts(std::size_t n);

  std::function<std::optional<Reply>(const Request&)> on_admit;
  std::string protocol;
  std::vector<std::shared_ptr<LiveConnection>> connections;  // in order of opening; io thread
  std::vector<std::string> texts;

 private:
  bool wait(const std::function<bool()>& until);
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t opened_{0};
  std::size_t closed_{0};
};

}  // namespace musubi::net::test
