#pragma once
// Jobs that come again: their days become needs, once each, and the helper of last time is asked first.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/store/series_store.hpp"
#include "shared/domain/commands.hpp"
#include "shared/domain/disclosure.hpp"

namespace musubi::flow {

Result<Outcome> add_series(Write& w, const domain::NewSeries& ask);
// Days that are needs already follow the change where nobody has said yes; who has said yes keeps what they said yes
// to.
Result<Outcome> change_series(Write& w, const SeriesId& id, int if_version, const domain::SeriesPatch& patch);
// A day left out is cancelled when it is a need already; a day moved asks anew whoever had said yes.
Result<Outcome> except_series(Write& w, const SeriesId& id, const domain::SeriesException& exception);
Result<domain::Disclosed<domain::SeriesView>> read_series(Read& r, const SeriesId& id);
using SeriesList = Listed<domain::Disclosed<domain::SeriesView>>;
Result<SeriesList> list_series(Read& r, const store::SeriesFilter& filter, const store::Page& page);

// For the clock: whether any series does not reach the horizon; makes the needs of some of them, in one transaction,
// and returns how many needs. Days that are over are not made up for.
bool series_are_due(Read& r);
int make_due_needs(Write& w);
// When a user ends.
void end_series_of(Write& w, const ServiceUserId& user);
// Offers the days to come that nobody was asked for to the helpers of the newest visit that is done.
void ask_last_helpers(Write& w, const SeriesId& id);
// The helper of last time is asked alone, and the answer is still open: waves hold still until then.
bool waits_for_last_helper(const Write& w, const domain::Need& need);
// Whether the asker may ask helpers for this need now: helper_first while the helper of last time is asked alone and
// nobody is picked by hand; forbidden where the district's policy leaves it to the centre.
Result<void> may_ask(Write& w, const domain::Need& need, bool is_picked);

// For the use cases above. Days from `from` on that are needs already and can still be cancelled, are.
void cancel_planned(Write& w, const domain::Series& series, Day from);
void follow_change(Write& w, const domain::Series& series);
Result<void> skip_planned(Write& w, const domain::Series& series, Day day);
Result<void> move_planned(Write& w, const domain::Series& series, const domain::Occurrence& to);

}  // namespace musubi::flow
