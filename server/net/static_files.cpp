#include "server/net/static_files.hpp"

#include <openssl/evp.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>

#include <fmt/format.h>

#include "server/net/file_rules.hpp"

namespace musubi::net {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> k_entrances{"/desk", "/phone", "/board"};
constexpr std::string_view k_maps = "/maps/";

// Of the content, so that it survives a copy of the folder and changes with every byte.
std::optional<std::string> content_etag(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> hash(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  if (!in || !hash || EVP_DigestInit_ex(hash.get(), EVP_sha256(), nullptr) != 1) return std::nullopt;
  std::array<char, 16 * 1024> piece;
  while (in.read(piece.data(), piece.size()), in.gcount() > 0) {
    EVP_DigestUpdate(hash.get(), piece.data(), static_cast<std::size_t>(in.gcount()));
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  if (EVP_DigestFinal_ex(hash.get(), digest.data(), nullptr) != 1) return std::nullopt;
  std::string tag = "\"";
  for (std::size_t i = 0; i < 16; ++i) tag += fmt::format("{:02x}", digest[i]);
  return tag + "\"";
}

Reply empty_reply(int status) { return {.status = status, .headers = {}, .body = {}, .file = {}}; }

Reply redirect(int status, std::string path, const Request& request) {
  Reply reply = empty_reply(status);
  if (!request.query.empty()) path.append("?").append(request.query);
  reply.headers.push_back({"location", std::move(path)});
  reply.headers.push_back({"cache-control", "no-cache"});
  add_security_headers(reply, {});
  return reply;
}

// A name without folders, of letters that no file system and no shell reads otherwise.
bool is_map_name(std::string_view name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  });
  return plain && name.size() > 8 && name.front() != '.' && name.ends_with(".pmtiles");
}

}  // namespace

void add_security_headers(Reply& reply, std::string_view image_origins) {
  reply.headers.push_back(
      {"content-security-policy", fmt::format("default-src 'self'; img-src 'self' data: blob:{}{}; "
                                              "style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:; "
                                              "worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
                                              "form-action 'self'",
                                              image_origins.empty() ? "" : " ", image_origins)});
  reply.headers.push_back({"x-content-type-options", "nosniff"});
  reply.headers.push_back({"referrer-policy", "no-referrer"});
  reply.headers.push_back({"permissions-policy", "camera=(self), geolocation=(self)"});
}

StaticFiles::StaticFiles(const fs::path& client_folder, fs::path maps_folder, std::string image_origins)
    : maps_folder_(std::move(maps_folder)), image_origins_(std::move(image_origins)) {
  std::error_code ec;
  if (client_folder.empty() || !fs::is_directory(client_folder, ec)) return;
  std::map<std::string, Variant, std::less<>> found;
  for (const auto& entry : fs::recursive_directory_iterator(client_folder, ec)) {
    if (entry.is_symlink() || !entry.is_regular_file()) continue;  // a link might lead out of the folder
    const auto etag = content_etag(entry.path());
    if (!etag) continue;
    const std::string name = "/" + fs::relative(entry.path(), client_folder).generic_string();
    found[name] = {.file = fs::absolute(entry.path()).string(), .etag = *etag, .bytes = entry.file_size()};
  }
  const auto variant = [&](const std::string& name) -> std::optional<Variant> {
    const auto it = found.find(name);
    return it == found.end() ? std::nullopt : std::optional<Variant>(it->second);
  };
  for (const auto& [name, plain] : found) {
    const bool packed = name.ends_with(".br") || name.ends_with(".gz");
    if (packed && found.contains(name.substr(0, name.size() - 3))) continue;  // a variant, not a file of its own
    files_[name] = {.content_type = content_type_of(name),
                    .immutable = name.find("/assets/") != std::string::npos,
                    .plain = plain,
                    .br = variant(name + ".br"),
                    .gzip = variant(name + ".gz")};
  }
}

const StaticFiles::File* StaticFiles::find(std::string_view path) const {
  const auto it = files_.find(path);
  return it == files_.end() ? nullptr : &it->second;
}

std::optional<Reply> StaticFiles::serve(const Request& request) const {
  if (request.method != Method::get && request.method != Method::head) return std::nullopt;
  const std::string_view path = request.path;
  if (path.starts_with(k_maps)) return serve_map(request);
  if (const File* file = find(path)) return reply_with(*file, request);
  if (path.ends_with('/')) {
    if (const File* file = find(request.path + "index.html")) return reply_with(*file, request);
  }
  if (path == "/" && find("/desk/index.html") != nullptr) return redirect(302, "/desk/", request);
  for (const std::string_view entrance : k_entrances) {
    const File* page = find(std::string(entrance) + "/index.html");
    if (page == nullptr || !path.starts_with(entrance)) continue;
    if (path == entrance) return redirect(308, request.path + "/", request);
    // A route that the client draws itself; a name with a dot is a file that is missing, and a page would hide that.
    const bool is_route = path[entrance.size()] == '/' && path.find('.', path.rfind('/')) == std::string_view::npos;
    if (is_route && path.find("/assets/") == std::string_view::npos) return reply_with(*page, request);
  }
  return std::nullopt;
}

Reply StaticFiles::reply_with(const File& file, const Request& request) const {
  const Variant* chosen = &file.plain;
  std::string_view coding;
  const std::string_view accept = request.header("accept-encoding");
  if (file.br && accepts(accept, Coding::br)) {
    chosen = &*file.br;
    coding = "br";
  } else if (file.gzip && accepts(accept, Coding::gzip)) {
    chosen = &*file.gzip;
    coding = "gzip";
  }
  const bool known = matches_etag(request.header("if-none-match"), chosen->etag);
  Reply reply = empty_reply(known ? 304 : 200);
  reply.headers.push_back({"etag", chosen->etag});
  reply.headers.push_back({"cache-control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache"});
  if (file.br || file.gzip) reply.headers.push_back({"vary", "Accept-Encoding"});
  add_security_headers(reply, image_origins_);
  if (known) return reply;
  reply.headers.push_back({"content-type", std::string(file.content_type)});
  if (!coding.empty()) reply.headers.push_back({"content-encoding", std::string(coding)});
  reply.file = FileBody{.path = chosen->file, .offset = 0, .length = chosen->bytes};
  return reply;
}

std::optional<Reply> StaticFiles::serve_map(const Request& request) const {
  const std::string name = request.path.substr(k_maps.size());
  if (maps_folder_.empty() || !is_map_name(name)) return std::nullopt;
  const std::string file = (maps_folder_ / name).string();
  struct stat info{};
  if (::stat(file.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  const auto size = static_cast<std::uint64_t>(info.st_size);
  // Hashing gigabytes is out of the question; a file that was replaced has another inode, time or size.
  const std::string etag =
      fmt::format("\"{:x}-{:x}-{:x}.{:x}\"", info.st_ino, size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
  Reply reply = empty_reply(200);
  reply.headers = {{"etag", etag}, {"accept-ranges", "bytes"}, {"cache-control", "no-cache"}};
  add_security_headers(reply, image_origins_);
  if (matches_etag(request.header("if-none-match"), etag)) {
    reply.status = 304;
    return reply;
  }
  const std::string_view if_range = request.header("if-range");
  const bool same_file = if_range.empty() || if_range == etag;
  const RangeAnswer wanted = same_file ? parse_range(request.header("range"), size) : RangeAnswer{};
  if (wanted.kind == RangeKind::unsatisfiable) {
    reply.status = 416;
    reply.headers.push_back({"content-range", fmt::format("bytes */{}", size)});
    return reply;
  }
  reply.headers.push_back({"content-type", std::string(content_type_of(name))});
  reply.file = FileBody{.path = file, .offset = 0, .length = size};
  if (wanted.kind == RangeKind::part) {
    reply.status = 206;
    reply.file->offset = wanted.range.first;
    reply.file->length = wanted.range.length;
    reply.headers.push_back({"content-range", fmt::format("bytes {}-{}/{}", wanted.range.first,
                                                          wanted.range.first + wanted.range.length - 1, size)});
  }
  return reply;
}

std::vector<std::string> StaticFiles::maps() const {
  std::vector<std::string> names;
  std::error_code ec;
  for (const auto& entry : fs::directory_iterator(maps_folder_, ec)) {
    const std::string name = entry.path().filename().string();
    if (is_map_name(name) && entry.is_regular_file(ec)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace musubi::net
