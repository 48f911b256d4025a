#pragma once
// What the live topics carry, made of the same readings and the same encoders as the HTTP answers.

#include <map>
#include <optional>
#include <set>

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

  // What does not depend on the audience, read once for a batch; calls come one at a time.
  struct Memo {
    std::int64_t seq{-1};
    std::map<IncidentId, std::optional<flow::LivePicture>> pictures;
    std::map<NeedId, std::vector<domain::Offer>> offers;
  };

 private:
  flow::Memory& memory_;
  std::function<Instant()> now_;
  Memo memo_;
};

}  // namespace musubi::app
