#include "server/net/ws_session.hpp"

#include <algorithm>
#include <deque>
#include <exception>
#include <optional>

#include <fmt/format.h>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

namespace musubi::net {
namespace {

namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;

constexpr std::uint16_t k_close_restart = 1012;
constexpr std::uint16_t k_close_unsupported = 1003;
constexpr std::uint16_t k_close_broken = 1011;
constexpr std::uint16_t k_close_too_slow = 4408;
constexpr std::size_t k_reason_bytes_max = 120;  // a control frame carries 125, two of them are the code
constexpr std::size_t k_kept_buffer_bytes = 8 * 1024;

bool has_token(std::string_view list, std::string_view lower_token) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string_view item = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    while (!item.empty() && (item.front() == ' ' || item.front() == '\t')) item.remove_prefix(1);
    while (!item.empty() && (item.back() == ' ' || item.back() == '\t')) item.remove_suffix(1);
    if (beast::iequals({item.data(), item.size()}, {lower_token.data(), lower_token.size()})) return true;
  }
  return false;
}

bool is_key(std::string_view key) {
  // 16 bytes in base64: 22 characters and "=="
  if (key.size() != 24 || !key.ends_with("==")) return false;
  return std::all_of(key.begin(), key.end() - 2, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  });
}

class WsSession final : public Session, public LiveConnection, public std::enable_shared_from_this<WsSession> {
 public:
  WsSession(Core& core, Tcp::socket socket, std::unique_ptr<Seat> seat, std::uint64_t id)
      : core_(core), seat_(std::move(seat)), id_(id), ws_(std::move(socket)), wake_(ws_.get_executor()) {
    core_.enter(*this);
  }
  ~WsSession() override { core_.leave(*this); }

  static asio::awaitable<void> run(std::shared_ptr<WsSession> self, Request upgrade, std::string early_bytes);

  // LiveConnection
  Push push(Frame frame) override;
  void close(std::uint16_t code, std::string_view reason) override;
  [[nodiscard]] std::uint64_t id() const override { return id_; }

  // Session
  void tick(TimePoint now) override;
  void ask_to_close() override { close(k_close_restart, "restart"); }
  void end_now() override;

 private:
  enum class State : std::uint8_t { opening, open, closing, gone };

  asio::awaitable<bool> accept(const Request& upgrade, std::string early_bytes);
  asio::awaitable<void> read_loop();
  static asio::awaitable<void> write_loop(std::shared_ptr<WsSession> self);
  asio::awaitable<bool> write_next();
  void receive();
  void gone();
  void cut_slow();
  void wake() { wake_.cancel(); }
  void bound_the_end() { end_at_ = std::min(end_at_, in_ms(limits().close_wait_ms)); }
  [[nodiscard]] const Limits& limits() const { return core_.options.limits; }

  Core& core_;
  std::unique_ptr<Seat> seat_;
  std::uint64_t id_;
  websocket::stream<Tcp::socket> ws_;
  beast::flat_buffer buffer_;
  asio::steady_timer wake_;  // the write loop sleeps on it

  State state_{State::opening};
  std::deque<Frame> outbox_;
  std::size_t outbox_bytes_{0};  // the frame being written included
  std::uint16_t close_code_{0};
  std::string close_reason_;
  bool ping_due_{false};

  TimePoint seen_{Clock::now()};
  TimePoint next_ping_{k_never};
  TimePoint write_until_{k_never};
  TimePoint end_at_{k_never};  // opening and closing are bounded
};

Push WsSession::push(Frame frame) {
  if (state_ != State::open) return Push::closed;
  const std::size_t size = frame->size();
  if (outbox_.size() >= limits().outbox_frames || outbox_bytes_ + size > limits().outbox_bytes) {
    cut_slow();
    return Push::too_slow;
  }
  outbox_bytes_ += size;
  outbox_.push_back(std::move(frame));
  wake();
  return Push::queued;
}

void WsSession::close(std::uint16_t code, std::string_view reason) {
  if (state_ == State::opening) end_now();
  if (state_ != State::open) return;
  state_ = State::closing;
  close_code_ = code;
  close_reason_ = std::string(reason.substr(0, k_reason_bytes_max));
  bound_the_end();
  wake();
}

// The frame under way must be finished first, or the close frame would land in its middle; what waits behind it is
// given up, since the client will ask for it again by its last number.
void WsSession::cut_slow() {
  core_.counters.ws_slow_cut.add();
  core_.log(fmt::format("net.ws_slow_cut connection={} frames={} bytes={}", id_, outbox_.size(), outbox_bytes_));
  outbox_.clear();
  close(k_close_too_slow, "too slow");
}

void WsSession::tick(TimePoint now) {
  if (now >= end_at_) {
    end_now();
  } else if (now >= write_until_) {
    core_.counters.ws_slow_cut.add();
    core_.log(fmt::format("net.ws_stuck connection={}", id_));
    end_now();
  } else if (state_ == State::open && now - seen_ >= std::chrono::milliseconds(limits().ws_idle_wait_ms)) {
    core_.counters.ws_dead_cut.add();
    core_.log(fmt::format("net.ws_dead connection={}", id_));
    end_now();
  } else if (state_ == State::open && now >= next_ping_) {
    next_ping_ = now + std::chrono::milliseconds(limits().ws_ping_every_ms);
    ping_due_ = true;
    wake();
  }
}

void WsSession::end_now() {
  boost::system::error_code ec;
  beast::get_lowest_layer(ws_).close(ec);
  if (state_ == State::opening) state_ = State::gone;
  if (state_ == State::open) state_ = State::closing;
  wake();
}

asio::awaitable<bool> WsSession::accept(const Request& upgrade, std::string early_bytes) {
  const std::string protocol = core_.options.live->subprotocol(upgrade);
  ws_.set_option(websocket::stream_base::decorator(
      [protocol, request_id = upgrade.request_id](websocket::response_type& response) {
        response.erase(beast::http::field::server);
        response.set("X-Request-Id", request_id);
        if (!protocol.empty()) response.set(beast::http::field::sec_websocket_protocol, protocol);
      }));
  ws_.read_message_max(limits().ws_message_bytes);
  ws_.auto_fragment(false);  // one message, one frame, one gathered write of the shared text
  ws_.text(true);
  ws_.control_callback([this](websocket::frame_type kind, beast::string_view) {
    seen_ = Clock::now();
    if (kind == websocket::frame_type::close) bound_the_end();  // Beast answers, then waits for the other's FIN
  });
  // The request was read by the HTTP session; Beast gets its essence again, with what came behind it.
  const std::string handshake = fmt::format(
      "GET / HTTP/1.1\r\nHost: musubi\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {}\r\n\r\n{}",
      upgrade.header("sec-websocket-key"), early_bytes);
  end_at_ = in_ms(limits().write_wait_ms);
  const auto [ec] = co_await ws_.async_accept(asio::buffer(handshake), k_values);
  if (ec || state_ == State::gone) co_return false;
  end_at_ = k_never;
  co_return true;
}

asio::awaitable<void> WsSession::run(std::shared_ptr<WsSession> self, Request upgrade, std::string early_bytes) {
  Core& core = self->core_;
  if (!co_await self->accept(upgrade, std::move(early_bytes))) {
    self->state_ = State::gone;
    co_return;
  }
  self->state_ = State::open;
  self->seen_ = Clock::now();
  self->next_ping_ = in_ms(self->limits().ws_ping_every_ms);
  core.counters.ws_total.add();
  core.counters.ws_open.add();
  asio::co_spawn(self->wake_.get_executor(), write_loop(self), [&core](std::exception_ptr failed) {
    if (failed) core.log("net.ws_write_failed");
  });
  try {
    core.options.live->opened(self, upgrade);
  } catch (const std::exception& e) {
    core.log(fmt::format("net.handler_failed connection={} what=\"{}\"", self->id_, e.what()));
    self->close(k_close_broken, "broken");
  }
  if (core.stopping) self->ask_to_close();
  co_await self->read_loop();
  self->gone();
}

asio::awaitable<void> WsSession::read_loop() {
  for (;;) {
    const auto [ec, n] = co_await ws_.async_read(buffer_, k_values);
    if (ec) co_return;
    core_.counters.bytes_in.add(n);
    seen_ = Clock::now();
    if (state_ == State::open) receive();
    buffer_.consume(buffer_.size());
    if (buffer_.capacity() > k_kept_buffer_bytes) buffer_.shrink_to_fit();
  }
}

void WsSession::receive() {
  if (!ws_.got_text()) return close(k_close_unsupported, "text only");
  std::string text(static_cast<const char*>(buffer_.data().data()), buffer_.size());
  try {
    core_.options.live->received(id_, std::move(text));
  } catch (const std::exception& e) {
    core_.log(fmt::format("net.handler_failed connection={} what=\"{}\"", id_, e.what()));
    close(k_close_broken, "broken");
  }
}

// The read loop is over, so the other side closed, broke a rule, vanished, or has answered our close.
void WsSession::gone() {
  const bool we_close = state_ == State::closing;
  state_ = State::gone;
  outbox_.clear();
  core_.counters.ws_open.sub();
  // A close of ours that is under way ends by itself (or at end_at_); anything else has no use for the socket.
  if (!we_close) {
    boost::system::error_code ec;
    beast::get_lowest_layer(ws_).close(ec);
  }
  wake();
  try {
    core_.options.live->closed(id_);
  } catch (const std::exception& e) {
    core_.log(fmt::format("net.handler_failed connection={} what=\"{}\"", id_, e.what()));
  }
}

asio::awaitable<void> WsSession::write_loop(std::shared_ptr<WsSession> self) {
  while (co_await self->write_next()) {
  }
  // A failed write may mean that Beast is answering a broken rule with a close frame right now: let that out.
  if (self->state_ == State::open) self->state_ = State::closing;
  self->bound_the_end();
}

// The only writer of this socket. The close is sent while the read is still pending: cancelling the read instead would
// end the stream without a close frame.
asio::awaitable<bool> WsSession::write_next() {
  if (state_ == State::gone) co_return false;
  if (!outbox_.empty()) {
    const Frame frame = std::move(outbox_.front());
    outbox_.pop_front();
    write_until_ = in_ms(limits().write_wait_ms);
    const auto [ec, n] = co_await ws_.async_write(asio::buffer(*frame), k_values);
    write_until_ = k_never;
    outbox_bytes_ -= std::min(outbox_bytes_, frame->size());
    core_.counters.bytes_out.add(n);
    if (!ec) core_.counters.ws_frames_out.add();
    co_return !ec;
  }
  if (state_ == State::closing) {
    const websocket::close_reason why(static_cast<websocket::close_code>(close_code_), close_reason_);
    (void)co_await ws_.async_close(why, k_values);
    co_return false;
  }
  if (ping_due_) {
    ping_due_ = false;
    const auto [ec] = co_await ws_.async_ping({}, k_values);
    co_return !ec;
  }
  wake_.expires_at(k_never);
  (void)co_await wake_.async_wait(k_values);
  co_return true;
}

}  // namespace

bool is_ws_upgrade(const Request& request) {
  return has_token(request.header("upgrade"), "websocket") && has_token(request.header("connection"), "upgrade") &&
         request.header("sec-websocket-version") == "13" && is_key(request.header("sec-websocket-key"));
}

void start_ws(Core& core, Tcp::socket socket, std::unique_ptr<Seat> seat, Request upgrade, std::string early_bytes) {
  const auto executor = socket.get_executor();
  auto session = std::make_shared<WsSession>(core, std::move(socket), std::move(seat), core.next_connection_id());
  asio::co_spawn(executor, WsSession::run(std::move(session), std::move(upgrade), std::move(early_bytes)),
                 [&core](std::exception_ptr failed) {
                   try {
                     if (failed) std::rethrow_exception(failed);
                   } catch (const std::exception& e) {
                     core.log(fmt::format("net.session_failed what=\"{}\"", e.what()));
                   }
                 });
}

}  // namespace musubi::net
