#include "server/store/store.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

#include "server/store/job_queue.hpp"
#include "server/store/migrator.hpp"
#include "server/store/writer.hpp"

namespace musubi::store {
namespace {

constexpr sql::Statement k_read_end{"read_end", "ROLLBACK"};

std::int64_t system_now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace

struct Store::Impl {
  Impl(std::unique_ptr<Driver> d, const Key& key, StoreOptions o)
      : driver(std::move(d)),
        codec(key),
        options(std::move(o)),
        begin_read_text(driver->dialect().begin_read),
        begin_read{"read_begin", begin_read_text.c_str()},
        writes(options.write_queue_max, counters.write_queue),
        reads(options.read_queue_max, counters.read_queue) {
    if (!options.now_ms) options.now_ms = system_now_ms;
  }

  void start();
  void write_loop();
  void read_loop(Connection& connection);
  End run_read(Connection& connection, ReadJob& job);

  std::unique_ptr<Driver> driver;
  Codec codec;
  StoreOptions options;
  StoreCounters counters;
  std::string begin_read_text;
  sql::Statement begin_read;
  JobQueue<WriteJob> writes;
  JobQueue<ReadJob> reads;
  std::unique_ptr<Connection> writer;
  std::vector<std::unique_ptr<Connection>> readers;
  std::vector<std::thread> read_threads;
  std::thread write_thread;
  std::mutex stop_mutex;
};

// All connections are opened before the first thread starts, so that a fault here throws to whoever starts the store.
void Store::Impl::start() {
  writer = driver->open_writer();
  migrate(*writer, driver->dialect(), options.now_ms());
  for (int i = 0; i < std::max(1, options.readers); ++i) readers.push_back(driver->open_reader());
  write_thread = std::thread([this] { write_loop(); });
  for (auto& reader : readers) read_threads.emplace_back([this, &reader] { read_loop(*reader); });
}

void Store::Impl::write_loop() {
  Writer batch_writer(*writer, driver->dialect().begin_write, codec, options, counters);
  std::vector<WriteJob> batch;
  while (writes.take(batch, std::max<std::size_t>(1, options.write_batch_max))) {
    batch_writer.run(batch);
    batch.clear();
  }
}

void Store::Impl::read_loop(Connection& connection) {
  std::vector<ReadJob> one;
  while (reads.take(one, 1)) {
    const End end = run_read(connection, one.front());
    counters.reads.fetch_add(1, std::memory_order_relaxed);
    if (one.front().done) {
      try {
        one.front().done(end);
      } catch (...) {
        tell_fault(options, describe_current_fault("read answer"));
      }
    }
    one.clear();
  }
}

End Store::Impl::run_read(Connection& connection, ReadJob& job) {
  if (job.deadline_ms > 0 && options.now_ms() > job.deadline_ms) return End::late;
  End end = End::committed;
  try {
    connection.query(begin_read, {});
    ReadTx tx(connection, codec);
    job.work(tx);
  } catch (...) {
    tell_fault(options, describe_current_fault("read job"));
    end = End::broken;
  }
  try {
    if (connection.in_transaction()) connection.query(k_read_end, {});
  } catch (...) {
    tell_fault(options, describe_current_fault("read end"));
  }
  return end;
}

Store::Store(std::unique_ptr<Driver> driver, const Key& key, StoreOptions options)
    : impl_(std::make_unique<Impl>(std::move(driver), key, std::move(options))) {
  impl_->start();
}

Store::~Store() { stop(); }

bool Store::write(WriteJob job) { return impl_->writes.push(job) == JobQueue<WriteJob>::Push::queued; }

bool Store::read(ReadJob job) { return impl_->reads.push(job) == JobQueue<ReadJob>::Push::queued; }

namespace {

// Waits for room instead of giving up: its callers have nobody to answer "busy" to.
template <class Job>
End push_and_wait(JobQueue<Job>& queue, Job job) {
  std::promise<End> promise;
  auto ended = promise.get_future();
  job.done = [&promise](End end) { promise.set_value(end); };
  for (;;) {
    const auto pushed = queue.push(job);
    if (pushed == JobQueue<Job>::Push::queued) return ended.get();
    if (pushed == JobQueue<Job>::Push::stopped) return End::stopped;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

}  // namespace

End Store::write_now(std::move_only_function<Verdict(Tx&)> work) {
  WriteJob job;
  job.work = std::move(work);
  return push_and_wait(impl_->writes, std::move(job));
}

End Store::read_now(std::move_only_function<void(ReadTx&)> work) {
  ReadJob job;
  job.work = std::move(work);
  return push_and_wait(impl_->reads, std::move(job));
}

void Store::stop() {
  const std::lock_guard<std::mutex> lock(impl_->stop_mutex);
  impl_->writes.stop();
  impl_->reads.stop();
  if (impl_->write_thread.joinable()) impl_->write_thread.join();
  for (auto& thread : impl_->read_threads) {
    if (thread.joinable()) thread.join();
  }
  // Readers first: the last connection to close moves the WAL into the database, and a reader may not write.
  impl_->readers.clear();
  impl_->writer.reset();
}

const StoreCounters& Store::counters() const { return impl_->counters; }

}  // namespace musubi::store
