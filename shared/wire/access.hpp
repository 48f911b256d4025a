#pragma once
// The contract's words about who may see the roster and who has: phases, files opened in an emergency.

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

#include "shared/base/result.hpp"
#include "shared/domain/break_glass.hpp"
#include "shared/domain/disclosure.hpp"
#include "shared/domain/phase.hpp"

namespace musubi::wire {

using Json = nlohmann::json;

Result<domain::NewBreakGlass> decode_new_break_glass(const Json& body);

Json encode(const domain::PhaseRecord& record, const std::optional<std::string>& decided_by_name);
// `number` is the person's short number, by which it is told on paper and by voice.
Json encode(const domain::BreakGlass& glass, const std::optional<std::string>& account_name, std::optional<int> number);
// The answer to whoever opened it; null where the person may not be seen any more.
Json encode_opened(const domain::BreakGlass& glass,
                   const std::optional<domain::Disclosed<domain::RegistrantView>>& registrant);

}  // namespace musubi::wire
