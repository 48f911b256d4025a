#pragma once
// The steps of one search, nearest first. Inside of the assignment core.
//
// Searches end near where they begin: most steps lie a few points ahead of the search, and most of those farther away
// are never reached. So the near ones wait in one bucket a point (Dial 1969), the others in a heap, from which they
// move when the buckets are used up.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace musubi::matching {

class StepQueue {
 public:
  struct Step {
    std::int32_t distance{0};
    std::int32_t what{0};
  };

  StepQueue() { heads_.fill(k_none); }

  // Never nearer than the last step that was popped.
  void push(std::int32_t distance, std::int32_t what) {
    if (distance - std::int64_t{base_} < k_buckets) {
      put_near(distance, what);
    } else {
      far_.push_back(key_of(distance, what));
      std::ranges::push_heap(far_, std::greater{});
    }
  }

  // The nearest step, if one is nearer than `before`. Equally near ones come in an order that depends on the pushes
  // alone.
  bool pop(std::int64_t before, Step& step) {
    if (near_count_ == 0 && !bring_near(before)) return false;
    const std::int32_t bucket = next_bucket();
    if (base_ + std::int64_t{bucket} >= before) return false;
    std::int32_t& head = heads_[static_cast<std::size_t>(bucket)];
    step = {.distance = base_ + bucket, .what = near_[static_cast<std::size_t>(head)].what};
    head = near_[static_cast<std::size_t>(head)].next;
    if (head == k_none) used_[static_cast<std::size_t>(bucket / 64)] &= ~(1ULL << (bucket % 64));
    --near_count_;
    return true;
  }

  void clear() {
    while (near_count_ > 0 && first_word_ < k_words) {
      std::uint64_t& word = used_[static_cast<std::size_t>(first_word_)];
      for (; word != 0; word &= word - 1)
        heads_[static_cast<std::size_t>(64 * first_word_ + std::countr_zero(word))] = k_none;
      ++first_word_;
    }
    near_.clear();
    near_count_ = 0;
    far_.clear();
    base_ = k_unset;
    first_word_ = 0;
  }

 private:
  static constexpr std::int32_t k_buckets = 512;
  static constexpr std::int32_t k_words = k_buckets / 64;
  static constexpr std::int32_t k_none = -1;
  // Before the first pop all steps are far.
  static constexpr std::int32_t k_unset = std::numeric_limits<std::int32_t>::min();

  struct Near {
    std::int32_t what{0};
    std::int32_t next{k_none};
  };

  static std::uint64_t key_of(std::int32_t distance, std::int32_t what) {
    return static_cast<std::uint64_t>(distance) << 32 | static_cast<std::uint32_t>(what);
  }

  void put_near(std::int32_t distance, std::int32_t what) {
    const std::int32_t bucket = distance - base_;
    std::int32_t& head = heads_[static_cast<std::size_t>(bucket)];
    near_.push_back({.what = what, .next = head});
    head = static_cast<std::int32_t>(near_.size()) - 1;
    used_[static_cast<std::size_t>(bucket / 64)] |= 1ULL << (bucket % 64);
    ++near_count_;
  }

  std::int32_t next_bucket() {
    while (used_[static_cast<std::size_t>(first_word_)] == 0) ++first_word_;
    return 64 * first_word_ + std::countr_zero(used_[static_cast<std::size_t>(first_word_)]);
  }

  bool bring_near(std::int64_t before) {
    if (far_.empty() || static_cast<std::int64_t>(far_.front() >> 32) >= before) return false;
    near_.clear();
    first_word_ = 0;
    base_ = static_cast<std::int32_t>(far_.front() >> 32);
    while (!far_.empty() && static_cast<std::int64_t>(far_.front() >> 32) - base_ < k_buckets) {
      put_near(static_cast<std::int32_t>(far_.front() >> 32), static_cast<std::int32_t>(far_.front()));
      std::ranges::pop_heap(far_, std::greater{});
      far_.pop_back();
    }
    return true;
  }

  std::int32_t base_{k_unset};  // the distance of the first bucket
  std::int32_t first_word_{0};  // no bucket before it is used
  std::int32_t near_count_{0};
  std::array<std::uint64_t, k_words> used_{};
  std::array<std::int32_t, k_buckets> heads_;
  std::vector<Near> near_;
  std::vector<std::uint64_t> far_;
};

}  // namespace musubi::matching
