#pragma once
// Who listens to what. The journal's commits come in, one frame an audience goes out; a subscriber resumes by number or
// is told to take a fresh snapshot. Lives on the io thread; reading and encoding happen on a reader thread, one job at
// a time, so that everything a subscriber gets is in the order of the journal.

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/store.hpp"
#include "shared/base/result.hpp"
#include "shared/domain/account.hpp"
#include "shared/domain/event.hpp"

namespace musubi::live {

using Frame = std::shared_ptr<const std::string>;

enum class TopicKind : std::uint8_t { needs, me, incident };
struct Topic {
  TopicKind kind{};
  IncidentId incident_id;
  auto operator<=>(const Topic&) const = default;

  [[nodiscard]] std::string text() const;  // "needs", "me", "incident:ID"
  static std::optional<Topic> parse(std::string_view text);
};

// What a topic holds, as JSON text, for one audience. Called on a reader thread, one call at a time.
class Feed {
 public:
  virtual ~Feed() = default;
  // Whether this asker may listen at all.
  virtual Result<void> may_listen(const domain::Actor& actor, const Topic& topic) = 0;
  // Equal keys get equal bytes.
  virtual std::string audience(const domain::Actor& actor, const Topic& topic) = 0;
  // Of a whole topic: the data of the `snapshot` message.
  virtual Result<std::string> snapshot(store::ReadTx& tx, const domain::Actor& actor, const Topic& topic) = 0;
  // The `events` array of what concerns this topic and audience; empty text for nothing.
  virtual std::string events(store::ReadTx& tx, const domain::Actor& actor, const Topic& topic,
                             std::span<const domain::Event> events) = 0;
};

// The write side of one connection, as the hub needs it. false: it is being cut.
struct Listener {
  std::function<bool(Frame)> push;
  std::function<void(std::uint16_t code, std::string_view reason)> close;
};

struct HubOptions {
  store::Store& store;
  Feed& feed;
  std::function<void(std::function<void()>)> post;  // to the io thread
  std::function<Instant()> now;
  // The asker behind a session now; nothing when it has ended.
  std::function<std::optional<domain::Actor>(const store::Bytes& session)> actor_of;
  std::int64_t newest_seq{0};
};

struct HubCounters {
  std::int64_t connections{0}, subscriptions{0}, frames{0}, resyncs{0}, snapshots{0}, encodes{0}, revoked{0};
};

class Hub {
 public:
  explicit Hub(HubOptions options);

  // Connections. All on the io thread.
  void opened(std::uint64_t id, domain::Actor actor, store::Bytes session, Listener listener);
  void received(std::uint64_t id, std::string_view text);
  void closed(std::uint64_t id);
  // Every 15 seconds.
  void ping_all();

  // A commit's events, in order; on the io thread, in the order of the commits.
  void committed(std::vector<domain::Event> events);

  [[nodiscard]] const HubCounters& counters() const { return counters_; }
  [[nodiscard]] std::int64_t seq() const { return seq_; }

 private:
  struct Subscription {
    std::int64_t seq{0};  // complete up to here
    bool ready{false};    // has got its snapshot or its replay
    std::string audience;
  };
  struct Connection {
    domain::Actor actor;
    store::Bytes session;
    Listener listener;
    std::map<Topic, Subscription> topics;
  };
  struct Ask {  // a subscribe that waits for the reader
    std::uint64_t connection{0};
    Topic topic;
    std::optional<std::int64_t> since;
  };
  struct Made {                   // frames that the reader made
    std::uint64_t connection{0};  // 0: for every ready subscriber of the audience
    Topic topic;
    std::string audience;
    std::int64_t seq{0};
    Frame frame;
    bool starts{false};  // the subscriber is live from here on
    bool resync{false};  // the subscription ends with it
    std::optional<Error> refused;
  };
  struct Work {
    std::vector<domain::Event> events;
    std::vector<Ask> asks;
  };
  struct Round;

  void subscribe(std::uint64_t id, const Topic& topic, std::optional<std::int64_t> since);
  void pump();
  void deliver(const std::vector<Made>& made);
  void deliver_to(std::uint64_t id, const Made& made);
  void lost();
  void send(std::uint64_t id, Frame frame);
  void check_sessions(std::span<const domain::Event> events);
  static void answer(const Ask& ask, const domain::Actor& actor, const std::string& audience, store::ReadTx& tx,
                     Feed& feed, std::vector<Made>& made);

  HubOptions options_;
  HubCounters counters_;
  std::map<std::uint64_t, Connection> connections_;
  Work waiting_;
  bool running_{false};
  std::int64_t seq_{0};
  std::int64_t served_{0};  // up to here events were handed to a round
};

}  // namespace musubi::live
