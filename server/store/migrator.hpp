#pragma once
// Numbered migrations, forward only, one transaction each, with checksums kept.

#include <string>
#include <string_view>
#include <vector>

#include "server/store/driver.hpp"

namespace musubi::store {

// The text of a migration for one engine: dialect words replaced by exact token; empty when "-- engines:" leaves it
// out.
std::string migration_text(const sql::Migration& migration, const Dialect& dialect);

// The table in which the migrator remembers what it applied, as DDL for one engine; harmless when it is there already.
std::string migration_table(const Dialect& dialect);

// Brings the schema to the newest number and returns what was applied. Throws StoreError{newer_schema} when the
// database has a migration that this program does not know, StoreError{broken} when a checksum of an applied one has
// changed.
std::vector<std::string> migrate(Connection& connection, const Dialect& dialect, std::int64_t now_ms);

}  // namespace musubi::store
