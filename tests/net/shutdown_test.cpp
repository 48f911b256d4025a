// stop(): asked politely, everything is finished; asked twice, everything ends.
#include <csignal>

#include <gtest/gtest.h>

#include "net_support.hpp"

namespace musubi::net::test {
namespace {

struct Held {
  std::mutex mutex;
  std::vector<Respond> responds;
  RequestHandler handler() {
    return [this](const Request&, Respond respond) {
      const std::lock_guard<std::mutex> lock(mutex);
      responds.push_back(std::move(respond));
    };
  }
  Respond wait_for_one() {
    for (;;) {
      const std::lock_guard<std::mutex> lock(mutex);
      if (!responds.empty()) return responds.front();
    }
  }
};

TEST(Shutdown, LetsARunningRequestFinishAndTakesNoNewOne) {
  Held held;
  ServerOptions options = options_with(held.handler());
  options.limits.shutdown_grace_ms = k_never_ms;
  RunningServer server(std::move(options));
  const std::uint16_t port = server->port();
  Client running(port);
  Client idle(port);
  running.send(get("/") + get("/behind"));
  const Respond respond = held.wait_for_one();
  server->stop();
  EXPECT_TRUE(idle.at_end());
  server.on_io([&] { EXPECT_TRUE(server->stopping()); });
  EXPECT_THROW(Client late(port), std::runtime_error);
  respond({.status = 201, .headers = {}, .body = "kept", .file = {}});
  const Answer answer = running.answer();
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.body, "kept");
  EXPECT_EQ(answer.headers.at("connection"), "close");
  EXPECT_TRUE(running.at_end());
  EXPECT_TRUE(server.ended());
  EXPECT_EQ(held.responds.size(), 1u);
}

TEST(Shutdown, ClosesWebSocketsWith1012BehindWhatWaits) {
  auto live = std::make_shared<TestLive>();
  ServerOptions options = options_with();
  options.live = live;
  options.limits.shutdown_grace_ms = k_never_ms;
  RunningServer server(std::move(options));
  WsClient client(server->port());
  ASSERT_TRUE(live->wait_opened(1));
  server.on_io([&] {
    for (int i = 0; i < 100; ++i) {
      live->connections.front()->push(std::make_shared<const std::string>("event " + std::to_string(i)));
    }
    server->stop();
  });
  for (int i = 0; i < 100; ++i) ASSERT_EQ(client.message().payload, "event " + std::to_string(i));
  const WsFrame close = client.message();
  EXPECT_EQ(close.close_code(), 1012);
  client.send_frame(8, close.payload);
  client.tcp.hang_up();
  EXPECT_TRUE(server.ended());
  EXPECT_TRUE(live->wait_closed(1));
}

TEST(Shutdown, DoesNotWaitLongForAWebSocketThatNeverAnswersTheClose) {
  auto live = std::make_shared<TestLive>();
  ServerOptions options = options_with();
  options.live = live;
  options.limits.shutdown_grace_ms = k_never_ms;
  options.limits.close_wait_ms = 20;
  RunningServer server(std::move(options));
  WsClient client(server->port());
  ASSERT_TRUE(live->wait_opened(1));
  server->stop();
  EXPECT_TRUE(server.ended());
}

TEST(Shutdown, EndsAfterTheGraceWhenARequestNeverFinishes) {
  Held held;
  ServerOptions options = options_with(held.handler());
  options.limits.shutdown_grace_ms = 20;
  RunningServer server(std::move(options));
  Client client(server->port());
  client.send(get("/"));
  held.wait_for_one();
  server->stop();
  EXPECT_TRUE(server.ended());
  EXPECT_TRUE(client.at_end());
}

TEST(Shutdown, ASecondStopEndsAtOnce) {
  Held held;
  auto live = std::make_shared<TestLive>();
  ServerOptions options = options_with(held.handler());
  options.live = live;
  options.limits.shutdown_grace_ms = k_never_ms;
  RunningServer server(std::move(options));
  Client client(server->port());
  WsClient silent(server->port());
  ASSERT_TRUE(live->wait_opened(1));
  client.send(get("/"));
  held.wait_for_one();
  server->stop();
  server.on_io([&] { EXPECT_TRUE(server->stopping()); });
  server->stop();
  EXPECT_TRUE(server.ended());
  EXPECT_TRUE(client.at_end());
  EXPECT_TRUE(live->wait_closed(1));
}

TEST(Shutdown, OfAnIdleServerIsImmediate) {
  RunningServer server(options_with());
  server->stop();
  EXPECT_TRUE(server.ended());
}

TEST(Shutdown, MayBeAskedBySignal) {
  auto server = Server::open(options_with());
  ASSERT_TRUE(server);
  int seen = 0;
  (*server)->on_signal([&](int signal) {
    seen = signal;
    (*server)->stop();
  });
  (*server)->post([] { ::raise(SIGTERM); });
  (*server)->run();
  EXPECT_EQ(seen, SIGTERM);
}

}  // namespace
}  // namespace musubi::net::test
