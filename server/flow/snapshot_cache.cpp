#include "server/flow/snapshot_cache.hpp"

#include <algorithm>
#include <utility>

#include "shared/base/map_limits.hpp"

namespace musubi::flow {

SnapshotCache::Bytes SnapshotCache::find(const std::string& key, std::int64_t seq) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto at = kept_.find(key);
  if (at == kept_.end() || at->second.seq != seq) return nullptr;
  at->second.used = ++uses_;
  return at->second.bytes;
}

void SnapshotCache::put(const std::string& key, std::int64_t seq, Bytes bytes) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (const auto at = kept_.find(key); at != kept_.end()) {
    if (at->second.seq > seq) return;
    bytes_ -= at->second.bytes->size();
    kept_.erase(at);
  }
  if (bytes->size() > limits::snapshot_cache_bytes_max) return;
  bytes_ += bytes->size();
  kept_.emplace(key, Kept{seq, std::move(bytes), ++uses_});
  while (bytes_ > limits::snapshot_cache_bytes_max) {
    const auto oldest = std::ranges::min_element(kept_, {}, [](const auto& one) { return one.second.used; });
    bytes_ -= oldest->second.bytes->size();
    kept_.erase(oldest);
  }
}

}  // namespace musubi::flow
