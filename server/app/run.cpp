#include "server/app/run.hpp"

#include <sys/resource.h>

#include <cstdio>
#include <exception>

#include "server/app/house.hpp"
#include "server/app/log.hpp"

namespace musubi::app {
namespace {

// Debian starts programs with 1,024 open files; a city's phones are more than that.
void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  (void)setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int serve(const ServeOptions& options) {
  raise_file_limit();
  try {
    House house(options);
    std::printf("ready url=%s\n", house.url().c_str());
    std::fflush(stdout);
    house.run();
    return 0;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "musubi: cannot start: %s\n", e.what());
    return 2;
  }
}

}  // namespace musubi::app
