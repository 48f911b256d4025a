#pragma once
// `musubi account add`: the way to the first admin.

#include <string>
#include <vector>

namespace musubi::app {

struct AccountOptions {
  std::string data{"data"};
  std::string login;
  std::string role;
  std::string name;                    // empty: the login
  std::vector<std::string> districts;  // codes
  std::string volunteer;               // id
  bool password_stdin{false};          // the first line of standard input
};

// 0 made, 1 refused, 2 it could not run, 3 a server runs on the data.
int add_account(const AccountOptions& options);

}  // namespace musubi::app
