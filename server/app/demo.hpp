#pragma once
// `musubi demo`: a believable Odawara without a single real person in it. The same seed and the same moment make the
// same people, needs, drills and ids.

#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"

namespace musubi::app {

inline constexpr const char* k_demo_password = "musubi-demo";

struct DemoOptions {
  std::string data{"data"};
  std::uint64_t seed{1};
  std::string password{k_demo_password};  // another one makes accounts that do not count as demo accounts
  std::optional<Instant> now{};           // empty: the clock
};

// Fills an empty folder, in one transaction. Refuses one that holds accounts or districts already.
int make_demo(const DemoOptions& options);

// The drill that is under way in the demo; the same id in every demo, so that only its rounds get checks by themselves.
IncidentId demo_drill_id();

}  // namespace musubi::app
