#pragma once
// A bounded queue of jobs between many callers and the store's threads.

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

namespace musubi::store {

template <class Job>
class JobQueue {
 public:
  enum class Push : std::uint8_t { queued, full, stopped };

  JobQueue(std::size_t jobs_max, std::atomic<std::int64_t>& gauge) : jobs_max_(jobs_max), gauge_(gauge) {}

  // Takes the job only when it is queued; otherwise it stays with the caller.
  Push push(Job& job) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (stopped_) return Push::stopped;
      if (jobs_.size() >= jobs_max_) return Push::full;
      jobs_.push_back(std::move(job));
      gauge_.store(static_cast<std::int64_t>(jobs_.size()), std::memory_order_relaxed);
    }
    wake_.notify_one();
    return Push::queued;
  }

  // Waits for at least one job and takes up to `most`; false when stopped and empty.
  bool take(std::vector<Job>& out, std::size_t most) {
    std::unique_lock<std::mutex> lock(mutex_);
    wake_.wait(lock, [this] { return stopped_ || !jobs_.empty(); });
    for (std::size_t n = std::min(most, jobs_.size()); n > 0; --n) {
      out.push_back(std::move(jobs_.front()));
      jobs_.pop_front();
    }
    gauge_.store(static_cast<std::int64_t>(jobs_.size()), std::memory_order_relaxed);
    return !out.empty();
  }

  // No new jobs; what is queued is still taken.
  void stop() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      stopped_ = true;
    }
    wake_.notify_all();
  }

 private:
  const std::size_t jobs_max_;
  std::atomic<std::int64_t>& gauge_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  bool stopped_{false};
};

}  // namespace musubi::store
