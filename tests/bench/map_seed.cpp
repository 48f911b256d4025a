// map_seed DATA PEOPLE IDS: fills the data folder DATA (of no running server) with a city, PEOPLE registrants, an open
// incident and a round in which a third were heard of, all by the commands that the server runs. Writes the
// registrants' ids (16 bytes each, in order) to the file IDS, and {incident, round, seconds} to stdout.
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/app/workshop.hpp"
#include "server/flow/incident_flow.hpp"
#include "server/flow/people_flow.hpp"
#include "server/flow/registrant_flow.hpp"
#include "tests/bench/map_people.hpp"

namespace {

using namespace musubi;
using domain::SafetyStatus;

constexpr std::int64_t k_at_once = 5000;

flow::Outcome done(const Result<flow::Outcome>& result) {
  if (!result) throw std::runtime_error("refused: " + result.error().detail);
  return *result;
}

std::string square(const Position& centre) {
  const auto corner = [&](double lat, double lng) {
    return "[" + std::to_string(centre.lng + lng) + "," + std::to_string(centre.lat + lat) + "]";
  };
  return "[[" + corner(-.012, -.013) + "," + corner(-.012, .013) + "," + corner(.012, .013) + "," +
         corner(.012, -.013) + "," + corner(-.012, -.013) + "]]";
}

std::vector<DistrictId> add_districts(app::Workshop& workshop) {
  std::vector<DistrictId> ids;
  for (int d = 0; d < bench::k_districts; ++d) {
    const auto centre = bench::City::district_centre(d);
    const domain::NewDistrict ask{std::nullopt,
                                  "B" + std::to_string(10 + d),
                                  "見本" + std::to_string(d + 1),
                                  "ミホン",
                                  centre,
                                  square(centre),
                                  {},
                                  true};
    ids.push_back(done(workshop.run([&](flow::Write& w) { return flow::add_district(w, ask); })).ref_id<DistrictId>());
  }
  return ids;
}

std::vector<RegistrantId> add_people(app::Workshop& workshop, bench::City& city, std::int64_t n,
                                     const std::vector<DistrictId>& districts) {
  std::vector<RegistrantId> ids;
  for (std::int64_t from = 0; from < n; from += k_at_once)
    done(workshop.run([&](flow::Write& w) -> Result<flow::Outcome> {
      for (std::int64_t i = from; i < std::min(n, from + k_at_once); ++i) {
        const int district = bench::City::district_of(i, n);
        domain::NewRegistrant ask;
        ask.registrant.district_id = districts[static_cast<std::size_t>(district)];
        ask.registrant.name = "見本 花子" + std::to_string(i);
        ask.registrant.name_kana = "ミホン ハナコ";
        ask.registrant.address = "見本市見本町" + std::to_string(i % 997) + "番地" + std::to_string(i / 997);
        ask.registrant.phone = "0465-00-" + std::to_string(10000 + i % 90000);
        ask.registrant.position = city.house(district);
        ask.registrant.consented = true;
        auto made = flow::add_registrant(w, ask);
        if (!made) return made;
        ids.push_back(made->ref_id<RegistrantId>());
      }
      return flow::Outcome{};
    }));
  return ids;
}

void hear_of_a_third(app::Workshop& workshop, bench::City& city, const RoundId& round,
                     const std::vector<RegistrantId>& people) {
  constexpr auto k_heard =
      std::to_array({SafetyStatus::safe_home, SafetyStatus::safe_home, SafetyStatus::safe_sheltered,
                     SafetyStatus::checking, SafetyStatus::unreachable, SafetyStatus::needs_rescue});
  for (std::size_t from = 0; from < people.size(); from += 3 * k_at_once)
    done(workshop.run([&](flow::Write& w) -> Result<flow::Outcome> {
      for (std::size_t i = from; i < std::min(people.size(), from + 3 * k_at_once); i += 3) {
        domain::NewCheck ask;
        ask.registrant_id = people[i];
        ask.status = k_heard[city.below(k_heard.size())];
        ask.method = domain::CheckMethod::visit;
        if (auto made = flow::record_check(w, round, ask); !made) return made;
      }
      return flow::Outcome{};
    }));
}

int seed(const std::string& data, std::int64_t n, const char* ids_file) {
  const auto began = std::chrono::steady_clock::now();
  app::Workshop workshop(data);
  bench::City city;
  const auto districts = add_districts(workshop);
  const auto people = add_people(workshop, city, n, districts);
  const auto incident = done(workshop.run([](flow::Write& w) {
                          return flow::open_incident(w, {std::nullopt, "計測の地震", false, {}});
                        })).ref_id<IncidentId>();
  const auto round =
      done(workshop.run([&](flow::Write& w) { return flow::start_round(w, incident, {}); })).ref_id<RoundId>();
  hear_of_a_third(workshop, city, round, people);
  std::ofstream out(ids_file, std::ios::binary);
  for (const auto& id : people) out.write(reinterpret_cast<const char*>(id.bytes.data()), 16);
  if (!out.flush()) throw std::runtime_error("the ids could not be written");
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - began;
  std::printf("{\"incident\":\"%s\",\"round\":\"%s\",\"seconds\":%.1f}\n", incident.text().c_str(),
              round.text().c_str(), spent.count());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("map_seed DATA PEOPLE IDS\n", stderr);
    return 2;
  }
  try {
    return seed(argv[1], std::atoll(argv[2]), argv[3]);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "map_seed: %s\n", e.what());
    return 1;
  }
}
