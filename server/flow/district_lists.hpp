#pragma once
// Lists that a coordinator reads for own districts and the desk for all, in one order.

#include <algorithm>
#include <optional>
#include <vector>

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {

// The districts to read one after the other; none alone means all. A coordinator's without any: an empty list.
inline Result<std::vector<std::optional<DistrictId>>> districts_to_read(const Read& r,
                                                                        const std::optional<DistrictId>& wanted) {
  std::vector<std::optional<DistrictId>> districts{wanted};
  if (r.actor.role != domain::Role::coordinator) return districts;
  if (wanted) {
    if (const auto ok = domain::may_see_district(r.actor, *wanted); !ok) return pass_on(ok.error());
    return districts;
  }
  return std::vector<std::optional<DistrictId>>(r.actor.districts.begin(), r.actor.districts.end());
}

// What was read of several districts, newest first, as one page. Each of them gave up to limit + 1.
template <class T, class CursorOf>
void cut_to_page(Listed<T>& list, const store::Page& page, CursorOf cursor_of) {
  const auto key = [&](const T& one) {
    const store::Cursor cursor = cursor_of(one);
    return std::pair(cursor.ms, cursor.id);
  };
  std::ranges::sort(list.items, std::ranges::greater{}, key);
  if (static_cast<int>(list.items.size()) <= page.limit) return;
  list.items.erase(list.items.begin() + page.limit, list.items.end());
  list.next = cursor_of(list.items.back());
}

}  // namespace musubi::flow
