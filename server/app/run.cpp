#include "server/app/run.hpp"

#include <cstdio>
#include <exception>

#include "server/app/house.hpp"
#include "server/app/log.hpp"

namespace musubi::app {

int serve(const ServeOptions& options) {
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
