#include "server/app/verify_command.hpp"

#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include "server/store/audit_chain.hpp"
#include "server/store/data_folder.hpp"
#include "server/store/sqlite/sqlite_driver.hpp"

namespace musubi::app {

int run_verify(const std::string& data) {
  const store::DataFolder folder(data, false);
  if (!std::filesystem::exists(folder.database())) throw std::runtime_error("there is no database in " + data);
  const store::Codec codec(store::load_key(folder.key_file(), false));
  store::SqliteDriver driver(store::SqliteOptions{.path = folder.database(), .vfs = {}, .busy_timeout_ms = 5000});
  const auto reader = driver.open_reader();
  store::ReadTx tx(*reader, codec);
  const auto found = store::check_audit_chain(tx);
  if (!found.fault.empty()) {
    std::printf("audit chain broken: %s\n", found.fault.c_str());
    return 1;
  }
  std::printf("audit chain whole: %lld rows\n", static_cast<long long>(found.rows + found.unlinked));
  return 0;
}

}  // namespace musubi::app
