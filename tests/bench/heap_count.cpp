#include "tests/bench/heap_count.hpp"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <new>

namespace {

std::int64_t held = 0;
std::int64_t held_at_reset = 0;
std::int64_t peak = 0;

void* counted(void* block) {
  if (block == nullptr) throw std::bad_alloc();
  held += static_cast<std::int64_t>(malloc_usable_size(block));
  peak = std::max(peak, held);
  return block;
}

void release(void* block) {
  if (block == nullptr) return;
  held -= static_cast<std::int64_t>(malloc_usable_size(block));
  std::free(block);
}

}  // namespace

void* operator new(std::size_t bytes) { return counted(std::malloc(std::max<std::size_t>(bytes, 1))); }
void operator delete(void* block) noexcept { release(block); }
void operator delete(void* block, std::size_t) noexcept { release(block); }

namespace musubi::bench {

void reset_heap_peak() {
  held_at_reset = held;
  peak = held;
}

std::int64_t heap_peak_bytes() { return peak - held_at_reset; }

}  // namespace musubi::bench
