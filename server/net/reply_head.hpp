#pragma once
// The bytes before a reply's body.

#include <cstdint>
#include <string>
#include <string_view>

#include "server/net/http.hpp"

namespace musubi::net {

struct ReplyFrame {
  std::string_view request_id;
  bool keep_alive{true};
};

// Status line and headers with the closing empty line. Content-Length, Connection and X-Request-Id are ours: what the
// handler says about them is left out, as are headers that could break the line (CR, LF, NUL).
std::string reply_head(const Reply& reply, const ReplyFrame& frame);

// How many bytes follow the head when the method is not HEAD.
std::uint64_t body_length(const Reply& reply);

// 1xx, 204 and 304 carry none.
bool may_have_body(int status);

}  // namespace musubi::net
