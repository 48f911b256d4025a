// The program: one binary, subcommands. Each option may also stand in the environment (MUSUBI_…) or in a config file.
#include <sodium.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>

#include "server/app/account_command.hpp"
#include "server/app/config.hpp"
#include "server/app/demo.hpp"
#include "server/app/import_command.hpp"
#include "server/app/migrate_command.hpp"
#include "server/app/run.hpp"
#include "server/app/verify_command.hpp"

namespace {

constexpr const char* k_version = "0.1.0";

using namespace musubi::app;

void data_option(CLI::App* command, std::string& data) {
  command->add_option("--data", data, "Folder that holds the data")->envname("MUSUBI_DATA")->capture_default_str();
}

void serve_options(CLI::App* serve, ServeOptions& o) {
  data_option(serve, o.data);
  serve->add_option("--address", o.address, "Address to listen on")->envname("MUSUBI_ADDRESS")->capture_default_str();
  serve->add_option("--port", o.port, "Port to listen on; 0 takes a free one")
      ->envname("MUSUBI_PORT")
      ->capture_default_str();
  serve->add_option("--client", o.client, "Folder of the built web client")
      ->envname("MUSUBI_CLIENT")
      ->capture_default_str();
  serve->add_option("--maps", o.maps, "Folder with *.pmtiles files (default: <data>/maps)")->envname("MUSUBI_MAPS");
  serve->add_flag("--gsi-tiles", o.gsi_tiles, "Let browsers load 地理院タイル from the internet, with their credit")
      ->envname("MUSUBI_GSI_TILES");
  serve->add_option("--gsi-url", o.gsi_url, "Where those tiles come from, with {z}, {x} and {y}")
      ->envname("MUSUBI_GSI_URL")
      ->capture_default_str();
  serve->add_flag("--hazard-tiles", o.hazard_tiles, "Let browsers load 重ねるハザードマップ from the internet")
      ->envname("MUSUBI_HAZARD_TILES");
  serve->add_option("--hazard-url", o.hazard_url, "Where those tiles come from, with {layer}, {z}, {x} and {y}")
      ->envname("MUSUBI_HAZARD_URL")
      ->capture_default_str();
  serve->add_option("--readers", o.readers, "Reader threads")
      ->envname("MUSUBI_READERS")
      ->check(CLI::Range(1, 16))
      ->capture_default_str();
  serve->add_option("--clock-shift-s", o.clock_shift_s, "For rehearsals: seconds by which the clock is moved")
      ->envname("MUSUBI_CLOCK_SHIFT_S")
      ->check(CLI::Range(-2'592'000, 2'592'000))
      ->capture_default_str();
}

void import_options(CLI::App* import, ImportOptions& o, bool& wants_template) {
  import->add_flag("--template", wants_template, "Print the columns of the kind and an example line, and stop");
  import->add_option("kind", o.kind, "places, shelters, districts, volunteers, registrants, boundary or hazard");
  import->add_option("file", o.file, "UTF-8 CSV (places also as the JSON town list); boundary and hazard: GeoJSON");
  import->add_option("--title", o.title, "hazard: what stands in the legend, such as 酒匂川 浸水想定");
  import->add_option("--hazard", o.hazard, "hazard: flood, landslide, storm_surge, tsunami, …");
  import->add_option("--source", o.source, "boundary, hazard: whom the map credits");
  data_option(import, o.data);
  import->add_flag("--dry-run", o.dry_run, "Check only");
}

void account_options(CLI::App* add, AccountOptions& o) {
  data_option(add, o.data);
  add->add_option("--login", o.login, "Login name")->required();
  add->add_option("--role", o.role, "admin, staff, coordinator, volunteer or viewer")->required();
  add->add_option("--name", o.name, "Name shown to others (default: the login)");
  add->add_option("--district", o.districts, "District code, for coordinators; may be repeated");
  add->add_option("--volunteer", o.volunteer, "Id of the volunteer whose account this is");
  add->add_flag("--password-stdin", o.password_stdin, "Read the password from standard input")->required();
}

}  // namespace

int main(int argc, char** argv) {
  if (sodium_init() < 0) return 2;
  CLI::App app{"Musubi: coordination server for volunteer centres and disaster volunteer centres"};
  app.require_subcommand(1);
  app.set_config("--config", "", "Read options from this file")->envname("MUSUBI_CONFIG");

  ServeOptions serve;
  auto* serve_command = app.add_subcommand("serve", "Run the server");
  serve_options(serve_command, serve);
  std::string migrate_data{"data"};
  auto* migrate_command = app.add_subcommand("migrate", "Bring the data to this program's schema");
  data_option(migrate_command, migrate_data);
  std::string verify_data{"data"};
  auto* verify_command = app.add_subcommand("verify", "Check that nobody has tampered with the audit");
  data_option(verify_command, verify_data);
  ImportOptions import;
  bool wants_template = false;
  auto* import_command = app.add_subcommand("import", "Import a file, all or nothing");
  import_options(import_command, import, wants_template);
  AccountOptions account;
  auto* account_command = app.add_subcommand("account", "Accounts");
  auto* account_add = account_command->add_subcommand("add", "Add an account");
  account_command->require_subcommand(1);
  account_options(account_add, account);
  DemoOptions demo;
  auto* demo_command = app.add_subcommand("demo", "Fill an empty data folder with an invented Odawara");
  data_option(demo_command, demo.data);
  demo_command->add_option("--seed", demo.seed, "The same seed makes the same people")->capture_default_str();
  demo_command->add_option("--password", demo.password,
                           "Password of the demo accounts; another than the known one may listen beyond this machine");
  auto* version_command = app.add_subcommand("version", "Print the version");
  CLI11_PARSE(app, argc, argv);

  try {
    if (*serve_command) return musubi::app::serve(serve);
    if (*migrate_command) return run_migrate(migrate_data);
    if (*verify_command) return run_verify(verify_data);
    if (*import_command) return wants_template ? print_template(import.kind) : run_import(import);
    if (*account_add) return add_account(account);
    if (*demo_command) return make_demo(demo);
    if (*version_command) std::printf("musubi %s\n", k_version);
    return 0;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "musubi: %s\n", e.what());
    return 2;
  }
}
