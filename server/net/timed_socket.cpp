#include "server/net/timed_socket.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>

namespace musubi::net {
namespace {

constexpr std::size_t k_write_slice_bytes = 256 * 1024;
constexpr std::size_t k_file_slice_bytes = 64 * 1024;
constexpr std::size_t k_linger_bytes_max = 512 * 1024;

}  // namespace

// Each slice has write_wait_ms of its own, so a large answer on a thin line arrives, and a reader that takes nothing
// is left.
asio::awaitable<bool> TimedSocket::send(std::string_view head, std::string_view body) {
  bool more = true;
  while (more) {
    const std::string_view slice = body.substr(0, k_write_slice_bytes);
    const std::array<asio::const_buffer, 2> both{asio::buffer(head.data(), head.size()),
                                                 asio::buffer(slice.data(), slice.size())};
    arm(core_.options.limits.write_wait_ms);
    const auto [ec, n] = co_await asio::async_write(socket_, both, k_values);
    disarm();
    core_.counters.bytes_out.add(n);
    if (ec) {
      if (timed_out_) core_.counters.timed_out.add();
      co_return false;
    }
    head = {};
    body.remove_prefix(slice.size());
    more = !body.empty();
  }
  co_return true;
}

asio::awaitable<bool> TimedSocket::send_file(std::string_view head, FileSource file) {
  if (!co_await send(head, {})) co_return false;
  std::vector<char> slice(static_cast<std::size_t>(std::min<std::uint64_t>(file.left(), k_file_slice_bytes)));
  while (file.left() > 0) {
    const std::size_t n = file.read(slice.data(), slice.size());
    if (n == 0) co_return false;  // cut short under our hands: only hanging up tells the reader
    if (!co_await send({slice.data(), n}, {})) co_return false;
  }
  co_return true;
}

// Closing with unread bytes in the socket makes the kernel send a reset, which can overtake our answer.
asio::awaitable<void> TimedSocket::linger() {
  boost::system::error_code ec;
  socket_.shutdown(Tcp::socket::shutdown_send, ec);
  std::array<char, 8 * 1024> sink;
  arm(core_.options.limits.linger_wait_ms);
  std::size_t thrown_away = 0;
  while (thrown_away < k_linger_bytes_max && !timed_out_ && socket_.is_open()) {
    const auto [read_ec, n] = co_await socket_.async_read_some(asio::buffer(sink), k_values);
    if (read_ec) break;
    thrown_away += n;
  }
  disarm();
}

}  // namespace musubi::net
