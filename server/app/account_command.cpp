#include "server/app/account_command.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <iostream>
#include <stdexcept>

#include "server/app/workshop.hpp"
#include "server/flow/account_flow.hpp"
#include "server/store/district_store.hpp"
#include "shared/base/limits.hpp"
#include "shared/base/text.hpp"

namespace musubi::app {
namespace {

int refuse(std::string_view why) {
  fmt::print(stderr, "account add: {}\n", why);
  return k_exit_refused;
}

// What the API asks of a login, too.
bool is_login(std::string_view login) {
  if (login.size() < 3 || login.size() > 64) return false;
  return login.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._@-") == std::string_view::npos;
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::string first_line() {
  std::string line;
  std::getline(std::cin, line);
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

std::string words_of(const Error& error) {
  if (error.code == Code::already_exists) return "this login, or an account of this volunteer, exists already";
  std::string text = "refused";
  for (const auto& f : error.fields) text += fmt::format(" {}: {}", f.field, f.code);
  return text;
}

int add(const AccountOptions& options, domain::NewAccount ask, const std::string& password) {
  Workshop workshop(options.data);
  for (const auto& code : options.districts) {
    std::optional<domain::District> district;
    workshop.look([&](flow::Read& r) { district = store::find_district_by_code(r.tx, code); });
    if (!district) return refuse("there is no district with the code " + code);
    ask.district_ids.push_back(district->id);
  }
  const auto hash = flow::hash_password(password);
  const auto done = workshop.run([&](flow::Write& w) { return flow::add_account(w, ask, hash); });
  if (!done) return refuse(words_of(done.error()));
  fmt::print("account {} ({}) added\n", ask.login, domain::code(ask.role));
  return 0;
}

}  // namespace

int add_account(const AccountOptions& options) {
  domain::NewAccount ask;
  ask.login = lower(options.login);
  if (!is_login(ask.login)) return refuse("--login takes 3 to 64 of a-z 0-9 . _ @ -");
  const auto role = domain::from_code<domain::Role>(options.role);
  if (!role) return refuse(fmt::format("--role must be one of {}", fmt::join(domain::all_codes<domain::Role>(), ", ")));
  ask.role = *role;
  ask.name = options.name.empty() ? ask.login : options.name;
  if (length_in_characters(ask.name) > limits::name_chars_max) return refuse("--name is too long");
  if (!options.volunteer.empty()) {
    const auto id = VolunteerId::parse(options.volunteer);
    if (!id) return refuse("--volunteer is not an id");
    ask.volunteer_id = *id;
  }
  if (!options.password_stdin) return refuse("give the password on standard input with --password-stdin");
  const auto password = first_line();
  const auto length = length_in_characters(password);
  if (length < limits::password_chars_min || length > limits::password_chars_max)
    return refuse(fmt::format("the password must have {} to {} characters", limits::password_chars_min,
                              limits::password_chars_max));
  return guarded("add accounts on its admin page (アカウント) or stop it first.", [&] {
    if (sodium_init() < 0) throw std::runtime_error("libsodium could not start");
    return add(options, ask, password);
  });
}

}  // namespace musubi::app
