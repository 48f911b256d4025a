#pragma once
// Duties that several parts of the policy ask about. For disclosure_*.cpp only.

#include "shared/domain/account.hpp"

namespace musubi::domain {

inline bool watches_over(const Actor& actor, const DistrictId& district) {
  return actor.signed_in && actor.role == Role::coordinator && actor.has_district(district);
}
inline bool arranges(const Actor& actor, const DistrictId& district) {
  return actor.is_desk() || watches_over(actor, district);
}
inline bool is_wall(const Actor& actor) { return actor.signed_in && actor.role == Role::viewer; }

}  // namespace musubi::domain
