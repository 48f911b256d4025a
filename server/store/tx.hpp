#pragma once
// The two kinds of transaction that repositories work on.

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "server/store/codec.hpp"
#include "server/store/driver.hpp"
#include "shared/domain/event.hpp"

namespace musubi::store {

// A consistent view of the data at one moment.
class ReadTx {
 public:
  ReadTx(Connection& connection, const Codec& codec) : connection_(connection), codec_(codec) {}
  virtual ~ReadTx() = default;
  ReadTx(const ReadTx&) = delete;
  ReadTx& operator=(const ReadTx&) = delete;

  std::vector<Row> query(const sql::Statement& statement, std::initializer_list<Value> params = {}) {
    return connection_.query(statement, std::span(params.begin(), params.size()));
  }
  // The first row, if any.
  std::optional<Row> first(const sql::Statement& statement, std::initializer_list<Value> params = {});
  [[nodiscard]] const Codec& codec() const { return codec_; }
  // The newest journal number that this transaction sees.
  [[nodiscard]] std::int64_t seq();

 protected:
  Connection& connection_;
  const Codec& codec_;
};

// A command's transaction: a savepoint within the writer's batch. Nothing in here has an effect outside of the database
// except what is given to on_commit.
class Tx : public ReadTx {
 public:
  using ReadTx::ReadTx;

  // Runs a changing statement and returns the number of rows changed.
  std::int64_t run(const sql::Statement& statement, std::initializer_list<Value> params = {});
  // Appends to the journal: gives the event its number (read from its row, so that a rolled-back command leaves no
  // gap), writes it and keeps it for live. Returns the number.
  std::int64_t append(domain::Event event);
  // Takes the next value of a named counter, starting with 1 ("need:…", "volunteer").
  std::int64_t next(std::string_view counter);
  // Called on the writer thread after the COMMIT and before the acknowledgement; dropped when the command is rolled
  // back.
  void on_commit(std::function<void()> effect) { effects_.push_back(std::move(effect)); }

  // For the writer.
  struct Kept {
    std::vector<domain::Event> events;
    std::vector<std::function<void()>> effects;
  };
  Kept take_kept() { return {std::move(events_), std::move(effects_)}; }

 private:
  std::vector<domain::Event> events_;
  std::vector<std::function<void()>> effects_;
};

}  // namespace musubi::store
