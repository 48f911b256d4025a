#include "server/net/problem.hpp"

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace musubi::net {
namespace {

struct Words {
  Code code;
  std::string_view wire;
  int status;
  std::string_view title;
  std::string_view title_en;
  std::string_view detail;
  std::string_view detail_en;
  int retry_after_s;
};

constexpr std::array k_words{
    Words{Code::malformed, "malformed", 400, "リクエストの形が正しくありません", "The request is malformed",
          "送られた内容を読み取れませんでした。", "The server could not read what was sent.", 0},
    Words{Code::timed_out, "timed_out", 408, "時間切れです", "The request took too long",
          "送信が途中で止まりました。もう一度お試しください。", "Sending stopped half way. Please try again.", 0},
    Words{Code::too_large, "too_large", 413, "送られたデータが大きすぎます", "The body is too large",
          "この操作で受け取れる大きさを超えています。", "It is larger than this call accepts.", 0},
    Words{Code::uri_too_long, "uri_too_long", 414, "アドレスが長すぎます", "The address is too long",
          "アドレス(URL)を短くしてください。", "Please use a shorter address.", 0},
    Words{Code::headers_too_large, "headers_too_large", 431, "ヘッダーが大きすぎます", "The headers are too large",
          "Cookie などのヘッダーを減らしてください。", "Please send fewer or shorter headers.", 0},
    Words{Code::too_many, "too_many", 429, "回数が多すぎます", "Too many requests",
          "しばらく待ってから、もう一度お試しください。", "Please wait a moment and try again.", 5},
    Words{Code::busy, "busy", 503, "ただいま混み合っています", "The server is busy",
          "しばらく待ってから、もう一度お試しください。", "Please wait a moment and try again.", 5},
    Words{Code::broken, "broken", 500, "サーバーで問題が起きました", "Something went wrong on the server",
          "記録しました。もう一度お試しください。", "It was logged. Please try again.", 0},
};

const Words& words_of(Code code) {
  for (const auto& w : k_words) {
    if (w.code == code) return w;
  }
  return k_words.back();
}

}  // namespace

Reply problem(Code code) { return problem(code, words_of(code).status); }

Reply problem(Code code, int status) {
  const Words& w = words_of(code);
  Reply reply{.status = status, .headers = {{"content-type", "application/problem+json"}}, .body = {}, .file = {}};
  reply.headers.push_back({"cache-control", "no-store"});
  if (w.retry_after_s > 0) reply.headers.push_back({"retry-after", std::to_string(w.retry_after_s)});
  const std::string_view next = w.retry_after_s > 0 ? R"(["retry"])" : "[]";
  reply.body = fmt::format(R"({{"type":"/problems/{}","title":"{}","title_en":"{}","detail":"{}","detail_en":"{}",)"
                           R"("status":{},"code":"{}","errors":[],"next":{}}})",
                           w.wire, w.title, w.title_en, w.detail, w.detail_en, status, w.wire, next);
  return reply;
}

}  // namespace musubi::net
