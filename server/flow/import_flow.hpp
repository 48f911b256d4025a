#pragma once
// Import files, all or nothing: rows that were decoded go through the same commands as single ones.

#include <string_view>
#include <variant>
#include <vector>

#include "server/flow/env.hpp"
#include "shared/domain/imports.hpp"

namespace musubi::flow {

// A file that was read. What could not be read of it stands in `rejected`, beside the items that could.
struct ImportFile {
  domain::ImportKind kind{};
  std::variant<domain::Imported<domain::Place>, domain::Imported<domain::District>, domain::Imported<domain::Volunteer>,
               domain::Imported<domain::Registrant>>
      rows;
  std::string text{};  // of registrants: the file in UTF-8, since a doubtful line waits as it stands

  [[nodiscard]] std::size_t row_count() const;
  [[nodiscard]] const std::vector<domain::Reject>& rejected() const;
};

// What an importer must know before it reads: the districts by code.
domain::ImportSetting import_setting(Read& r);
// UTF-8 or CP932.
ImportFile read_csv(domain::ImportKind kind, std::string_view bytes, const domain::ImportSetting& setting);

// What is refused of the file now: what could not be read, and volunteers who are known already (by kana and phone).
// Registrants are recognised instead (roster_flow). By line.
std::vector<domain::Reject> check_import(const Read& r, const ImportFile& file);
// Lines with nothing against them.
std::size_t accepted_rows(const ImportFile& file, const std::vector<domain::Reject>& rejected);

// Outcome "import" with kind, rows, accepted. With any reject nothing is written and it is `invalid`; its fields name
// the lines that were refused for what is kept already ("line/12/name_kana": already_exists), since only this
// transaction knows them.
Result<Outcome> import_file(Write& w, const ImportFile& file);
// Ordered by line; those of one line stay in their order.
std::vector<domain::Reject> by_line(std::vector<domain::Reject> rejects);
// The rejects that such an error names.
std::vector<domain::Reject> rejects_of(const std::vector<FieldError>& fields);

// Places replace those of the same kind and source_key; the towns are known at once.
Result<Outcome> put_places(Write& w, const std::vector<domain::Place>& places);

// Why a line was refused, for people.
struct ImportWords {
  std::string_view ja;
  std::string_view en;
};
ImportWords import_words(std::string_view code);

}  // namespace musubi::flow
