#include "shared/domain/disclosure.hpp"

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

}  // namespace musubi::domain
