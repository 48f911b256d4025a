#pragma once
// The refusals that net gives by itself, in the problem+json shape of the contract.

#include "server/net/http.hpp"
#include "shared/base/result.hpp"

namespace musubi::net {

// Only for codes that net can give: malformed, timed_out, too_large, uri_too_long, headers_too_large, too_many, busy,
// broken; anything else becomes `broken`. Adds Retry-After where the caller may come back.
Reply problem(Code code);
// The same words under another status (426 for a live path without an upgrade, 503 for an unanswered request).
Reply problem(Code code, int status);

}  // namespace musubi::net
