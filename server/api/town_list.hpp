#pragma once
// The JSON form of the places import: an array of {town, koaza, lat, lng}.

#include <string_view>

#include "server/flow/import_flow.hpp"

namespace musubi::api {

// Elements that cannot be read are rejects, their line is the element's number from 1. malformed when it is not JSON or
// not an array.
Result<flow::ImportFile> read_town_list(std::string_view body, const domain::ImportSetting& setting);

}  // namespace musubi::api
