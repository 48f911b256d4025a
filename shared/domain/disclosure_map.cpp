// Who sees what of a map's columns; the rules are those of Policy::dots.
#include "shared/domain/disclosure.hpp"

namespace musubi::domain {

Position Policy::wall_cell(const Position& exact) { return rounded(exact); }

Disclosed<DotColumns> Policy::columns(const Actor& actor, DotColumns exact) {
  std::vector<bool> is_seen;
  for (const auto& id : exact.districts) {
    const bool watches = actor.signed_in && actor.role == Role::coordinator && actor.has_district(id);
    is_seen.push_back(actor.is_desk() || watches);
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < exact.size(); ++i) {
    if (exact.status[i] == SafetyStatus::deceased || !is_seen[exact.district[i]]) continue;
    if (exact.desk_only[i] && !actor.is_desk()) continue;
    if (kept < i) {
      exact.number[kept] = exact.number[i];
      exact.lat[kept] = exact.lat[i];
      exact.lng[kept] = exact.lng[i];
      exact.status[kept] = exact.status[i];
      exact.district[kept] = exact.district[i];
      exact.since[kept] = exact.since[i];
    }
    ++kept;
  }
  exact.number.resize(kept);
  exact.lat.resize(kept);
  exact.lng.resize(kept);
  exact.status.resize(kept);
  exact.district.resize(kept);
  exact.since.resize(kept);
  exact.desk_only.assign(kept, false);
  return Disclosed(std::move(exact));
}

}  // namespace musubi::domain
