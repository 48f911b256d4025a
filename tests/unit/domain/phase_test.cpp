// A wider phase always ends.
#include <gtest/gtest.h>

#include "make.hpp"
#include "shared/domain/phase.hpp"

namespace musubi::domain {
namespace {

constexpr std::int64_t k_hour = 3'600'000;

TEST(Phase, ends_after_its_usual_length_when_nobody_says) {
  EXPECT_EQ(**phase_end(LegalPhase::imminent, std::nullopt, make::k_now), make::k_now.plus_ms(24 * k_hour));
  EXPECT_EQ(**phase_end(LegalPhase::declared, std::nullopt, make::k_now), make::k_now.plus_ms(72 * k_hour));
}

TEST(Phase, ends_when_it_was_decided_within_fourteen_days) {
  const auto soon = make::k_now.plus_ms(1);
  const auto last = make::k_now.plus_ms(14 * 24 * k_hour);
  EXPECT_EQ(**phase_end(LegalPhase::declared, soon, make::k_now), soon);
  EXPECT_EQ(**phase_end(LegalPhase::declared, last, make::k_now), last);
  for (const auto at : {make::k_now, make::k_now.plus_ms(-1), last.plus_ms(1)}) {
    const auto refused = phase_end(LegalPhase::declared, at, make::k_now);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields, (std::vector<FieldError>{{"phase_until", "out_of_range"}}));
  }
}

TEST(Phase, normal_time_has_no_end) {
  EXPECT_FALSE(*phase_end(LegalPhase::normal, std::nullopt, make::k_now));
  EXPECT_FALSE(phase_end(LegalPhase::normal, make::k_now.plus_ms(k_hour), make::k_now));
}

}  // namespace
}  // namespace musubi::domain
