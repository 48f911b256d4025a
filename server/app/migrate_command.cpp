#include "server/app/migrate_command.hpp"

#include <chrono>
#include <cstdio>

#include "server/app/house.hpp"
#include "server/store/migrator.hpp"
#include "server/store/sqlite/sqlite_driver.hpp"

namespace musubi::app {

int run_migrate(const std::string& data) {
  const store::DataFolder folder(data, true);
  store::SqliteDriver driver(store::SqliteOptions{.path = folder.database(), .vfs = {}, .busy_timeout_ms = 5000});
  const auto writer = driver.open_writer();
  const auto applied = store::migrate(*writer, driver.dialect(), system_now().ms);
  for (const auto& name : applied) std::printf("applied %s\n", name.c_str());
  if (applied.empty()) std::printf("nothing to do\n");
  return 0;
}

}  // namespace musubi::app
