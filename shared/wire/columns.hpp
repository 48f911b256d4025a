#pragma once
// The snapshot of a live map as columns (application/octet-stream): what JSON says in 220 bytes a person in about 8.
//
//   "MSB1"                 4 bytes
//   head                   varint length, then JSON: MapView with no dots
//   kind                   1 byte: 1 people, 2 cells (sums, for the wall)
//   n                      varint: how many dots
//   districts              varint D, then D ids of 16 bytes
//   lat, lng               a column each: n deltas, unit 1e-6 degrees
//   status                 (n + 1) / 2 bytes: two a byte, the earlier in the low half; the place in SafetyStatus
//   district               runs until n are told: varint index, varint length
//   people only
//     number               n deltas: the registrant's number (R-0042-1 is 42)
//     since                a delta for each open status in turn, unit 1 ms since 1970; the time 0 is none
//   cells only
//     count                n varints
//
// varint: seven bits a byte, the lowest first, the top bit says that more follow (LEB128). A delta is the difference to
// the one before (the first to 0), zigzag (0, -1, 1, -2 … as 0, 1, 2, 3 …), as a varint. Nothing follows the last
// column.

#include <string>
#include <string_view>
#include <vector>

#include "shared/domain/disclosure.hpp"

namespace musubi::wire {

std::string encode_columns(std::string_view head, const domain::Disclosed<domain::DotColumns>& people);
// Marks with a count, as Policy::dots makes them for the wall.
std::string encode_columns(std::string_view head, const domain::Disclosed<std::vector<domain::Dot>>& cells);

}  // namespace musubi::wire
