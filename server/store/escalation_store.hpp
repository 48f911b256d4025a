#pragma once
// The ladder of people whom nobody has heard of, its minutes, and how far its first steps have come.

#include <optional>
#include <vector>

#include "server/store/tx.hpp"
#include "shared/domain/escalation.hpp"

namespace musubi::store {

std::vector<domain::EscalationMinutes> escalation_timers(ReadTx& tx, IncidentId incident);  // by level
void put_escalation_timer(Tx& tx, IncidentId incident, const domain::EscalationMinutes& minutes);

void put_escalation(Tx& tx, const domain::Escalation& escalation);  // in place of the person's one in the round
bool drop_escalation(Tx& tx, RoundId round, RegistrantId registrant);
void drop_escalations(Tx& tx, RoundId round);  // and the sweep of the round
std::vector<domain::Escalation> due_escalations(ReadTx& tx, Instant now, int limit);
std::vector<domain::Escalation> escalations(ReadTx& tx, RoundId round);
std::optional<domain::Escalation> find_escalation(ReadTx& tx, RoundId round, RegistrantId registrant);

struct EscalationSweep {
  RoundId round_id;
  Instant due_at;
  std::optional<RegistrantId> after{};  // everybody up to here is on the ladder or was heard of
};
void put_sweep(Tx& tx, const EscalationSweep& sweep);
void drop_sweep(Tx& tx, RoundId round);
std::optional<EscalationSweep> find_sweep(ReadTx& tx, RoundId round);
std::optional<EscalationSweep> next_sweep(ReadTx& tx);  // the one that comes due first

std::optional<Instant> next_escalation(ReadTx& tx);  // of both kinds

}  // namespace musubi::store
