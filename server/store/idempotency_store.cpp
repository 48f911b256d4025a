#include "server/store/idempotency_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

namespace {

KeptOutcome outcome_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  KeptOutcome kept;
  kept.fingerprint = column.bytes();
  kept.status = column.integer();
  kept.code = column.text();
  kept.refs = column.text();
  return kept;
}

}  // namespace

std::optional<KeptOutcome> find_outcome(ReadTx& tx, AccountId account, const Uuid& key) {
  return decoded_first(tx, tx.first(sql::idempotency_by_key, {value_of(account), value_of(key)}), outcome_from);
}

void keep_outcome(Tx& tx, AccountId account, const Uuid& key, const KeptOutcome& outcome, Instant now) {
  tx.run(sql::idempotency_insert,
         {value_of(account), value_of(key), value_of(outcome.fingerprint), value_of(outcome.status),
          value_of(outcome.code), value_of(outcome.refs), value_of(now)});
}

int drop_outcomes_before(Tx& tx, Instant before, int limit) {
  return static_cast<int>(tx.run(sql::idempotency_drop_before, {value_of(before), value_of(limit)}));
}

}  // namespace musubi::store
