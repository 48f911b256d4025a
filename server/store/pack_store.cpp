#include "server/store/pack_store.hpp"

#include <algorithm>

#include "server/store/columns.hpp"

namespace musubi::store {
namespace {

using domain::Pack;

StoredPack pack_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  StoredPack s;
  s.pack.id = column.id<PackId>();
  s.pack.account_id = column.id<AccountId>();
  s.pack.device_name = column.sealed("pack.device_name");
  for (const auto& word : split(column.text(), ' ')) s.pack.districts.emplace_back(Uuid::parse(word).value_or(Uuid{}));
  s.pack.people = column.integer();
  s.pack.is_widened = column.flag();
  s.pack.taken_at = column.instant();
  s.pack.expires_at = column.instant();
  s.pack.seen_at = column.instant();
  s.pack.locked_at = column.maybe_instant();
  s.pack.locked_by = column.maybe_id<AccountId>();
  s.pack.returned_at = column.maybe_instant();
  s.ticket_hash = column.bytes();
  if (column.null_next())
    column.skip();
  else
    s.session_hash = column.bytes();
  s.pack.version = column.integer();
  return s;
}

void add_rounds(ReadTx& tx, std::vector<StoredPack>& items) {
  const auto span = id_span(items, [](const StoredPack& s) { return s.pack.id; });
  if (!span) return;
  for (const auto& row : tx.query(sql::pack_rounds_span, {value_of(span->first), value_of(span->last)})) {
    const auto found = std::ranges::find(items, PackId(row.uuid(0)), [](const StoredPack& s) { return s.pack.id; });
    if (found != items.end()) found->pack.rounds.emplace_back(row.uuid(1));
  }
}

std::int64_t write_pack(Tx& tx, const sql::Statement& statement, const StoredPack& s) {
  const Pack& p = s.pack;
  std::vector<std::string> districts;
  for (const auto& id : p.districts) districts.push_back(id.text());
  const auto changed = tx.run(
      statement, {value_of(p.id), value_of(p.account_id), sealed(tx, "pack.device_name", p.device_name),
                  joined(districts, ' '), value_of(p.people), value_of(p.is_widened), value_of(p.taken_at),
                  value_of(p.expires_at), value_of(p.seen_at), value_of(p.locked_at), value_of(p.locked_by),
                  value_of(p.returned_at), value_of(s.ticket_hash), value_of(s.session_hash), value_of(p.version)});
  if (changed == 1)
    for (const auto& round : p.rounds) tx.run(sql::pack_round_insert, {value_of(p.id), value_of(round)});
  return changed;
}

}  // namespace

std::optional<StoredPack> find_pack(ReadTx& tx, PackId id) {
  auto items = decoded<StoredPack>(tx, tx.query(sql::pack_by_id, {value_of(id)}), pack_from);
  if (items.empty()) return std::nullopt;
  add_rounds(tx, items);
  return std::move(items.front());
}

std::vector<Pack> packs(ReadTx& tx, std::optional<AccountId> account, const Page& page) {
  const Cursor below = page.below();
  auto items =
      decoded<StoredPack>(tx,
                          tx.query(sql::pack_page, {value_of(account.has_value()), value_of(account),
                                                    value_of(below.ms), value_of(below.id), value_of(page.limit)}),
                          pack_from);
  add_rounds(tx, items);
  std::vector<Pack> out;
  for (auto& s : items) out.push_back(std::move(s.pack));
  return out;
}

void insert_pack(Tx& tx, const StoredPack& pack) { write_pack(tx, sql::pack_insert, pack); }

bool update_pack(Tx& tx, const StoredPack& pack) { return write_pack(tx, sql::pack_update, pack) == 1; }

void put_pack_people(Tx& tx, PackId id, std::span<const RegistrantId> people) {
  for (const auto& person : people) tx.run(sql::pack_person_insert, {value_of(id), value_of(person)});
}

std::vector<RegistrantId> pack_people(ReadTx& tx, PackId id) {
  std::vector<RegistrantId> out;
  for (const auto& row : tx.query(sql::pack_people, {value_of(id)})) out.emplace_back(row.uuid(0));
  return out;
}

std::vector<PackId> packs_naming(ReadTx& tx, RegistrantId person) {
  std::vector<PackId> out;
  for (const auto& row : tx.query(sql::pack_of_person, {value_of(person)})) out.emplace_back(row.uuid(0));
  return out;
}

}  // namespace musubi::store
