// Who sees what of the roster of people who need support, and of the checks on them: DOMAIN §3.3, second table.
#include <algorithm>
#include <map>
#include <tuple>

#include "shared/domain/disclosure.hpp"
#include "shared/domain/disclosure_parts.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::domain {
namespace {

constexpr auto k_deceased = static_cast<std::size_t>(SafetyStatus::deceased);

// By the table of DOMAIN §3.3; whether the person's consent is needed is decided beside it.
Classes classes_of_role(const Actor& actor, const DistrictId& district, LegalPhase phase) {
  if (!actor.signed_in) return {};
  switch (actor.role) {
    case Role::admin:
      return {.a = true, .b = true, .c = true, .d = true};
    case Role::staff:
      return {.a = true, .b = true, .c = true, .d = phase == LegalPhase::declared};
    case Role::coordinator:
      if (!actor.has_district(district)) return {};
      return {.a = true, .b = true, .c = true, .d = false};
    case Role::volunteer:
    case Role::viewer:
      return {};
  }
  return {};
}

std::optional<RegistrantView> only(const Classes& classes, Registrant r) {
  if (!classes.a) return std::nullopt;
  if (!classes.b) {
    r.support_level.reset();
    r.support_reasons.clear();
    r.support_note.reset();
  }
  if (!classes.c) {
    r.supporters.clear();
    r.plan_shelter.reset();
    r.plan_route.reset();
    r.plan_keys.reset();
  }
  if (!classes.d) r.family_note.reset();
  return RegistrantView{std::move(r), classes};
}

// One mark for each cell (and whatever else tells marks apart), its count the number of people behind it.
template <class T, class Key>
std::vector<T> grouped(const std::vector<T>& exact, const Key& key_of) {
  using Group = std::tuple<double, double, decltype(key_of(exact.front()))>;
  std::map<Group, T> groups;
  for (const T& one : exact) {
    const Position cell = rounded(one.position);
    T mark{};
    mark.position = cell;
    mark.count = 0;
    auto& group = groups.try_emplace(Group{cell.lat, cell.lng, key_of(one)}, mark).first->second;
    group.status = one.status;
    group.count += one.count;
    if constexpr (requires { one.priority; })
      group.priority = one.priority;
    else
      group.district_id = one.district_id;
  }
  std::vector<T> out;
  for (auto& [_, mark] : groups) out.push_back(std::move(mark));
  return out;
}

}  // namespace

Classes Policy::classes_for(const Actor& actor, const Registrant& registrant, const Setting& setting) {
  if (setting.phase == LegalPhase::normal && !registrant.consented) return {};
  if (desk_only(registrant.consented, setting) && !actor.is_desk()) return {};
  return classes_of_role(actor, registrant.district_id, setting.phase);
}

Classes Policy::classes_behind_glass(const Actor& actor, const Registrant& registrant) {
  return classes_of_role(actor, registrant.district_id, LegalPhase::declared);
}

bool Policy::desk_only(bool consented, const Setting& setting) {
  return !consented && setting.phase == LegalPhase::imminent;
}

bool Policy::counts(const Registrant& registrant, const Setting& setting) {
  if (registrant.status != RegistrantStatus::active) return false;
  return registrant.consented || setting.phase != LegalPhase::normal;
}

std::optional<Disclosed<RegistrantView>> Policy::registrant(const Actor& actor, Registrant r, const Setting& setting) {
  const auto classes = classes_for(actor, r, setting);
  auto view = only(classes, std::move(r));
  if (!view) return std::nullopt;
  return Disclosed(std::move(*view));
}

std::optional<Disclosed<RegistrantView>> Policy::registrant_behind_glass(const Actor& actor, Registrant r) {
  const auto classes = classes_behind_glass(actor, r);
  auto view = only(classes, std::move(r));
  if (!view) return std::nullopt;
  return Disclosed(std::move(*view));
}

Disclosed<CheckView> Policy::check(const Actor& actor, SafetyCheck c) {
  const bool duty = actor.is_desk() || (actor.signed_in && actor.role == Role::coordinator);
  if (!duty) return Disclosed(CheckView{});
  return Disclosed(CheckView{std::move(c), true, true});
}

Disclosed<std::vector<Dot>> Policy::dots(const Actor& actor, std::vector<Dot> exact) {
  std::erase_if(exact, [&](const Dot& dot) {
    if (dot.status == SafetyStatus::deceased && (dot.count > 0 || is_wall(actor))) return true;
    const bool own = dot.district_id && watches_over(actor, *dot.district_id) && !dot.desk_only;
    return !actor.is_desk() && !is_wall(actor) && !own;
  });
  if (!is_wall(actor)) return Disclosed(std::move(exact));
  return Disclosed(grouped(exact, [](const Dot& d) { return std::pair(d.district_id, d.status); }));
}

Disclosed<std::vector<NeedDot>> Policy::need_dots(const Actor& actor, std::vector<NeedDot> exact) {
  std::erase_if(exact, [&](const NeedDot& dot) {
    return !actor.is_desk() && !is_wall(actor) && !(dot.district_id && watches_over(actor, *dot.district_id));
  });
  if (!is_wall(actor)) return Disclosed(std::move(exact));
  return Disclosed(grouped(exact, [](const NeedDot& d) { return std::pair(d.status, d.priority); }));
}

Disclosed<std::vector<Progress>> Policy::progress(const Actor& actor, std::vector<Progress> rows) {
  if (!may(actor, Right::read_progress)) rows.clear();
  if (actor.role == Role::coordinator && !actor.system)
    std::erase_if(rows, [&](const Progress& row) { return !row.district_id || !actor.has_district(*row.district_id); });
  if (!actor.is_desk())
    for (auto& row : rows) row.counts[k_deceased] = 0;
  return Disclosed(std::move(rows));
}

}  // namespace musubi::domain
