#pragma once
// How Beast's parser is used, and what of its messages we do not take. Included by http_session.cpp alone.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/optional.hpp>

#include "server/net/http.hpp"
#include "shared/base/result.hpp"

namespace musubi::net {

namespace beast = boost::beast;
namespace http = boost::beast::http;

inline constexpr std::size_t k_body_reserve_bytes = 64 * 1024;

// A string that grows with what really arrives: a mere claim of 32 MB in Content-Length reserves nothing.
struct GrowingBody {
  using value_type = std::string;
  class reader {
   public:
    template <bool is_request, class Fields>
    reader(http::header<is_request, Fields>& /*head*/, value_type& body) : body_(body) {}
    void init(const boost::optional<std::uint64_t>& length, beast::error_code& ec) {
      ec = {};
      if (length) body_.reserve(std::min<std::size_t>(*length, k_body_reserve_bytes));
    }
    template <class Buffers>
    std::size_t put(const Buffers& buffers, beast::error_code& ec) {
      ec = {};
      const std::size_t before = body_.size();
      for (const auto piece : beast::buffers_range_ref(buffers)) {
        body_.append(static_cast<const char*>(piece.data()), piece.size());
      }
      return body_.size() - before;
    }
    void finish(beast::error_code& ec) { ec = {}; }

   private:
    value_type& body_;
  };
};

using Parser = http::request_parser<GrowingBody>;

inline Method method_of(http::verb verb) {
  switch (verb) {
    case http::verb::get:
      return Method::get;
    case http::verb::head:
      return Method::head;
    case http::verb::post:
      return Method::post;
    case http::verb::patch:
      return Method::patch;
    case http::verb::delete_:
      return Method::del;
    case http::verb::options:
      return Method::options;
    default:
      return Method::other;
  }
}

inline std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// What Beast lets pass, but a proxy in front of us might read differently (request smuggling), or RFC 9112 forbids.
inline bool is_ambiguous(const Parser& parser) {
  const auto& head = parser.get();
  const auto lengths = head.count(http::field::content_length);
  const auto encodings = head.count(http::field::transfer_encoding);
  const auto hosts = head.count(http::field::host);
  if (lengths > 1 || encodings > 1 || (lengths == 1 && encodings == 1) || hosts > 1) return true;
  if (lengths == 1 && head[http::field::content_length].find(',') != std::string_view::npos) return true;
  if (encodings == 1 && head.version() < 11) return true;
  if (encodings == 1 && (!parser.chunked() || lower_case(head[http::field::transfer_encoding]) != "chunked"))
    return true;
  if (head.version() != 10 && head.version() != 11) return true;
  return head.version() == 11 && hosts == 0;
}

// `head_read`: the error arose in the body, where chunk extensions and trailers can be too long as well.
inline Code code_of(const boost::system::error_code& ec, const beast::flat_buffer& seen, bool head_read) {
  if (ec == http::error::header_limit || ec == http::error::buffer_overflow) {
    const auto* begin = static_cast<const char*>(seen.data().data());
    const bool line_ended = std::find(begin, begin + seen.size(), '\n') != begin + seen.size();
    return line_ended || head_read ? Code::headers_too_large : Code::uri_too_long;
  }
  if (ec == http::error::body_limit) return Code::too_large;
  return Code::malformed;
}

inline bool is_parse_error(const boost::system::error_code& ec) {
  return ec.category() == http::make_error_code(http::error::bad_method).category() &&
         ec != http::error::end_of_stream && ec != http::error::partial_message;
}

}  // namespace musubi::net
