#pragma once
// The city's roster: a file is opened (read, counted, its good lines laid aside sealed), then taken part by part, each
// part one command of some five hundred lines, so that nobody waits behind sixty thousand. Who is meant by a line is
// recognised; doubts and people who are missing wait for a decision. Nothing is ever removed by a file.

#include <string>
#include <string_view>
#include <vector>

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/store/registrant_store.hpp"
#include "server/store/roster_store.hpp"
#include "shared/domain/disclosure.hpp"
#include "shared/domain/imports.hpp"
#include "shared/domain/roster.hpp"
#include "shared/domain/roster_commands.hpp"

namespace musubi::flow {

struct RosterFile {
  domain::RosterKind kind{};
  bool is_full{false};
  domain::TextEncoding encoding{};
  std::size_t lines{0};
  std::size_t good{0};
  std::vector<std::string> parts;
  std::vector<domain::Reject> rejected;
  std::string bytes_digest_of;  // the text, for telling the same file again
};
// Slow: on the cpu pool.
RosterFile read_roster(std::string_view bytes, domain::RosterKind kind, bool is_full,
                       const domain::ImportSetting& setting);

// Outcome "roster_import" (201). `invalid` with the field "line/1/<heading>" when the file as a whole cannot be read.
Result<Outcome> open_roster_import(Write& w, const RosterFile& file);
// Takes the part that is next. wrong_state when it is not this one (somebody else has gone on) or all is done; then the
// import's own record says where it stands. After the last part of a full list come steps that ask about missing
// people.
Result<Outcome> step_roster_import(Write& w, const RosterImportId& id, int part);
// Throws the waiting lines away; what was taken stays.
Result<Outcome> drop_roster_import(Write& w, const RosterImportId& id);

struct RosterImportView {
  domain::RosterImport import;
  std::vector<store::RejectCount> rejected;
  int open_reviews{0};
};
Result<RosterImportView> read_roster_import(Read& r, const RosterImportId& id);
Listed<domain::RosterImport> list_roster_imports(Read& r, const store::Page& page);
Result<std::vector<domain::Reject>> read_roster_rejects(Read& r, const RosterImportId& id);
// What a part would do now: only added, changed, unchanged, unsure, withdrawn are counted.
Result<domain::RosterCounts> preview_roster_part(Read& r, const RosterImportId& id, int part);

// Numbers only, also of people whom nobody may look at now.
std::vector<store::RosterCount> read_roster_counts(Read& r);
int count_open_reviews(Read& r);

// A small file at once, all or nothing, by the same recognition.
Result<Outcome> import_roster(Write& w, const domain::Imported<domain::Registrant>& rows, std::string_view text);

Result<Outcome> decide_review(Write& w, const ReviewId& id, const domain::DecideReview& ask);

using ShownPerson = domain::Disclosed<domain::RegistrantView>;
// A person who may be meant. Of who may not be shown (no consent, normal time) only the number and what differs.
struct Candidate {
  RegistrantId id;
  int number{0};
  std::vector<domain::RosterField> differs;
  std::optional<ShownPerson> person;
};
struct ReviewView {
  domain::ImportReview review;
  int import_number{0};
  std::optional<ShownPerson> incoming;
  std::vector<Candidate> candidates;
};
Result<ReviewView> read_review(Read& r, const ReviewId& id);
using ReviewList = Listed<ReviewView>;
Result<ReviewList> list_reviews(Read& r, const store::ReviewFilter& filter, const store::Page& page);

}  // namespace musubi::flow
