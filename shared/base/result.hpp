#pragma once
// What can be expected to go wrong, as values. Exceptions are for broken invariants only.

#include <cstdint>
#include <expected>
#include <source_location>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace musubi {

// Every refusal the program can give. The table in problems.hpp turns each into an HTTP status, a wire code and words.
enum class Code : std::uint8_t {
  // 400: not understood
  malformed,
  key_missing,
  // 401, 403, 404
  not_signed_in,
  sign_in_failed,
  forbidden,
  not_found,
  // 405 … 431
  method_not_allowed,
  timed_out,
  too_large,
  unsupported_type,
  uri_too_long,
  headers_too_large,
  // 409: the state is not what the caller believed
  wrong_state,
  place_taken,
  offer_expired,
  offer_withdrawn,
  already_exists,
  round_closed,
  incident_closed,
  plan_moved,
  helper_first,
  server_running,
  wave_running,
  pack_ended,
  // 412, 428
  stale_edit,
  condition_missing,
  // 422: understood, against a rule
  invalid,
  key_reused,
  unknown_reference,
  below_accepted,
  no_candidates,
  not_in_drill,
  only_in_drill,
  change_impossible,
  category_not_allowed,
  job_too_long,
  // 429, 503, 500
  too_many,
  busy,
  storage_full,
  broken,
};

// One field that was refused. `field` is a JSON pointer without the leading slash ("requester/phone"), `code` is a
// word of the contract (required, too_long, out_of_range, unknown, format); never the value, which may be personal.
struct FieldError {
  std::string field;
  std::string code;
  bool operator==(const FieldError&) const = default;
};

struct Error {
  Code code{Code::broken};
  std::string detail{};              // for the log: ids, codes and numbers only, never personal data; never sent
  std::vector<FieldError> fields{};  // sent as errors[]
  std::vector<std::string> next{};   // sent as next[]: the steps that are allowed now
  std::source_location where{};
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(Code code, std::string detail = {},
                                   std::source_location at = std::source_location::current()) {
  return std::unexpected(Error{code, std::move(detail), {}, {}, at});
}

inline std::unexpected<Error> fail_fields(std::vector<FieldError> fields,
                                          std::source_location at = std::source_location::current()) {
  return std::unexpected(Error{Code::invalid, "fields refused", std::move(fields), {}, at});
}

inline std::unexpected<Error> fail_next(Code code, std::vector<std::string> next,
                                        std::source_location at = std::source_location::current()) {
  return std::unexpected(Error{code, {}, {}, std::move(next), at});
}

inline std::unexpected<Error> pass_on(const Error& error) { return std::unexpected(error); }

}  // namespace musubi
