#pragma once
// One line an event on stderr: time, then what the caller says as key=value words. No secret and no personal datum:
// callers give ids, codes and numbers only. Any thread.

#include <string_view>

namespace musubi::app {

void log_line(std::string_view line);

}  // namespace musubi::app
