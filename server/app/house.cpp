#include "server/app/house.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "server/app/demo_ticker.hpp"
#include "server/app/log.hpp"
#include "server/app/tile_sources.hpp"
#include "server/flow/clock_flow.hpp"
#include "server/flow/series_flow.hpp"
#include "server/store/account_store.hpp"
#include "server/store/sqlite/sqlite_driver.hpp"
#include "shared/base/limits.hpp"

namespace musubi::app {
namespace {

constexpr std::int64_t k_clock_look_ms = 500;
constexpr std::int64_t k_series_look_ms = 1'000;
constexpr std::int64_t k_demo_tick_ms = 2'000;
constexpr std::uint64_t k_demo_ticks_max = 200;

std::string_view method_text(net::Method m) {
  switch (m) {
    case net::Method::get:
      return "GET";
    case net::Method::head:
      return "HEAD";
    case net::Method::post:
      return "POST";
    case net::Method::patch:
      return "PATCH";
    case net::Method::del:
      return "DELETE";
    case net::Method::options:
      return "OPTIONS";
    case net::Method::other:
      break;
  }
  return "OTHER";
}

}  // namespace

Instant system_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

// Joins the sockets of net with the hub of live: who may come in, and what they say.
class House::LiveDoor : public net::LiveHandler {
 public:
  explicit LiveDoor(House& house) : house_(house) {}

  std::optional<net::Reply> admit(const net::Request& upgrade) override {
    const auto asker = house_.dispatcher_->asker_of(upgrade, true);
    if (!asker) return api::Dispatcher::reply_of(asker.error());
    if (!asker->session) return api::Dispatcher::reply_of(Error{.code = Code::not_signed_in});
    return std::nullopt;
  }

  std::string subprotocol(const net::Request& upgrade) override {
    constexpr std::string_view k_ours = "musubi.v1";
    return upgrade.header("sec-websocket-protocol").find(k_ours) == std::string_view::npos ? std::string{}
                                                                                           : std::string(k_ours);
  }

  void opened(std::shared_ptr<net::LiveConnection> connection, const net::Request& upgrade) override {
    const auto asker = house_.dispatcher_->asker_of(upgrade, true);
    if (!asker || !asker->session) return connection->close(4401, "signed out");
    live::Listener listener;
    listener.push = [connection](live::Frame frame) { return connection->push(std::move(frame)) == net::Push::queued; };
    listener.close = [connection](std::uint16_t code, std::string_view reason) { connection->close(code, reason); };
    house_.hub_->opened(connection->id(), asker->actor, *asker->session, std::move(listener));
  }

  void received(std::uint64_t id, std::string text) override { house_.hub_->received(id, text); }
  void closed(std::uint64_t id) override { house_.hub_->closed(id); }

 private:
  House& house_;
};

House::House(const ServeOptions& options)
    : options_(options),
      folder_(options.data, true),
      key_(store::load_key(folder_.key_file(), true)),
      codec_(key_),
      now_([shift_s = options.clock_shift_s] { return system_now().plus_s(shift_s); }),
      make_id_(flow::random_ids([now = now_] { return now().ms; })) {
  store::StoreOptions s;
  s.readers = options.readers;
  s.now_ms = [] { return system_now().ms; };
  s.on_fault = [](std::string_view line) { log_line(fmt::format("store.fault {}", line)); };
  s.on_commit = [this](const std::vector<domain::Event>& events) {
    if (server_) server_->post([this, events] { hub_->committed(events); });
  };
  store_ = std::make_unique<store::Store>(std::make_unique<store::SqliteDriver>(store::SqliteOptions{
                                              .path = folder_.database(), .vfs = {}, .busy_timeout_ms = 5000}),
                                          key_, std::move(s));
  std::int64_t newest = 0;
  const auto loaded = store_->read_now([&](store::ReadTx& tx) {
    memory_.load(tx, now_());
    memory_.pictures.warm(tx, now_());
    demo_ = store::any_demo_account(tx);
    newest = tx.seq();
  });
  if (loaded != store::End::committed) throw std::runtime_error("the data could not be read");
  const bool loopback = options.address == "127.0.0.1" || options.address == "::1" || options.address == "localhost";
  if (demo_ && !loopback)
    throw std::runtime_error(
        "this data has demo accounts with a known password: listen on 127.0.0.1, or make the demo with --password");

  if (options.clock_shift_s != 0 && !loopback)
    throw std::runtime_error("a shifted clock is for rehearsals on this machine: listen on 127.0.0.1, or leave it out");

  runner_ = std::make_unique<flow::Runner>(flow::RunnerOptions{*store_, codec_, memory_, make_id_, now_});
  cpu_ = std::make_unique<flow::WorkerPool>(2, limits::cpu_queue_max);
  files_ =
      std::make_unique<net::StaticFiles>(options.client, options.maps.empty() ? folder_.path() + "/maps" : options.maps,
                                         image_origins(tile_sources(options)));

  net::ServerOptions n;
  n.address = options.address;
  n.port = options.port;
  n.log = [](std::string_view line) { log_line(line); };
  n.body_limit = [](net::Method, std::string_view path) {
    if (path == "/api/v1/map-areas") return limits::area_bytes_max;
    return path.starts_with("/api/v1/imports/") || path == "/api/v1/roster-imports" ? limits::import_bytes_max
                                                                                    : limits::body_bytes_max;
  };
  n.on_request_done = [](const net::RequestDone& r) {
    // A stranger's path may hold anything, a name as well: what we do not serve is not written down.
    const bool served = r.status < 400 && !r.path.starts_with("/api/");
    log_line(fmt::format("http id={} method={} path={} status={} us={}", r.request_id, method_text(r.method),
                         served ? std::string(r.path) : api::loggable(r.path), r.status, r.micros));
  };
  auto server = net::Server::open(std::move(n));
  if (!server) throw std::runtime_error(server.error().detail);
  server_ = std::move(*server);

  dispatcher_ = std::make_unique<api::Dispatcher>(
      api::DispatcherOptions{*runner_, *cpu_, demo_, files_->maps(), tile_sources(options)});
  feed_ = std::make_unique<LiveFeed>(memory_, now_);
  hub_ = std::make_unique<live::Hub>(
      live::HubOptions{*store_, *feed_, [this](std::function<void()> fn) { server_->post(std::move(fn)); }, now_,
                       [this](const store::Bytes& session) -> std::optional<domain::Actor> {
                         auto who = memory_.session(session, now_());
                         return who ? std::optional(std::move(who->actor)) : std::nullopt;
                       },
                       newest});
  door_ = std::make_shared<LiveDoor>(*this);
  server_->handle(
      [this](net::Request request, net::Respond respond) { handle(std::move(request), std::move(respond)); });
  server_->handle_live(door_);
}

House::~House() {
  // What still runs may hand over to the server and the hub: end it first.
  cpu_.reset();
  if (store_) store_->stop();
}

std::string House::url() const {
  return fmt::format("http://{}:{}", options_.address == "0.0.0.0" ? "127.0.0.1" : options_.address, server_->port());
}

void House::run() {
  server_->on_signal([this](int signal) {
    log_line(fmt::format("app.stopping signal={}", signal));
    server_->stop();
  });
  server_->every(limits::ping_every_ms, [this] { hub_->ping_all(); });
  server_->every(k_clock_look_ms, [this] { look_at_the_clock(); });
  server_->every(k_series_look_ms, [this] { make_series_needs(); });
  if (demo_) server_->every(k_demo_tick_ms, [this] { tick_demo(); });
  server_->run();
  cpu_.reset();
  store_->stop();
  log_line("app.stopped");
}

void House::handle(net::Request request, net::Respond respond) {
  if (request.path.starts_with("/api/")) return dispatcher_->handle(std::move(request), std::move(respond));
  constexpr auto k_doors =
      std::to_array<std::string_view>({"/healthz", "/readyz", "/metrics", "/docs", "/openapi.json"});
  if (std::ranges::find(k_doors, request.path) != k_doors.end()) {
    if (request.method != net::Method::get && request.method != net::Method::head) {
      auto refusal = api::Dispatcher::reply_of(Error{.code = Code::method_not_allowed});
      refusal.headers.push_back({"allow", "GET, HEAD"});
      return respond(std::move(refusal));
    }
    if (request.path == "/metrics") return respond(metrics());
    if (request.path.ends_with("z")) return respond(health(request));
    if (request.path == "/docs") request.path = "/docs/";
  }
  if (auto reply = files_->serve(request)) return respond(std::move(*reply));
  dispatcher_->handle(std::move(request), std::move(respond));  // says not_found in our words
}

net::Reply House::health(const net::Request& request) const {
  const bool ready = request.path == "/healthz" || !server_->stopping();
  net::Reply reply;
  reply.status = ready ? 200 : 503;
  reply.headers.push_back({"content-type", "application/json"});
  reply.headers.push_back({"cache-control", "no-store"});
  if (!ready) reply.headers.push_back({"retry-after", "5"});
  reply.body = ready ? R"({"status":"ok"})" : R"({"status":"stopping"})";
  return reply;
}

net::Reply House::metrics() const {
  const auto& n = server_->counters();
  const auto& s = store_->counters();
  const auto& h = hub_->counters();
  std::string out;
  const auto line = [&out](std::string_view name, auto value) { out += fmt::format("musubi_{} {}\n", name, value); };
  for (int i = 1; i < 6; ++i)
    out += fmt::format("musubi_http_requests_total{{class=\"{}xx\"}} {}\n", i, n.requests[i].value());
  line("http_requests_running", n.requests_running.value());
  line("http_requests_unanswered_total", n.requests_unanswered.value());
  line("connections_open", n.connections_open.value());
  line("connections_refused_total", n.connections_refused.value());
  line("connections_timed_out_total", n.timed_out.value());
  line("live_connections", h.connections);
  line("live_subscriptions", h.subscriptions);
  line("live_frames_total", h.frames);
  line("live_encodes_total", h.encodes);
  line("live_snapshots_total", h.snapshots);
  line("live_resyncs_total", h.resyncs);
  line("live_revoked_total", h.revoked);
  line("live_slow_cut_total", n.ws_slow_cut.value());
  line("live_dead_cut_total", n.ws_dead_cut.value());
  line("store_commands_total", s.commands.load());
  line("store_commits_total", s.commits.load());
  line("store_refused_total", s.refused.load());
  line("store_broken_total", s.broken.load());
  line("store_full_total", s.full.load());
  line("store_late_total", s.late.load());
  line("store_largest_batch", s.largest_batch.load());
  line("store_write_queue", s.write_queue.load());
  line("store_read_queue", s.read_queue.load());
  line("journal_seq", hub_->seq());
  net::Reply reply;
  reply.headers.push_back({"content-type", "text/plain; version=0.0.4"});
  reply.body = std::move(out);
  return reply;
}

void House::command_of_the_house(flow::Command command, std::function<void()> then) {
  auto asking = std::make_shared<flow::Asking>(
      flow::Asking{domain::the_system(), "house", system_now().ms + limits::request_deadline_ms});
  runner_->command(
      asking, {}, std::move(command), [](flow::Read&, const Result<flow::Outcome>&) {},
      [this, then](std::optional<Code>) { server_->post(then); });
}

// What is due by itself: looks twice a second, also right after a start.
void House::look_at_the_clock() {
  if (looking_) return;
  looking_ = true;
  auto due = std::make_shared<bool>(false);
  auto asking = std::make_shared<const flow::Asking>(flow::Asking{domain::the_system(), "house", 0});
  runner_->read(
      asking, [due](flow::Read& r) { *due = flow::clock_is_due(r); },
      [this, due](std::optional<Code>) {
        server_->post([this, due] {
          if (*due) return command_of_the_house(&flow::clock_work, [this] { looking_ = false; });
          looking_ = false;
        });
      });
}

// The needs of jobs that come again: looks each second whether a series does not reach the horizon, also right after a
// start; a little at a time, so that people's commands pass in between.
void House::make_series_needs() {
  if (making_series_) return;
  making_series_ = true;
  auto due = std::make_shared<bool>(false);
  auto asking = std::make_shared<const flow::Asking>(flow::Asking{domain::the_system(), "house", 0});
  runner_->read(
      asking, [due](flow::Read& r) { *due = flow::series_are_due(r); },
      [this, due](std::optional<Code>) {
        server_->post([this, due] {
          if (!*due) {
            making_series_ = false;
            return;
          }
          command_of_the_house(
              [](flow::Write& w) -> Result<flow::Outcome> {
                (void)flow::make_due_needs(w);
                return flow::Outcome{204, "none", {}};
              },
              [this] { making_series_ = false; });
        });
      });
}

void House::tick_demo() {
  if (demo_ticks_ >= k_demo_ticks_max || server_->stopping()) return;
  command_of_the_house(demo_tick(demo_ticks_++), [] {});
}

}  // namespace musubi::app
