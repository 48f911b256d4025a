#pragma once
// Packs on paper as kept: what for and for whom is sealed, who stands on them is ids.

#include <optional>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/print_pack.hpp"

namespace musubi::store {

std::optional<domain::PrintPack> find_print(ReadTx& tx, PrintId id);
struct PrintFilter {
  std::optional<IncidentId> incident{};  // none: everything but drills
  std::optional<Day> overdue_on{};       // only what should have been back before this day
};
std::vector<domain::PrintPack> prints(ReadTx& tx, const PrintFilter& filter, const Page& page);  // newest first
std::vector<domain::PrintSheet> print_sheets(ReadTx& tx, PrintId id);
std::vector<domain::PrintLine> print_lines(ReadTx& tx, PrintId id);

void insert_print(Tx& tx, const domain::PrintPack& pack, const std::vector<domain::PrintLine>& lines);
void set_print_sheet(Tx& tx, PrintId id, int sheet, domain::PrintStatus status, std::optional<AccountId> by,
                     Instant at);
void close_print(Tx& tx, PrintId id, domain::PrintStatus status, std::optional<Instant> at);

}  // namespace musubi::store
