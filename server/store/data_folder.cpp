#include "server/store/data_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "server/store/driver.hpp"

namespace musubi::store {
namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
  throw StoreError(StoreError::Kind::broken, "data folder " + path + ": " + why);
}

std::string pid_inside(int fd) {
  char text[32];
  const ssize_t got = ::pread(fd, text, sizeof text, 0);
  std::string pid(text, got > 0 ? static_cast<std::size_t>(got) : 0);
  while (!pid.empty() && (pid.back() < '0' || pid.back() > '9')) pid.pop_back();
  return pid.empty() ? "unknown" : pid;
}

}  // namespace

DataFolder::DataFolder(std::string path, bool create) : path_(std::move(path)) {
  std::error_code failed;
  if (create && !std::filesystem::exists(path_, failed)) {
    const auto parent = std::filesystem::absolute(path_).parent_path();
    std::filesystem::create_directories(parent, failed);
    if (failed) refuse(path_, failed.message());
    if (::mkdir(path_.c_str(), 0700) != 0 && errno != EEXIST) refuse(path_, std::strerror(errno));
  }
  if (!std::filesystem::is_directory(path_, failed)) refuse(path_, "is not there");
  lock_fd_ = ::open((path_ + "/musubi.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock_fd_ < 0) refuse(path_, std::strerror(errno));
  if (::flock(lock_fd_, LOCK_EX | LOCK_NB) != 0) {
    const int why = errno;
    const std::string holder = pid_inside(lock_fd_);
    ::close(lock_fd_);
    if (why != EWOULDBLOCK) refuse(path_, std::strerror(why));
    throw StoreError(StoreError::Kind::locked, "data folder " + path_ + " is in use by process " + holder);
  }
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(lock_fd_, 0) != 0 || ::pwrite(lock_fd_, pid.data(), pid.size(), 0) < 0) {
    const int why = errno;
    ::close(lock_fd_);
    refuse(path_, std::strerror(why));
  }
}

// The file stays: removing it would let two programs lock two files of the same name.
DataFolder::~DataFolder() { ::close(lock_fd_); }

}  // namespace musubi::store
