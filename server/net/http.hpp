#pragma once
// What travels between the sockets and the rest of the program: plain values, no Beast. `net` knows nothing of routes;
// `app` hands it one RequestHandler and one LiveHandler.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace musubi::net {

enum class Method : std::uint8_t { get, head, post, patch, del, options, other };
// GET, HEAD … as on the wire; OTHER for what the program does not know.
std::string_view name_of(Method method);

struct Header {
  std::string name;  // lower case
  std::string value;
};

struct Request {
  Method method{Method::get};
  std::string path;   // percent-decoded, starts with '/', no query; never contains NUL or ".." segments
  std::string query;  // raw, without '?'
  std::vector<Header> headers;
  std::string body;
  std::string peer;             // address of the other side, without port
  std::string request_id;       // made by net; goes into the log line and the X-Request-Id header
  std::int64_t deadline_ms{0};  // epoch ms after which nobody waits for the answer any more

  // First header of that (lower-case) name, or empty.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

// A file region to send without reading it into memory first (static files, PMTiles ranges).
struct FileBody {
  std::string path;
  std::uint64_t offset{0};
  std::uint64_t length{0};
};

struct Reply {
  int status{200};
  std::vector<Header> headers;
  std::string body;
  std::optional<FileBody> file;                 // used instead of `body` when present
  std::shared_ptr<const std::string> shared{};  // the same: bytes that many answers have in common

  [[nodiscard]] std::string_view content() const { return shared ? std::string_view(*shared) : std::string_view(body); }
};

// Called once, from any thread; net takes it to the session's executor. Not calling it at all ends in 503 at the
// deadline.
using Respond = std::function<void(Reply)>;
// Runs on the io thread and must not block.
using RequestHandler = std::function<void(Request, Respond)>;

// One text frame, encoded once for a whole audience and shared by its subscribers.
using Frame = std::shared_ptr<const std::string>;

enum class Push : std::uint8_t { queued, too_slow, closed };

// The write side of one WebSocket. All calls on the io thread. `too_slow` means that the bound of the outbox was
// reached and the connection is being cut with 4408 (counted in metrics).
class LiveConnection {
 public:
  virtual ~LiveConnection() = default;
  virtual Push push(Frame frame) = 0;
  virtual void close(std::uint16_t code, std::string_view reason) = 0;
  [[nodiscard]] virtual std::uint64_t id() const = 0;
};

// What the program does with WebSockets. All calls on the io thread.
class LiveHandler {
 public:
  virtual ~LiveHandler() = default;
  // The upgrade request, before it is answered. nullopt: go on (101); a Reply: refuse with it (401, 403 …).
  virtual std::optional<Reply> admit(const Request& upgrade) = 0;
  // The subprotocol to answer with ("musubi.v1") or empty for none.
  virtual std::string subprotocol(const Request& upgrade) = 0;
  virtual void opened(std::shared_ptr<LiveConnection> connection, const Request& upgrade) = 0;
  virtual void received(std::uint64_t connection_id, std::string text) = 0;
  virtual void closed(std::uint64_t connection_id) = 0;
};

}  // namespace musubi::net
