#include "server/app/log.hpp"

#include <chrono>
#include <cstdio>
#include <mutex>
#include <string>

#include "shared/base/instant.hpp"

namespace musubi::app {

void log_line(std::string_view line) {
  static std::mutex k_mutex;
  const auto now =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
  std::string text = Instant{now.count()}.text();
  text += ' ';
  // A line is a line, whatever somebody managed to put into a path.
  for (const char c : line) text += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
  text += '\n';
  std::lock_guard<std::mutex> lock(k_mutex);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace musubi::app
