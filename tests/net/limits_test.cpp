// Everything a slow, greedy or hostile client can run into, each with the answer it gets.
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <future>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net_support.hpp"

namespace musubi::net::test {
namespace {

using ::testing::HasSubstr;

TEST(Limits, ALongTargetIs414) {
  RunningServer server(options_with());
  Client client(server->port());
  const Answer answer = client.ask(get("/" + std::string(limits::target_bytes_max, 'a')));
  EXPECT_EQ(answer.status, 414);
  EXPECT_THAT(answer.body, HasSubstr(R"("code":"uri_too_long")"));
  EXPECT_TRUE(client.at_end());
  Client fitting(server->port());
  EXPECT_EQ(fitting.ask(get("/" + std::string(limits::target_bytes_max - 1, 'a'))).status, 200);
}

TEST(Limits, ATargetThatNeverEndsIs414) {
  RunningServer server(options_with());
  Client client(server->port());
  EXPECT_EQ(client.ask("GET /" + std::string(limits::header_bytes_max + 1, 'a')).status, 414);
  EXPECT_TRUE(client.at_end());
}

TEST(Limits, LargeHeadersAre431) {
  RunningServer server(options_with());
  Client client(server->port());
  const Answer answer = client.ask(get("/", "X-Big: " + std::string(limits::header_bytes_max, 'a') + "\r\n"));
  EXPECT_EQ(answer.status, 431);
  EXPECT_THAT(answer.body, HasSubstr(R"("code":"headers_too_large")"));
  EXPECT_TRUE(client.at_end());
}

TEST(Limits, ABodyThatClaimsTooMuchIs413BeforeAnyOfItIsSent) {
  RunningServer server(options_with());
  Client client(server->port());
  const Answer answer = client.ask("POST /x HTTP/1.1\r\nHost: t\r\nContent-Length: 1048577\r\n\r\n");
  EXPECT_EQ(answer.status, 413);
  EXPECT_THAT(answer.body, HasSubstr(R"("code":"too_large")"));
  client.shut_write();
  EXPECT_TRUE(client.at_end());
}

TEST(Limits, AClientThatAsksBeforeSendingIsTold413InsteadOf100) {
  RunningServer server(options_with());
  Client client(server->port());
  EXPECT_EQ(
      client.ask("POST /x HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n").status,
      413);
}

TEST(Limits, AChunkedBodyIsCutAtTheLimitWithoutReadingItAll) {
  ServerOptions options = options_with();
  options.limits.body_bytes = 1000;
  RunningServer server(std::move(options));
  Client client(server->port());
  client.send("POST /x HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
  client.send("1f4\r\n" + std::string(500, 'a') + "\r\n");
  client.send("1f5\r\n" + std::string(501, 'b') + "\r\n");  // no end follows: the answer cannot be waiting for it
  EXPECT_EQ(client.answer().status, 413);
}

TEST(Limits, ARouteMayAllowMore) {
  ServerOptions options = options_with([](const Request& request, const Respond& respond) {
    respond({.status = 200, .headers = {}, .body = std::to_string(request.body.size()), .file = {}});
  });
  options.limits.body_bytes = 1000;
  options.body_limit = [](Method method, std::string_view path) -> std::size_t {
    return method == Method::post && path == "/import" ? 3'000'000 : 1000;
  };
  RunningServer server(std::move(options));
  const auto post = [](std::string_view path, std::size_t bytes) {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: t\r\nContent-Length: " + std::to_string(bytes) +
           "\r\n\r\n" + std::string(bytes, 'x');
  };
  Client large(server->port());
  EXPECT_EQ(large.ask(post("/import", 3'000'000)).body, "3000000");
  Client small(server->port());
  EXPECT_EQ(small.ask(post("/other", 1001)).status, 413);
}

TEST(Limits, ASlowHeaderSenderGets408) {
  ServerOptions options = options_with();
  options.limits.header_wait_ms = 30;
  RunningServer server(std::move(options));
  Client client(server->port());
  client.send("GET / HTTP/1.1\r\nHo");
  const Answer answer = client.answer();
  EXPECT_EQ(answer.status, 408);
  EXPECT_THAT(answer.body, HasSubstr(R"("code":"timed_out")"));
  EXPECT_TRUE(client.at_end());
  EXPECT_EQ(server->counters().timed_out.value(), 1u);
}

TEST(Limits, ASlowBodySenderGets408) {
  ServerOptions options = options_with();
  options.limits.body_wait_ms = 30;
  RunningServer server(std::move(options));
  Client client(server->port());
  EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\nabc").status, 408);
  EXPECT_TRUE(client.at_end());
}

TEST(Limits, AnIdleConnectionIsClosedWithoutAWord) {
  ServerOptions options = options_with();
  options.limits.idle_wait_ms = 30;
  RunningServer server(std::move(options));
  Client client(server->port());
  EXPECT_EQ(client.ask(get("/")).status, 200);
  EXPECT_TRUE(client.at_end());
}

TEST(Limits, AConnectionThatNeverSpeaksIsClosed) {
  ServerOptions options = options_with();
  options.limits.header_wait_ms = 30;
  RunningServer server(std::move(options));
  Client client(server->port());
  EXPECT_TRUE(client.at_end());
}

TEST(Limits, AReaderThatTakesNothingIsLeft) {
  ServerOptions options = options_with([](const Request&, const Respond& respond) {
    respond({.status = 200, .headers = {}, .body = std::string(64 * 1024 * 1024, 'x'), .file = {}});
  });
  options.limits.write_wait_ms = 50;
  RunningServer server(std::move(options));
  Client client(server->port(), 4096);
  client.send(get("/"));
  while (server->counters().connections_open.value() != 0 || server->counters().connections_total.value() == 0) {
    std::this_thread::yield();
  }
  EXPECT_EQ(server->counters().timed_out.value(), 1u);
  EXPECT_EQ(client.answer().status, 0);  // cut in the middle, and the client can tell
}

TEST(Limits, AnAddressHasItsShareOfConnections) {
  ServerOptions options = options_with();
  options.limits.connections_per_address = 2;
  RunningServer server(std::move(options));
  Client first(server->port());
  Client second(server->port());
  EXPECT_EQ(first.ask(get("/")).status, 200);
  EXPECT_EQ(second.ask(get("/")).status, 200);
  {
    Client third(server->port());
    const Answer refused = third.ask(get("/"));
    EXPECT_EQ(refused.status, 503);
    EXPECT_TRUE(refused.headers.contains("retry-after"));
    EXPECT_THAT(refused.body, HasSubstr(R"("code":"busy")"));
    EXPECT_TRUE(third.at_end());
  }
  EXPECT_EQ(server->counters().connections_refused.value(), 1u);
  first.hang_up();
  while (server->counters().connections_open.value() != 1) std::this_thread::yield();
  Client again(server->port());
  EXPECT_EQ(again.ask(get("/")).status, 200);
}

TEST(Limits, TheHouseHasItsTotalOfConnections) {
  ServerOptions options = options_with();
  options.limits.connections = 1;
  RunningServer server(std::move(options));
  Client first(server->port());
  EXPECT_EQ(first.ask(get("/")).status, 200);
  Client second(server->port());
  EXPECT_EQ(second.ask(get("/")).status, 503);
}

TEST(Limits, AClientThatGoesOnSendingAfterARefusalIsHeardOutAndNotReset) {
  ServerOptions options = options_with();
  options.limits.linger_wait_ms = k_never_ms;
  RunningServer server(std::move(options));
  Client client(server->port());
  client.send("POST /x HTTP/1.1\r\nHost: t\r\nContent-Length: 2000000\r\n\r\n" + std::string(100'000, 'x'));
  EXPECT_EQ(client.answer().status, 413);
  EXPECT_TRUE(client.at_end());  // the server has said all it will say
  server.on_io([&] { EXPECT_EQ(server->counters().connections_open.value(), 1u); });
  client.hang_up();
  while (server->counters().connections_open.value() != 0) std::this_thread::yield();
}

TEST(Limits, EndlessTrailersAndChunkExtensionsAreCut) {
  RunningServer server(options_with());
  const std::string head = "POST /x HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n";
  Client trailers(server->port());
  EXPECT_EQ(trailers.ask(head + "0\r\nX-T: " + std::string(400'000, 't')).status, 431);
  Client extension(server->port());
  EXPECT_EQ(extension.ask(head + "1;x=" + std::string(400'000, 'e')).status, 431);
}

TEST(Limits, WithoutFileDescriptorsTheServerWaitsAndThenGoesOn) {
  std::atomic<int> failures{0};
  ServerOptions options = options_with();
  options.log = [&](std::string_view line) { failures += line.starts_with("net.accept_failed") ? 1 : 0; };
  RunningServer server(std::move(options));
  std::promise<void> connected;
  server->post([&] { connected.get_future().wait(); });  // nothing is accepted before the descriptors are gone
  Client client(server->port());
  client.send(get("/"));
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const int next_free = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  ::close(next_free);
  const rlimit none_left{.rlim_cur = static_cast<rlim_t>(next_free), .rlim_max = before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none_left), 0);
  connected.set_value();
  while (failures == 0) std::this_thread::yield();
  EXPECT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_EQ(client.answer().status, 200);
}

}  // namespace
}  // namespace musubi::net::test
