#pragma once
// A real store in a temporary folder, on the counting file layer, with what it published and complained about kept.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/store/sqlite/sqlite_driver.hpp"
#include "server/store/store.hpp"
#include "tests/support/counting_vfs.hpp"
#include "tests/support/temp_folder.hpp"

namespace musubi::testing {

// Keeps the writer (or a reader) busy until it is let go, so that a test decides what waits behind it.
class Gate {
 public:
  void wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    reached_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void until_reached() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return reached_; });
  }
  void open() {
    const std::lock_guard<std::mutex> lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool reached_{false};
  bool open_{false};
};

class TestStore {
 public:
  using WrapDriver = std::function<std::unique_ptr<store::Driver>(std::unique_ptr<store::Driver>)>;

  struct Settings {
    std::size_t write_queue_max{8192};
    std::size_t write_batch_max{512};
    std::size_t read_queue_max{1024};
    int readers{2};
    WrapDriver wrap_driver{};  // to break the driver on purpose, or to count
    std::function<std::int64_t()> now_ms{};
  };

  TestStore() : TestStore(Settings{}) {}
  explicit TestStore(Settings settings) : settings_(std::move(settings)) { open(); }

  void open() {
    std::unique_ptr<store::Driver> driver = std::make_unique<store::SqliteDriver>(store_options());
    if (settings_.wrap_driver) driver = settings_.wrap_driver(std::move(driver));
    store::StoreOptions options{.readers = settings_.readers,
                                .write_queue_max = settings_.write_queue_max,
                                .write_batch_max = settings_.write_batch_max,
                                .read_queue_max = settings_.read_queue_max,
                                .on_commit = [this](const std::vector<domain::Event>& events) { keep(events); },
                                .on_fault = [this](std::string_view line) { keep(line); },
                                .now_ms = settings_.now_ms};
    store_ = std::make_unique<store::Store>(std::move(driver), store::Key{}, std::move(options));
  }
  void close() { store_.reset(); }

  store::Store* operator->() { return store_.get(); }
  CountingVfs& vfs() { return vfs_; }
  [[nodiscard]] std::string database() const { return folder_.file("musubi.db"); }
  [[nodiscard]] store::SqliteOptions store_options() const { return {.path = database(), .vfs = vfs_.name()}; }

  [[nodiscard]] std::vector<std::int64_t> published() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return published_;
  }
  [[nodiscard]] std::vector<std::string> faults() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return faults_;
  }

  // Queues the work and tells how it ended later; `stopped` when it was not taken.
  std::future<store::End> send(store::WriteJob job) {
    auto promise = std::make_shared<std::promise<store::End>>();
    auto ended = promise->get_future();
    job.done = [promise](store::End end) { promise->set_value(end); };
    if (!store_->write(std::move(job))) promise->set_value(store::End::stopped);
    return ended;
  }
  std::future<store::End> send(std::move_only_function<store::Verdict(store::Tx&)> work) {
    store::WriteJob job;
    job.work = std::move(work);
    return send(std::move(job));
  }
  std::future<store::End> hold_writer(Gate& gate) {
    auto held = send([&gate](store::Tx&) {
      gate.wait();
      return store::Verdict::keep;
    });
    gate.until_reached();
    return held;
  }

  std::int64_t seq() {
    std::int64_t out = -1;
    store_->read_now([&out](store::ReadTx& tx) { out = tx.seq(); });
    return out;
  }

 private:
  void keep(const std::vector<domain::Event>& events) {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const auto& event : events) published_.push_back(event.seq);
  }
  void keep(std::string_view fault) {
    const std::lock_guard<std::mutex> lock(mutex_);
    faults_.emplace_back(fault);
  }

  Settings settings_;
  TempFolder folder_;
  CountingVfs vfs_;
  mutable std::mutex mutex_;
  std::vector<std::int64_t> published_;
  std::vector<std::string> faults_;
  std::unique_ptr<store::Store> store_;
};

inline domain::Event an_event(std::string type = "need.received") {
  domain::Event event;
  event.type = std::move(type);
  event.occurred_at = {1'000};
  event.recorded_at = {2'000};
  return event;
}

}  // namespace musubi::testing
