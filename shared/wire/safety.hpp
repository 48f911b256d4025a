#pragma once
// Rescues, arrival lists and the minutes of the ladder: their bodies and their JSON. The rest of rounds and checks is
// in encode.hpp and decode.hpp. What is personal in a view has passed the policy (safety_views.hpp).

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/domain/escalation.hpp"
#include "shared/domain/safety_views.hpp"

namespace musubi::wire {

using Json = nlohmann::json;

// encode_safety.cpp
Json encode(const domain::RescueView& view);
Json encode(const domain::ArrivalView& view);
Json encode_timers(const std::vector<domain::EscalationMinutes>& lines);
// The report that does not count, as a row of the round's list shows it.
Json encode_conflict(const domain::Disclosed<domain::CheckView>& check, const std::optional<std::string>& by_name);

// decode_safety.cpp
Result<CheckId> decode_settlement(const Json& body);
Result<domain::HandOverRescue> decode_hand_over(const Json& body);
Result<domain::CloseRescue> decode_close_rescue(const Json& body);
Result<domain::NewArrival> decode_new_arrival(const Json& body);
Result<domain::ChooseArrival> decode_choose_arrival(const Json& body);
Result<std::vector<domain::EscalationMinutes>> decode_timers(const Json& body);

}  // namespace musubi::wire
