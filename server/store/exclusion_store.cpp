#include "server/store/exclusion_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::Exclusion;

namespace {

Exclusion exclusion_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Exclusion e;
  e.id = column.id<ExclusionId>();
  e.volunteer_id = column.id<VolunteerId>();
  e.other_volunteer_id = column.maybe_id<VolunteerId>();
  e.need_id = column.maybe_id<NeedId>();
  e.made_at = column.instant();
  e.made_by = column.maybe_id<AccountId>();
  return e;
}

}  // namespace

std::optional<Exclusion> find_exclusion(ReadTx& tx, ExclusionId id) {
  return decoded_first(tx, tx.first(sql::exclusion_by_id, {value_of(id)}), exclusion_from);
}

std::vector<Exclusion> every_exclusion(ReadTx& tx) {
  return decoded<Exclusion>(tx, tx.query(sql::exclusion_all), exclusion_from);
}

bool is_excluded_already(ReadTx& tx, const Exclusion& e) {
  return tx
      .first(sql::exclusion_of_two, {value_of(e.volunteer_id), value_of(e.other_volunteer_id), value_of(e.need_id)})
      .has_value();
}

void insert_exclusion(Tx& tx, const Exclusion& e) {
  tx.run(sql::exclusion_insert, {value_of(e.id), value_of(e.volunteer_id), value_of(e.other_volunteer_id),
                                 value_of(e.need_id), value_of(e.made_at), value_of(e.made_by)});
}

void delete_exclusion(Tx& tx, ExclusionId id) { tx.run(sql::exclusion_delete, {value_of(id)}); }

}  // namespace musubi::store
