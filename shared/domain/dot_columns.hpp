#pragma once
// The people of a live map as columns: one entry a person, all columns of the same length.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "shared/base/id.hpp"
#include "shared/domain/registrant.hpp"

namespace musubi::domain {

struct DotColumns {
  std::vector<std::uint32_t> number;  // of the registrant
  std::vector<std::int32_t> lat;      // 1e-6 degrees
  std::vector<std::int32_t> lng;
  std::vector<SafetyStatus> status;
  std::vector<std::uint16_t> district;  // index in `districts`
  std::vector<std::int64_t> since;      // epoch ms; 0 where nothing is open
  std::vector<bool> desk_only;          // Policy::desk_only of the person
  std::vector<DistrictId> districts;

  [[nodiscard]] std::size_t size() const { return number.size(); }
};

}  // namespace musubi::domain
