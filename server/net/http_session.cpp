#include "server/net/http_session.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <optional>

#include <fmt/format.h>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/beast/http/read.hpp>

#include "server/net/http_parser.hpp"
#include "server/net/problem.hpp"
#include "server/net/reply_head.hpp"
#include "server/net/target.hpp"
#include "server/net/timed_socket.hpp"
#include "server/net/ws_session.hpp"

namespace musubi::net {
namespace {

constexpr std::size_t k_first_read_bytes = 2 * 1024;
constexpr std::size_t k_read_slice_bytes = 64 * 1024;

class HttpSession;

// The one right to answer one request; may outlive the session and the server.
struct Answer {
  std::shared_ptr<Gate> gate;
  std::weak_ptr<HttpSession> session;
  std::uint64_t number{0};
  std::atomic<bool> given{false};
};

class HttpSession final : public Session, public std::enable_shared_from_this<HttpSession> {
 public:
  HttpSession(Core& core, Tcp::socket socket, std::unique_ptr<Seat> seat)
      : core_(core),
        wire_(core, std::move(socket)),
        seat_(std::move(seat)),
        buffer_(core.options.limits.header_bytes + 2 * k_read_slice_bytes),
        wake_(wire_.raw().get_executor()) {
    core_.enter(*this);
  }
  ~HttpSession() override { core_.leave(*this); }

  static asio::awaitable<void> run(std::shared_ptr<HttpSession> self) {
    while (co_await self->exchange()) {
    }
    if (self->linger_) co_await self->wire_.linger();
    self->wire_.close();
  }

  void tick(TimePoint now) override { wire_.tick(now); }
  void ask_to_close() override {
    if (idle_) wire_.cancel();
  }
  void end_now() override {
    ended_ = true;
    wire_.close();
    wake_.cancel();
  }
  void deliver(std::uint64_t number, Reply reply) {
    if (number != number_ || !waiting_ || reply_) return;
    reply_ = std::move(reply);
    wake_.cancel();
  }

 private:
  asio::awaitable<bool> exchange();
  asio::awaitable<bool> read_head();
  asio::awaitable<bool> read_body(std::size_t limit);
  asio::awaitable<bool> refuse(Code code);
  asio::awaitable<bool> refuse(boost::system::error_code ec);
  asio::awaitable<Reply> ask_handler();
  asio::awaitable<bool> answer(Reply reply);
  asio::awaitable<bool> upgrade();

  std::optional<Code> take_request();
  [[nodiscard]] std::size_t body_limit() const;
  Respond make_respond();
  void report(int status);

  [[nodiscard]] const Limits& limits() const { return core_.options.limits; }

  Core& core_;
  TimedSocket wire_;
  std::unique_ptr<Seat> seat_;
  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  Request request_;
  std::string id_;  // of the exchange under way
  TimePoint started_{};

  bool first_{true};
  bool idle_{false};
  bool ended_{false};
  bool keep_alive_{true};
  bool linger_{false};  // the last reply went out: close gently behind it

  asio::steady_timer wake_;  // the handler's answer, or its deadline
  std::uint64_t number_{0};
  bool waiting_{false};
  std::optional<Reply> reply_;
};

// One request and its reply. False: this connection is over (or has become a WebSocket).
asio::awaitable<bool> HttpSession::exchange() {
  request_ = {};
  request_.method = Method::other;
  id_.clear();
  reply_.reset();
  keep_alive_ = true;
  if (!co_await read_head()) co_return false;
  if (const auto bad = take_request()) co_return co_await refuse(*bad);

  const bool is_live = core_.options.live != nullptr && request_.path == core_.options.live_path;
  const std::size_t limit = body_limit();
  const auto claimed = parser_->content_length();
  if (claimed && *claimed > limit) co_return co_await refuse(Code::too_large);
  parser_->body_limit(limit);
  if (!parser_->is_done() && !co_await read_body(limit)) co_return false;
  request_.body = std::move(parser_->get().body());
  parser_.reset();
  if (buffer_.size() == 0 && buffer_.capacity() > k_read_slice_bytes) buffer_.shrink_to_fit();

  if (is_live && request_.method == Method::get) co_return co_await upgrade();
  co_return co_await answer(co_await ask_handler());
}

asio::awaitable<bool> HttpSession::read_head() {
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(limits().header_bytes));
  parser_->body_limit(boost::none);  // set per route once the head is known
  if (buffer_.size() == 0) {
    if (core_.stopping) co_return false;
    idle_ = true;
    wire_.arm(first_ ? limits().header_wait_ms : limits().idle_wait_ms);
    const auto [ec, n] = co_await wire_.raw().async_read_some(buffer_.prepare(k_first_read_bytes), k_values);
    idle_ = false;
    wire_.disarm();
    if (ec || ended_) co_return false;  // nobody asked anything, so nobody is owed an answer
    buffer_.commit(n);
  }
  first_ = false;
  started_ = Clock::now();
  id_ = core_.next_request_id();
  wire_.arm(limits().header_wait_ms);
  const auto [ec, n] = co_await http::async_read_header(wire_.raw(), buffer_, *parser_, k_values);
  wire_.disarm();
  core_.counters.bytes_in.add(n);
  if (ec) co_return co_await refuse(ec);
  co_return true;
}

// From Beast's message to our value; the code to refuse it with, or nothing.
std::optional<Code> HttpSession::take_request() {
  const auto& head = parser_->get();
  keep_alive_ = parser_->keep_alive();
  if (head.target().size() > limits().target_bytes) return Code::uri_too_long;
  if (is_ambiguous(*parser_)) return Code::malformed;
  auto target = parse_target({head.target().data(), head.target().size()});
  if (!target) return Code::malformed;
  request_.method = method_of(head.method());
  request_.path = std::move(target->path);
  request_.query = std::move(target->query);
  for (const auto& field : head) {
    const auto name = field.name_string();
    const auto value = field.value();
    request_.headers.push_back({lower_case({name.data(), name.size()}), {value.data(), value.size()}});
  }
  request_.peer = seat_->address();
  request_.request_id = id_;
  const auto epoch = std::chrono::system_clock::now().time_since_epoch();
  request_.deadline_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(epoch).count() + limits().request_deadline_ms;
  return std::nullopt;
}

std::size_t HttpSession::body_limit() const {
  if (!core_.options.body_limit) return limits().body_bytes;
  return core_.options.body_limit(request_.method, request_.path);
}

asio::awaitable<bool> HttpSession::read_body(std::size_t limit) {
  if (lower_case(request_.header("expect")) == "100-continue" && buffer_.size() == 0) {
    if (!co_await wire_.send("HTTP/1.1 100 Continue\r\n\r\n", {})) co_return false;
  }
  const std::size_t expected = std::min<std::size_t>(parser_->content_length().value_or(limit), limit);
  const auto parts = static_cast<std::int64_t>(expected / std::max<std::size_t>(limits().body_bytes, 1));
  wire_.arm(limits().body_wait_ms * std::max<std::int64_t>(parts, 1));
  const auto [ec, n] = co_await http::async_read(wire_.raw(), buffer_, *parser_, k_values);
  wire_.disarm();
  core_.counters.bytes_in.add(n);
  if (ec) co_return co_await refuse(ec);
  co_return true;
}

asio::awaitable<bool> HttpSession::refuse(boost::system::error_code ec) {
  if (wire_.timed_out()) {
    core_.counters.timed_out.add();
    co_return co_await refuse(Code::timed_out);
  }
  if (!is_parse_error(ec)) co_return false;  // the peer has gone
  const bool head_read = !request_.path.empty();
  co_return co_await refuse(code_of(ec, buffer_, head_read));
}

// What follows on this connection cannot be trusted, or is more than we want to read: answer, then hang up.
asio::awaitable<bool> HttpSession::refuse(Code code) {
  if (ended_) co_return false;
  keep_alive_ = false;
  co_return co_await answer(problem(code));
}

Respond HttpSession::make_respond() {
  auto right = std::make_shared<Answer>();
  right->gate = core_.gate;
  right->session = weak_from_this();
  right->number = number_;
  return [right = std::move(right)](Reply reply) {
    if (right->given.exchange(true)) return;
    right->gate->run([right, reply = std::move(reply)]() mutable {
      if (const auto session = right->session.lock()) session->deliver(right->number, std::move(reply));
    });
  };
}

asio::awaitable<Reply> HttpSession::ask_handler() {
  ++number_;
  waiting_ = true;
  core_.counters.requests_running.add();
  const TimePoint until = in_ms(limits().request_deadline_ms);
  Request asked = std::move(request_);
  request_.method = asked.method;  // for the report; the rest belongs to the handler now
  request_.path = asked.path;
  try {
    core_.options.handler(std::move(asked), make_respond());
  } catch (const std::exception& e) {
    core_.log(fmt::format("net.handler_failed id={} what=\"{}\"", id_, e.what()));
    if (!reply_) reply_ = problem(Code::broken);
  }
  while (!reply_ && !ended_ && Clock::now() < until) {
    wake_.expires_at(until);
    (void)co_await wake_.async_wait(k_values);
  }
  waiting_ = false;
  core_.counters.requests_running.sub();
  if (!reply_) {
    core_.counters.requests_unanswered.add();
    core_.log(fmt::format("net.unanswered id={}", id_));
    reply_ = problem(Code::busy);
  }
  co_return std::move(*reply_);
}

asio::awaitable<bool> HttpSession::upgrade() {
  if (!is_ws_upgrade(request_)) {
    Reply reply = problem(Code::malformed, 426);
    reply.headers.push_back({"upgrade", "websocket"});
    reply.headers.push_back({"sec-websocket-version", "13"});
    co_return co_await answer(std::move(reply));
  }
  if (core_.stopping) co_return co_await answer(problem(Code::busy));
  std::optional<Reply> refusal;
  try {
    refusal = core_.options.live->admit(request_);
  } catch (const std::exception& e) {
    core_.log(fmt::format("net.handler_failed id={} what=\"{}\"", id_, e.what()));
    refusal = problem(Code::broken);
  }
  if (refusal) co_return co_await answer(std::move(*refusal));
  std::string early(static_cast<const char*>(buffer_.data().data()), buffer_.size());
  core_.count_reply(101);
  report(101);
  start_ws(core_, std::move(wire_.raw()), std::move(seat_), std::move(request_), std::move(early));
  co_return false;
}

asio::awaitable<bool> HttpSession::answer(Reply reply) {
  std::optional<FileSource> file;
  if (reply.file && may_have_body(reply.status) && request_.method != Method::head) {
    file = FileSource::open(*reply.file);
    if (!file) {
      core_.log(fmt::format("net.file_gone id={}", id_));
      reply = problem(Code::broken);
    }
  }
  const bool keep = keep_alive_ && !core_.stopping && !ended_;
  const std::string head = reply_head(reply, {.request_id = id_, .keep_alive = keep});
  const bool with_body = may_have_body(reply.status) && request_.method != Method::head;
  core_.count_reply(reply.status);
  bool sent = false;
  if (file && with_body) {
    sent = co_await wire_.send_file(head, std::move(*file));
  } else {
    sent = co_await wire_.send(head, with_body ? reply.content() : std::string_view());
  }
  report(reply.status);
  linger_ = sent;
  if (!sent) co_return false;
  co_return keep;
}

void HttpSession::report(int status) {
  if (!core_.options.on_request_done) return;
  const auto spent = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started_);
  core_.options.on_request_done(
      {.request_id = id_, .method = request_.method, .path = request_.path, .status = status, .micros = spent.count()});
}

}  // namespace

void start_http(Core& core, Tcp::socket socket, std::unique_ptr<Seat> seat) {
  const auto executor = socket.get_executor();
  auto session = std::make_shared<HttpSession>(core, std::move(socket), std::move(seat));
  asio::co_spawn(executor, HttpSession::run(std::move(session)), [&core](std::exception_ptr failed) {
    try {
      if (failed) std::rethrow_exception(failed);
    } catch (const std::exception& e) {
      core.log(fmt::format("net.session_failed what=\"{}\"", e.what()));
    }
  });
}

}  // namespace musubi::net
