#pragma once
// Safety checks and where each person stands in a round, as kept.

#include <optional>
#include <vector>

#include "server/store/tx.hpp"
#include "shared/domain/registrant.hpp"
#include "shared/domain/safety.hpp"

namespace musubi::store {

void insert_check(Tx& tx, const domain::SafetyCheck& check);
std::optional<domain::SafetyCheck> find_check(ReadTx& tx, CheckId id);
// All reports of a person in a round, and what the desk decided about them.
std::vector<domain::SafetyCheck> checks_of(ReadTx& tx, RoundId round, RegistrantId registrant);
std::vector<domain::Settlement> settlements_of(ReadTx& tx, RoundId round, RegistrantId registrant);
void insert_settlement(Tx& tx, RoundId round, RegistrantId registrant, const domain::Settlement& settlement,
                       const std::optional<AccountId>& by);
// The checks that the states of a round point to, in one go.
std::vector<domain::SafetyCheck> newest_checks(ReadTx& tx, RoundId round, std::optional<DistrictId> district);

// No state: unconfirmed since the round began.
std::optional<domain::CheckState> find_state(ReadTx& tx, RoundId round, RegistrantId registrant);
void put_state(Tx& tx, const domain::CheckState& state);  // in place of the one before
std::vector<domain::CheckState> states(ReadTx& tx, RoundId round);
std::vector<domain::CheckState> states_in(ReadTx& tx, RoundId round, DistrictId district);

}  // namespace musubi::store
