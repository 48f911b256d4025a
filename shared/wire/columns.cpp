#include "shared/wire/columns.hpp"

#include <cmath>
#include <cstdint>
#include <map>
#include <span>

namespace musubi::wire {
namespace {

using domain::SafetyStatus;

constexpr std::string_view k_magic = "MSB1";
constexpr char k_people = 1;
constexpr char k_cells = 2;
constexpr std::size_t k_varint_bytes_max = 10;

// Writes into room that is made in large pieces: a check for each byte would cost more than the byte.
class Writer {
 public:
  void text(std::string_view bytes) { out_.append(bytes); }
  void byte(char b) { out_.push_back(b); }
  void varint(std::uint64_t value) {
    char room[k_varint_bytes_max];
    out_.append(room, put(room, value));
  }
  // One varint for each of n values.
  template <class Value>
  void column(std::size_t n, Value value) {
    constexpr std::size_t k_at_once = 4096;
    for (std::size_t i = 0; i < n;) {
      const std::size_t to = std::min(n, i + k_at_once);
      const std::size_t before = out_.size();
      out_.resize(before + (to - i) * k_varint_bytes_max);
      char* at = out_.data() + before;
      for (; i < to; ++i) at = put(at, value(i));
      out_.resize(static_cast<std::size_t>(at - out_.data()));
    }
  }
  void reserve(std::size_t bytes) { out_.reserve(bytes); }
  std::string take() { return std::move(out_); }

 private:
  static char* put(char* at, std::uint64_t value) {
    while (value >= 0x80) {
      *at++ = static_cast<char>(value | 0x80);
      value >>= 7;
    }
    *at++ = static_cast<char>(value);
    return at;
  }
  std::string out_;
};

// The zigzag difference to the value before.
class Delta {
 public:
  std::uint64_t operator()(std::int64_t value) {
    const std::int64_t step = value - before_;
    before_ = value;
    return (static_cast<std::uint64_t>(step) << 1) ^ static_cast<std::uint64_t>(step >> 63);
  }

 private:
  std::int64_t before_{0};
};

void begin(Writer& out, std::string_view head, char kind, std::size_t n, std::span<const DistrictId> districts) {
  out.text(k_magic);
  out.varint(head.size());
  out.text(head);
  out.byte(kind);
  out.varint(n);
  out.varint(districts.size());
  for (const auto& id : districts) out.text({reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()});
}

template <class Status>
void statuses(Writer& out, std::size_t n, Status status) {
  for (std::size_t i = 0; i < n; i += 2) {
    const auto low = static_cast<unsigned>(status(i));
    const auto high = i + 1 < n ? static_cast<unsigned>(status(i + 1)) : 0U;
    out.byte(static_cast<char>(low | high << 4));
  }
}

template <class District>
void runs(Writer& out, std::size_t n, District district) {
  for (std::size_t i = 0; i < n;) {
    std::size_t end = i + 1;
    while (end < n && district(end) == district(i)) ++end;
    out.varint(district(i));
    out.varint(end - i);
    i = end;
  }
}

}  // namespace

std::string encode_columns(std::string_view head, const domain::Disclosed<domain::DotColumns>& people) {
  const domain::DotColumns& dots = *people;
  const std::size_t n = dots.size();
  Writer out;
  out.reserve(head.size() + 64 + n * 9);
  begin(out, head, k_people, n, dots.districts);
  out.column(n, [&, delta = Delta()](std::size_t i) mutable { return delta(dots.lat[i]); });
  out.column(n, [&, delta = Delta()](std::size_t i) mutable { return delta(dots.lng[i]); });
  statuses(out, n, [&](std::size_t i) { return dots.status[i]; });
  runs(out, n, [&](std::size_t i) { return dots.district[i]; });
  out.column(n, [&, delta = Delta()](std::size_t i) mutable { return delta(dots.number[i]); });
  std::vector<std::int64_t> since;
  since.reserve(n);
  for (std::size_t i = 0; i < n; ++i)
    if (domain::is_open(dots.status[i])) since.push_back(dots.since[i]);
  out.column(since.size(), [&, delta = Delta()](std::size_t i) mutable { return delta(since[i]); });
  return out.take();
}

std::string encode_columns(std::string_view head, const domain::Disclosed<std::vector<domain::Dot>>& cells) {
  constexpr double k_per_degree = 1e6;
  const std::vector<domain::Dot>& dots = *cells;
  const std::size_t n = dots.size();
  std::vector<DistrictId> districts;
  std::map<DistrictId, std::size_t> index;
  std::vector<std::size_t> district_of;
  for (const auto& dot : dots) {
    const auto id = dot.district_id.value_or(DistrictId{});
    const auto [at, is_new] = index.try_emplace(id, districts.size());
    if (is_new) districts.push_back(id);
    district_of.push_back(at->second);
  }
  Writer out;
  begin(out, head, k_cells, n, districts);
  const auto micro = [](double degrees) { return std::llround(degrees * k_per_degree); };
  out.column(n, [&, delta = Delta()](std::size_t i) mutable { return delta(micro(dots[i].position.lat)); });
  out.column(n, [&, delta = Delta()](std::size_t i) mutable { return delta(micro(dots[i].position.lng)); });
  statuses(out, n, [&](std::size_t i) { return dots[i].status; });
  runs(out, n, [&](std::size_t i) { return district_of[i]; });
  out.column(n, [&](std::size_t i) { return static_cast<std::uint64_t>(dots[i].count); });
  return out.take();
}

}  // namespace musubi::wire
