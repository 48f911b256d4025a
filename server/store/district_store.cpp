#include "server/store/district_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::District;
using domain::Place;

namespace {

District district_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  District d;
  d.id = column.id<DistrictId>();
  d.code = column.text();
  d.name = column.text();
  d.name_kana = column.text();
  d.center.lat = column.real();
  d.center.lng = column.real();
  d.cell = column.maybe_text();
  d.towns = split(column.text(), '\n');
  d.is_sample = column.flag();
  d.version = column.integer();
  return d;
}

std::int64_t write_district(Tx& tx, const sql::Statement& statement, const District& d, int version) {
  return tx.run(statement, {value_of(d.id), value_of(d.code), value_of(d.name), value_of(d.name_kana),
                            value_of(d.center.lat), value_of(d.center.lng), value_of(d.cell), joined(d.towns, '\n'),
                            value_of(d.is_sample), value_of(version)});
}

Place place_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Place p;
  p.id = column.id();
  p.kind = column.code<domain::PlaceKind>();
  p.source_key = column.text();
  p.edition = column.text();
  p.name = column.text();
  p.address = column.maybe_text();
  p.position.lat = column.real();
  p.position.lng = column.real();
  p.hazards = split(column.text(), ' ');
  p.note = column.maybe_text();
  return p;
}

}  // namespace

std::vector<District> districts(ReadTx& tx) {
  return decoded<District>(tx, tx.query(sql::district_list), district_from);
}

std::optional<District> find_district(ReadTx& tx, DistrictId id) {
  return decoded_first(tx, tx.first(sql::district_by_id, {value_of(id)}), district_from);
}

std::optional<District> find_district_by_code(ReadTx& tx, std::string_view code) {
  return decoded_first(tx, tx.first(sql::district_by_code, {value_of(code)}), district_from);
}

void insert_district(Tx& tx, const District& district) {
  write_district(tx, sql::district_insert, district, district.version);
}

bool update_district(Tx& tx, const District& district, int expected_version) {
  return write_district(tx, sql::district_update, district, expected_version) == 1;
}

std::vector<Place> places(ReadTx& tx, std::optional<domain::PlaceKind> kind) {
  const Value wanted = kind ? value_of(*kind) : Value(std::string());
  return decoded<Place>(tx, tx.query(sql::place_list, {wanted}), place_from);
}

void put_place(Tx& tx, const Place& p) {
  tx.run(sql::place_put, {value_of(p.id), value_of(p.kind), value_of(p.source_key), value_of(p.edition),
                          value_of(p.name), value_of(p.address), value_of(p.position.lat), value_of(p.position.lng),
                          joined(p.hazards, ' '), value_of(p.note)});
}

}  // namespace musubi::store
