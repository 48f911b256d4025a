#include <map>

#include "server/store/columns.hpp"
#include "server/store/volunteer_store.hpp"

namespace musubi::store {

using domain::Squad;

namespace {

Squad squad_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Squad s;
  s.id = column.id<SquadId>();
  s.name = column.text();
  s.kind = column.code<domain::SquadKind>();
  s.district_id = column.id<DistrictId>();
  s.created_at = column.instant();
  s.version = column.integer();
  s.keep_together = column.flag();
  return s;
}

std::int64_t write_squad(Tx& tx, const sql::Statement& statement, const Squad& s, int version) {
  return tx.run(statement, {value_of(s.id), value_of(s.name), value_of(s.kind), value_of(s.district_id),
                            value_of(s.created_at), value_of(version), value_of(s.keep_together)});
}

std::vector<Squad> squads_from(ReadTx& tx, const std::vector<Row>& rows) {
  auto items = decoded<Squad>(tx, rows, squad_from);
  const auto span = id_span(items, [](const Squad& s) { return s.id; });
  if (!span) return items;
  std::map<Uuid, std::vector<VolunteerId>> members_of;
  for (const auto& row : tx.query(sql::squad_member_span, {value_of(span->first), value_of(span->last)}))
    members_of[row.uuid(0)].emplace_back(row.uuid(1));
  for (auto& s : items)
    if (const auto found = members_of.find(s.id); found != members_of.end()) s.member_ids = found->second;
  return items;
}

void insert_members(Tx& tx, const Squad& squad) {
  for (const auto& member : squad.member_ids) tx.run(sql::squad_member_insert, {value_of(squad.id), value_of(member)});
}

}  // namespace

std::optional<Squad> find_squad(ReadTx& tx, SquadId id) {
  auto found = squads_from(tx, tx.query(sql::squad_by_id, {value_of(id)}));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Squad> squads(ReadTx& tx, std::optional<DistrictId> district, const Page& page) {
  const Cursor below = page.below();
  return squads_from(tx, tx.query(sql::squad_page, {value_of(district.has_value()), value_of(district),
                                                    value_of(below.ms), value_of(below.id), value_of(page.limit)}));
}

std::vector<Squad> squads_kept_together(ReadTx& tx) { return squads_from(tx, tx.query(sql::squad_kept_together)); }

void insert_squad(Tx& tx, const Squad& squad) {
  write_squad(tx, sql::squad_insert, squad, squad.version);
  insert_members(tx, squad);
}

bool update_squad(Tx& tx, const Squad& squad, int expected_version) {
  if (write_squad(tx, sql::squad_update, squad, expected_version) != 1) return false;
  tx.run(sql::squad_member_clear, {value_of(squad.id)});
  insert_members(tx, squad);
  return true;
}

}  // namespace musubi::store
