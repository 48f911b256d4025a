// The answer to a connection that found no seat.
#include <array>
#include <exception>

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>

#include "server/net/http_session.hpp"
#include "server/net/problem.hpp"
#include "server/net/reply_head.hpp"

namespace musubi::net {
namespace {

asio::awaitable<void> say_full(std::shared_ptr<Tcp::socket> socket, std::string bytes) {
  boost::system::error_code ec;
  socket->non_blocking(true, ec);
  (void)socket->write_some(asio::buffer(bytes), ec);  // a fresh socket takes it whole, or it is not worth waiting for
  socket->shutdown(Tcp::socket::shutdown_send, ec);
  std::array<char, 1024> sink;
  asio::steady_timer limit(socket->get_executor(), std::chrono::seconds(1));
  limit.async_wait([socket](const boost::system::error_code& aborted) {
    boost::system::error_code ignored;
    if (!aborted) socket->close(ignored);
  });
  for (int reads = 0; reads < 16; ++reads) {
    const auto [read_ec, n] = co_await socket->async_read_some(asio::buffer(sink), k_values);
    if (read_ec) break;
  }
}

}  // namespace

void refuse_connection(Core& core, Tcp::socket socket) {
  core.counters.connections_refused.add();
  const Reply reply = problem(Code::busy);
  const std::string id = core.next_request_id();
  std::string bytes = reply_head(reply, {.request_id = id, .keep_alive = false}) + reply.body;
  const auto executor = socket.get_executor();
  auto shared = std::make_shared<Tcp::socket>(std::move(socket));
  asio::co_spawn(executor, say_full(std::move(shared), std::move(bytes)), [](std::exception_ptr) {});
}

}  // namespace musubi::net
