#pragma once
// Encoded snapshots of live maps: fifty boards that come back at once get the same bytes, made once. A copy of what the
// store holds at one number of the journal; bounded in bytes. Any thread.

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace musubi::flow {

class SnapshotCache {
 public:
  using Bytes = std::shared_ptr<const std::string>;

  // `key` names incident, audience and legal phase; nullptr: not made at this number yet.
  [[nodiscard]] Bytes find(const std::string& key, std::int64_t seq) const;
  // In place of an older one of the same key; the least recently used go when the room is full.
  void put(const std::string& key, std::int64_t seq, Bytes bytes) const;

 private:
  struct Kept {
    std::int64_t seq{0};
    Bytes bytes;
    std::uint64_t used{0};
  };
  mutable std::mutex mutex_;
  mutable std::map<std::string, Kept> kept_;
  mutable std::size_t bytes_{0};
  mutable std::uint64_t uses_{0};
};

}  // namespace musubi::flow
