// map_bench [--quick]: S1, the snapshot of a live map as columns beside the same people as JSON (nlohmann), in
// alternating runs; what one change costs the picture; what the picture holds in memory. Times are of this thread's
// processor, so that a busy machine does not change them. One JSON object a line.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "shared/domain/picture.hpp"
#include "shared/wire/columns.hpp"
#include "shared/wire/encode.hpp"
#include "tests/bench/heap_count.hpp"
#include "tests/bench/map_people.hpp"

namespace {

using namespace musubi;
using domain::Picture;
using domain::Policy;
using domain::SafetyStatus;

constexpr std::int64_t k_began_ms = 1'795'393'800'000;

double now_ms() { return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <class Id>
Id id_of(std::uint64_t n) {
  Id id;
  for (int i = 0; i < 8; ++i) id.bytes[static_cast<std::size_t>(15 - i)] = static_cast<std::uint8_t>(n >> (8 * i));
  return id;
}

domain::Actor staff() {
  domain::Actor actor;
  actor.role = domain::Role::staff;
  actor.signed_in = true;
  return actor;
}

struct Times {
  std::vector<double> ms;
  void take(double one) { ms.push_back(one); }
  [[nodiscard]] double at(double share) const {
    auto sorted = ms;
    std::ranges::sort(sorted);
    return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
  }
};

void print(const std::string& name, const char* reference, double value, const char* unit, double ratio,
           const Times& times) {
  const std::string beside = reference ? "\"" + std::string(reference) + "\"" : "null";
  const std::string times_as_good = reference ? std::to_string(ratio) : "null";
  std::printf(
      "{\"id\":\"S1\",\"name\":\"%s\",\"reference\":%s,\"value\":%.4f,\"unit\":\"%s\",\"ratio\":%s,\"runs\":%zu,"
      "\"min\":%.4f,\"max\":%.4f}\n",
      name.c_str(), beside.c_str(), value, unit, times_as_good.c_str(), times.ms.size(), times.at(0), times.at(1));
  std::fflush(stdout);
}

struct World {
  domain::RosterTable roster;
  std::unique_ptr<Picture> picture;

  explicit World(std::int64_t n) {
    bench::City city;
    roster.reserve(static_cast<std::size_t>(n));
    for (std::int64_t i = 0; i < n; ++i) {
      const int district = bench::City::district_of(i, n);
      roster.put({id_of<RegistrantId>(static_cast<std::uint64_t>(i) * 0x9e3779b97f4a7c15ULL), static_cast<int>(i + 1),
                  id_of<DistrictId>(static_cast<std::uint64_t>(district + 1)), city.house(district), true});
    }
    domain::Incident incident;
    domain::CheckRound round;
    round.started_at = {k_began_ms};
    picture = std::make_unique<Picture>(roster, incident, std::vector{round}, domain::LegalPhase::normal);
    for (domain::RosterTable::Slot slot = 0; slot < roster.size(); slot += 2) change(city, slot);
    picture->count_all();
  }

  void change(bench::City& city, domain::RosterTable::Slot slot) {
    domain::CheckState state;
    state.status = static_cast<SafetyStatus>(city.below(8));
    state.recorded_at = {k_began_ms + static_cast<std::int64_t>(city.below(7'200'000))};
    if (domain::is_open(state.status)) state.open_since = Instant{k_began_ms};
    picture->stand(slot, &state);
  }
};

std::string as_columns(const Picture& picture) {
  return wire::encode_columns("{}", Policy::columns(staff(), picture.columns()));
}

std::vector<domain::Dot> dots_of(const Picture& picture) {
  std::vector<domain::Dot> dots;
  picture.for_each([&](const Picture::Seen& seen) {
    const auto& p = seen.person;
    dots.push_back({p.registrant_id, p.district_id, *seen.position, p.status, p.open_since, 1, false, seen.number});
  });
  return dots;
}

// The same five facts of each person, objects built and dumped.
std::string as_json(const std::vector<domain::Dot>& dots) {
  nlohmann::json list = nlohmann::json::array();
  list.get_ref<nlohmann::json::array_t&>().reserve(dots.size());
  for (const auto& dot : dots)
    list.push_back({{"id", *dot.number},
                    {"lat", dot.position.lat},
                    {"lng", dot.position.lng},
                    {"status", domain::code(dot.status)},
                    {"since", dot.since ? dot.since->ms : 0}});
  return list.dump();
}

void measure(std::int64_t n, int runs) {
  const std::string size = n >= 1'000'000 ? std::to_string(n / 1'000'000) + "M" : std::to_string(n / 1000) + "k";
  bench::reset_heap_peak();
  World world(n);
  Times held;
  held.take(static_cast<double>(bench::heap_peak_bytes()) / static_cast<double>(n));
  const auto dots = dots_of(*world.picture);
  Times columns, json;
  std::size_t bytes = 0, json_bytes = 0;
  for (int run = 0; run < runs; ++run) {
    double from = now_ms();
    bytes = as_columns(*world.picture).size();
    columns.take(now_ms() - from);
    from = now_ms();
    json_bytes = as_json(dots).size();
    json.take(now_ms() - from);
  }
  print(size + "_encode", "nlohmann", columns.at(0.5), "ms", json.at(0.5) / columns.at(0.5), columns);
  Times raw;
  raw.take(static_cast<double>(bytes) / 1e6);
  print(size + "_raw", "nlohmann", raw.ms[0], "MB", static_cast<double>(json_bytes) / static_cast<double>(bytes), raw);

  bench::City city;
  constexpr int k_changes = 200'000;
  Times change;
  const double from = now_ms();
  for (int i = 0; i < k_changes; ++i)
    world.change(city, static_cast<domain::RosterTable::Slot>(city.below(static_cast<std::uint64_t>(n))));
  change.take((now_ms() - from) * 1000 / k_changes);
  print(size + "_change_of_one_person", nullptr, change.ms[0], "us", 0, change);
  print(size + "_picture_heap_per_person", nullptr, held.ms[0], "bytes", 0, held);
}

}  // namespace

int main(int argc, char** argv) {
  const bool is_quick = argc > 1 && std::string_view(argv[1]) == "--quick";
  measure(100'000, is_quick ? 5 : 9);
  if (!is_quick) measure(1'000'000, 5);
  return 0;
}
