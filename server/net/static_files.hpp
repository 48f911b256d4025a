#pragma once
// The built web client and the operator's map files. The client folder is read once, at the start: only names found
// then exist, so no request can leave the folder. Map files are looked up at each request, so that an operator can
// drop one in while the server runs.

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/net/http.hpp"

namespace musubi::net {

class StaticFiles {
 public:
  // A folder that is empty or does not exist serves nothing. `image_origins`: from where else pages may load images
  // ("https://a.example https://b.example"), for map tiles.
  StaticFiles(const std::filesystem::path& client_folder, std::filesystem::path maps_folder,
              std::string image_origins = {});

  // nullopt: nothing of ours stands under this path (or the method is not GET or HEAD). Any thread.
  [[nodiscard]] std::optional<Reply> serve(const Request& request) const;

  // How many files the client has.
  [[nodiscard]] std::size_t size() const { return files_.size(); }
  // Names of the *.pmtiles files there are now, sorted.
  [[nodiscard]] std::vector<std::string> maps() const;

 private:
  struct Variant {
    std::string file;
    std::string etag;  // strong, with its quotes: of the bytes as sent
    std::uint64_t bytes{0};
  };
  struct File {
    std::string_view content_type;
    bool immutable{false};  // the build put a hash of the content into the name
    Variant plain;
    std::optional<Variant> br;
    std::optional<Variant> gzip;
  };

  [[nodiscard]] const File* find(std::string_view path) const;
  [[nodiscard]] Reply reply_with(const File& file, const Request& request) const;
  [[nodiscard]] std::optional<Reply> serve_map(const Request& request) const;

  std::map<std::string, File, std::less<>> files_;  // by request path
  std::filesystem::path maps_folder_;
  std::string image_origins_;
};

// What every page and asset carries: content security policy, nosniff, referrer, permissions.
void add_security_headers(Reply& reply, std::string_view image_origins);

}  // namespace musubi::net
