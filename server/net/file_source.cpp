#include "server/net/file_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace musubi::net {

std::optional<FileSource> FileSource::open(const FileBody& region) {
  const int fd = ::open(region.path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return std::nullopt;
  FileSource source(fd, region.offset, region.length);
  struct stat info{};
  if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  const auto size = static_cast<std::uint64_t>(info.st_size);
  if (region.offset > size || region.length > size - region.offset) return std::nullopt;
  return source;
}

FileSource& FileSource::operator=(FileSource&& other) noexcept {
  std::swap(fd_, other.fd_);
  offset_ = other.offset_;
  left_ = other.left_;
  return *this;
}

FileSource::~FileSource() {
  if (fd_ >= 0) ::close(fd_);
}

std::size_t FileSource::read(char* to, std::size_t bytes_max) {
  const auto want = static_cast<std::size_t>(std::min<std::uint64_t>(bytes_max, left_));
  for (;;) {
    const ssize_t n = ::pread(fd_, to, want, static_cast<off_t>(offset_));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return 0;
    offset_ += static_cast<std::uint64_t>(n);
    left_ -= static_cast<std::uint64_t>(n);
    return static_cast<std::size_t>(n);
  }
}

}  // namespace musubi::net
