#pragma once
// Rows of edges in one block of memory; a row can grow. Inside of the assignment core.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "shared/matching/assignment.hpp"

namespace musubi::matching {

class EdgeRows {
 public:
  EdgeRows() = default;
  // Empty rows with room for `sizes[i]` edges each.
  explicit EdgeRows(std::span<const std::int32_t> sizes);
  // Moves the rows into this order (every row once) in memory: rows read one after the other lie beside each other.
  void lay_out(std::span<const std::int32_t> order);

  std::int32_t size() const { return static_cast<std::int32_t>(rows_.size()); }
  // Valid until the next call that is not const.
  std::span<const Edge> operator[](std::int32_t row) const {
    const Row& at = rows_[row];
    return {edges_.data() + at.begin, static_cast<std::size_t>(at.count)};
  }
  // Starts to bring the row near to the processor; changes nothing.
  void fetch(std::int32_t row) const {
    constexpr std::int32_t edges_a_line = 64 / sizeof(Edge);
    const Row& at = rows_[row];
    for (std::int32_t edge = 0; edge < at.count; edge += edges_a_line) {
      __builtin_prefetch(edges_.data() + at.begin + static_cast<std::size_t>(edge));
    }
  }
  void add_row(std::span<const Edge> edges);
  void append(std::int32_t row, Edge edge);
  // All edges of the row to `to` get this cost; false when there is none.
  bool set_cost(std::int32_t row, std::int32_t to, std::int32_t cost);
  void drop(std::int32_t row, std::int32_t to);
  void clear(std::int32_t row);

 private:
  struct Row {
    std::size_t begin{0};
    std::int32_t count{0};
    std::int32_t room{0};
  };

  void grow(Row& row);
  void pack();

  std::vector<Edge> edges_;
  std::vector<Row> rows_;
  std::size_t left_behind_{0};  // edges' room in edges_ that belongs to no row any more
};

}  // namespace musubi::matching
