#pragma once
// Lists of field phones in the JSON of the contract.

#include <nlohmann/json_fwd.hpp>

#include <string>

#include "shared/base/result.hpp"
#include "shared/domain/pack.hpp"

namespace musubi::wire {

using Json = nlohmann::json;

// Not an object is Code::malformed, anything else Code::invalid with all fields that were refused.
Result<domain::NewPack> decode_new_pack(const Json& body);
Result<domain::RenewPack> decode_renew_pack(const Json& body);
Result<domain::PackContact> decode_pack_contact(const Json& body);

// The device and its carrier, nobody whom it names.
Json encode(const domain::Pack& pack, domain::PackState state, const std::string& account_name);

}  // namespace musubi::wire
