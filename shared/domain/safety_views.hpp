#pragma once
// What the desk is shown of rescues and arrival lists: what is personal has passed the policy, the rest are ids, codes,
// times, and the words of staff.

#include <optional>
#include <string>
#include <vector>

#include "shared/domain/arrival.hpp"
#include "shared/domain/disclosure.hpp"
#include "shared/domain/rescue.hpp"

namespace musubi::domain {

struct RescueView {
  Rescue rescue;
  bool is_drill{false};
  std::optional<Disclosed<RegistrantView>> person;  // nothing where the policy shows nothing of them any more
  std::optional<Disclosed<CheckView>> check;
  std::optional<std::string> recorded_by_name;
  std::optional<std::string> handed_by_name;
  std::optional<std::string> closed_by_name;
  SafetyStatus status_now{};
  std::vector<std::string> words;  // for 119, of what is disclosed
};

struct ArrivalChoice {
  Disclosed<RegistrantView> person;
  SafetyStatus status{};
};
struct ArrivalLineView {
  ArrivalLine line;
  std::vector<ArrivalChoice> choices;
};
struct ArrivalView {
  Arrival arrival;
  bool is_drill{false};
  std::optional<std::string> recorded_by_name;
  std::vector<ArrivalLineView> lines;  // without those who are not listed
};

}  // namespace musubi::domain
