#pragma once
// 緊急閲覧: one person's file, opened by one account with a reason for half an hour. Every opening is a row that the
// admin sees, an event without words, and a line in the audit.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/store/break_glass_store.hpp"
#include "shared/domain/break_glass.hpp"

namespace musubi::flow {

// not_found for a person who is not there or not in the asker's districts, alike; not_in_drill in the frame of a drill.
Result<Outcome> break_glass(Write& w, const domain::NewBreakGlass& ask);
// Whether the actor has this person's file open now.
bool has_glass(store::ReadTx& tx, const domain::Actor& actor, const RegistrantId& person, Instant now);

struct GlassLine {
  domain::BreakGlass glass;
  std::optional<std::string> account_name;
  std::optional<int> number;  // of the person
};
Result<GlassLine> read_glass(Read& r, const BreakGlassId& id);
// Newest first; of one person when given.
Listed<GlassLine> list_glasses(Read& r, std::optional<RegistrantId> person, const store::Page& page);

}  // namespace musubi::flow
