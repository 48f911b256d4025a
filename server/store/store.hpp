#pragma once
// The running store: one writer thread that commits many waiting commands together and acknowledges after the commit is
// on disk; a few reader threads with read-only connections. All queues are bounded.

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "server/store/tx.hpp"
#include "shared/base/limits.hpp"

namespace musubi::store {

enum class End : std::uint8_t {
  committed,  // on disk
  refused,    // rolled back by its own verdict; what `on_refused` wrote is on disk
  late,       // the deadline had passed before it began
  full,       // the disk refused the commit: nothing of the batch is kept
  broken,     // it threw: rolled back, the others of its batch are kept
  stopped,    // the store is shutting down
};

enum class Verdict : std::uint8_t { keep, refuse };

struct WriteJob {
  std::int64_t deadline_ms{0};                    // epoch ms, 0 = none; checked before it begins, never after
  std::move_only_function<Verdict(Tx&)> work;     // runs on the writer thread inside a savepoint
  std::move_only_function<void(Tx&)> on_refused;  // may be empty; runs after the rollback, in a savepoint of its own
  std::move_only_function<void(End)> done;        // runs on the writer thread after COMMIT; must only hand over
};

struct ReadJob {
  std::int64_t deadline_ms{0};                  // as above
  std::move_only_function<void(ReadTx&)> work;  // runs on a reader thread in a read transaction
  std::move_only_function<void(End)> done;      // runs on the reader thread; committed, late, broken or stopped
};

struct StoreOptions {
  int readers{2};
  std::size_t write_queue_max{limits::write_queue_max};
  std::size_t write_batch_max{limits::write_batch_max};
  std::size_t read_queue_max{limits::read_queue_max};
  // Events of one commit, in order; called on the writer thread after the COMMIT and the commands' effects, and before
  // the acknowledgements. Not called for a commit without events.
  std::function<void(const std::vector<domain::Event>&)> on_commit{};
  // One line about a fault of ours ("write job threw …"), without personal data.
  std::function<void(std::string_view)> on_fault{};
  std::function<std::int64_t()> now_ms{};  // empty = the system's clock
};

struct StoreCounters {
  std::atomic<std::int64_t> commits{0}, commands{0}, refused{0}, broken{0}, full{0}, late{0}, reads{0};
  std::atomic<std::int64_t> write_queue{0}, read_queue{0}, largest_batch{0};
};

class Store {
 public:
  // Migrates forward first; throws StoreError{newer_schema} when the data is newer than this program.
  Store(std::unique_ptr<Driver> driver, const Key& key, StoreOptions options);
  ~Store();  // stop()

  // False when the queue is full or the store is stopping: the caller answers 503, `done` is not called. Any thread.
  bool write(WriteJob job);
  bool read(ReadJob job);

  // The same, waited for: for start-up, subcommands and tests. Never from an io, writer or reader thread.
  End write_now(std::move_only_function<Verdict(Tx&)> work);
  End read_now(std::move_only_function<void(ReadTx&)> work);

  // Finishes what is queued, then ends the threads. Idempotent.
  void stop();

  [[nodiscard]] const StoreCounters& counters() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace musubi::store
