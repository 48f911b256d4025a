#pragma once
// `musubi import`

#include <string>

namespace musubi::app {

struct ImportOptions {
  std::string data{"data"};
  std::string kind;
  std::string file;
  bool dry_run{false};
  std::string title{};  // of a hazard area
  std::string hazard{};
  std::string source{};  // of a boundary or a hazard area
};

// The whole file; throws std::runtime_error when it cannot be opened.
std::string bytes_of(const std::string& path);

// Prints counts, and what was refused as a table. 0 imported (or would be), 1 lines were refused and nothing was
// imported, 2 it could not run, 3 a server runs on the data.
int run_import(const ImportOptions& options);

// The columns of our own file of this kind and one invented line. 0, or 2 for an unknown kind.
int print_template(const std::string& kind);

}  // namespace musubi::app
