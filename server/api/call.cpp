#include "server/api/call.hpp"

#include <algorithm>
#include <charconv>

#include "shared/base/limits.hpp"

namespace musubi::api {
namespace {

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out.push_back(' ');
    } else if (text[i] != '%') {
      out.push_back(text[i]);
    } else {
      if (i + 2 >= text.size() || hex(text[i + 1]) < 0 || hex(text[i + 2]) < 0) return std::nullopt;
      out.push_back(static_cast<char>(hex(text[i + 1]) << 4 | hex(text[i + 2])));
      i += 2;
    }
  }
  return out;
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

Result<Query> Query::parse(std::string_view raw) {
  Query query;
  while (!raw.empty()) {
    const auto end = raw.find('&');
    const auto pair = raw.substr(0, end);
    raw = end == std::string_view::npos ? std::string_view{} : raw.substr(end + 1);
    if (pair.empty()) continue;
    const auto eq = pair.find('=');
    const auto name = decoded(pair.substr(0, eq));
    const auto value = decoded(eq == std::string_view::npos ? std::string_view{} : pair.substr(eq + 1));
    if (!name || !value || query.pairs_.size() >= 32) return fail(Code::malformed, "query");
    query.pairs_.emplace_back(*name, *value);
  }
  return query;
}

std::optional<std::string> Query::get(std::string_view name) const {
  for (const auto& [key, value] : pairs_)
    if (key == name) return value;
  return std::nullopt;
}

Result<void> Query::only(std::initializer_list<std::string_view> names) const {
  std::vector<FieldError> errors;
  for (const auto& [key, value] : pairs_)
    if (std::ranges::find(names, key) == names.end()) errors.push_back({key.substr(0, 40), "unknown"});
  if (!errors.empty()) return fail_fields(std::move(errors));
  return {};
}

Result<store::Page> Call::page() const {
  store::Page page;
  page.limit = limits::page_items_default;
  if (const auto text = query.get("limit")) {
    const auto limit = number(*text);
    if (!limit || *limit < 1 || *limit > limits::page_items_max) return fail_fields({{"limit", "out_of_range"}});
    page.limit = *limit;
  }
  if (const auto text = query.get("cursor")) {
    page.after = store::Cursor::parse(*text);
    if (!page.after) return fail_fields({{"cursor", "format"}});
  }
  return page;
}

Result<int> Call::if_version() const {
  const auto tag = http.header("if-match");
  if (tag.empty()) return fail(Code::condition_missing);
  if (tag.size() < 3 || tag.front() != '"' || tag.back() != '"') return -1;
  return number(tag.substr(1, tag.size() - 2)).value_or(-1);
}

}  // namespace musubi::api
