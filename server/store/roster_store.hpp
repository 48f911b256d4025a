#pragma once
// Roster imports, their waiting parts, and reviews as kept. Whatever a line says is sealed.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/imports.hpp"
#include "shared/domain/roster.hpp"

namespace musubi::store {

std::optional<domain::RosterImport> find_roster_import(ReadTx& tx, RosterImportId id);
std::vector<domain::RosterImport> roster_imports(ReadTx& tx, const Page& page);  // newest first
Bytes roster_digest(ReadTx& tx, RosterImportId id);
void insert_roster_import(Tx& tx, const domain::RosterImport& one, const Bytes& digest);
// Status, next_part, counts, finished_at; false when somebody was faster.
bool update_roster_import(Tx& tx, const domain::RosterImport& one, int expected_version);

void put_roster_part(Tx& tx, RosterImportId id, int part, std::string_view csv);
std::optional<std::string> roster_part(ReadTx& tx, RosterImportId id, int part);
// The waiting lines and the marks of who was seen.
void drop_roster_parts(Tx& tx, RosterImportId id);

void put_roster_rejects(Tx& tx, RosterImportId id, const std::vector<domain::Reject>& rejects);
std::vector<domain::Reject> roster_rejects(ReadTx& tx, RosterImportId id);
struct RejectCount {
  std::string heading, code;
  int count{0};
};
std::vector<RejectCount> roster_reject_counts(ReadTx& tx, RosterImportId id);

void mark_seen(Tx& tx, RosterImportId id, RegistrantId who, DistrictId district);
struct Gone {
  RegistrantId id;
  DistrictId district_id;
};
std::vector<Gone> gone_from(ReadTx& tx, RosterImportId id, const Bytes& digest, int limit);

std::optional<domain::ImportReview> find_review(ReadTx& tx, ReviewId id);
std::optional<domain::ImportReview> find_review_of_line(ReadTx& tx, const Bytes& line_key);
struct ReviewFilter {
  bool open{true};
  std::optional<RosterImportId> import_id{};
};
std::vector<domain::ImportReview> reviews(ReadTx& tx, const ReviewFilter& filter, const Page& page);
void insert_review(Tx& tx, const domain::ImportReview& review, const Bytes& line_key);
// False when it was decided before.
bool decide_review(Tx& tx, const domain::ImportReview& review);
int open_reviews(ReadTx& tx);

}  // namespace musubi::store
