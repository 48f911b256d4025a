#pragma once
// The request target: from bytes of a stranger to a path that the rest of the program may trust.

#include <optional>
#include <string>
#include <string_view>

namespace musubi::net {

struct Target {
  std::string path;   // decoded UTF-8, starts with '/', without NUL, controls, backslash, "." and ".." segments
  std::string query;  // raw, without '?'
};

// nullopt where any of the promises above cannot be kept. Accepts origin-form and http:// absolute-form.
std::optional<Target> parse_target(std::string_view raw);

bool is_utf8(std::string_view text);

}  // namespace musubi::net
