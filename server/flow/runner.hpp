#pragma once
// Runs use cases: reads on the reader threads with their audit rows, commands on the writer under their idempotency
// key. What a key was answered with is kept in the command's own transaction and never decided twice.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "server/flow/env.hpp"
#include "server/flow/memory.hpp"
#include "server/store/store.hpp"

namespace musubi::flow {

// Who asks, and until when somebody waits for the answer. Shared with the threads that work on it.
struct Asking {
  domain::Actor actor;
  std::string request_id;
  std::int64_t deadline_ms{0};
  std::string route{};  // method and pattern, for the audit
};

struct RunnerOptions {
  store::Store& store;
  const store::Codec& codec;
  Memory& memory;
  MakeId make_id;
  std::function<Instant()> now;
};

class Runner {
 public:
  explicit Runner(RunnerOptions options) : options_(std::move(options)) {}

  // `work` looks at one moment's data; `done` comes after the audit rows it asked for are on disk. `failure` is empty
  // when all went well, else busy, timed_out, storage_full or broken. Both on other threads; `done` may come at once.
  using Done = std::function<void(std::optional<Code> failure)>;
  void read(std::shared_ptr<const Asking> asking, std::function<void(Read&)> work, Done done);

  // Decides the command once per key. `decided` gets the outcome or the refusal, whether decided now or before, inside
  // the transaction; `done` comes after that is on disk. Without a key every call decides.
  struct Keyed {
    std::optional<Uuid> key;
    std::string what;  // method, path and body: the same key must not mean two things
  };
  using Decided = std::function<void(Read&, const Result<Outcome>&)>;
  void command(std::shared_ptr<const Asking> asking, Keyed keyed, Command command, Decided decided, Done done);

  [[nodiscard]] Instant now() const { return options_.now(); }
  [[nodiscard]] Memory& memory() const { return options_.memory; }
  // What is kept of a session's token.
  [[nodiscard]] store::Bytes token_digest(std::string_view token) const {
    return options_.codec.digest("session", token);
  }

 private:
  [[nodiscard]] Write writing(store::Tx& tx, const Asking& asking) const {
    return {tx, asking.actor, options_.now(), options_.memory, options_.make_id, asking.request_id, asking.route};
  }
  // What the answer showed goes into the audit of the same transaction.
  void keep_audits(store::Tx& tx, const Asking& asking, std::vector<store::AuditRow>& audits) const;

  RunnerOptions options_;
};

// Whether an answer of this status is kept for its key: decided ones are, misunderstood and passing ones are not.
bool is_decided(Code code);

}  // namespace musubi::flow
