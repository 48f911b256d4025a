// What a well-meaning HTTP client meets, and how a malformed request ends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "net_support.hpp"

namespace musubi::net::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Http, AnswersSeveralRequestsOnOneConnection) {
  RunningServer server(options_with());
  Client client(server->port());
  const Answer first = client.ask(get("/a?x=1"));
  const Answer second = client.ask("POST /b HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nhello");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body, "GET /a?x=1");
  EXPECT_EQ(first.headers.at("connection"), "keep-alive");
  EXPECT_EQ(second.body, "POST /b hello");
  EXPECT_NE(first.headers.at("x-request-id"), second.headers.at("x-request-id"));
  EXPECT_EQ(server->counters().connections_total.value(), 1u);
  EXPECT_EQ(server->counters().requests[2].value(), 2u);
}

TEST(Http, AnswersPipelinedRequestsOneAfterTheOtherInOrder) {
  std::atomic<int> running{0};
  std::atomic<int> most{0};
  std::vector<Respond> held;
  RunningServer server(options_with([&](const Request& request, Respond respond) {
    most = std::max<int>(most, ++running);
    // The answer comes later, from the loop: a second request must not be started meanwhile.
    server->after(1, [&running, path = request.path, respond] {
      --running;
      respond({.status = 200, .headers = {}, .body = path, .file = {}});
    });
  }));
  Client client(server->port());
  client.send(get("/1") + get("/2") + get("/3"));
  EXPECT_EQ(client.answer().body, "/1");
  EXPECT_EQ(client.answer().body, "/2");
  EXPECT_EQ(client.answer().body, "/3");
  EXPECT_EQ(most.load(), 1);
}

TEST(Http, ClosesWhenTheClientAsksForIt) {
  RunningServer server(options_with());
  Client client(server->port());
  const Answer answer = client.ask(get("/", "Connection: close\r\n"));
  EXPECT_EQ(answer.headers.at("connection"), "close");
  EXPECT_TRUE(client.at_end());
}

TEST(Http, ClosesAfterHttp10WithoutKeepAlive) {
  RunningServer server(options_with());
  Client client(server->port());
  EXPECT_EQ(client.ask("GET / HTTP/1.0\r\n\r\n").headers.at("connection"), "close");
  EXPECT_TRUE(client.at_end());
}

TEST(Http, SendsTheHeadOnlyForHead) {
  RunningServer server(options_with());
  Client client(server->port());
  client.send("HEAD /x HTTP/1.1\r\nHost: t\r\n\r\n");
  const Answer head = client.answer(true);
  EXPECT_EQ(head.headers.at("content-length"), "7");  // of "HEAD /x"
  EXPECT_EQ(client.ask(get("/y")).body, "GET /y");    // nothing stands between
}

TEST(Http, AsksForTheBodyOfAClientThatWaits) {
  RunningServer server(options_with());
  Client client(server->port());
  const Answer go_on = client.ask("POST /x HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(go_on.status, 100);
  EXPECT_EQ(client.ask("ok").body, "POST /x ok");
}

TEST(Http, ReadsAChunkedBody) {
  RunningServer server(options_with());
  Client client(server->port());
  EXPECT_EQ(
      client.ask("POST /x HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
          .body,
      "POST /x abcde");
}

TEST(Http, HandsUnknownMethodsToTheHandlerAsOther) {
  RunningServer server(options_with());
  Client client(server->port());
  EXPECT_EQ(client.ask("PUT /x HTTP/1.1\r\nHost: t\r\n\r\n").body, "OTHER /x");
  EXPECT_EQ(client.ask("BREW /x HTTP/1.1\r\nHost: t\r\n\r\n").body, "OTHER /x");
}

TEST(Http, GivesTheHandlerDecodedPathLowerCaseHeadersAndPeer) {
  Request seen;
  RunningServer server(options_with([&](Request request, const Respond& respond) {
    seen = std::move(request);
    respond({});
  }));
  Client client(server->port());
  const Answer answer = client.ask(get("/%E7%B5%90/a%20b?q=%20", "X-Thing: One\r\n"));
  EXPECT_EQ(seen.path, "/結/a b");
  EXPECT_EQ(seen.query, "q=%20");
  EXPECT_EQ(seen.header("x-thing"), "One");
  EXPECT_EQ(seen.peer, "127.0.0.1");
  EXPECT_EQ(seen.request_id, answer.headers.at("x-request-id"));
  EXPECT_GT(seen.deadline_ms, 0);
}

TEST(Http, NeverLetsAReplyHeaderBreakTheLineOrContradictTheLength) {
  RunningServer server(options_with([](const Request&, const Respond& respond) {
    respond({.status = 200,
             .headers = {{"x-bad", "a\r\nset-cookie: stolen"}, {"Content-Length", "9999"}, {"x-good", "b"}},
             .body = "body",
             .file = {}});
  }));
  Client client(server->port());
  const Answer answer = client.ask(get("/"));
  EXPECT_EQ(answer.body, "body");
  EXPECT_EQ(answer.headers.count("set-cookie"), 0u);
  EXPECT_EQ(answer.headers.count("x-bad"), 0u);
  EXPECT_EQ(answer.headers.at("x-good"), "b");
}

TEST(Http, TakesAnAnswerFromAnotherThreadAndOnlyTheFirst) {
  std::vector<std::thread> threads;
  RunningServer server(options_with([&](const Request& request, Respond respond) {
    threads.emplace_back([respond, path = request.path] {
      respond({.status = 201, .headers = {}, .body = path, .file = {}});
      respond({.status = 500, .headers = {}, .body = "twice", .file = {}});
    });
  }));
  Client client(server->port());
  for (int i = 0; i < 50; ++i) {
    const Answer answer = client.ask(get("/" + std::to_string(i)));
    ASSERT_EQ(answer.status, 201);
    ASSERT_EQ(answer.body, "/" + std::to_string(i));
  }
  for (auto& t : threads) t.join();
}

TEST(Http, AnswersBusyWhenTheHandlerNeverDoes) {
  std::vector<Respond> held;
  ServerOptions options = options_with([&](const Request&, Respond respond) { held.push_back(std::move(respond)); });
  options.limits.request_deadline_ms = 20;
  RunningServer server(std::move(options));
  Client client(server->port());
  const Answer late = client.ask(get("/never"));
  EXPECT_EQ(late.status, 503);
  EXPECT_EQ(late.headers.at("content-type"), "application/problem+json");
  EXPECT_THAT(late.body, HasSubstr(R"("code":"busy")"));
  EXPECT_TRUE(late.headers.contains("retry-after"));
  EXPECT_EQ(server->counters().requests_unanswered.value(), 1u);
}

TEST(Http, ALateAnswerNeverBecomesTheAnswerOfTheNextRequest) {
  const auto reply = [](const char* text) { return Reply{.status = 200, .headers = {}, .body = text, .file = {}}; };
  std::optional<Respond> late;
  ServerOptions options = options_with([&](const Request& request, Respond respond) {
    if (request.path == "/late") {
      late = std::move(respond);
      return;
    }
    (*late)(reply("for the first"));
    respond(reply("for the second"));
  });
  options.limits.request_deadline_ms = 20;
  RunningServer server(std::move(options));
  Client client(server->port());
  EXPECT_EQ(client.ask(get("/late")).status, 503);
  EXPECT_EQ(client.ask(get("/second")).body, "for the second");
}

TEST(Http, AnAnswerAfterTheServerIsGoneIsHarmless) {
  std::vector<Respond> held;
  {
    RunningServer server(options_with([&](const Request&, Respond respond) { held.push_back(std::move(respond)); }));
    Client client(server->port());
    client.send(get("/"));
    while (server->counters().requests_running.value() == 0) std::this_thread::yield();
  }
  held.front()({});
}

TEST(Http, AnswersAnExceptionOfTheHandlerAsBrokenAndLogsIt) {
  std::string logged;
  ServerOptions options = options_with([](const Request&, const Respond&) { throw std::runtime_error("defect"); });
  options.log = [&](std::string_view line) { logged += std::string(line) + "\n"; };
  RunningServer server(std::move(options));
  Client client(server->port());
  const Answer answer = client.ask(get("/"));
  EXPECT_EQ(answer.status, 500);
  EXPECT_THAT(answer.body, Not(HasSubstr("defect")));
  server.on_io([&] { EXPECT_THAT(logged, HasSubstr("defect")); });
}

TEST(Http, ReportsEachRequestWithItsIdAndStatus) {
  struct Line {
    std::string id, path;
    Method method;
    int status;
  };
  std::vector<Line> lines;
  ServerOptions options = options_with();
  options.on_request_done = [&](const RequestDone& done) {
    lines.push_back({std::string(done.request_id), std::string(done.path), done.method, done.status});
  };
  RunningServer server(std::move(options));
  Client client(server->port());
  const std::string id = client.ask(get("/a")).headers.at("x-request-id");
  client.ask("bad\r\n\r\n");
  // The report follows the last byte of the reply, which may be here before it.
  for (std::size_t n = 0; n < 2;) server.on_io([&] { n = lines.size(); });
  server.on_io([&] {
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0].id, id);
    EXPECT_EQ(lines[0].path, "/a");
    EXPECT_EQ(lines[0].method, Method::get);
    EXPECT_EQ(lines[0].status, 200);
    EXPECT_EQ(lines[1].path, "");
    EXPECT_EQ(lines[1].status, 400);
  });
}

struct Bad {
  const char* name;
  std::string bytes;
};

void PrintTo(const Bad& bad, std::ostream* out) { *out << bad.name; }

class MalformedRequest : public ::testing::TestWithParam<Bad> {};

TEST_P(MalformedRequest, IsAnsweredWith400AndTheConnectionEnds) {
  bool handled = false;
  RunningServer server(options_with([&](const Request&, const Respond& respond) {
    handled = true;
    respond({});
  }));
  Client client(server->port());
  const Answer answer = client.ask(GetParam().bytes);
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.headers.at("content-type"), "application/problem+json");
  EXPECT_EQ(answer.headers.at("connection"), "close");
  EXPECT_TRUE(answer.headers.contains("x-request-id"));
  for (const char* member :
       {R"("type":"/problems/malformed")", R"("title":)", R"("title_en":)", R"("detail":)", R"("detail_en":)",
        R"("status":400)", R"("code":"malformed")", R"("errors":[])", R"("next":[])"}) {
    EXPECT_THAT(answer.body, HasSubstr(member));
  }
  EXPECT_TRUE(client.at_end());
  EXPECT_FALSE(handled);
}

std::string post_with(const std::string& headers, const std::string& body) {
  return "POST /x HTTP/1.1\r\nHost: t\r\n" + headers + "\r\n" + body;
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, MalformedRequest,
    ::testing::Values(
        Bad{"Garbage", "\x16\x03\x01\x02 not http\r\n\r\n"}, Bad{"NoVersion", "GET /\r\n\r\n"},
        Bad{"Http2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"}, Bad{"NoHost", "GET / HTTP/1.1\r\n\r\n"},
        Bad{"TwoHosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
        Bad{"HeaderWithoutColon", "GET / HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n"},
        Bad{"SpaceBeforeColon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n"},
        Bad{"TwoEqualLengths", post_with("Content-Length: 2\r\nContent-Length: 2\r\n", "ab")},
        Bad{"TwoLengths", post_with("Content-Length: 2\r\nContent-Length: 3\r\n", "abc")},
        Bad{"ListOfLengths", post_with("Content-Length: 2, 2\r\n", "ab")},
        Bad{"NegativeLength", post_with("Content-Length: -1\r\n", "")},
        Bad{"LengthAndChunked", post_with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
        Bad{"ChunkedAndLength", post_with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n")},
        Bad{"UnknownEncoding", post_with("Transfer-Encoding: gzip\r\n", "")},
        Bad{"EncodingList", post_with("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n")},
        Bad{"BadChunkSize", post_with("Transfer-Encoding: chunked\r\n", "zz\r\nabc\r\n")}, Bad{"Nul", get("/a%00b")},
        Bad{"Backslash", get("/a%5Cb")}, Bad{"RawBackslash", get("/a\\b")}, Bad{"DotDot", get("/a/../b")},
        Bad{"EncodedDotDot", get("/a/%2e%2E/b")}, Bad{"EncodedSlash", get("/..%2fb")},
        Bad{"DotDotAtTheEnd", get("/a/..")}, Bad{"BrokenPercent", get("/a%2")}, Bad{"NoHex", get("/a%zz")},
        Bad{"NotUtf8", get("/a%ff")}, Bad{"LineBreak", get("/a%0Ab")}, Bad{"Relative", get("a")},
        Bad{"Star", "OPTIONS * HTTP/1.1\r\nHost: t\r\n\r\n"}),
    [](const auto& info) { return info.param.name; });

TEST(Http, AcceptsTheAbsoluteFormOfAProxy) {
  RunningServer server(options_with());
  Client client(server->port());
  EXPECT_EQ(client.ask(get("http://musubi.example/a?b")).body, "GET /a?b");
}

TEST(Http, RunsPostedFunctionsAndTimersOnTheIoThreadAndCancelsThem) {
  RunningServer server(options_with());
  std::thread::id io;
  server.on_io([&] { io = std::this_thread::get_id(); });
  std::promise<std::thread::id> fired;
  Timer once = server->after(1, [&] { fired.set_value(std::this_thread::get_id()); });
  EXPECT_EQ(fired.get_future().get(), io);

  int ticks = 0;
  std::promise<void> third;
  Timer repeated;
  server.on_io([&] {
    repeated = server->every(1, [&] {
      if (++ticks == 3) {
        repeated.cancel();
        third.set_value();
      }
    });
  });
  third.get_future().get();
  bool ran = false;
  Timer never = server->after(1, [&] { ran = true; });
  never.cancel();
  std::promise<void> later;
  server->after(20, [&] { later.set_value(); });
  later.get_future().get();
  server.on_io([&] {
    EXPECT_EQ(ticks, 3);
    EXPECT_FALSE(ran);
  });
}

TEST(Http, ADefectInAPostedFunctionIsLoggedAndTheServerGoesOn) {
  std::string logged;
  ServerOptions options = options_with();
  options.log = [&](std::string_view line) { logged += std::string(line) + "\n"; };
  RunningServer server(std::move(options));
  server->post([] { throw std::runtime_error("posted defect"); });
  Client client(server->port());
  EXPECT_EQ(client.ask(get("/")).status, 200);
  server.on_io([&] { EXPECT_THAT(logged, HasSubstr("posted defect")); });
}

TEST(Http, SaysWhyItCannotListen) {
  RunningServer server(options_with());
  ServerOptions same = options_with();
  same.port = server->port();
  const auto second = Server::open(std::move(same));
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().detail, HasSubstr("127.0.0.1 port " + std::to_string(server->port())));
  ServerOptions nowhere = options_with();
  nowhere.address = "not-an-address";
  EXPECT_FALSE(Server::open(std::move(nowhere)));
}

}  // namespace
}  // namespace musubi::net::test
