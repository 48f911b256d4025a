#include "server/app/import_command.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "server/api/town_list.hpp"
#include "server/app/area_command.hpp"
#include "server/app/workshop.hpp"
#include "server/flow/import_flow.hpp"

namespace musubi::app {
namespace {

using domain::ImportKind;
using domain::Reject;

std::optional<ImportKind> kind_of(const std::string& word) {
  const auto kind = domain::from_code<ImportKind>(word);
  if (!kind) fmt::print(stderr, "import: kind must be one of {}\n", fmt::join(domain::all_codes<ImportKind>(), ", "));
  return kind;
}

void print_rejects(const std::vector<Reject>& rejects) {
  fmt::print("line  column                reason\n");
  for (const auto& r : rejects) {
    const auto words = flow::import_words(r.code);
    fmt::print("{:<4}  {:<20}  {} ({})\n", r.line, r.column.empty() ? "-" : r.column, words.en, words.ja);
  }
}

int refused(const flow::ImportFile& file, const std::vector<Reject>& rejects) {
  print_rejects(rejects);
  fmt::print("{}: {} rows, {} could be taken, {} refused; nothing was imported\n", domain::code(file.kind),
             file.row_count(), flow::accepted_rows(file, rejects), rejects.size());
  return k_exit_refused;
}

bool is_town_list(ImportKind kind, const std::string& bytes) {
  const auto first = bytes.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  return kind == ImportKind::places && first != std::string::npos && bytes[first] == '[';
}

int import_into(Workshop& workshop, ImportKind kind, const std::string& bytes, bool dry_run) {
  domain::ImportSetting setting;
  workshop.look([&](flow::Read& r) { setting = flow::import_setting(r); });
  const auto file = is_town_list(kind, bytes) ? api::read_town_list(bytes, setting)
                                              : Result<flow::ImportFile>(flow::read_csv(kind, bytes, setting));
  if (!file) {
    fmt::print(stderr, "import: the file is not a JSON list of towns\n");
    return k_exit_refused;
  }
  std::vector<Reject> rejects;
  workshop.look([&](flow::Read& r) { rejects = flow::check_import(r, *file); });
  if (!rejects.empty()) return refused(*file, rejects);
  if (dry_run) {
    fmt::print("{}: {} rows could be imported; nothing was written (--dry-run)\n", domain::code(kind),
               file->row_count());
    return 0;
  }
  const auto done = workshop.run([&](flow::Write& w) { return flow::import_file(w, *file); });
  if (done) {
    fmt::print("{}: {} rows imported\n", domain::code(kind), done->ref("accepted"));
    return 0;
  }
  fmt::print(stderr, "import: refused (code {}) {}\n", static_cast<int>(done.error().code), done.error().detail);
  return k_exit_broken;
}

}  // namespace

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("import: the file cannot be opened: " + path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

int run_import(const ImportOptions& options) {
  if (is_area_kind(options.kind)) return run_area_import(options);
  const auto kind = kind_of(options.kind);
  if (!kind) return k_exit_broken;
  return guarded("import on its admin page (安否・取り込み) or stop it first.", [&] {
    const auto bytes = bytes_of(options.file);
    Workshop workshop(options.data);
    return import_into(workshop, *kind, bytes, options.dry_run);
  });
}

int print_template(const std::string& kind) {
  const auto known = kind_of(kind);
  if (!known) return k_exit_broken;
  fmt::print("{}", domain::import_template(*known));
  return 0;
}

}  // namespace musubi::app
