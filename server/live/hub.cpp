#include "server/live/hub.hpp"

#include <algorithm>
#include <tuple>

#include "server/live/messages.hpp"
#include "server/store/event_store.hpp"
#include "shared/base/limits.hpp"

namespace musubi::live {
namespace {

constexpr std::uint16_t k_revoked = 4401;
constexpr std::uint16_t k_bad_message = 1008;
constexpr std::int64_t k_read_wait_ms = 60'000;
constexpr std::size_t k_events_a_frame = 500;
constexpr int k_events_at_once = 10'000;

bool changes_sessions(const domain::Event& e) {
  return e.type.starts_with("session.") || e.type.starts_with("account.");
}

// A phase or an end changes what everybody may see: all of that topic is stale at once. So is a coordinator's when a
// need moves from district to district: what they may not see any more is not told by sending it.
bool changes_sight(const domain::Event& e, const Topic& topic, const domain::Actor& actor) {
  if (e.type == "need.changed" && e.data == "district=moved" && actor.role == domain::Role::coordinator)
    return topic.kind == TopicKind::needs || (topic.kind == TopicKind::incident && e.incident_id == topic.incident_id);
  if (e.type == "drill.wiped" && topic.kind == TopicKind::me) return true;  // offers of the drill are gone
  return topic.kind == TopicKind::incident && e.incident_id == topic.incident_id &&
         (e.type == "incident.changed" || e.type == "incident.closed" || e.type == "drill.wiped");
}

}  // namespace

std::string Topic::text() const {
  switch (kind) {
    case TopicKind::needs:
      return "needs";
    case TopicKind::me:
      return "me";
    case TopicKind::incident:
      break;
  }
  return "incident:" + incident_id.text();
}

std::optional<Topic> Topic::parse(std::string_view text) {
  constexpr std::string_view k_incident = "incident:";
  if (text == "needs") return Topic{TopicKind::needs, {}};
  if (text == "me") return Topic{TopicKind::me, {}};
  if (!text.starts_with(k_incident)) return std::nullopt;
  const auto id = IncidentId::parse(text.substr(k_incident.size()));
  return id ? std::optional(Topic{TopicKind::incident, *id}) : std::nullopt;
}

Hub::Hub(HubOptions options) : options_(std::move(options)), seq_(options_.newest_seq), served_(options_.newest_seq) {}

void Hub::opened(std::uint64_t id, domain::Actor actor, store::Bytes session, Listener listener) {
  connections_[id] = {std::move(actor), std::move(session), std::move(listener), {}};
  counters_.connections = static_cast<std::int64_t>(connections_.size());
}

void Hub::closed(std::uint64_t id) {
  if (const auto it = connections_.find(id); it != connections_.end()) {
    counters_.subscriptions -= static_cast<std::int64_t>(it->second.topics.size());
    connections_.erase(it);
  }
  counters_.connections = static_cast<std::int64_t>(connections_.size());
}

void Hub::send(std::uint64_t id, Frame frame) {
  const auto it = connections_.find(id);
  if (it == connections_.end()) return;
  ++counters_.frames;
  (void)it->second.listener.push(std::move(frame));
}

void Hub::received(std::uint64_t id, std::string_view text) {
  const auto it = connections_.find(id);
  if (it == connections_.end()) return;
  const auto said = parse_said(text);
  if (!said) return it->second.listener.close(k_bad_message, "message not understood");
  switch (said->kind) {
    case Said::Kind::pong:
      return;
    case Said::Kind::unsubscribe:
      counters_.subscriptions -= static_cast<std::int64_t>(it->second.topics.erase(said->topic));
      return;
    case Said::Kind::unknown_topic:
      return send(id, problem_frame(said->topic_text, Error{.code = Code::not_found}));
    case Said::Kind::subscribe:
      return subscribe(id, said->topic, said->since);
  }
}

void Hub::subscribe(std::uint64_t id, const Topic& topic, std::optional<std::int64_t> since) {
  auto& c = connections_.at(id);
  if (const auto ok = options_.feed.may_listen(c.actor, topic); !ok)
    return send(id, problem_frame(topic.text(), ok.error()));
  if (!c.topics.contains(topic) && c.topics.size() >= limits::subscriptions_per_connection_max)
    return send(id, problem_frame(topic.text(), Error{.code = Code::too_many}));
  if (!c.topics.contains(topic)) ++counters_.subscriptions;
  c.topics[topic] = {0, false, options_.feed.audience(c.actor, topic)};
  waiting_.asks.push_back({id, topic, since});
  pump();
}

void Hub::committed(std::vector<domain::Event> events) {
  if (events.empty()) return;
  seq_ = std::max(seq_, events.back().seq);
  check_sessions(events);
  // A reader may have seen a commit before this word of it came.
  for (auto& e : events)
    if (e.seq > served_) waiting_.events.push_back(std::move(e));
  pump();
}

void Hub::check_sessions(std::span<const domain::Event> events) {
  if (std::ranges::none_of(events, changes_sessions)) return;
  std::vector<std::uint64_t> gone;
  for (auto& [id, c] : connections_) {
    const auto actor = options_.actor_of(c.session);
    if (!actor) {
      gone.push_back(id);
      continue;
    }
    const bool same = actor->role == c.actor.role && actor->districts == c.actor.districts &&
                      actor->volunteer_id == c.actor.volunteer_id;
    if (same) continue;
    // Another role sees other things: what was sent is stale, and the client asks anew.
    c.actor = *actor;
    for (const auto& [topic, s] : c.topics) {
      ++counters_.resyncs;
      (void)c.listener.push(resync_frame(topic, "role"));
    }
    counters_.subscriptions -= static_cast<std::int64_t>(c.topics.size());
    c.topics.clear();
  }
  for (const auto id : gone) {
    ++counters_.revoked;
    // The listener may call closed() from within.
    auto listener = connections_.at(id).listener;
    listener.close(k_revoked, "signed out");
  }
}

void Hub::ping_all() {
  const auto frame = ping_frame(seq_, options_.now());
  std::vector<std::uint64_t> expired;
  for (auto& [id, c] : connections_) {
    if (!options_.actor_of(c.session)) {
      expired.push_back(id);
      continue;
    }
    ++counters_.frames;
    (void)c.listener.push(frame);
  }
  for (const auto id : expired) {
    ++counters_.revoked;
    auto listener = connections_.at(id).listener;
    listener.close(k_revoked, "signed out");
  }
}

// What one reader job works on: a copy of who listens, taken when it starts.
struct Hub::Round {
  Work work;
  std::int64_t upto{0};  // the number up to which everybody has been told when it is done
  struct Audience {
    Topic topic;
    std::string key;
    domain::Actor actor;
  };
  std::vector<Audience> audiences;
  struct Asked {
    Ask ask;
    domain::Actor actor;
    std::string audience;
  };
  std::vector<Asked> asked;
  std::vector<Made> made;
};

void Hub::answer(const Ask& ask, const domain::Actor& actor, const std::string& audience, store::ReadTx& tx, Feed& feed,
                 std::vector<Made>& made) {
  Made m{ask.connection, ask.topic, audience, tx.seq(), nullptr, true, false, std::nullopt};
  if (ask.since) {
    if (*ask.since > m.seq || *ask.since < 0) {
      m.frame = resync_frame(ask.topic, "unknown_seq");
      m.resync = true;
      return made.push_back(std::move(m));
    }
    const auto missed = store::events_after(tx, *ask.since, static_cast<int>(limits::resume_events_max) + 1);
    if (missed.size() > limits::resume_events_max ||
        std::ranges::any_of(missed, [&](const auto& e) { return changes_sight(e, ask.topic, actor); })) {
      m.frame = resync_frame(ask.topic, "too_old");
      m.resync = true;
      return made.push_back(std::move(m));
    }
    std::span<const domain::Event> rest(missed);
    while (!rest.empty()) {
      const auto some = rest.subspan(0, std::min(rest.size(), k_events_a_frame));
      rest = rest.subspan(some.size());
      const auto text = feed.events(tx, actor, ask.topic, some);
      if (text.empty() && !rest.empty()) continue;
      auto part = m;
      part.seq = rest.empty() ? m.seq : some.back().seq;
      part.starts = rest.empty();
      part.frame = events_frame(ask.topic, part.seq, text.empty() ? "[]" : text);
      made.push_back(std::move(part));
    }
    // Nothing missed: the empty frame says "complete up to here".
    if (missed.empty()) {
      m.frame = events_frame(ask.topic, m.seq, "[]");
      made.push_back(std::move(m));
    }
    return;
  }
  const auto data = feed.snapshot(tx, actor, ask.topic);
  if (data)
    m.frame = snapshot_frame(ask.topic, m.seq, *data);
  else
    m.refused = data.error();
  made.push_back(std::move(m));
}

void Hub::pump() {
  if (running_ || (waiting_.events.empty() && waiting_.asks.empty())) return;
  auto round = std::make_shared<Round>();
  round->work = std::move(waiting_);
  waiting_ = {};
  if (!round->work.events.empty()) served_ = round->work.events.back().seq;
  round->upto = served_;
  for (const auto& ask : round->work.asks)
    if (const auto c = connections_.find(ask.connection); c != connections_.end())
      if (const auto t = c->second.topics.find(ask.topic); t != c->second.topics.end())
        round->asked.push_back({ask, c->second.actor, t->second.audience});
  std::set<std::pair<Topic, std::string>> seen;
  for (const auto& [id, c] : connections_)
    for (const auto& [topic, s] : c.topics)
      if (s.ready && seen.emplace(topic, s.audience).second) round->audiences.push_back({topic, s.audience, c.actor});
  if (round->asked.empty() && (round->audiences.empty() || round->work.events.empty())) return;

  running_ = true;
  store::ReadJob job;
  job.deadline_ms = options_.now().ms + k_read_wait_ms;
  job.work = [round, &feed = options_.feed](store::ReadTx& tx) {
    // One moment for all: whoever begins now and whoever listens already stand at the same number afterwards, so that
    // nothing is told twice.
    auto& events = round->work.events;
    for (auto& e : store::events_after(tx, round->upto, k_events_at_once)) events.push_back(std::move(e));
    if (!events.empty()) {
      round->upto = events.back().seq;
      for (const auto& a : round->audiences) {
        if (std::ranges::any_of(events, [&](const auto& e) { return changes_sight(e, a.topic, a.actor); })) {
          round->made.push_back(
              {0, a.topic, a.key, events.back().seq, resync_frame(a.topic, "phase"), false, true, std::nullopt});
          continue;
        }
        const auto text = feed.events(tx, a.actor, a.topic, events);
        if (text.empty()) continue;
        round->made.push_back({0, a.topic, a.key, events.back().seq, events_frame(a.topic, events.back().seq, text),
                               false, false, std::nullopt});
      }
    }
    // Fifty desks that open in the morning, or come back after a restart, ask for the same: it is read and encoded
    // once.
    std::map<std::tuple<Topic, std::string, std::optional<std::int64_t>>, std::vector<Made>> answered;
    for (const auto& asked : round->asked) {
      auto& same = answered[{asked.ask.topic, asked.audience, asked.ask.since}];
      if (same.empty()) answer(asked.ask, asked.actor, asked.audience, tx, feed, same);
      for (auto made : same) {
        made.connection = asked.ask.connection;
        round->made.push_back(std::move(made));
      }
    }
  };
  job.done = [this, round](store::End end) {
    options_.post([this, round, end] {
      running_ = false;
      served_ = std::max(served_, round->upto);
      std::erase_if(waiting_.events, [this](const auto& e) { return e.seq <= served_; });
      if (end == store::End::committed)
        deliver(round->made);
      else
        lost();
      pump();
    });
  };
  if (options_.store.read(std::move(job))) return;
  running_ = false;
  lost();
}

// The reader could not do it: everybody takes a fresh snapshot rather than miss something.
void Hub::lost() {
  for (auto& [id, c] : connections_) {
    for (const auto& [topic, s] : c.topics) {
      ++counters_.resyncs;
      (void)c.listener.push(resync_frame(topic, "late"));
    }
    counters_.subscriptions -= static_cast<std::int64_t>(c.topics.size());
    c.topics.clear();
  }
}

void Hub::deliver(const std::vector<Made>& made) {
  for (const auto& m : made) {
    ++counters_.encodes;
    if (m.connection != 0) {
      const auto c = connections_.find(m.connection);
      if (c != connections_.end() && c->second.topics.contains(m.topic)) deliver_to(m.connection, m);
      continue;
    }
    std::vector<std::uint64_t> ids;
    for (const auto& [id, c] : connections_)
      if (const auto t = c.topics.find(m.topic);
          t != c.topics.end() && t->second.ready && t->second.audience == m.audience && t->second.seq < m.seq)
        ids.push_back(id);
    for (const auto id : ids) deliver_to(id, m);
  }
}

void Hub::deliver_to(std::uint64_t id, const Made& m) {
  auto& c = connections_.at(id);
  auto& s = c.topics.at(m.topic);
  s.seq = m.seq;
  s.ready = s.ready || m.starts;
  if (m.starts) ++counters_.snapshots;
  if (m.resync) ++counters_.resyncs;
  if (m.resync || m.refused) {
    c.topics.erase(m.topic);
    --counters_.subscriptions;
  }
  // Last, since a push may cut the connection and so remove it.
  send(id, m.refused ? problem_frame(m.topic.text(), *m.refused) : m.frame);
}

}  // namespace musubi::live
