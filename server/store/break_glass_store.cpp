#include "server/store/break_glass_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

namespace {

domain::BreakGlass glass_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  domain::BreakGlass g;
  g.id = column.id<BreakGlassId>();
  g.account_id = column.id<AccountId>();
  g.registrant_id = column.id<RegistrantId>();
  g.district_id = column.id<DistrictId>();
  g.reason = column.sealed("break_glass.reason");
  g.opened_at = column.instant();
  g.until = column.instant();
  return g;
}

}  // namespace

void insert_glass(Tx& tx, const domain::BreakGlass& g) {
  tx.run(sql::glass_insert, {value_of(g.id), value_of(g.account_id), value_of(g.registrant_id), value_of(g.district_id),
                             sealed(tx, "break_glass.reason", g.reason), value_of(g.opened_at), value_of(g.until)});
}

std::optional<domain::BreakGlass> find_glass(ReadTx& tx, BreakGlassId id) {
  return decoded_first(tx, tx.first(sql::glass_by_id, {value_of(id)}), glass_from);
}

std::optional<domain::BreakGlass> open_glass(ReadTx& tx, AccountId account, RegistrantId person, Instant now) {
  return decoded_first(tx, tx.first(sql::glass_open, {value_of(account), value_of(person), value_of(now)}), glass_from);
}

std::vector<domain::BreakGlass> glasses(ReadTx& tx, std::optional<RegistrantId> person, const Page& page) {
  const Cursor below = page.below();
  const auto rows = tx.query(sql::glass_page, {value_of(person.has_value()), value_of(person), value_of(below.ms),
                                               value_of(below.id), value_of(page.limit)});
  return decoded<domain::BreakGlass>(tx, rows, glass_from);
}

}  // namespace musubi::store
