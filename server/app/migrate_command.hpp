#pragma once
// `musubi migrate`

#include <string>

namespace musubi::app {

// Brings the data to the newest schema and says what was applied. 0, or 2 with one clear line.
int run_migrate(const std::string& data);

}  // namespace musubi::app
