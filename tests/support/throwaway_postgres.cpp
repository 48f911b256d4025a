#include "tests/support/throwaway_postgres.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

namespace musubi::testing {
namespace {

namespace fs = std::filesystem;

int free_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool ok = fd >= 0 && ::bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                  ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  if (fd >= 0) ::close(fd);
  if (!ok) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

// PostgreSQL refuses to run as root: then its own user runs it.
const passwd* runner() {
  if (::geteuid() != 0) return nullptr;
  const passwd* user = ::getpwnam("postgres");
  if (user == nullptr) throw std::runtime_error("there is no user postgres");
  return user;
}

pid_t launch(const std::vector<std::string>& words, const std::string& log) {
  const passwd* user = runner();
  std::vector<char*> argv;
  for (const auto& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child > 0) return child;
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  const int in = ::open("/dev/null", O_RDONLY);
  ::dup2(in, 0);
  ::dup2(out, 1);
  ::dup2(out, 2);
  if (user != nullptr) {
    const bool changed =
        ::initgroups(user->pw_name, user->pw_gid) == 0 && ::setgid(user->pw_gid) == 0 && ::setuid(user->pw_uid) == 0;
    if (!changed || ::chdir("/") != 0) ::_exit(126);
  }
  ::prctl(PR_SET_PDEATHSIG, SIGINT);  // a test program that crashes takes its server along
  ::execv(argv[0], argv.data());
  ::_exit(127);
}

}  // namespace

PgSession::PgSession(const std::string& connection_words)
    : connection_(PQconnectdb(connection_words.c_str()), &PQfinish) {
  if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
  PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
}

PgAnswer PgSession::answer(PGresult* result) {
  const std::unique_ptr<PGresult, decltype(&PQclear)> owned(result, &PQclear);
  const auto status = PQresultStatus(result);
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return {status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, state == nullptr ? "" : state,
          PQresultErrorMessage(result)};
}

PgAnswer PgSession::run(const std::string& text) { return answer(PQexec(connection_.get(), text.c_str())); }

PgAnswer PgSession::prepare(const std::string& name, const std::string& text) {
  return answer(PQprepare(connection_.get(), name.c_str(), text.c_str(), 0, nullptr));
}

std::optional<std::string> ThrowawayPostgres::programs() {
  std::error_code ignored;
  std::string newest;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
    const std::string bin = (version.path() / "bin").string();
    if (::access((bin + "/initdb").c_str(), X_OK) != 0) continue;
    if (version.path().filename() == "15") return bin;  // the one the queries are written for
    newest = std::max(newest, bin);
  }
  return newest.empty() ? std::nullopt : std::optional(newest);
}

ThrowawayPostgres* ThrowawayPostgres::shared() {
  static const std::unique_ptr<ThrowawayPostgres> server = [] {
    const auto bin = programs();
    return std::unique_ptr<ThrowawayPostgres>(bin ? new ThrowawayPostgres(*bin) : nullptr);
  }();
  return server.get();
}

ThrowawayPostgres::ThrowawayPostgres(const std::string& programs) {
  if (const passwd* user = runner(); user != nullptr) {
    if (::chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) != 0) throw std::runtime_error("cannot chown");
  }
  const pid_t init = launch({programs + "/initdb", "-A", "trust", "--no-sync", "-U", "musubi", "-E", "UTF8",
                             "--locale=C", "-D", folder_.file("data")},
                            folder_.file("initdb.log"));
  int status = 0;
  if (::waitpid(init, &status, 0) != init || status != 0) throw std::runtime_error("initdb failed");
  for (int attempt = 0; server_ < 0; ++attempt) {  // another program may take the free port first
    try {
      start(programs);
    } catch (const std::runtime_error&) {
      if (attempt == 2) throw;
    }
  }
}

void ThrowawayPostgres::start(const std::string& programs) {
  port_ = free_port();
  const pid_t child =
      launch({programs + "/postgres", "-D", folder_.file("data"), "-p", std::to_string(port_), "-c",
              "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=" + folder_.path(), "-c", "fsync=off"},
             folder_.file("server.log"));
  for (int i = 0; i < 300; ++i) {
    if (::waitpid(child, nullptr, WNOHANG) == child) throw std::runtime_error("postgres ended at once");
    if (PQping(words("postgres").c_str()) == PQPING_OK) {
      server_ = child;
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  ::kill(child, SIGQUIT);
  ::waitpid(child, nullptr, 0);
  throw std::runtime_error("postgres did not answer in 30 s");
}

ThrowawayPostgres::~ThrowawayPostgres() {
  if (server_ < 0) return;
  ::kill(server_, SIGINT);
  ::waitpid(server_, nullptr, 0);
}

std::string ThrowawayPostgres::words(const std::string& database) const {
  return "host=127.0.0.1 user=musubi connect_timeout=10 port=" + std::to_string(port_) + " dbname=" + database;
}

PgSession ThrowawayPostgres::fresh_database() {
  const std::string name = "test_" + std::to_string(++databases_);
  const auto made = PgSession(words("postgres")).run("CREATE DATABASE " + name);
  if (!made.ok) throw std::runtime_error(made.message);
  return PgSession(words(name));
}

}  // namespace musubi::testing
