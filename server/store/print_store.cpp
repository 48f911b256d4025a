#include "server/store/print_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::PrintLine;
using domain::PrintPack;
using domain::PrintSheet;

namespace {

PrintPack print_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  PrintPack p;
  p.id = column.id<PrintId>();
  p.number = column.integer();
  p.kind = column.code<domain::PrintKind>();
  p.district_id = column.id<DistrictId>();
  p.incident_id = column.maybe_id<IncidentId>();
  p.is_drill = column.flag();
  p.purpose = column.sealed("print_pack.purpose");
  p.for_whom = column.sealed("print_pack.for_whom");
  p.sheets = column.integer();
  p.people = column.integer();
  p.return_by = column.day();
  p.printed_by = column.maybe_id<AccountId>();
  p.printed_at = column.instant();
  p.status = column.code<domain::PrintStatus>();
  p.closed_at = column.maybe_instant();
  p.version = column.integer();
  return p;
}

}  // namespace

std::optional<PrintPack> find_print(ReadTx& tx, PrintId id) {
  return decoded_first(tx, tx.first(sql::print_pack_by_id, {value_of(id)}), print_from);
}

std::vector<PrintPack> prints(ReadTx& tx, const PrintFilter& filter, const Page& page) {
  const Cursor below = page.below();
  const auto rows = tx.query(
      sql::print_pack_page,
      {value_of(filter.incident.has_value()), value_of(filter.incident), value_of(filter.overdue_on.has_value()),
       value_of(filter.overdue_on.value_or(Day{})), value_of(below.ms), value_of(below.id), value_of(page.limit)});
  return decoded<PrintPack>(tx, rows, print_from);
}

std::vector<PrintSheet> print_sheets(ReadTx& tx, PrintId id) {
  std::vector<PrintSheet> out;
  for (const auto& row : tx.query(sql::print_sheet_list, {value_of(id)})) {
    Columns column(tx, row);
    PrintSheet s;
    s.sheet = column.integer();
    s.status = column.code<domain::PrintStatus>();
    s.changed_at = column.instant();
    out.push_back(s);
  }
  return out;
}

std::vector<PrintLine> print_lines(ReadTx& tx, PrintId id) {
  std::vector<PrintLine> out;
  for (const auto& row : tx.query(sql::print_line_list, {value_of(id)}))
    out.push_back({static_cast<int>(row.i64(0)), static_cast<int>(row.i64(1)), RegistrantId(row.uuid(2))});
  return out;
}

void insert_print(Tx& tx, const PrintPack& p, const std::vector<PrintLine>& lines) {
  tx.run(
      sql::print_pack_insert,
      {value_of(p.id), value_of(p.number), value_of(p.kind), value_of(p.district_id), value_of(p.incident_id),
       value_of(p.is_drill), sealed(tx, "print_pack.purpose", p.purpose), sealed(tx, "print_pack.for_whom", p.for_whom),
       value_of(p.sheets), value_of(p.people), value_of(p.return_by), value_of(p.printed_by), value_of(p.printed_at),
       value_of(p.status), value_of(p.closed_at), value_of(p.version)});
  for (int sheet = 1; sheet <= p.sheets; ++sheet)
    tx.run(sql::print_sheet_insert, {value_of(p.id), value_of(sheet), value_of(p.printed_by), value_of(p.printed_at)});
  for (const auto& l : lines)
    tx.run(sql::print_line_insert, {value_of(p.id), value_of(l.line), value_of(l.sheet), value_of(l.registrant_id)});
}

void set_print_sheet(Tx& tx, PrintId id, int sheet, domain::PrintStatus status, std::optional<AccountId> by,
                     Instant at) {
  tx.run(sql::print_sheet_set, {value_of(id), value_of(sheet), value_of(status), value_of(by), value_of(at)});
}

void close_print(Tx& tx, PrintId id, domain::PrintStatus status, std::optional<Instant> at) {
  tx.run(sql::print_pack_close, {value_of(id), value_of(status), value_of(at)});
}

}  // namespace musubi::store
