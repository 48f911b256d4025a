#include "server/net/server.hpp"

#include <algorithm>
#include <csignal>
#include <exception>

#include <fmt/format.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/signal_set.hpp>

#include "server/net/core.hpp"
#include "server/net/http_session.hpp"

namespace musubi::net {

// Owned by its own pending wait, so that the handle may outlive the server.
struct PendingCall : std::enable_shared_from_this<PendingCall> {
  PendingCall(asio::io_context& io, std::int64_t every, std::function<void()> call)
      : timer(io), period_ms(every), fn(std::move(call)) {}
  asio::steady_timer timer;
  std::int64_t period_ms;  // 0 = once
  std::function<void()> fn;
};

struct Timer::State {
  std::shared_ptr<Gate> gate;
  std::atomic<bool> cancelled{false};
  std::weak_ptr<PendingCall> call;  // io thread
};

void Timer::cancel() {
  if (!state_ || state_->cancelled.exchange(true)) return;
  state_->gate->run([state = state_] {
    if (const auto call = state->call.lock()) call->timer.cancel();
  });
}

struct Server::Impl {
  explicit Impl(ServerOptions options) : core(std::move(options)), acceptor(io), grace(io), ticker(io), signals(io) {
    core.gate = std::make_shared<Gate>(io);
    core.on_empty = [this] { finish_if_done(); };
  }
  ~Impl() {
    core.gate->shut();
    core.on_empty = nullptr;
  }

  Result<void> listen();
  asio::awaitable<void> accept_loop();
  void admit(Tcp::socket socket);
  void tick();
  void stop();
  void end_all();
  void finish_if_done();
  void wait_for_signal();
  Timer call_later(std::int64_t first_ms, std::int64_t period_ms, std::function<void()> fn);
  static void arm(std::shared_ptr<Timer::State> state, std::shared_ptr<PendingCall> call);

  // The order matters: sessions live in handlers of `io`, and say goodbye to `core` when `io` is destroyed.
  Core core;
  asio::io_context io{1};
  Tcp::acceptor acceptor;
  asio::steady_timer grace;
  asio::steady_timer ticker;
  asio::signal_set signals;
  std::function<void(int)> signal_fn;
  std::uint16_t port{0};
};

Result<void> Server::Impl::listen() {
  const ServerOptions& o = core.options;
  boost::system::error_code ec;
  const auto refuse = [&](std::string_view step) {
    return fail(Code::broken, fmt::format("cannot {} {} port {}: {}", step, o.address, o.port, ec.message()));
  };
  const auto address = asio::ip::make_address(o.address, ec);
  if (ec) return refuse("understand address");
  const Tcp::endpoint endpoint(address, o.port);
  acceptor.open(endpoint.protocol(), ec);
  if (ec) return refuse("open a socket for");
  acceptor.set_option(asio::socket_base::reuse_address(true), ec);
  acceptor.bind(endpoint, ec);
  if (ec) return refuse("bind");
  acceptor.listen(asio::socket_base::max_listen_connections, ec);
  if (ec) return refuse("listen on");
  port = acceptor.local_endpoint(ec).port();
  return {};
}

asio::awaitable<void> Server::Impl::accept_loop() {
  asio::steady_timer pause(io);
  while (acceptor.is_open()) {
    auto [ec, socket] = co_await acceptor.async_accept(k_values);
    if (!acceptor.is_open()) co_return;
    if (!ec) {
      admit(std::move(socket));
      continue;
    }
    if (ec == asio::error::connection_aborted) continue;
    // Out of file descriptors or memory: accepting again at once would spin until somebody leaves.
    core.log(fmt::format("net.accept_failed error=\"{}\"", ec.message()));
    pause.expires_after(std::chrono::milliseconds(50));
    (void)co_await pause.async_wait(k_values);
  }
}

void Server::Impl::admit(Tcp::socket socket) {
  boost::system::error_code ec;
  const auto peer = socket.remote_endpoint(ec);
  if (ec) return;  // gone already
  socket.set_option(Tcp::no_delay(true), ec);
  auto address = peer.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  auto seat = core.take_seat(address.to_string());
  if (seat) {
    start_http(core, std::move(socket), std::move(seat));
  } else {
    refuse_connection(core, std::move(socket));
  }
}

void Server::Impl::tick() {
  ticker.expires_after(std::chrono::milliseconds(core.options.limits.tick_ms));
  ticker.async_wait([this](const boost::system::error_code& ec) {
    if (ec) return;
    const TimePoint now = Clock::now();
    for (Session* session : core.sessions()) session->tick(now);
    tick();
  });
}

void Server::Impl::stop() {
  if (core.stopping) {
    end_all();
    return;
  }
  core.stopping = true;
  core.log(fmt::format("net.stopping sessions={}", core.sessions().size()));
  boost::system::error_code ec;
  acceptor.close(ec);
  for (Session* session : core.sessions()) session->ask_to_close();
  grace.expires_after(std::chrono::milliseconds(core.options.limits.shutdown_grace_ms));
  grace.async_wait([this](const boost::system::error_code& aborted) {
    if (!aborted) end_all();
  });
  finish_if_done();
}

void Server::Impl::end_all() {
  if (!core.sessions().empty()) core.log(fmt::format("net.cut_at_shutdown sessions={}", core.sessions().size()));
  for (Session* session : core.sessions()) session->end_now();
  finish_if_done();
}

void Server::Impl::finish_if_done() {
  if (core.stopping && core.sessions().empty()) io.stop();
}

void Server::Impl::wait_for_signal() {
  signals.async_wait([this](const boost::system::error_code& ec, int number) {
    if (ec) return;
    wait_for_signal();
    signal_fn(number);
  });
}

void Server::Impl::arm(std::shared_ptr<Timer::State> state, std::shared_ptr<PendingCall> call) {
  auto& timer = call->timer;
  timer.async_wait([state = std::move(state), call = std::move(call)](const boost::system::error_code& ec) {
    if (ec || state->cancelled.load()) return;
    if (call->period_ms > 0) {
      const TimePoint due = call->timer.expiry() + std::chrono::milliseconds(call->period_ms);
      call->timer.expires_at(std::max(due, Clock::now()));  // after a long stall: once, not a burst
      arm(state, call);
    }
    call->fn();
  });
}

Timer Server::Impl::call_later(std::int64_t first_ms, std::int64_t period_ms, std::function<void()> fn) {
  auto state = std::make_shared<Timer::State>();
  state->gate = core.gate;
  core.gate->run([this, state, first_ms, period_ms, fn = std::move(fn)]() mutable {
    if (state->cancelled.load()) return;
    auto call = std::make_shared<PendingCall>(io, period_ms, std::move(fn));
    state->call = call;
    call->timer.expires_after(std::chrono::milliseconds(first_ms));
    arm(state, std::move(call));
  });
  return Timer(state);
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::open(ServerOptions options) {
  auto impl = std::make_unique<Impl>(std::move(options));
  if (const auto listening = impl->listen(); !listening) return pass_on(listening.error());
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

std::uint16_t Server::port() const { return impl_->port; }
const Counters& Server::counters() const { return impl_->core.counters; }
bool Server::stopping() const { return impl_->core.stopping; }
void Server::handle(RequestHandler handler) { impl_->core.options.handler = std::move(handler); }
void Server::handle_live(std::shared_ptr<LiveHandler> live) { impl_->core.options.live = std::move(live); }

void Server::run() {
  Impl& impl = *impl_;
  const auto keep_running = asio::make_work_guard(impl.io);
  impl.core.log(fmt::format("net.listening address={} port={}", impl.core.options.address, impl.port));
  impl.tick();
  asio::co_spawn(impl.io, impl.accept_loop(), [](std::exception_ptr failed) {
    if (failed) std::rethrow_exception(failed);
  });
  for (bool again = true; again;) {
    again = false;
    try {
      impl.io.run();
    } catch (const std::exception& e) {  // out of a posted function or a timer: one caller's defect, not the end of all
      impl.core.log(fmt::format("net.exception what=\"{}\"", e.what()));
      again = true;
    }
  }
  impl.core.log("net.stopped");
}

void Server::stop() {
  impl_->core.gate->run([impl = impl_.get()] { impl->stop(); });
}

void Server::post(std::function<void()> fn) { asio::post(impl_->io, std::move(fn)); }

Timer Server::after(std::int64_t ms, std::function<void()> fn) { return impl_->call_later(ms, 0, std::move(fn)); }

Timer Server::every(std::int64_t ms, std::function<void()> fn) {
  const std::int64_t period_ms = std::max<std::int64_t>(ms, 1);
  return impl_->call_later(period_ms, period_ms, std::move(fn));
}

void Server::on_signal(std::function<void(int)> fn) {
  boost::system::error_code ec;
  impl_->signal_fn = std::move(fn);
  impl_->signals.add(SIGTERM, ec);
  impl_->signals.add(SIGINT, ec);
  impl_->wait_for_signal();
}

}  // namespace musubi::net
