#pragma once
// The pictures of the incidents that somebody looks at, kept in memory and in step with the journal: whoever looks
// first brings them up to the number of the own transaction, reading again what the events between name. After a start,
// and when too much was missed, they are read anew. Any thread; one at a time.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "server/store/tx.hpp"
#include "shared/base/result.hpp"
#include "shared/domain/picture.hpp"

namespace musubi::flow {

class LivePictures {
 public:
  // `seen` gets the picture as of the transaction's number or later, and must only copy out of it: it runs under the
  // lock. not_found: there is no such incident. Within a command, whose rows may still be rolled back,
  // and for the first look from an old transaction the picture is made anew and kept by nobody.
  using Seen = std::function<void(const domain::Picture& picture)>;
  Result<void> look(store::ReadTx& tx, const IncidentId& incident, Instant now, const Seen& seen) const;

  // Reads the roster and the open incidents, so that the first who looks need not wait.
  void warm(store::ReadTx& tx, Instant now) const;

  struct Counters {
    std::int64_t loads{0};    // pictures read from the store
    std::int64_t touched{0};  // people read again because of an event
  };
  [[nodiscard]] Counters counters() const;

 private:
  struct Kept {
    std::unique_ptr<domain::Picture> picture;
    std::uint64_t looked{0};  // for the least recently looked at
  };
  struct World {
    domain::RosterTable roster;
    std::int64_t seq{0};
    std::map<IncidentId, Kept> pictures;
  };
  struct Touched;

  static std::unique_ptr<World> read_world(store::ReadTx& tx);
  static std::unique_ptr<domain::Picture> read_picture(store::ReadTx& tx, const World& world, const IncidentId& id,
                                                       Instant now);
  void catch_up(store::ReadTx& tx, Instant now) const;
  void apply(store::ReadTx& tx, const Touched& touched, Instant now) const;
  void apply_people(store::ReadTx& tx, const Touched& touched) const;
  void drop_oldest() const;

  // Memory is handed to readers as const: what is kept here is a copy, brought up to date by looking.
  mutable std::mutex mutex_;
  mutable std::unique_ptr<World> world_;
  mutable std::uint64_t looks_{0};
  mutable Counters counters_;
};

}  // namespace musubi::flow
