#pragma once
// `musubi verify`

#include <string>

namespace musubi::app {

// Looks whether the audit chain of a data folder still is as it was written, and says so in one line. 0 when whole, 1
// when a row was changed, removed or inserted, 2 when it cannot look (the server runs, no key, no data).
int run_verify(const std::string& data);

}  // namespace musubi::app
