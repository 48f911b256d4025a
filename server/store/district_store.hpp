#pragma once
// Districts and places as kept.

#include <optional>
#include <string_view>
#include <vector>

#include "server/store/tx.hpp"
#include "shared/domain/district.hpp"

namespace musubi::store {

std::vector<domain::District> districts(ReadTx& tx);  // by code
std::optional<domain::District> find_district(ReadTx& tx, DistrictId id);
std::optional<domain::District> find_district_by_code(ReadTx& tx, std::string_view code);
void insert_district(Tx& tx, const domain::District& district);
// Writes version expected_version + 1; false when somebody was faster, and then nothing is written.
bool update_district(Tx& tx, const domain::District& district, int expected_version);

std::vector<domain::Place> places(ReadTx& tx, std::optional<domain::PlaceKind> kind);
// A place known by kind and source_key is replaced and keeps its id.
void put_place(Tx& tx, const domain::Place& place);

}  // namespace musubi::store
