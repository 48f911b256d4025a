#include "shared/domain/disclosure.hpp"
#include "shared/domain/disclosure_parts.hpp"

namespace musubi::domain {

std::optional<Disclosed<WatchView>> Policy::watch(const Actor& actor, WatchView view) {
  if (classes_for(actor, view.person->registrant, {}).none()) return std::nullopt;
  return Disclosed(std::move(view));
}

std::optional<Disclosed<std::vector<VisitView>>> Policy::visits(const Actor& actor, const Registrant& of,
                                                                std::vector<VisitView> visits) {
  if (classes_for(actor, of, {}).none()) return std::nullopt;
  return Disclosed(std::move(visits));
}

std::optional<Disclosed<Watcher>> Policy::watcher(const Actor& actor, const Account& account,
                                                  const DistrictId& district) {
  if (!arranges(actor, district) || !may_look_in(account, district)) return std::nullopt;
  return Disclosed(Watcher{account.id, account.name});
}

}  // namespace musubi::domain
