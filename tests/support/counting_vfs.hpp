#pragma once
// A SQLite file layer that counts what reaches the disk and can be told to refuse it: kill -9 alone would not notice a
// missing sync, since the kernel keeps what a dead process wrote.

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace musubi::testing {

class CountingVfs {
 public:
  // Registers itself under a fresh name. Must outlive every connection that uses it.
  CountingVfs();
  ~CountingVfs();
  CountingVfs(const CountingVfs&) = delete;
  CountingVfs& operator=(const CountingVfs&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }

  struct Counts {
    std::atomic<std::int64_t> writes{0};
    std::atomic<std::int64_t> syncs{0};
    std::atomic<std::int64_t> unsynced{0};  // writes since the last sync
  };
  [[nodiscard]] const Counts& wal() const { return wal_; }
  [[nodiscard]] const Counts& database() const { return database_; }

  // From now on, after `more` further ones, every write (or sync) to the WAL answers with `code` until heal().
  void fail_wal_writes(int code, std::int64_t more = 0);
  void fail_wal_syncs(int code, std::int64_t more = 0);
  void heal();

  struct Layer;  // the C callbacks

 private:
  struct Plan {
    std::atomic<int> code{0};
    std::atomic<std::int64_t> more{0};
    int next();
  };

  std::string name_;
  std::unique_ptr<Layer> layer_;
  Counts wal_;
  Counts database_;
  Plan write_plan_;
  Plan sync_plan_;
};

}  // namespace musubi::testing
