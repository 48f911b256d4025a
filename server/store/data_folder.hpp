#pragma once
// The folder that holds one server's data, and the lock that keeps two programs from writing to it.

#include <string>

namespace musubi::store {

class DataFolder {
 public:
  // Makes the folder (0700) when `create` is set. Throws StoreError{locked} when another process holds it, naming its
  // pid.
  DataFolder(std::string path, bool create);
  ~DataFolder();
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;

  [[nodiscard]] std::string database() const { return path_ + "/musubi.db"; }
  [[nodiscard]] std::string key_file() const { return path_ + "/musubi.key"; }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  int lock_fd_{-1};
};

}  // namespace musubi::store
