#pragma once
// A region of an open file, read piece by piece. Inside net only.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "server/net/http.hpp"

namespace musubi::net {

class FileSource {
 public:
  // nullopt where the file cannot be opened or no longer holds the whole region.
  static std::optional<FileSource> open(const FileBody& region);
  FileSource(FileSource&& other) noexcept
      : fd_(std::exchange(other.fd_, -1)), offset_(other.offset_), left_(other.left_) {}
  FileSource& operator=(FileSource&& other) noexcept;
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource();

  [[nodiscard]] std::uint64_t left() const { return left_; }
  // 0 = the file has become shorter, or cannot be read.
  std::size_t read(char* to, std::size_t bytes_max);

 private:
  FileSource(int fd, std::uint64_t offset, std::uint64_t left) : fd_(fd), offset_(offset), left_(left) {}
  int fd_;
  std::uint64_t offset_;
  std::uint64_t left_;
};

}  // namespace musubi::net
