#pragma once
// All parts of a running server in the order in which they are built; destruction is the reverse. No globals.

#include <memory>
#include <set>

#include "server/api/dispatcher.hpp"
#include "server/app/config.hpp"
#include "server/app/live_feed.hpp"
#include "server/live/hub.hpp"
#include "server/net/server.hpp"
#include "server/net/static_files.hpp"
#include "server/store/data_folder.hpp"
#include "server/store/store.hpp"

namespace musubi::app {

Instant system_now();

class House {
 public:
  // Throws store::StoreError with a clear line when the data cannot be used; std::runtime_error for the rest.
  explicit House(const ServeOptions& options);
  ~House();

  // Serves until a signal; then stops in order.
  void run();
  [[nodiscard]] std::string url() const;

 private:
  class LiveDoor;

  void handle(net::Request request, net::Respond respond);
  net::Reply health(const net::Request& request) const;
  net::Reply metrics() const;
  void look_at_the_clock();
  void make_series_needs();
  void tick_demo();
  void command_of_the_house(flow::Command command, std::function<void()> then);

  ServeOptions options_;
  store::DataFolder folder_;
  store::Key key_;
  store::Codec codec_;
  flow::Memory memory_;
  std::function<Instant()> now_;
  flow::MakeId make_id_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<flow::Runner> runner_;
  std::unique_ptr<flow::WorkerPool> cpu_;
  std::unique_ptr<net::StaticFiles> files_;
  std::unique_ptr<net::Server> server_;
  std::unique_ptr<LiveFeed> feed_;
  std::unique_ptr<live::Hub> hub_;
  std::shared_ptr<LiveDoor> door_;
  std::unique_ptr<api::Dispatcher> dispatcher_;
  bool demo_{false};
  std::uint64_t demo_ticks_{0};
  bool looking_{false};
  bool making_series_{false};
};

}  // namespace musubi::app
