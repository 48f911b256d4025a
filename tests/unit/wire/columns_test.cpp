// The columns of a map say what the dots were, in the bytes that the golden files hold.
#include "shared/wire/columns.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <random>

#include "tests/unit/wire/nouns.hpp"

namespace musubi::wire::testing {
namespace {

using domain::DotColumns;
using domain::SafetyStatus;

template <class T>
concept EncodableColumns = requires(const T& value) { encode_columns("", value); };
static_assert(!EncodableColumns<DotColumns> && !EncodableColumns<std::vector<domain::Dot>>, "law 6");

// Written by the layout in columns.hpp, apart from the encoder.
class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : bytes_(bytes) {}
  std::string_view take(std::size_t n) {
    if (n > bytes_.size()) throw std::runtime_error("too short");
    const auto out = bytes_.substr(0, n);
    bytes_.remove_prefix(n);
    return out;
  }
  std::uint8_t byte() { return static_cast<std::uint8_t>(take(1).front()); }
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const auto b = byte();
      value |= static_cast<std::uint64_t>(b & 0x7f) << shift;
      if (b < 0x80) return value;
    }
    throw std::runtime_error("too long");
  }
  std::vector<std::int64_t> deltas(std::size_t n) {
    std::vector<std::int64_t> out;
    std::int64_t value = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const auto z = varint();
      value += static_cast<std::int64_t>(z >> 1) ^ -static_cast<std::int64_t>(z & 1);
      out.push_back(value);
    }
    return out;
  }
  [[nodiscard]] bool is_done() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
};

struct Decoded {
  std::string head;
  int kind{0};
  DotColumns dots;
  std::vector<std::uint64_t> counts;
};

Decoded decoded(std::string_view bytes) {
  Decoder in(bytes);
  Decoded out;
  EXPECT_EQ(in.take(4), "MSB1");
  out.head = std::string(in.take(in.varint()));
  out.kind = in.byte();
  const auto n = static_cast<std::size_t>(in.varint());
  for (auto d = in.varint(); d > 0; --d) {
    DistrictId id;
    std::ranges::copy(in.take(16), reinterpret_cast<char*>(id.bytes.data()));
    out.dots.districts.push_back(id);
  }
  for (const auto v : in.deltas(n)) out.dots.lat.push_back(static_cast<std::int32_t>(v));
  for (const auto v : in.deltas(n)) out.dots.lng.push_back(static_cast<std::int32_t>(v));
  const auto statuses = in.take((n + 1) / 2);
  for (std::size_t i = 0; i < n; ++i)
    out.dots.status.push_back(
        static_cast<SafetyStatus>((static_cast<unsigned char>(statuses[i / 2]) >> (i % 2 * 4)) & 15));
  while (out.dots.district.size() < n) {
    const auto index = static_cast<std::uint16_t>(in.varint());
    out.dots.district.insert(out.dots.district.end(), in.varint(), index);
  }
  if (out.kind == 1) {
    for (const auto v : in.deltas(n)) out.dots.number.push_back(static_cast<std::uint32_t>(v));
    const auto open = std::ranges::count_if(out.dots.status, [](auto s) { return domain::is_open(s); });
    const auto since = in.deltas(static_cast<std::size_t>(open));
    for (std::size_t i = 0, next = 0; i < n; ++i)
      out.dots.since.push_back(domain::is_open(out.dots.status[i]) ? since[next++] : 0);
  } else {
    for (std::size_t i = 0; i < n; ++i) out.counts.push_back(in.varint());
  }
  EXPECT_TRUE(in.is_done());
  return out;
}

domain::Actor wall() {
  domain::Actor actor = staff();
  actor.role = domain::Role::viewer;
  return actor;
}

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes)
    for (const int shift : {4, 0}) out += "0123456789abcdef"[(static_cast<unsigned char>(c) >> shift) & 15];
  return out;
}

Json golden(const std::string& name) {
  std::ifstream in(MUSUBI_SOURCE_DIR "/schema/api/examples/columns/" + name + ".json", std::ios::binary);
  return Json::parse(in);
}

DotColumns golden_people() {
  DotColumns dots;
  dots.districts = {id_of<DistrictId>("d1"), id_of<DistrictId>("d2")};
  const auto put = [&](std::uint32_t number, std::int32_t lat, std::int32_t lng, SafetyStatus status, int district,
                       std::int64_t since) {
    dots.number.push_back(number);
    dots.lat.push_back(lat);
    dots.lng.push_back(lng);
    dots.status.push_back(status);
    dots.district.push_back(static_cast<std::uint16_t>(district));
    dots.since.push_back(since);
    dots.desk_only.push_back(false);
  };
  put(1, 35'251'200, 139'152'300, SafetyStatus::unconfirmed, 0, 1'795'393'800'000);
  put(2, 35'251'199, 139'152'364, SafetyStatus::needs_rescue, 0, 0);
  put(5, 35'310'000, 139'140'000, SafetyStatus::unreachable, 1, 1'795'393'799'000);
  put(300'000, -1, -139'140'000, SafetyStatus::safe_sheltered, 1, 0);
  put(300'001, 0, 0, SafetyStatus::checking, 0, 0);
  return dots;
}

TEST(EncodeColumns, GivesTheGoldenBytesForPeople) {
  const auto wanted = golden("people");
  const auto bytes = encode_columns(wanted["head"].dump(), domain::Policy::columns(staff(), golden_people()));
  EXPECT_EQ(hex(bytes), wanted["bytes"].get<std::string>());
}

TEST(EncodeColumns, GivesTheGoldenBytesForTheCellsOfAWall) {
  const auto wanted = golden("cells");
  std::vector<domain::Dot> dots;
  for (const auto& [status, count] : {std::pair(SafetyStatus::unconfirmed, 3), {SafetyStatus::needs_help, 200}})
    dots.push_back({std::nullopt, id_of<DistrictId>("d1"), {35.255, 139.155}, status, std::nullopt, count});
  dots.push_back({std::nullopt, id_of<DistrictId>("d2"), {35.265, 139.155}, SafetyStatus::safe_home, std::nullopt, 1});
  const auto bytes = encode_columns(wanted["head"].dump(), domain::Policy::dots(wall(), dots));
  EXPECT_EQ(hex(bytes), wanted["bytes"].get<std::string>());
}

TEST(EncodeColumns, SaysEveryPersonAsItWas) {
  std::mt19937_64 chance(4);
  const auto below = [&](std::uint64_t n) { return chance() % n; };
  for (int run = 0; run < 200; ++run) {
    DotColumns dots;
    for (std::uint64_t d = 1 + below(30); d > 0; --d) {
      DistrictId id;
      for (auto& b : id.bytes) b = static_cast<std::uint8_t>(below(256));
      dots.districts.push_back(id);
    }
    for (std::uint64_t n = below(run % 10 == 0 ? 9000 : 60); n > 0; --n) {
      dots.number.push_back(static_cast<std::uint32_t>(below(below(2) ? 100 : 1ULL << 31)));
      dots.lat.push_back(static_cast<std::int32_t>(below(180'000'001)) - 90'000'000);
      dots.lng.push_back(static_cast<std::int32_t>(below(360'000'001)) - 180'000'000);
      dots.status.push_back(static_cast<SafetyStatus>(below(8)));
      dots.district.push_back(static_cast<std::uint16_t>(below(dots.districts.size())));
      const bool told = domain::is_open(dots.status.back()) && below(4) > 0;
      dots.desk_only.push_back(false);
      dots.since.push_back(told ? static_cast<std::int64_t>(below(1ULL << 43)) : 0);
    }
    const auto back = decoded(encode_columns("{}", domain::Policy::columns(staff(), dots)));
    EXPECT_EQ(back.head, "{}");
    EXPECT_EQ(back.kind, 1);
    EXPECT_EQ(back.dots.districts, dots.districts);
    EXPECT_EQ(back.dots.number, dots.number);
    EXPECT_EQ(back.dots.lat, dots.lat);
    EXPECT_EQ(back.dots.lng, dots.lng);
    EXPECT_EQ(back.dots.status, dots.status);
    EXPECT_EQ(back.dots.district, dots.district);
    EXPECT_EQ(back.dots.since, dots.since);
  }
}

TEST(EncodeColumns, HasNobodyForTheWallAndNobodyDeceasedForAnyone) {
  EXPECT_EQ(decoded(encode_columns("{}", domain::Policy::columns(wall(), golden_people()))).dots.size(), 0U);
  auto dots = golden_people();
  dots.status[1] = SafetyStatus::deceased;
  const auto back = decoded(encode_columns("{}", domain::Policy::columns(staff(), dots)));
  EXPECT_EQ(back.dots.number, (std::vector<std::uint32_t>{1, 5, 300'000, 300'001}));
}

TEST(EncodeColumns, HasOnlyTheOwnDistrictsForACoordinator) {
  domain::Actor coordinator = staff();
  coordinator.role = domain::Role::coordinator;
  coordinator.districts = {id_of<DistrictId>("d2")};
  const auto back = decoded(encode_columns("{}", domain::Policy::columns(coordinator, golden_people())));
  EXPECT_EQ(back.dots.number, (std::vector<std::uint32_t>{5, 300'000}));
}

TEST(EncodeColumns, HasNobodyWhomOnlyTheDeskMayKnowForACoordinator) {
  domain::Actor coordinator = staff();
  coordinator.role = domain::Role::coordinator;
  coordinator.districts = {id_of<DistrictId>("d2")};
  auto dots = golden_people();
  dots.desk_only[2] = true;
  const auto back = decoded(encode_columns("{}", domain::Policy::columns(coordinator, dots)));
  EXPECT_EQ(back.dots.number, std::vector<std::uint32_t>{300'000});
  EXPECT_EQ(decoded(encode_columns("{}", domain::Policy::columns(staff(), dots))).dots.size(), 5U);
}

}  // namespace
}  // namespace musubi::wire::testing
