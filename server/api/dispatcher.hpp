#pragma once
// From a request to its answer: route, asker, right, idempotency key, then a reader thread or the writer. The only
// caller of flows. Lives on the io thread; answers come from whatever thread decided them.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/api/call.hpp"
#include "server/flow/runner.hpp"
#include "server/flow/worker_pool.hpp"

namespace musubi::api {

// Tiles that browsers may fetch from outside, by URL template with {z}, {x} and {y}.
struct TileSources {
  std::optional<std::string> gsi_url{};  // the base map; nullopt: none
  struct Hazard {
    std::string hazard;  // a word of domain::Hazard
    std::string name;
    std::string url;
  };
  std::vector<Hazard> hazards{};
};

struct DispatcherOptions {
  flow::Runner& runner;
  flow::WorkerPool& cpu;
  bool demo{false};
  std::vector<std::string> pmtiles;  // files that the operator dropped in, by name
  TileSources tiles{};
};

// What a command came to.
struct Decided {
  int status{0};
  std::string code;  // of the outcome or the problem
  Answer answer;
  flow::Outcome outcome;
};

class Dispatcher {
 public:
  explicit Dispatcher(DispatcherOptions options);

  void handle(net::Request request, net::Respond respond);
  // Who a request or an upgrade signs in as, by bearer token, subprotocol or cookie; not signed in when by nothing.
  // not_signed_in for a token that is not valid (any more), forbidden for a cookie from another origin.
  struct Asker {
    domain::Actor actor;
    std::optional<store::Bytes> session;
  };
  Result<Asker> asker_of(const net::Request& request, bool upgrade) const;

  // For special routes.
  struct Submission {
    std::optional<Uuid> key;
    std::string what;  // route and body
    flow::Command command;
  };
  // Runs a command in its transaction under its key. `done` gets what was decided, now or the first time.
  void submit(std::shared_ptr<const Call> call, Submission submission, std::function<void(Decided)> done);
  [[nodiscard]] const DispatcherOptions& options() const { return options_; }
  static std::string what_of(const Call& call);
  // The body as JSON; an empty one is an empty object. unsupported_type or malformed.
  static Result<Json> body_of(const net::Request& http);
  // How a command is answered; a kept refusal too.
  static net::Reply reply_of(const Decided& decided);
  static net::Reply reply_of(const Answer& answer);
  static net::Reply reply_of(const Error& error);

  // Runs a reading on a reader thread and answers.
  void read(std::shared_ptr<const Call> call, std::function<Result<Answer>(const Call&, flow::Read&)> fn,
            net::Respond respond);

 private:
  void command(std::shared_ptr<const Call> call, CommandFn fn, net::Respond respond);

  DispatcherOptions options_;
};

// A path as it may stand in the log: of whatever somebody wrote into it only ids remain, the rest becomes "-".
std::string loggable(std::string_view path);

// Key of a command from its header; key_missing or malformed.
Result<Uuid> key_of(const net::Request& request);

}  // namespace musubi::api
