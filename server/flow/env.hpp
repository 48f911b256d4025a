#pragma once
// What a use case gets: a transaction, who asks, the time, ids, and the memory of the house. Nothing else; so a use
// case has no effect outside of its transaction, except what it leaves to on_commit.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/store/audit_store.hpp"
#include "server/store/tx.hpp"
#include "shared/base/result.hpp"
#include "shared/domain/account.hpp"
#include "shared/domain/event.hpp"

namespace musubi::flow {

class Memory;

// Makes ids of version 7. Any thread.
using MakeId = std::function<Uuid()>;
MakeId random_ids(std::function<std::int64_t()> now_ms);

struct Read {
  store::ReadTx& tx;
  const domain::Actor& actor;
  Instant now;
  const Memory& memory;
  std::string_view request_id;
  // Rows that must be on disk before the answer leaves (reads of registrants).
  std::vector<store::AuditRow> audits{};
};

struct Write {
  store::Tx& tx;
  const domain::Actor& actor;
  Instant now;
  Memory& memory;
  const MakeId& make_id;
  std::string_view request_id;
  std::string_view route{};  // "PATCH /api/v1/registrants/{id}"; empty for the house itself

  template <class I>
  [[nodiscard]] I id(const std::optional<I>& brought = std::nullopt) const {
    return brought ? *brought : I(make_id());
  }
  // The same view for reading functions.
  [[nodiscard]] Read as_read() const { return {tx, actor, now, memory, request_id}; }
  // An event of now by this actor; the caller adds the ids.
  [[nodiscard]] domain::Event event(std::string type) const {
    domain::Event e;
    e.type = std::move(type);
    e.occurred_at = now;
    e.recorded_at = now;
    e.actor_id = actor.account_id;
    return e;
  }
};

// What was decided, by codes, ids and numbers: kept for repeated keys and rendered anew through the policy each time.
struct Outcome {
  int status{200};
  std::string code;                                       // "need", "offer.accepted", or an error's wire code
  std::vector<std::pair<std::string, std::string>> refs;  // "id" → uuid, "position" → "2"

  [[nodiscard]] std::string ref(std::string_view name) const;
  template <class I>
  [[nodiscard]] I ref_id(std::string_view name = "id") const {
    return I(Uuid::parse(ref(name)).value_or(Uuid{}));
  }
  [[nodiscard]] std::string refs_text() const;  // "id=…;position=2"
  static std::vector<std::pair<std::string, std::string>> parse_refs(std::string_view text);
};

inline Outcome outcome(int status, std::string code, const Uuid& id) {
  return {status, std::move(code), {{"id", id.text()}}};
}

// A command that is understood and waits for its transaction.
using Command = std::function<Result<Outcome>(Write&)>;

}  // namespace musubi::flow
