#include "server/app/demo.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

#include "server/app/demo_cast.hpp"
#include "server/app/demo_ticker.hpp"
#include "server/app/workshop.hpp"
#include "server/flow/account_flow.hpp"
#include "server/flow/import_flow.hpp"
#include "server/store/account_store.hpp"
#include "server/store/district_store.hpp"

namespace musubi::app {
namespace {

// Ids that depend on the seed and their order alone. Copies go on where the others stopped.
flow::MakeId seeded_ids(std::uint64_t seed) {
  constexpr std::int64_t k_first_ms = 1'767'193'200'000;  // 2026-01-01 in Japan
  struct State {
    demo::Dice dice;
    std::int64_t at;
  };
  return [state = std::make_shared<State>(demo::Dice(seed ^ 0x6d75737562690000ULL), k_first_ms)] {
    std::array<std::uint8_t, 10> random{};
    for (auto& byte : random) byte = static_cast<std::uint8_t>(state->dice.next());
    return Uuid::v7(state->at++, random);
  };
}

bool is_empty(Workshop& workshop) {
  bool empty = false;
  workshop.look([&](flow::Read& r) { empty = !store::any_account(r.tx) && store::districts(r.tx).empty(); });
  return empty;
}

Result<flow::Outcome> tell_everything(flow::Write& w, const DemoOptions& options, const std::string& password_hash) {
  const bool is_demo = options.password == k_demo_password;
  demo::Story story(w.now);
  demo::Dice dice(options.seed);
  demo::Stage stage{story, dice, std::make_shared<demo::Cast>()};
  demo::plan_districts(stage);
  demo::plan_accounts(stage, password_hash, is_demo);
  demo::plan_volunteers(stage, password_hash, is_demo);
  demo::plan_registrants(stage);
  demo::plan_everyday_needs(stage);
  demo::plan_past_drill(stage);
  demo::plan_drill_under_way(stage);
  demo::plan_support(stage);
  if (const auto told = story.run(w); !told) return pass_on(told.error());
  return flow::Outcome{200, "none", {}};
}

std::string reason(const Error& error) {
  std::string text = fmt::format("code {} at {}:{} {}", static_cast<int>(error.code), error.where.file_name(),
                                 error.where.line(), error.detail);
  for (const auto& f : error.fields) text += fmt::format(" {}={}", f.field, f.code);
  return text;
}

}  // namespace

IncidentId demo_drill_id() { return IncidentId::parse("019b7500-0000-7000-8000-000000000d01").value_or(IncidentId{}); }

int make_demo(const DemoOptions& options) {
  return guarded("the demo needs an empty data folder; stop the server first, or give another --data.", [&] {
    if (sodium_init() < 0) throw std::runtime_error("libsodium could not start");
    const auto make_id = seeded_ids(options.seed);
    Workshop::Options settings{.data = options.data, .make_id = make_id, .now = {}};
    if (options.now) settings.now = [at = *options.now] { return at; };
    Workshop workshop(settings);
    if (!is_empty(workshop)) {
      fmt::print(stderr, "{} holds data already: the demo needs an empty folder.\n", options.data);
      return k_exit_refused;
    }
    // The towns first, in a transaction of their own: addresses are found in what is committed. Again, they replace
    // themselves.
    const auto places = demo::towns_and_shelters(make_id);
    const auto hash = flow::hash_password(options.password);
    auto done = workshop.run([&](flow::Write& w) { return flow::put_places(w, places); });
    if (done) done = workshop.run([&](flow::Write& w) { return tell_everything(w, options, hash); });
    if (!done) {
      fmt::print(stderr, "The demo could not be made: {}\n", reason(done.error()));
      return k_exit_broken;
    }
    fmt::print("demo made in {}: {} districts, {} volunteers, {} registrants, {} everyday needs, a drill under way\n",
               options.data, demo::areas().size(), demo::k_volunteers, demo::k_registrants, demo::k_everyday_needs);
    fmt::print("logins: admin, staff, coordinator, volunteer, viewer\n");
    return 0;
  });
}

}  // namespace musubi::app
