#pragma once
// The city's roster (避難行動要支援者名簿) as it comes in again and again, and what waits for a person's decision.

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/domain/codes.hpp"
#include "shared/domain/encoding.hpp"
#include "shared/domain/registrant.hpp"

namespace musubi {
using RosterImportId = Id<struct RosterImportTag>;
}  // namespace musubi

namespace musubi::domain {

MUSUBI_CODES(TextEncoding, "utf8", "cp932");

// 対象者名簿: everybody, consented or not; 同意者名簿: only who has consented.
enum class RosterKind : std::uint8_t { all, consented };
MUSUBI_CODES(RosterKind, "all", "consented");
enum class RosterStatus : std::uint8_t { checked, running, done, dropped };
MUSUBI_CODES(RosterStatus, "checked", "running", "done", "dropped");

struct RosterCounts {
  int added{0}, changed{0}, unchanged{0}, unsure{0};
  int skipped{0};    // somebody decided so when the same line came before
  int gone{0};       // in none of its lines: asked about, never removed by itself
  int withdrawn{0};  // of the changed ones: consent taken back, in force at once
};

// One file. Its good lines wait in parts and are taken part by part; whoever comes later goes on at next_part.
struct RosterImport {
  RosterImportId id;
  int number{0};
  RosterKind kind{};
  bool is_full{false};  // the file claims to hold everybody of its districts
  TextEncoding encoding{};
  RosterStatus status{RosterStatus::checked};
  int lines{0};
  int good{0};
  int parts{0};
  int next_part{0};
  RosterCounts counts;
  Instant opened_at;
  std::optional<AccountId> opened_by;
  std::optional<Instant> finished_at;
  int version{1};
};
inline constexpr std::size_t k_roster_part_lines = 500;

// Where a position comes from. A correction by hand is never overwritten by an import.
enum class PinSource : std::uint8_t { none, town, address, manual };
MUSUBI_CODES(PinSource, "none", "town", "address", "manual");

// What a roster can say of a person.
enum class RosterField : std::uint8_t {
  city_number,
  name,
  name_kana,
  birth_date,
  gender,
  address,
  phone,
  district,
  support_level,
  support_reasons,
  support_note,
  supporters,
  shelter,
  route,
  keys,
  family_note,
  consent,
  consent_on,
  position,
};
MUSUBI_CODES(RosterField, "city_number", "name", "name_kana", "birth_date", "gender", "address", "phone", "district",
             "support_level", "support_reasons", "support_note", "supporters", "shelter", "route", "keys",
             "family_note", "consent", "consent_on", "position");

// The value in one spelling for comparing; empty = nothing. Equal texts are equal values.
std::string field_text(const Registrant& person, RosterField field);
// What a line says: the texts of the fields that are not empty, and consent always when `says_consent`. An empty cell
// says nothing and takes nothing away.
std::vector<std::string> told_by(const Registrant& line, bool says_consent);  // "name=…", in the order of the fields
// The fields that the city has changed: what the line says and the line before did not (without one before: what
// differs from the person), where the person does not have it already. So what staff have corrected since stays.
std::vector<RosterField> changed_fields(const Registrant& person, const Registrant& line, bool says_consent,
                                        std::span<const std::string> told_before);
void take_field(Registrant& person, const Registrant& line, RosterField field);

enum class ReviewKind : std::uint8_t { unsure, gone };
MUSUBI_CODES(ReviewKind, "unsure", "gone");
// unsure: same (update), other (a new person), skip. gone: keep, moved, removed, withdrawn (consent only).
enum class ReviewDecision : std::uint8_t { same, other, skip, keep, moved, removed, withdrawn };
MUSUBI_CODES(ReviewDecision, "same", "other", "skip", "keep", "moved", "removed", "withdrawn");
bool fits(ReviewKind kind, ReviewDecision decision);

struct ImportReview {
  ReviewId id;
  RosterImportId import_id;
  ReviewKind kind{};
  std::optional<int> line;
  DistrictId district_id;
  std::optional<RegistrantId> registrant_id;  // who is gone, or was decided on
  std::vector<RegistrantId> candidates;
  std::vector<std::string> reasons;     // codes of recognise()
  std::optional<std::string> incoming;  // the line, until it is decided
  bool is_open{true};
  std::optional<ReviewDecision> decision;
  Instant opened_at;
  std::optional<AccountId> decided_by;
  std::optional<Instant> decided_at;
  int version{1};
};

}  // namespace musubi::domain
