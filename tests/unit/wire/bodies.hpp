#pragma once
// A full, valid body for every decoder, and which of its members are required: the tables that the decoder tests,
// the contract test and the fuzz run walk through.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "shared/wire/decode.hpp"
#include "shared/wire/json.hpp"

namespace musubi::wire::testing {

struct BodyCase {
  std::string name;
  std::string schema;  // its name in openapi.yaml
  Json full;
  std::vector<std::string> required;  // paths
  std::function<std::optional<Error>(const Json&)> decode;
};

const std::vector<BodyCase>& body_cases();

// A value at "requester/phone", and the paths of everything inside (objects and arrays themselves too).
Json& at_path(Json& body, const std::string& path);
void remove_path(Json& body, const std::string& path);
std::vector<std::string> paths_of(const Json& body);

inline const std::string k_id7 = "019364f0-6c00-7abc-8def-0123456789ab";
inline const std::string k_other_id7 = "019364f0-6c00-7abc-8def-0123456789ac";
inline const std::string k_id4 = "7b0e2c54-3d0a-4c5e-9f10-2a3b4c5d6e7f";

}  // namespace musubi::wire::testing
