#include "net_support.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

namespace musubi::net::test {

RequestHandler echo() {
  return [](Request request, const Respond& respond) {
    std::string text = std::string(name_of(request.method)) + " " + request.path;
    if (!request.query.empty()) text += "?" + request.query;
    if (!request.body.empty()) text += " " + request.body;
    respond({.status = 200, .headers = {{"content-type", "text/plain"}}, .body = std::move(text), .file = {}});
  };
}

ServerOptions options_with(RequestHandler handler) {
  ServerOptions options;
  options.handler = std::move(handler);
  options.limits.tick_ms = 5;
  // Nothing but what a test is about runs out.
  options.limits.header_wait_ms = k_never_ms;
  options.limits.body_wait_ms = k_never_ms;
  options.limits.idle_wait_ms = k_never_ms;
  options.limits.write_wait_ms = k_never_ms;
  options.limits.request_deadline_ms = k_never_ms;
  options.limits.close_wait_ms = k_never_ms;
  options.limits.ws_idle_wait_ms = k_never_ms;
  options.limits.ws_ping_every_ms = k_never_ms;
  return options;
}

RunningServer::RunningServer(ServerOptions options) {
  auto opened = Server::open(std::move(options));
  if (!opened) throw std::runtime_error(opened.error().detail);
  server_ = std::move(*opened);
  thread_ = std::thread([this] {
    server_->run();
    const std::lock_guard<std::mutex> lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  });
}

RunningServer::~RunningServer() {
  server_->stop();
  server_->stop();
  if (!ended()) {
    std::fputs("the server does not end after two stops\n", stderr);
    std::abort();
  }
  thread_.join();
}

void RunningServer::on_io(const std::function<void()>& fn) {
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
  server_->post([&] {
    fn();
    const std::lock_guard<std::mutex> lock(mutex);
    done = true;
    changed.notify_all();
  });
  std::unique_lock<std::mutex> lock(mutex);
  changed.wait(lock, [&] { return done; });
}

bool RunningServer::ended() {
  std::unique_lock<std::mutex> lock(mutex_);
  return changed_.wait_for(lock, std::chrono::milliseconds(k_far_ms), [this] { return ended_; });
}

Client::Client(std::uint16_t port, int receive_buffer_bytes) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (receive_buffer_bytes > 0) {
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
  }
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) throw std::runtime_error("no connection");
}

Client::Client(Client&& other) noexcept : fd_(std::exchange(other.fd_, -1)), seen_(std::move(other.seen_)) {}
Client::~Client() { hang_up(); }

void Client::hang_up() {
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

void Client::shut_write() const { ::shutdown(fd_, SHUT_WR); }

void Client::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n <= 0) return;  // the other side closed: the reply, if any, tells the rest
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

bool Client::fill() {
  pollfd wait{.fd = fd_, .events = POLLIN, .revents = 0};
  if (::poll(&wait, 1, k_far_ms) <= 0) {
    ADD_FAILURE() << "nothing came in " << k_far_ms << " ms";
    return false;
  }
  char piece[64 * 1024];
  const ssize_t n = ::recv(fd_, piece, sizeof piece, 0);
  if (n <= 0) return false;
  seen_.append(piece, static_cast<std::size_t>(n));
  return true;
}

std::string Client::take(std::size_t n) {
  while (seen_.size() < n && fill()) {
  }
  std::string out = seen_.substr(0, n);
  seen_.erase(0, out.size());
  return out;
}

bool Client::at_end() {
  if (!seen_.empty()) return false;
  return !fill();
}

Answer Client::answer(bool head_only) {
  Answer out;
  std::size_t end = 0;
  while ((end = seen_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) return out;
  }
  const std::string head = seen_.substr(0, end + 2);
  seen_.erase(0, end + 4);
  for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
    const std::size_t line_end = head.find("\r\n", at);
    const std::size_t colon = head.find(": ", at);
    std::string name = head.substr(at, colon - at);
    for (char& c : name) c = static_cast<char>(std::tolower(c));
    out.headers[name] = head.substr(colon + 2, line_end - colon - 2);
    at = line_end + 2;
  }
  if (!head_only && out.headers.contains("content-length")) {
    const std::size_t length = std::stoul(out.headers["content-length"]);
    out.body = take(length);
    if (out.body.size() != length) return out;
  }
  out.status = std::stoi(head.substr(9, 3));
  return out;
}

Answer Client::ask(std::string_view bytes) {
  send(bytes);
  return answer();
}

std::string get(std::string_view path, std::string_view more_headers) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: test\r\n" + std::string(more_headers) + "\r\n";
}

int WsFrame::close_code() const {
  if (opcode != 8 || payload.size() < 2) return 0;
  return static_cast<unsigned char>(payload[0]) * 256 + static_cast<unsigned char>(payload[1]);
}

WsClient::WsClient(std::uint16_t port, std::string_view more_headers, int receive_buffer_bytes)
    : tcp(port, receive_buffer_bytes) {
  handshake = tcp.ask(get("/api/v1/live",
                          "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                              std::string(more_headers)));
}

void WsClient::send_frame(int opcode, std::string_view payload) const {
  std::string out;
  out.push_back(static_cast<char>(0x80 | opcode));
  if (payload.size() < 126) {
    out.push_back(static_cast<char>(0x80 | payload.size()));
  } else if (payload.size() < 65536) {
    out.push_back(static_cast<char>(0x80 | 126));
    out.push_back(static_cast<char>(payload.size() >> 8));
    out.push_back(static_cast<char>(payload.size() & 0xff));
  } else {
    out.push_back(static_cast<char>(0x80 | 127));
    for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>((payload.size() >> shift) & 0xff));
  }
  constexpr std::string_view k_mask("\x11\x22\x33\x44");
  out.append(k_mask);
  for (std::size_t i = 0; i < payload.size(); ++i) out.push_back(static_cast<char>(payload[i] ^ k_mask[i % 4]));
  tcp.send(out);
}

WsFrame WsClient::frame() {
  const std::string head = tcp.take(2);
  if (head.size() < 2) return {};
  std::size_t length = static_cast<unsigned char>(head[1]) & 0x7f;
  if (length >= 126) {
    const std::string more = tcp.take(length == 126 ? 2 : 8);
    length = 0;
    for (const char c : more) length = length * 256 + static_cast<unsigned char>(c);
  }
  WsFrame out{.opcode = static_cast<unsigned char>(head[0]) & 0x0f, .payload = tcp.take(length)};
  if (out.payload.size() != length) out.opcode = -1;
  return out;
}

WsFrame WsClient::message() {
  for (;;) {
    WsFrame f = frame();
    if (f.opcode != 9 && f.opcode != 10) return f;
  }
}

std::optional<Reply> TestLive::admit(const Request& upgrade) { return on_admit ? on_admit(upgrade) : std::nullopt; }
std::string TestLive::subprotocol(const Request& /*upgrade*/) { return protocol; }

void TestLive::opened(std::shared_ptr<LiveConnection> connection, const Request& /*upgrade*/) {
  const std::lock_guard<std::mutex> lock(mutex_);
  connections.push_back(std::move(connection));
  ++opened_;
  changed_.notify_all();
}

void TestLive::received(std::uint64_t /*connection_id*/, std::string text) {
  const std::lock_guard<std::mutex> lock(mutex_);
  texts.push_back(std::move(text));
  changed_.notify_all();
}

void TestLive::closed(std::uint64_t connection_id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::erase_if(connections, [&](const auto& c) { return c->id() == connection_id; });
  ++closed_;
  changed_.notify_all();
}

bool TestLive::wait(const std::function<bool()>& until) {
  std::unique_lock<std::mutex> lock(mutex_);
  return changed_.wait_for(lock, std::chrono::milliseconds(k_far_ms), until);
}
bool TestLive::wait_opened(std::size_t n) {
  return wait([&] { return opened_ >= n; });
}
bool TestLive::wait_closed(std::size_t n) {
  return wait([&] { return closed_ >= n; });
}
bool TestLive::wait_texts(std::size_t n) {
  return wait([&] { return texts.size() >= n; });
}

}  // namespace musubi::net::test
