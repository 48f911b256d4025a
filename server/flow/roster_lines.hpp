#pragma once
// For roster_flow only: one line of a roster and the person it means.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/flow/env.hpp"
#include "server/store/roster_store.hpp"
#include "shared/domain/person_match.hpp"
#include "shared/domain/roster.hpp"

namespace musubi::flow {

struct RosterLine {
  domain::Registrant person;
  int number{0};     // in the file
  std::string text;  // heading and line, as it waits in a review
  bool says_consent{false};
};

// What a line comes to, before anything is written.
struct LineFate {
  domain::Recognised recognised;
  std::optional<domain::Registrant> known;  // when the same
  std::vector<domain::RosterField> changed;
  domain::PinSource source{};
  std::vector<std::string> told;                     // by the list before
  std::optional<domain::ImportReview> asked_before;  // the same line waits or was decided
};
LineFate fate_of(store::ReadTx& tx, const RosterLine& line);

// The lines of a part; their text is the part's heading and their own line.
std::vector<RosterLine> roster_lines(const domain::Imported<domain::Registrant>& rows, std::string_view csv,
                                     bool consent_is_implied);

// Does what the line comes to and counts it.
Result<void> take_line(Write& w, const domain::RosterImport& import, const RosterLine& line,
                       domain::RosterCounts& counts);
Result<Outcome> add_from_roster(Write& w, const RosterLine& line);
// Takes over what the city has changed; whether anything was.
bool update_from_roster(Write& w, domain::Registrant known, const RosterLine& line, const LineFate& fate,
                        domain::RosterCounts& counts);
LineFate fate_with(store::ReadTx& tx, const RosterLine& line, const domain::Registrant& known);

}  // namespace musubi::flow
