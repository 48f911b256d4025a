#include "server/net/core.hpp"

#include <random>

#include <fmt/format.h>

namespace musubi::net {

Seat::Seat(Core& core, std::string address) : core_(core), address_(std::move(address)) {
  ++core_.per_address_[address_];
  core_.counters.connections_total.add();
  core_.counters.connections_open.add();
}

Seat::~Seat() {
  core_.counters.connections_open.sub();
  const auto it = core_.per_address_.find(address_);
  if (it != core_.per_address_.end() && --it->second == 0) core_.per_address_.erase(it);
}

Core::Core(ServerOptions server_options) : options(std::move(server_options)) {
  std::random_device device;  // tells the request ids of two runs apart; nothing secret hangs on it
  id_prefix_ = fmt::format("{:08x}", device());
}

std::unique_ptr<Seat> Core::take_seat(const std::string& address) {
  const auto it = per_address_.find(address);
  const std::size_t held = it == per_address_.end() ? 0 : it->second;
  const bool full = counters.connections_open.value() >= options.limits.connections;
  if (full || held >= options.limits.connections_per_address) return nullptr;
  return std::make_unique<Seat>(*this, address);
}

void Core::leave(Session& session) {
  if (sessions_.erase(&session) > 0 && sessions_.empty() && on_empty) on_empty();
}

std::string Core::next_request_id() { return fmt::format("{}-{:x}", id_prefix_, ++id_number_); }

void Core::log(std::string_view line) const {
  if (options.log) options.log(line);
}

void Core::count_reply(int status) {
  const int status_class = status / 100;
  if (status_class >= 1 && status_class <= 5) counters.requests[status_class].add();
}

}  // namespace musubi::net
