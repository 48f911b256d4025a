#pragma once
// What the live topics carry, made of the same readings and the same encoders as the HTTP answers.

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "server/flow/incident_flow.hpp"
#include "server/flow/runner.hpp"
#include "server/live/hub.hpp"
#include "shared/wire/json.hpp"

namespace musubi::app {

class LiveFeed : public live::Feed {
 public:
  LiveFeed(flow::Memory& memory, std::function<Instant()> now) : memory_(memory), now_(std::move(now)) {}

  Result<void> may_listen(const domain::Actor& actor, const live::Topic& topic) override;
  std::string audience(const domain::Actor& actor, const live::Topic& topic) override;
  Result<std::string> snapshot(store::ReadTx& tx, const domain::Actor& actor, const live::Topic& topic) override;
  std::string events(store::ReadTx& tx, const domain::Actor& actor, const live::Topic& topic,
                     std::span<const domain::Event> events) override;

  struct NeedNow {
    std::optional<std::string> json;  // nothing: the asker may not see it
    std::optional<domain::Need> need;
  };
  // Nouns and events as one audience sees them, encoded.
  struct Seen {
    std::map<NeedId, NeedNow> needs;
    std::map<OfferId, std::optional<std::string>> offers;
    std::map<std::tuple<live::Topic, std::int64_t, unsigned>, std::optional<std::string>> events;
  };
  // What was read and encoded at one number of the journal and in one second, since addresses open by the clock: a
  // hundred phones that come back at once ask for the same. Calls come one at a time.
  struct Memo {
    std::int64_t seq{-1};
    Instant at;
    std::map<IncidentId, std::vector<domain::Need>> needs;  // the open ones
    std::map<NeedId, std::vector<domain::Offer>> offers;
    std::map<std::string, Seen> seen;  // by audience
  };

 private:
  flow::Memory& memory_;
  std::function<Instant()> now_;
  Memo memo_;
};

}  // namespace musubi::app
