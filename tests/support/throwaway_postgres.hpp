#pragma once
// A PostgreSQL server of its own for one test program: in a temporary folder, on a free port of 127.0.0.1, without
// passwords, gone at the end.

#include <libpq-fe.h>
#include <sys/types.h>

#include <memory>
#include <optional>
#include <string>

#include "tests/support/temp_folder.hpp"

namespace musubi::testing {

struct PgAnswer {
  bool ok{false};
  std::string sqlstate;  // "23505" …
  std::string message;
};

class PgSession {
 public:
  explicit PgSession(const std::string& connection_words);
  PgAnswer run(const std::string& text);
  PgAnswer prepare(const std::string& name, const std::string& text);

 private:
  PgAnswer answer(PGresult* result);
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

class ThrowawayPostgres {
 public:
  // The folder with initdb and postgres, when PostgreSQL is installed here.
  static std::optional<std::string> programs();
  // Started by the first caller, stopped when the program ends. Null when it is not installed; throws when it is and
  // does not start.
  static ThrowawayPostgres* shared();

  ~ThrowawayPostgres();
  ThrowawayPostgres(const ThrowawayPostgres&) = delete;
  ThrowawayPostgres& operator=(const ThrowawayPostgres&) = delete;

  // A session on a database of its own, empty.
  PgSession fresh_database();

 private:
  explicit ThrowawayPostgres(const std::string& programs);
  void start(const std::string& programs);
  [[nodiscard]] std::string words(const std::string& database) const;

  TempFolder folder_;
  pid_t server_{-1};
  int port_{0};
  int databases_{0};
};

// Skips with the reason where PostgreSQL is not installed; on the build server (CI is set) that is a failure.
#define MUSUBI_NEEDS_POSTGRES()                                                                    \
  do {                                                                                             \
    if (!::musubi::testing::ThrowawayPostgres::programs()) {                                       \
      if (std::getenv("CI") != nullptr) FAIL() << "PostgreSQL is not installed (apt: postgresql)"; \
      GTEST_SKIP() << "PostgreSQL is not installed (apt: postgresql)";                             \
    }                                                                                              \
  } while (false)

}  // namespace musubi::testing
