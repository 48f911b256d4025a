#pragma once
// The few edges of a row that matter most often, kept apart. Inside of the assignment core.
//
// A search reads a row only up to where it ends, and that is nearly always among the nearest few. So each row keeps
// its nearest, and a key below which none of the others can be. The keys of the others may have sunk since the row was
// read, but never by more than all changes since then sank any key: the caller counts that (`sunk`, only rising).

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "shared/matching/assignment.hpp"

namespace musubi::matching {

template <std::size_t Size>
class NearEdges {
 public:
  static constexpr std::size_t size = Size;

  NearEdges() { forget(); }

  void for_each(auto&& visit) const {
    for (const Edge& edge : edges_) {
      if (edge.to == k_no_need) return;
      visit(edge);
    }
  }
  // No other edge of the row has a key below this.
  std::int64_t others_from(std::int64_t sunk) const { return others_from_ - sunk; }

  // Nothing is known of the row: it has to be read in full.
  void forget() {
    edges_.fill({.to = k_no_need});
    others_from_ = std::numeric_limits<std::int64_t>::min() / 2;
  }
  // The row got an edge of this key.
  void admit(std::int64_t key, std::int64_t sunk) { others_from_ = std::min(others_from_, key + sunk); }
  // The row has no edges to `to` any more.
  void drop(std::int32_t to) {
    const auto kept = std::ranges::remove(edges_, to, &Edge::to).begin();
    std::fill(kept, edges_.end(), Edge{.to = k_no_need});
  }
  // Reads the row anew.
  template <class Key>
  void take_nearest(std::span<const Edge> row, std::int64_t sunk, Key key_of) {
    std::array<std::int64_t, Size + 1> keys;
    keys.fill(k_far);
    edges_.fill({.to = k_no_need});
    for (const Edge& edge : row) {
      const std::int64_t key = key_of(edge);
      if (key >= keys[Size]) continue;
      std::size_t at = Size;
      for (; at > 0 && key < keys[at - 1]; --at) {
        keys[at] = keys[at - 1];
        if (at < Size) edges_[at] = edges_[at - 1];
      }
      keys[at] = key;
      if (at < Size) edges_[at] = edge;
    }
    others_from_ = keys[Size] + sunk;
  }

 private:
  static constexpr std::int64_t k_far = std::numeric_limits<std::int64_t>::max() / 2;

  std::int64_t others_from_{0};
  std::array<Edge, Size> edges_;
};

}  // namespace musubi::matching
