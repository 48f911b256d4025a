#include "server/store/registrant_store.hpp"

#include "server/store/columns.hpp"
#include "shared/domain/person_match.hpp"

namespace musubi::store {

using domain::Registrant;
using domain::Supporter;

namespace {

// An empty list is kept as NULL: nothing to seal.
std::optional<std::string> list_text(const std::vector<std::string>& texts) {
  return texts.empty() ? std::nullopt : std::optional(packed(texts));
}

std::vector<std::string> list_from(const std::optional<std::string>& text) {
  return text ? unpacked(*text) : std::vector<std::string>{};
}

std::optional<std::string> supporters_text(const std::vector<Supporter>& supporters) {
  std::vector<std::string> texts;
  for (const auto& s : supporters) {
    texts.push_back(s.name);
    texts.push_back(s.phone);
  }
  return list_text(texts);
}

std::vector<Supporter> supporters_from(const std::optional<std::string>& text) {
  const auto texts = list_from(text);
  std::vector<Supporter> supporters;
  for (std::size_t i = 0; i + 1 < texts.size(); i += 2) supporters.push_back({texts[i], texts[i + 1]});
  return supporters;
}

std::optional<Day> day_from(const std::optional<std::string>& text) { return text ? Day::parse(*text) : std::nullopt; }

std::optional<int> level_from(const std::optional<std::string>& text) {
  return text ? std::optional(std::stoi(*text)) : std::nullopt;
}

Registrant registrant_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Registrant r;
  r.id = column.id<RegistrantId>();
  r.number = column.integer();
  r.district_id = column.id<DistrictId>();
  r.name = column.sealed("registrant.name");
  r.name_kana = column.sealed("registrant.name_kana");
  r.birth_date = day_from(column.maybe_sealed("registrant.birth_date"));
  r.gender = column.maybe_sealed("registrant.gender");
  r.address = column.sealed("registrant.address");
  r.phone = column.maybe_sealed("registrant.phone");
  r.position = column.maybe_sealed_position("registrant.position");
  r.support_level = level_from(column.maybe_sealed("registrant.support_level"));
  r.support_reasons = list_from(column.maybe_sealed("registrant.support_reasons"));
  r.support_note = column.maybe_sealed("registrant.support_note");
  r.supporters = supporters_from(column.maybe_sealed("registrant.supporters"));
  r.plan_shelter = column.maybe_sealed("registrant.plan_shelter");
  r.plan_route = column.maybe_sealed("registrant.plan_route");
  r.plan_keys = column.maybe_sealed("registrant.plan_keys");
  r.family_note = column.maybe_sealed("registrant.family_note");
  r.consented = column.flag();
  r.consent_on = column.maybe_day();
  r.status = column.code<domain::RegistrantStatus>();
  r.created_at = column.instant();
  r.version = column.integer();
  r.city_number = column.maybe_sealed("registrant.city_number");
  return r;
}

// What can be compared and not read back; the address always, since it tells that a person has keys. Each kind of key
// has a purpose of its own, so that equal texts of two kinds do not show as equal.
Value key_value(const ReadTx& tx, std::string_view purpose, const std::string& text) {
  return text.empty() ? Value{} : Value(tx.codec().digest(purpose, text));
}

struct KeyValues {
  Value city, person, phone, address, birth;
};
KeyValues key_values(const ReadTx& tx, const Registrant& r) {
  const auto keys = domain::keys_of(r);
  const bool has_both = !keys.kana.empty() && !keys.birth.empty();
  return {key_value(tx, "registrant.city", keys.city),
          key_value(tx, "registrant.person", has_both ? keys.kana + '\n' + keys.birth : std::string()),
          key_value(tx, "registrant.phone", keys.phone), tx.codec().digest("registrant.address", keys.address),
          key_value(tx, "registrant.birth", keys.birth)};
}

std::int64_t write_registrant(Tx& tx, const sql::Statement& statement, const Registrant& r, int version) {
  const auto birth_date = r.birth_date ? std::optional(r.birth_date->text()) : std::nullopt;
  const auto level = r.support_level ? std::optional(std::to_string(*r.support_level)) : std::nullopt;
  const auto keys = key_values(tx, r);
  return tx.run(statement, {value_of(r.id),
                            value_of(r.number),
                            value_of(r.district_id),
                            sealed(tx, "registrant.name", r.name),
                            sealed(tx, "registrant.name_kana", r.name_kana),
                            sealed(tx, "registrant.birth_date", birth_date),
                            sealed(tx, "registrant.gender", r.gender),
                            sealed(tx, "registrant.address", r.address),
                            sealed(tx, "registrant.phone", r.phone),
                            sealed(tx, "registrant.position", r.position),
                            sealed(tx, "registrant.support_level", level),
                            sealed(tx, "registrant.support_reasons", list_text(r.support_reasons)),
                            sealed(tx, "registrant.support_note", r.support_note),
                            sealed(tx, "registrant.supporters", supporters_text(r.supporters)),
                            sealed(tx, "registrant.plan_shelter", r.plan_shelter),
                            sealed(tx, "registrant.plan_route", r.plan_route),
                            sealed(tx, "registrant.plan_keys", r.plan_keys),
                            sealed(tx, "registrant.family_note", r.family_note),
                            value_of(r.consented),
                            value_of(r.consent_on),
                            value_of(r.status),
                            value_of(r.created_at),
                            value_of(version),
                            sealed(tx, "registrant.city_number", r.city_number),
                            keys.city,
                            keys.person,
                            keys.phone,
                            keys.address,
                            keys.birth});
}

RosterRow roster_row_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  RosterRow r;
  r.id = column.id<RegistrantId>();
  r.district_id = column.id<DistrictId>();
  r.position = column.maybe_sealed_position("registrant.position");
  r.consented = column.flag();
  return r;
}

}  // namespace

std::optional<Registrant> find_registrant(ReadTx& tx, RegistrantId id) {
  return decoded_first(tx, tx.first(sql::registrant_by_id, {value_of(id)}), registrant_from);
}

std::optional<RegistrantId> registrant_of_number(ReadTx& tx, int number) {
  const auto row = tx.first(sql::registrant_id_by_number, {value_of(number)});
  return row ? std::optional(RegistrantId(row->uuid(0))) : std::nullopt;
}

std::vector<Registrant> registrants(ReadTx& tx, const RegistrantFilter& filter, const Page& page) {
  const Cursor below = page.below();
  const auto rows = tx.query(sql::registrant_page, {value_of(filter.district.has_value()), value_of(filter.district),
                                                    value_of(filter.consented_only), value_of(filter.active_only),
                                                    value_of(below.ms), value_of(below.id), value_of(page.limit)});
  return decoded<Registrant>(tx, rows, registrant_from);
}

std::vector<RosterRow> roster(ReadTx& tx) {
  return decoded<RosterRow>(tx, tx.query(sql::registrant_roster), roster_row_from);
}

std::vector<Registrant> registrants_alike(ReadTx& tx, const Registrant& line, int limit) {
  const auto keys = key_values(tx, line);
  const auto rows =
      tx.query(sql::registrant_alike, {keys.city, keys.person, keys.phone, keys.address, keys.birth, value_of(limit)});
  return decoded<Registrant>(tx, rows, registrant_from);
}

int key_registrants(Tx& tx, int limit) {
  const auto rows = decoded<Registrant>(tx, tx.query(sql::registrant_unkeyed, {value_of(limit)}), registrant_from);
  for (const auto& r : rows) {
    const auto keys = key_values(tx, r);
    tx.run(sql::registrant_keys_set, {value_of(r.id), keys.city, keys.person, keys.phone, keys.address, keys.birth});
  }
  return static_cast<int>(rows.size());
}

RosterFacts roster_facts(ReadTx& tx, RegistrantId id) {
  const auto row = tx.first(sql::registrant_roster_facts, {value_of(id)});
  if (!row) return {};
  Columns column(tx, *row);
  RosterFacts facts;
  facts.source = column.code<domain::PinSource>();
  if (const auto told = column.maybe_sealed("registrant.roster_line")) facts.told = unpacked(*told);
  return facts;
}

void set_position_source(Tx& tx, RegistrantId id, domain::PinSource source) {
  tx.run(sql::registrant_position_source_set, {value_of(id), value_of(source)});
}

void set_roster_line(Tx& tx, RegistrantId id, const std::vector<std::string>& told) {
  tx.run(sql::registrant_roster_line_set, {value_of(id), sealed(tx, "registrant.roster_line", packed(told))});
}

std::vector<RosterCount> roster_counts(ReadTx& tx) {
  std::vector<RosterCount> out;
  for (const auto& row : tx.query(sql::registrant_counts))
    out.push_back({DistrictId(row.uuid(0)), static_cast<int>(row.i64(1)), static_cast<int>(row.i64(2))});
  return out;
}

void insert_registrant(Tx& tx, const Registrant& registrant) {
  write_registrant(tx, sql::registrant_insert, registrant, registrant.version);
}

bool update_registrant(Tx& tx, const Registrant& registrant, int expected_version) {
  return write_registrant(tx, sql::registrant_update, registrant, expected_version) == 1;
}

}  // namespace musubi::store
