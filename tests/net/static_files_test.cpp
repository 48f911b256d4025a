// The web client and the map files as a browser gets them.
#include "server/net/static_files.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net_support.hpp"
#include "server/net/file_rules.hpp"

namespace musubi::net::test {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class StaticFilesTest : public ::testing::Test {
 protected:
  StaticFilesTest() {
    std::string pattern = (fs::temp_directory_path() / "musubi-net-XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
    put("client/desk/index.html", "<desk>");
    put("client/phone/index.html", "<phone>");
    put("client/board/index.html", "<board>");
    put("client/assets/desk-4f2a.js", "plain script");
    put("client/assets/desk-4f2a.js.br", "brotli");
    put("client/assets/desk-4f2a.js.gz", "gzipped");
    put("client/phone/app.webmanifest", "{}");
    put("client/assets/style-1.css", "p{}");
    put("client/icon.svg", "<svg/>");
    put("secret.txt", "outside");
    fs::create_symlink(root_ / "secret.txt", root_ / "client/link.txt");
    put("maps/odawara.pmtiles", "0123456789");
    files_.emplace(root_ / "client", root_ / "maps", "https://tiles.example");
    server_.emplace(options_with([this](const Request& request, const Respond& respond) {
      auto reply = files_->serve(request);
      respond(reply ? std::move(*reply) : Reply{.status = 404, .headers = {}, .body = "none", .file = {}});
    }));
    client_.emplace((*server_)->port());
  }
  ~StaticFilesTest() override {
    client_.reset();
    server_.reset();
    fs::remove_all(root_);
  }
  void put(const std::string& name, std::string_view text) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << text;
  }
  Answer ask(std::string_view path, std::string_view headers = {}) { return client_->ask(get(path, headers)); }

  fs::path root_;
  std::optional<StaticFiles> files_;
  std::optional<RunningServer> server_;
  std::optional<Client> client_;
};

TEST_F(StaticFilesTest, ServesAnEntranceWithSecurityHeadersAndWithoutCaching) {
  const Answer page = ask("/desk/");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.body, "<desk>");
  EXPECT_EQ(page.headers.at("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(page.headers.at("cache-control"), "no-cache");
  EXPECT_EQ(page.headers.at("x-content-type-options"), "nosniff");
  EXPECT_EQ(page.headers.at("referrer-policy"), "no-referrer");
  EXPECT_EQ(page.headers.at("permissions-policy"), "camera=(self), geolocation=(self)");
  EXPECT_EQ(page.headers.at("content-security-policy"),
            "default-src 'self'; img-src 'self' data: blob: https://tiles.example; style-src 'self' "
            "'unsafe-inline'; connect-src 'self' ws: wss:; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
            "form-action 'self'");
}

TEST_F(StaticFilesTest, SendsAnEntranceWithoutSlashToTheOneWith) {
  const Answer answer = ask("/desk?x=1");
  EXPECT_EQ(answer.status, 308);
  EXPECT_EQ(answer.headers.at("location"), "/desk/?x=1");
  EXPECT_EQ(ask("/").headers.at("location"), "/desk/");
}

TEST_F(StaticFilesTest, DeepRoutesOfAnEntranceGetItsPage) {
  EXPECT_EQ(ask("/desk/needs/0193").body, "<desk>");
  EXPECT_EQ(ask("/phone/offers").body, "<phone>");
  EXPECT_EQ(ask("/board/incident/1/map").body, "<board>");
}

TEST_F(StaticFilesTest, MissingFilesAndOtherPathsGetNothing) {
  EXPECT_EQ(ask("/desk/missing.js").status, 404);
  EXPECT_EQ(ask("/desk/assets/missing").status, 404);
  EXPECT_EQ(ask("/assets/missing").status, 404);
  EXPECT_EQ(ask("/desktop").status, 404);
  EXPECT_EQ(ask("/api/v1/needs").status, 404);
  EXPECT_EQ(client_->ask("POST /desk/ HTTP/1.1\r\nHost: t\r\nContent-Length: 0\r\n\r\n").status, 404);
}

TEST_F(StaticFilesTest, NothingOutsideOfTheFolderIsReachable) {
  EXPECT_EQ(ask("/link.txt").status, 404);
  EXPECT_EQ(ask("//secret.txt").status, 404);
  EXPECT_EQ(ask("/maps/%2fetc%2fpasswd").status, 404);
  EXPECT_EQ(ask("/maps/sub/odawara.pmtiles").status, 404);
  Request sly;
  sly.path = "/../secret.txt";  // net refuses it before; the index would, too
  EXPECT_FALSE(files_->serve(sly));
  sly.path = "/maps/../secret.txt";
  EXPECT_FALSE(files_->serve(sly));
}

TEST_F(StaticFilesTest, ChoosesThePrecompressedVariantTheBrowserTakes) {
  const Answer br = ask("/assets/desk-4f2a.js", "Accept-Encoding: gzip, deflate, br\r\n");
  EXPECT_EQ(br.body, "brotli");
  EXPECT_EQ(br.headers.at("content-encoding"), "br");
  EXPECT_EQ(br.headers.at("vary"), "Accept-Encoding");
  EXPECT_EQ(br.headers.at("content-type"), "text/javascript; charset=utf-8");
  const Answer gzip = ask("/assets/desk-4f2a.js", "Accept-Encoding: gzip, br;q=0\r\n");
  EXPECT_EQ(gzip.body, "gzipped");
  EXPECT_EQ(gzip.headers.at("content-encoding"), "gzip");
  const Answer plain = ask("/assets/desk-4f2a.js");
  EXPECT_EQ(plain.body, "plain script");
  EXPECT_EQ(plain.headers.at("vary"), "Accept-Encoding");
  EXPECT_EQ(plain.headers.count("content-encoding"), 0u);
  EXPECT_NE(br.headers.at("etag"), plain.headers.at("etag"));
  EXPECT_EQ(ask("/assets/desk-4f2a.js.br").status, 404);  // a variant is not a file of its own
}

TEST_F(StaticFilesTest, HashedNamesAreImmutable) {
  EXPECT_EQ(ask("/assets/style-1.css").headers.at("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(ask("/icon.svg").headers.at("cache-control"), "no-cache");
}

TEST_F(StaticFilesTest, AnswersAKnownTagWith304AndNoBody) {
  const std::string etag = ask("/desk/").headers.at("etag");
  const Answer again = ask("/desk/", "If-None-Match: \"x\", " + etag + "\r\n");
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.headers.count("content-length"), 0u);
  EXPECT_EQ(again.headers.at("etag"), etag);
  EXPECT_EQ(ask("/desk/", "If-None-Match: \"x\"\r\n").status, 200);
}

TEST_F(StaticFilesTest, KnowsTheContentTypes) {
  EXPECT_EQ(ask("/phone/app.webmanifest").headers.at("content-type"), "application/manifest+json");
  EXPECT_EQ(ask("/icon.svg").headers.at("content-type"), "image/svg+xml");
  EXPECT_EQ(ask("/assets/style-1.css").headers.at("content-type"), "text/css; charset=utf-8");
  EXPECT_EQ(content_type_of("x.json"), "application/json");
  EXPECT_EQ(content_type_of("x.unknown"), "application/octet-stream");
}

TEST_F(StaticFilesTest, AHeadHasTheLengthOfTheFile) {
  client_->send("HEAD /desk/ HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(client_->answer(true).headers.at("content-length"), "6");
  EXPECT_EQ(ask("/desk/").body, "<desk>");
}

TEST_F(StaticFilesTest, ServesARangeOfAMap) {
  const Answer whole = ask("/maps/odawara.pmtiles");
  EXPECT_EQ(whole.status, 200);
  EXPECT_EQ(whole.body, "0123456789");
  EXPECT_EQ(whole.headers.at("accept-ranges"), "bytes");
  EXPECT_EQ(whole.headers.at("content-type"), "application/vnd.pmtiles");
  const Answer part = ask("/maps/odawara.pmtiles", "Range: bytes=2-4\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, "234");
  EXPECT_EQ(part.headers.at("content-range"), "bytes 2-4/10");
  EXPECT_EQ(ask("/maps/odawara.pmtiles", "Range: bytes=7-\r\n").body, "789");
  EXPECT_EQ(ask("/maps/odawara.pmtiles", "Range: bytes=-3\r\n").body, "789");
  EXPECT_EQ(ask("/maps/odawara.pmtiles", "Range: bytes=5-999\r\n").body, "56789");
}

TEST_F(StaticFilesTest, RefusesARangeBehindTheEnd) {
  const Answer beyond = ask("/maps/odawara.pmtiles", "Range: bytes=10-\r\n");
  EXPECT_EQ(beyond.status, 416);
  EXPECT_EQ(beyond.headers.at("content-range"), "bytes */10");
  EXPECT_EQ(ask("/maps/odawara.pmtiles", "Range: bytes=-0\r\n").status, 416);
}

TEST_F(StaticFilesTest, GivesTheWholeMapForRangesItDoesNotRead) {
  EXPECT_EQ(ask("/maps/odawara.pmtiles", "Range: bytes=0-1,4-5\r\n").status, 200);
  EXPECT_EQ(ask("/maps/odawara.pmtiles", "Range: lines=0-1\r\n").status, 200);
  EXPECT_EQ(ask("/maps/odawara.pmtiles", "Range: bytes=4-2\r\n").status, 200);
}

TEST_F(StaticFilesTest, ARangeOfAnotherEditionGetsTheWholeMap) {
  const std::string etag = ask("/maps/odawara.pmtiles").headers.at("etag");
  EXPECT_EQ(ask("/maps/odawara.pmtiles", "Range: bytes=0-1\r\nIf-Range: " + etag + "\r\n").status, 206);
  EXPECT_EQ(ask("/maps/odawara.pmtiles", "Range: bytes=0-1\r\nIf-Range: \"older\"\r\n").status, 200);
  EXPECT_EQ(ask("/maps/odawara.pmtiles", "If-None-Match: " + etag + "\r\n").status, 304);
  put("maps/odawara.pmtiles", "another, longer edition");
  EXPECT_EQ(ask("/maps/odawara.pmtiles", "Range: bytes=0-1\r\nIf-Range: " + etag + "\r\n").status, 200);
}

TEST_F(StaticFilesTest, AMapDroppedInWhileRunningIsThere) {
  put("maps/hakone.pmtiles", "x");
  put("maps/notes.txt", "x");
  EXPECT_THAT(files_->maps(), ElementsAre("hakone.pmtiles", "odawara.pmtiles"));
  EXPECT_EQ(ask("/maps/hakone.pmtiles").status, 200);
  EXPECT_EQ(ask("/maps/notes.txt").status, 404);
}

TEST_F(StaticFilesTest, StreamsAFileLargerThanOneSlice) {
  std::string big;
  for (int i = 0; i < 60'000; ++i) big += std::to_string(i);
  put("maps/big.pmtiles", big);
  EXPECT_EQ(ask("/maps/big.pmtiles").body, big);
  EXPECT_EQ(ask("/maps/big.pmtiles", "Range: bytes=70000-200000\r\n").body, big.substr(70'000, 130'001));
}

TEST_F(StaticFilesTest, AFileThatVanishedIsAProblemAndNotACutConnection) {
  fs::remove(root_ / "client/icon.svg");
  const Answer answer = ask("/icon.svg");
  EXPECT_EQ(answer.status, 500);
  EXPECT_THAT(answer.body, HasSubstr(R"("code":"broken")"));
  EXPECT_EQ(ask("/desk/").status, 200);
}

TEST(StaticFilesWithoutFolders, ServeNothing) {
  const StaticFiles none("/nonexistent/client", "");
  Request request;
  request.path = "/desk/";
  EXPECT_FALSE(none.serve(request));
  request.path = "/maps/a.pmtiles";
  EXPECT_FALSE(none.serve(request));
  EXPECT_TRUE(none.maps().empty());
}

TEST(AcceptEncoding, IsReadWithItsWeights) {
  EXPECT_TRUE(accepts("br", Coding::br));
  EXPECT_TRUE(accepts("gzip;q=0.5, br;q=0.1", Coding::br));
  EXPECT_FALSE(accepts("br; q=0.000", Coding::br));
  EXPECT_TRUE(accepts("*", Coding::br));
  EXPECT_FALSE(accepts("*;q=0", Coding::gzip));
  EXPECT_FALSE(accepts("*, br;q=0", Coding::br));
  EXPECT_FALSE(accepts("", Coding::gzip));
  EXPECT_FALSE(accepts("brotli", Coding::br));
}

}  // namespace
}  // namespace musubi::net::test
