#pragma once
// What the live picture in memory is made of, in pages. Of a person only the position is opened.

#include <optional>
#include <vector>

#include "server/store/tx.hpp"
#include "shared/domain/registrant.hpp"
#include "shared/domain/roster_table.hpp"

namespace musubi::store {

// The active registrants with a number above `after`, by number; 0 for the first page.
std::vector<domain::PicturePerson> picture_people(ReadTx& tx, int after, int limit);
// nullopt: not on the roster, or no longer.
std::optional<domain::PicturePerson> picture_person(ReadTx& tx, RegistrantId id);
// Registrant, status, open_since and recorded_at of a round's states, by registrant above `after`; the rest stays
// empty.
std::vector<domain::CheckState> picture_states(ReadTx& tx, RoundId round, RegistrantId after, int limit);

}  // namespace musubi::store
