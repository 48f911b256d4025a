#pragma once
// Numbered packs on paper. Who stands on a pack is fixed when it is printed; what may be read of them is decided anew
// each time, and each time leaves its audit row.

#include <optional>
#include <vector>

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/store/print_store.hpp"
#include "shared/domain/disclosure.hpp"
#include "shared/domain/print_pack.hpp"

namespace musubi::flow {

// People of the district whom the policy lets the actor see (in the incident's phase, if one is given; of a drill:
// normal time). Outcome "print" (201). no_candidates when there is nobody to print.
Result<Outcome> make_print(Write& w, const domain::NewPrint& ask);
// Sheets that came back, or that nobody can find. wrong_state when the pack is closed; a recovered sheet stays
// recovered.
Result<Outcome> recover_print(Write& w, const PrintId& id, const domain::SheetNumbers& ask);
Result<Outcome> lose_print(Write& w, const PrintId& id, const domain::SheetNumbers& ask);

struct PrintHead {
  domain::PrintPack pack;
  std::vector<domain::PrintSheet> sheets;
  std::optional<std::string> printed_by_name;
  bool overdue{false};
};
struct PrintRow {
  domain::PrintLine line;
  std::optional<domain::Disclosed<domain::RegistrantView>> person;  // none: may not be seen any more
};
struct PrintView {
  PrintHead head;
  std::vector<PrintRow> rows;
};
Result<PrintHead> read_print_head(Read& r, const PrintId& id);
Result<PrintView> read_print(Read& r, const PrintId& id);
Result<Listed<PrintHead>> list_prints(Read& r, std::optional<IncidentId> incident, bool overdue_only,
                                      const store::Page& page);

}  // namespace musubi::flow
