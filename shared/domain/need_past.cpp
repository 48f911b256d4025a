#include "shared/domain/need_past.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace musubi::domain {

std::optional<NeedStatus> status_after(std::string_view event_type) {
  using Row = std::pair<std::string_view, NeedStatus>;
  static constexpr auto k_table = std::to_array<Row>({
      {"need.received", NeedStatus::received},
      {"need.triaged", NeedStatus::triaged},
      {"need.surveyed", NeedStatus::surveyed},
      {"need.assigned", NeedStatus::assigned},
      {"need.unassigned", NeedStatus::match_waiting},
      {"need.held", NeedStatus::on_hold},
      {"need.resumed", NeedStatus::triaged},
      {"need.reopened", NeedStatus::triaged},
      {"need.working", NeedStatus::working},
      {"need.completed", NeedStatus::done},
      {"need.cancelled", NeedStatus::cancelled},
      {"need.declined", NeedStatus::declined},
      {"need.merged", NeedStatus::merged},
  });
  const auto* const row = std::ranges::find(k_table, event_type, &Row::first);
  return row == k_table.end() ? std::nullopt : std::optional(row->second);
}

bool is_made_after(const Uuid& id, Instant at) {
  if ((id.bytes[6] >> 4) != 7) return false;
  std::int64_t ms = 0;
  for (std::size_t i = 0; i < 6; ++i) ms = (ms << 8) | id.bytes[i];
  return ms > at.ms;
}

}  // namespace musubi::domain
