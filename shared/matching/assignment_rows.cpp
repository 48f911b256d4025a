#include "shared/matching/assignment_rows.hpp"

#include <algorithm>

namespace musubi::matching {

EdgeRows::EdgeRows(std::span<const std::int32_t> sizes) {
  rows_.reserve(sizes.size());
  std::size_t begin = 0;
  for (const std::int32_t room : sizes) {
    rows_.push_back({.begin = begin, .count = 0, .room = room});
    begin += static_cast<std::size_t>(room);
  }
  edges_.resize(begin);
}

void EdgeRows::lay_out(std::span<const std::int32_t> order) {
  std::vector<Edge> edges;
  edges.reserve(edges_.size());
  for (const std::int32_t row : order) {
    Row& at = rows_[row];
    const auto from = edges_.begin() + static_cast<std::ptrdiff_t>(at.begin);
    at.begin = edges.size();
    edges.insert(edges.end(), from, from + at.room);
  }
  edges_ = std::move(edges);
  left_behind_ = 0;
}

void EdgeRows::add_row(std::span<const Edge> edges) {
  if (left_behind_ > edges_.size() / 2) pack();
  const auto count = static_cast<std::int32_t>(edges.size());
  rows_.push_back({.begin = edges_.size(), .count = count, .room = count});
  edges_.insert(edges_.end(), edges.begin(), edges.end());
}

void EdgeRows::append(std::int32_t row, Edge edge) {
  Row& at = rows_[row];
  if (at.count == at.room) grow(at);
  edges_[at.begin + static_cast<std::size_t>(at.count)] = edge;
  ++at.count;
}

bool EdgeRows::set_cost(std::int32_t row, std::int32_t to, std::int32_t cost) {
  const Row& at = rows_[row];
  bool found = false;
  for (Edge& edge : std::span(edges_.data() + at.begin, static_cast<std::size_t>(at.count))) {
    if (edge.to != to) continue;
    edge.cost = cost;
    found = true;
  }
  return found;
}

void EdgeRows::drop(std::int32_t row, std::int32_t to) {
  Row& at = rows_[row];
  const auto begin = edges_.begin() + static_cast<std::ptrdiff_t>(at.begin);
  const auto kept = std::remove_if(begin, begin + at.count, [to](const Edge& edge) { return edge.to == to; });
  at.count = static_cast<std::int32_t>(kept - begin);
}

void EdgeRows::clear(std::int32_t row) {
  left_behind_ += static_cast<std::size_t>(rows_[row].room);
  rows_[row].count = 0;
  rows_[row].room = 0;
}

void EdgeRows::grow(Row& row) {
  if (left_behind_ > edges_.size() / 2) pack();
  const std::size_t begin = edges_.size();
  const std::int32_t room = std::max(4, 2 * row.count);
  edges_.resize(begin + static_cast<std::size_t>(room));
  std::copy_n(edges_.begin() + static_cast<std::ptrdiff_t>(row.begin), row.count,
              edges_.begin() + static_cast<std::ptrdiff_t>(begin));
  left_behind_ += static_cast<std::size_t>(row.room);
  row.begin = begin;
  row.room = room;
}

void EdgeRows::pack() {
  std::vector<Edge> packed;
  packed.reserve(edges_.size() - left_behind_);
  for (Row& row : rows_) {
    const std::size_t begin = packed.size();
    const auto from = edges_.begin() + static_cast<std::ptrdiff_t>(row.begin);
    packed.insert(packed.end(), from, from + row.room);
    row.begin = begin;
  }
  edges_ = std::move(packed);
  left_behind_ = 0;
}

}  // namespace musubi::matching
