#pragma once
// What a person may ask for about a roster's doubts.

#include <optional>

#include "shared/domain/roster.hpp"

namespace musubi::domain {

struct DecideReview {
  ReviewDecision decision{};
  std::optional<RegistrantId> registrant_id;  // with `same`: which of the candidates
};

}  // namespace musubi::domain
