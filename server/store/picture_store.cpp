#include "server/store/picture_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {
namespace {

domain::PicturePerson person_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  domain::PicturePerson person;
  person.id = column.id<RegistrantId>();
  person.number = column.integer();
  person.district_id = column.id<DistrictId>();
  person.position = column.maybe_sealed_position("registrant.position");
  person.consented = column.flag();
  return person;
}

domain::CheckState state_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  domain::CheckState state;
  state.registrant_id = column.id<RegistrantId>();
  state.status = column.code<domain::SafetyStatus>();
  state.open_since = column.maybe_instant();
  state.recorded_at = column.instant();
  return state;
}

}  // namespace

std::vector<domain::PicturePerson> picture_people(ReadTx& tx, int after, int limit) {
  return decoded<domain::PicturePerson>(tx, tx.query(sql::picture_people, {value_of(after), value_of(limit)}),
                                        person_from);
}

std::optional<domain::PicturePerson> picture_person(ReadTx& tx, RegistrantId id) {
  return decoded_first(tx, tx.first(sql::picture_person, {value_of(id)}), person_from);
}

std::vector<domain::CheckState> picture_states(ReadTx& tx, RoundId round, RegistrantId after, int limit) {
  const auto rows = tx.query(sql::picture_states, {value_of(round), value_of(after), value_of(limit)});
  return decoded<domain::CheckState>(tx, rows, state_from);
}

}  // namespace musubi::store
