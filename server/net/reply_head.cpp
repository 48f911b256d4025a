#include "server/net/reply_head.hpp"

#include <array>

#include <fmt/format.h>

namespace musubi::net {
namespace {

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 302:
      return "Found";
    case 304:
      return "Not Modified";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 422:
      return "Unprocessable Content";
    case 426:
      return "Upgrade Required";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Unknown";
  }
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_ours(std::string_view name) {
  constexpr std::array k_ours{std::string_view("content-length"), std::string_view("connection"),
                              std::string_view("transfer-encoding"), std::string_view("x-request-id")};
  for (const auto ours : k_ours) {
    if (name.size() != ours.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i < name.size(); ++i) same = same && lower(name[i]) == ours[i];
    if (same) return true;
  }
  return false;
}

bool breaks_the_line(const Header& h) {
  constexpr std::string_view k_bad("\r\n\0", 3);
  return h.name.empty() || h.name.find_first_of(k_bad) != std::string::npos ||
         h.value.find_first_of(k_bad) != std::string::npos;
}

}  // namespace

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

std::uint64_t body_length(const Reply& reply) {
  if (!may_have_body(reply.status)) return 0;
  return reply.file ? reply.file->length : reply.content().size();
}

std::string reply_head(const Reply& reply, const ReplyFrame& frame) {
  std::string out;
  out.reserve(512);
  fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", reply.status, reason(reply.status));
  for (const auto& h : reply.headers) {
    if (is_ours(h.name) || breaks_the_line(h)) continue;
    out.append(h.name).append(": ").append(h.value).append("\r\n");
  }
  if (may_have_body(reply.status)) {
    fmt::format_to(std::back_inserter(out), "content-length: {}\r\n", body_length(reply));
  }
  if (!frame.request_id.empty()) out.append("x-request-id: ").append(frame.request_id).append("\r\n");
  out.append(frame.keep_alive ? "connection: keep-alive\r\n\r\n" : "connection: close\r\n\r\n");
  return out;
}

}  // namespace musubi::net
