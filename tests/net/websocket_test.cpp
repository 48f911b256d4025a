// One WebSocket from its upgrade to its end, good and bad.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net_support.hpp"

namespace musubi::net::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Frame frame_of(std::string text) { return std::make_shared<const std::string>(std::move(text)); }

class WebSocketTest : public ::testing::Test {
 protected:
  ServerOptions options() {
    ServerOptions o = options_with();
    o.live = live_;
    return o;
  }
  std::shared_ptr<TestLive> live_ = std::make_shared<TestLive>();
};

TEST_F(WebSocketTest, IsOpenedWithTheSubprotocolTheHandlerChose) {
  live_->protocol = "musubi.v1";
  RunningServer server(options());
  WsClient client(server->port(), "Sec-WebSocket-Protocol: musubi.v1, bearer.SECRET\r\n");
  EXPECT_EQ(client.handshake.status, 101);
  EXPECT_EQ(client.handshake.headers.at("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  EXPECT_EQ(client.handshake.headers.at("sec-websocket-protocol"), "musubi.v1");
  EXPECT_TRUE(client.handshake.headers.contains("x-request-id"));
  EXPECT_TRUE(live_->wait_opened(1));
  EXPECT_EQ(server->counters().ws_open.value(), 1u);
  EXPECT_EQ(server->counters().requests[1].value(), 1u);
}

TEST_F(WebSocketTest, AnswersNoSubprotocolWhenTheHandlerChoseNone) {
  RunningServer server(options());
  WsClient client(server->port());
  EXPECT_EQ(client.handshake.status, 101);
  EXPECT_EQ(client.handshake.headers.count("sec-websocket-protocol"), 0u);
}

TEST_F(WebSocketTest, NeverLogsTheToken) {
  std::string logged;
  ServerOptions o = options();
  o.log = [&](std::string_view line) { logged += line; };
  o.on_request_done = [&](const RequestDone& done) { logged += done.path; };
  RunningServer server(std::move(o));
  {
    WsClient client(server->port(), "Sec-WebSocket-Protocol: musubi.v1, bearer.SECRET\r\n");
  }
  EXPECT_TRUE(live_->wait_closed(1));
  server.on_io([&] { EXPECT_EQ(logged.find("SECRET"), std::string::npos); });
}

TEST_F(WebSocketTest, IsRefusedWithTheReplyOfTheHandlerAndTheConnectionGoesOn) {
  live_->on_admit = [](const Request& upgrade) -> std::optional<Reply> {
    if (upgrade.header("origin") == "http://evil.example")
      return Reply{.status = 403, .headers = {}, .body = "no", .file = {}};
    return std::nullopt;
  };
  RunningServer server(options());
  WsClient refused(server->port(), "Origin: http://evil.example\r\n");
  EXPECT_EQ(refused.handshake.status, 403);
  EXPECT_EQ(refused.handshake.body, "no");
  EXPECT_EQ(refused.tcp.ask(get("/next")).body, "GET /next");
  EXPECT_EQ(server->counters().ws_total.value(), 0u);
}

TEST_F(WebSocketTest, APlainGetOfTheLivePathIsToldToUpgrade) {
  RunningServer server(options());
  Client client(server->port());
  const Answer plain = client.ask(get("/api/v1/live"));
  EXPECT_EQ(plain.status, 426);
  EXPECT_EQ(plain.headers.at("upgrade"), "websocket");
  const std::string upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
  const Answer old = client.ask(
      get("/api/v1/live", upgrade + "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"));
  EXPECT_EQ(old.status, 426);
  EXPECT_EQ(old.headers.at("sec-websocket-version"), "13");
  const Answer no_key = client.ask(get("/api/v1/live", upgrade + "Sec-WebSocket-Version: 13\r\n"));
  EXPECT_EQ(no_key.status, 426);
}

TEST_F(WebSocketTest, CarriesTextsBothWays) {
  RunningServer server(options());
  WsClient client(server->port());
  client.send_text(R"({"type":"subscribe"})");
  client.send_text("結");
  ASSERT_TRUE(live_->wait_texts(2));
  EXPECT_THAT(live_->texts, ElementsAre(R"({"type":"subscribe"})", "結"));
  server.on_io([&] {
    EXPECT_EQ(live_->connections.front()->push(frame_of("hello")), Push::queued);
    EXPECT_EQ(live_->connections.front()->push(frame_of(std::string(300'000, 'x'))), Push::queued);
  });
  EXPECT_EQ(client.message().payload, "hello");
  EXPECT_EQ(client.message().payload, std::string(300'000, 'x'));
}

TEST_F(WebSocketTest, TakesAFrameThatCameTogetherWithTheUpgrade) {
  RunningServer server(options());
  Client raw(server->port());
  raw.send(get("/api/v1/live",
               "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n") +
           std::string("\x81\x82\x01\x01\x01\x01\x69\x68", 8));
  ASSERT_TRUE(live_->wait_texts(1));
  EXPECT_EQ(live_->texts.front(), "hi");
}

TEST_F(WebSocketTest, AnswersAPing) {
  RunningServer server(options());
  WsClient client(server->port());
  client.send_frame(9, "are you there");
  const WsFrame pong = client.frame();
  EXPECT_EQ(pong.opcode, 10);
  EXPECT_EQ(pong.payload, "are you there");
}

TEST_F(WebSocketTest, ClosesATooLargeMessageWith1009) {
  RunningServer server(options());
  WsClient client(server->port());
  client.send_text(std::string(limits::ws_message_bytes_max, 'a'));
  ASSERT_TRUE(live_->wait_texts(1));
  client.send_text(std::string(limits::ws_message_bytes_max + 1, 'a'));
  EXPECT_EQ(client.message().close_code(), 1009);
  client.tcp.hang_up();
  EXPECT_TRUE(live_->wait_closed(1));
  EXPECT_EQ(live_->texts.size(), 1u);
}

TEST_F(WebSocketTest, ClosesBinaryWith1003AndBrokenUtf8With1007AndAnUnmaskedFrameWith1002) {
  RunningServer server(options());
  WsClient binary(server->port());
  binary.send_frame(2, "\x01");
  EXPECT_EQ(binary.message().close_code(), 1003);
  WsClient broken(server->port());
  broken.send_text("\xff\xfe");
  EXPECT_EQ(broken.message().close_code(), 1007);
  WsClient unmasked(server->port());
  unmasked.tcp.send(std::string_view("\x81\x02hi", 4));
  EXPECT_EQ(unmasked.message().close_code(), 1002);
}

TEST_F(WebSocketTest, AnExceptionOfTheHandlerClosesWith1011) {
  class Throwing : public TestLive {
    void received(std::uint64_t, std::string) override { throw std::runtime_error("defect"); }
  };
  live_ = std::make_shared<Throwing>();
  RunningServer server(options());
  WsClient client(server->port());
  client.send_text("x");
  EXPECT_EQ(client.message().close_code(), 1011);
}

TEST_F(WebSocketTest, ClosesWithTheCodeOfTheHandlerBehindWhatWaits) {
  RunningServer server(options());
  WsClient client(server->port());
  ASSERT_TRUE(live_->wait_opened(1));
  server.on_io([&] {
    const auto connection = live_->connections.front();
    connection->push(frame_of("last words"));
    connection->close(4401, "revoked");
    EXPECT_EQ(connection->push(frame_of("too late")), Push::closed);
  });
  EXPECT_EQ(client.message().payload, "last words");
  const WsFrame close = client.message();
  EXPECT_EQ(close.close_code(), 4401);
  EXPECT_EQ(close.payload.substr(2), "revoked");
  client.send_frame(8, close.payload);
  EXPECT_TRUE(client.tcp.at_end());
  client.tcp.hang_up();
  EXPECT_TRUE(live_->wait_closed(1));
  EXPECT_EQ(server->counters().ws_open.value(), 0u);
}

TEST_F(WebSocketTest, TellsTheHandlerOnceWhenTheClientGoes) {
  RunningServer server(options());
  {
    WsClient polite(server->port());
    polite.send_frame(8, std::string_view("\x03\xe8", 2));
    EXPECT_EQ(polite.message().close_code(), 1000);
  }
  {
    WsClient rude(server->port());
  }
  EXPECT_TRUE(live_->wait_closed(2));
  server.on_io([&] { EXPECT_TRUE(live_->connections.empty()); });
  EXPECT_EQ(server->counters().ws_open.value(), 0u);
}

TEST_F(WebSocketTest, CutsASlowReaderWith4408WhileAnotherGoesOn) {
  ServerOptions o = options();
  o.limits.outbox_frames = 32;
  o.limits.outbox_bytes = SIZE_MAX;
  RunningServer server(std::move(o));
  WsClient slow(server->port(), {}, 8 * 1024);
  ASSERT_TRUE(live_->wait_opened(1));
  WsClient quick(server->port());
  ASSERT_TRUE(live_->wait_opened(2));
  const Frame big = frame_of(std::string(256 * 1024, 'x'));
  bool cut = false;
  int sent = 0;
  std::vector<std::shared_ptr<LiveConnection>> both;
  server.on_io([&] { both = live_->connections; });
  while (!cut && sent < 1000) {  // the next one only after the quick reader has the last: no race with its speed
    server.on_io([&] {
      EXPECT_EQ(both[1]->push(big), Push::queued);
      cut = both[0]->push(big) == Push::too_slow;
    });
    ++sent;
    ASSERT_EQ(quick.message().payload.size(), big->size());
  }
  EXPECT_TRUE(cut);
  EXPECT_EQ(server->counters().ws_slow_cut.value(), 1u);
  server.on_io([&] { EXPECT_EQ(both[0]->push(big), Push::closed); });
  // Reading at last, it finds whole frames and then the reason.
  int received = 0;
  WsFrame last = slow.message();
  for (; last.opcode == 1; last = slow.message()) ++received;
  EXPECT_EQ(last.close_code(), 4408);
  EXPECT_LT(received, sent);
  server.on_io([&] { EXPECT_EQ(both[1]->push(frame_of("still here")), Push::queued); });
  EXPECT_EQ(quick.message().payload, "still here");
}

TEST_F(WebSocketTest, BoundsTheOutboxInFrames) {
  ServerOptions o = options();
  o.limits.outbox_frames = 3;
  RunningServer server(std::move(o));
  WsClient client(server->port());
  ASSERT_TRUE(live_->wait_opened(1));
  server.on_io([&] {  // one turn of the loop: nothing can be written meanwhile
    for (int i = 0; i < 3; ++i) EXPECT_EQ(live_->connections.front()->push(frame_of("x")), Push::queued);
    EXPECT_EQ(live_->connections.front()->push(frame_of("x")), Push::too_slow);
  });
  EXPECT_EQ(client.message().close_code(), 4408);
}

TEST_F(WebSocketTest, BoundsTheOutboxInBytesToo) {
  ServerOptions o = options();
  o.limits.outbox_bytes = 1000;
  RunningServer server(std::move(o));
  WsClient client(server->port());
  ASSERT_TRUE(live_->wait_opened(1));
  server.on_io([&] {
    EXPECT_EQ(live_->connections.front()->push(frame_of(std::string(900, 'x'))), Push::queued);
    EXPECT_EQ(live_->connections.front()->push(frame_of(std::string(101, 'x'))), Push::too_slow);
  });
}

TEST_F(WebSocketTest, ASlowReaderThatNeverReadsAgainIsGoneAfterTheCloseWait) {
  ServerOptions o = options();
  o.limits.outbox_frames = 4;
  o.limits.close_wait_ms = 20;
  RunningServer server(std::move(o));
  WsClient slow(server->port(), {}, 8 * 1024);
  ASSERT_TRUE(live_->wait_opened(1));
  std::shared_ptr<LiveConnection> connection;
  server.on_io([&] { connection = live_->connections.front(); });
  Push last = Push::queued;
  const Frame big = frame_of(std::string(1024 * 1024, 'x'));
  for (int i = 0; i < 1000 && last == Push::queued; ++i) server.on_io([&] { last = connection->push(big); });
  EXPECT_EQ(last, Push::too_slow);
  EXPECT_TRUE(live_->wait_closed(1));
}

TEST_F(WebSocketTest, PingsAndCutsAPeerThatShowsNoSignOfLife) {
  ServerOptions o = options();
  o.limits.ws_ping_every_ms = 10;
  o.limits.ws_idle_wait_ms = 200;
  RunningServer server(std::move(o));
  WsClient dead(server->port());
  EXPECT_EQ(dead.frame().opcode, 9);
  EXPECT_TRUE(live_->wait_closed(1));  // it never answered
  EXPECT_EQ(server->counters().ws_dead_cut.value(), 1u);
}

TEST_F(WebSocketTest, APeerThatAnswersPingsStays) {
  ServerOptions o = options();
  o.limits.ws_ping_every_ms = 10;
  RunningServer server(std::move(o));
  WsClient client(server->port());
  for (int i = 0; i < 5; ++i) {
    const WsFrame ping = client.frame();
    ASSERT_EQ(ping.opcode, 9);
    client.send_frame(10, ping.payload);
  }
  EXPECT_EQ(server->counters().ws_open.value(), 1u);
}

TEST_F(WebSocketTest, TwoHundredReadersGetFiveHundredFramesInOrderAndWithoutLoss) {
  constexpr int k_readers = 200;
  constexpr int k_frames = 500;
  RunningServer server(options());
  std::vector<std::unique_ptr<WsClient>> readers;
  for (int i = 0; i < k_readers; ++i) readers.push_back(std::make_unique<WsClient>(server->port()));
  ASSERT_TRUE(live_->wait_opened(k_readers));
  for (int n = 0; n < k_frames; ++n) {
    const Frame shared = frame_of("event " + std::to_string(n));
    server->post([this, shared] {
      for (const auto& connection : live_->connections) EXPECT_EQ(connection->push(shared), Push::queued);
    });
  }
  for (const auto& reader : readers) {
    for (int n = 0; n < k_frames; ++n) ASSERT_EQ(reader->message().payload, "event " + std::to_string(n));
  }
  EXPECT_EQ(server->counters().ws_slow_cut.value(), 0u);
}

}  // namespace
}  // namespace musubi::net::test
