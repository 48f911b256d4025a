#pragma once
// The running server: builds everything top to bottom, and takes it down in reverse.

#include "server/app/config.hpp"

namespace musubi::app {

// Until SIGTERM or SIGINT. Prints `ready url=…` on stdout when it answers. 0 after a clean end, 2 when it could not
// start.
int serve(const ServeOptions& options);

}  // namespace musubi::app
