// The key's file: written once, whole or not at all, and readable by its owner alone.
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "server/store/codec.hpp"

namespace musubi::store {
namespace {

constexpr std::size_t k_hex_chars = 2 * std::tuple_size_v<Key>;

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
  throw StoreError(StoreError::Kind::broken, "key file " + path + ": " + why);
}

class File {
 public:
  explicit File(int fd) : fd_(fd) {}
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

std::string folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

// A key that is lost in a crash after the first volunteer was written would take the data along: so synced before use.
void make_key(const std::string& path) {
  Key key;
  randombytes_buf(key.data(), key.size());
  char hex[k_hex_chars + 1];
  sodium_bin2hex(hex, sizeof hex, key.data(), key.size());
  hex[k_hex_chars] = '\n';
  const std::string half = path + ".new";
  ::unlink(half.c_str());
  {
    const File file(::open(half.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (file.fd() < 0) refuse(path, std::strerror(errno));
    if (::write(file.fd(), hex, sizeof hex) != static_cast<ssize_t>(sizeof hex) || ::fsync(file.fd()) != 0) {
      refuse(path, std::strerror(errno));
    }
  }
  if (::link(half.c_str(), path.c_str()) != 0 && errno != EEXIST) refuse(path, std::strerror(errno));
  ::unlink(half.c_str());
  const File folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.fd() < 0 || ::fsync(folder.fd()) != 0) refuse(path, std::strerror(errno));
  sodium_memzero(hex, sizeof hex);
  sodium_memzero(key.data(), key.size());
}

Key read_key(const std::string& path, int fd) {
  struct stat about{};
  if (::fstat(fd, &about) != 0) refuse(path, std::strerror(errno));
  if (!S_ISREG(about.st_mode)) refuse(path, "is not a file");
  if ((about.st_mode & 077) != 0) refuse(path, "others may read it; its mode must be 0600");
  char text[k_hex_chars + 2];
  const ssize_t got = ::read(fd, text, sizeof text);
  if (got < 0) refuse(path, std::strerror(errno));
  const auto size = static_cast<std::size_t>(got);
  const bool whole = size == k_hex_chars || (size == k_hex_chars + 1 && text[k_hex_chars] == '\n');
  Key key;
  std::size_t bytes = 0;
  if (!whole || sodium_hex2bin(key.data(), key.size(), text, k_hex_chars, nullptr, &bytes, nullptr) != 0 ||
      bytes != key.size()) {
    refuse(path, "is not a key (64 hex characters)");
  }
  sodium_memzero(text, sizeof text);
  return key;
}

}  // namespace

Key load_key(const std::string& path, bool create) {
  if (sodium_init() < 0) refuse(path, "libsodium does not start");
  constexpr int k_how = O_RDONLY | O_CLOEXEC | O_NONBLOCK;  // not to hang on a pipe of that name
  int fd = ::open(path.c_str(), k_how);
  if (fd < 0 && errno == ENOENT && create) {
    make_key(path);
    fd = ::open(path.c_str(), k_how);
  }
  if (fd < 0) refuse(path, std::strerror(errno));
  const File file(fd);
  return read_key(path, file.fd());
}

}  // namespace musubi::store
