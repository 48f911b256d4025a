#pragma once
// The embedded engine: one file in WAL mode, one writer, readers that cannot write.

#include <string>

#include "server/store/driver.hpp"

namespace musubi::store {

struct SqliteOptions {
  std::string path;
  std::string vfs{};  // empty = the system's; tests plug one in that counts and fails
  int busy_timeout_ms{5000};
};

class SqliteDriver : public Driver {
 public:
  explicit SqliteDriver(SqliteOptions options) : options_(std::move(options)) {}
  [[nodiscard]] const Dialect& dialect() const override { return k_sqlite; }
  std::unique_ptr<Connection> open_writer() override;
  std::unique_ptr<Connection> open_reader() override;  // the database must exist already

 private:
  SqliteOptions options_;
};

}  // namespace musubi::store
