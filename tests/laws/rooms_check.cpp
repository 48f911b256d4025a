#include "tests/laws/rooms_check.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <optional>
#include <regex>

namespace musubi::laws {

namespace {

struct Room {
  std::string_view folder;
  std::vector<std::string_view> sees;     // folders
  std::vector<std::string_view> headers;  // single files of rooms that it does not see otherwise
  std::string_view way;                   // what to do instead
};

const std::vector<Room>& server_rooms() {
  static const std::vector<Room> rooms{
      {"shared/base", {}, {}, "base stands on the standard library alone"},
      {"shared/domain", {"shared/base"}, {}, "rules see base; hand them what they need as values"},
      {"shared/matching", {"shared/domain", "shared/base"}, {}, "matching sees domain and base"},
      {"shared/wire", {"shared/matching", "shared/domain", "shared/base"}, {}, "wire sees matching, domain and base"},
      {"server/store/sqlite", {"server/store", "shared/base"}, {}, "a driver sees the store's driver.hpp and base"},
      {"server/store", {"shared/domain", "shared/base"}, {}, "the store sees domain and base; only app names a driver"},
      {"server/notify", {"shared/base"}, {}, "notify sees base"},
      {"server/flow",
       {"server/store", "server/notify", "shared/matching", "shared/domain", "shared/base"},
       {},
       "flow sees store, notify, matching, domain and base; JSON belongs to api, sockets to net"},
      {"server/live",
       {"server/store", "shared/wire", "shared/matching", "shared/domain", "shared/base"},
       {},
       "live sees store and shared; app joins it with net"},
      {"server/api",
       {"server/flow", "shared/wire", "shared/matching", "shared/domain", "shared/base"},
       {"server/net/http.hpp", "server/store/page.hpp"},
       "api sees flow, shared and the plain values of net/http.hpp and store/page.hpp; it reaches the store through "
       "flow"},
      {"server/net", {"shared/base"}, {}, "net sees base; app hands it plain Request -> Reply functions"},
      {"server/app", {"server", "shared"}, {}, "app sees every room"},
  };
  return rooms;
}

const std::vector<Room>& client_rooms() {
  static const std::vector<Room> rooms{
      {"wire", {}, {}, "wire stands alone"},
      {"i18n", {"wire"}, {}, "i18n sees wire"},
      {"state", {"wire"}, {}, "state sees wire: pure, without DOM, fetch or WebSocket"},
      {"net", {"state", "wire"}, {}, "net sees state and wire"},
      {"ui", {"net", "state", "wire", "i18n"}, {}, "ui sees net, state, wire and i18n"},
      {"shell", {"ui", "net", "state", "wire", "i18n"}, {}, "shell sees ui, net, state, wire and i18n"},
      {"desk", {"shell", "ui", "net", "state", "wire", "i18n"}, {}, "entrances never see each other; share through ui"},
      {"phone",
       {"shell", "ui", "net", "state", "wire", "i18n"},
       {},
       "entrances never see each other; share through ui"},
      {"board",
       {"shell", "ui", "net", "state", "wire", "i18n"},
       {},
       "entrances never see each other; share through ui"},
      {"sw", {"wire"}, {}, "the service worker sees wire"},
  };
  return rooms;
}

bool lies_in(std::string_view path, std::string_view folder) {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

// The deepest room that holds the file.
const Room* room_of(const std::vector<Room>& rooms, std::string_view path) {
  const Room* found = nullptr;
  for (const auto& room : rooms)
    if (lies_in(path, room.folder) && (!found || room.folder.size() > found->folder.size())) found = &room;
  return found;
}

bool may_include(const Room& room, const std::vector<Room>& rooms, std::string_view target) {
  const Room* other = room_of(rooms, target);
  if (other == &room || std::ranges::find(room.headers, target) != room.headers.end()) return true;
  if (!other) return false;
  const bool is_driver = other->folder.starts_with("server/store/");
  if (is_driver) return room.folder == "server/app";
  return std::ranges::any_of(
      room.sees, [&](std::string_view folder) { return other->folder == folder || lies_in(other->folder, folder); });
}

struct Library {
  std::string_view prefix;
  std::vector<std::string_view> rooms;  // where it may be included
};

// What a swap of the library would touch stays in the rooms that would be swapped with it.
const std::vector<Library>& walled_libraries() {
  static const std::vector<Library> libraries{
      {"boost/beast", {"server/net"}},
      {"boost/asio", {"server/net"}},
      {"SQLiteCpp/", {"server/store/sqlite"}},
      {"sqlite3", {"server/store/sqlite"}},
      {"libpq", {"server/store/postgres"}},
      {"nlohmann/", {"shared/wire", "server/api", "server/live", "server/app"}},
  };
  return libraries;
}

std::string joined(const std::vector<std::string_view>& words) {
  std::string out;
  for (const auto word : words) out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

class Faults {
 public:
  explicit Faults(std::string_view path) : path_(path) {}
  void add(std::size_t line, const std::string& what) {
    lines_.push_back(std::string(path_) + ":" + std::to_string(line) + ": " + what);
  }
  std::vector<std::string> take() { return std::move(lines_); }

 private:
  std::string_view path_;
  std::vector<std::string> lines_;
};

void check_include(const Room& room, std::string_view target, bool quoted, std::size_t line, Faults& faults) {
  for (const auto& library : walled_libraries())
    if (target.starts_with(library.prefix) && std::ranges::find(library.rooms, room.folder) == library.rooms.end())
      return faults.add(line, std::string(room.folder) + " includes <" + std::string(target) + ">; only " +
                                  joined(library.rooms) + " may");
  if (!quoted) return;
  if (!target.starts_with("shared/") && !target.starts_with("server/"))
    return faults.add(line, "\"" + std::string(target) + "\" is not written from the project's folder");
  if (!may_include(room, server_rooms(), target))
    faults.add(line,
               std::string(room.folder) + " may not include " + std::string(target) + "; " + std::string(room.way));
}

// The string literals of C++ text with the line where each begins; comments are left out.
struct Literal {
  std::size_t line;
  std::string text;
};

class LiteralReader {
 public:
  explicit LiteralReader(std::string_view text) : text_(text) {}

  std::vector<Literal> read() {
    while (at_ < text_.size()) step();
    return std::move(found_);
  }

 private:
  void step() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("//")) return skip_to("\n", false);
    if (rest.starts_with("/*")) return skip_to("*/", true);
    if (rest.starts_with("R\"")) return raw();
    if (rest.front() == '"') return quoted('"');
    if (rest.front() == '\'') {
      const bool separates_digits = at_ > 0 && std::isalnum(static_cast<unsigned char>(text_[at_ - 1])) != 0;
      if (!separates_digits) return quoted('\'');
    }
    advance(1);
  }

  void advance(std::size_t count) {
    for (; count > 0 && at_ < text_.size(); --count) line_ += text_[at_++] == '\n' ? 1 : 0;
  }

  void skip_to(std::string_view end, bool with_end) {
    const auto found = text_.find(end, at_ + 2);
    advance(found == std::string_view::npos ? text_.size() : found - at_ + (with_end ? end.size() : 0));
  }

  void raw() {
    const auto open = text_.find('(', at_);
    if (open == std::string_view::npos) return advance(2);
    const std::string end = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    const auto close = std::min(text_.find(end, open), text_.size());
    keep({line_, std::string(text_.substr(open + 1, close - open - 1))}, at_);
    advance(close - at_ + end.size());
    end_ = at_;
  }

  void quoted(char quote) {
    Literal literal{line_, {}};
    const std::size_t begin = at_;
    for (advance(1); at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n'; advance(1)) {
      if (text_[at_] == '\\') advance(1);
      if (at_ < text_.size()) literal.text += text_[at_];
    }
    advance(1);
    if (quote != '"') return;
    keep(std::move(literal), begin);
    end_ = at_;
  }

  // Adjacent literals are one text to the compiler: a statement may not hide in several.
  void keep(Literal literal, std::size_t begin) {
    const bool adjacent = !found_.empty() && std::ranges::all_of(text_.substr(end_, begin - end_),
                                                                 [](unsigned char c) { return std::isspace(c) != 0; });
    if (adjacent)
      found_.back().text += literal.text;
    else
      found_.push_back(std::move(literal));
  }

  std::string_view text_;
  std::size_t at_{0}, line_{1}, end_{0};  // end_: behind the last literal
  std::vector<Literal> found_;
};

void check_sql(std::string_view text, Faults& faults) {
  static const std::regex sql(R"(\b(SELECT\s|INSERT\s+INTO\b|UPDATE\s+[\s\S]*\bSET\b|DELETE\s+FROM\b))");
  for (const auto& literal : LiteralReader(text).read())
    if (std::smatch hit; std::regex_search(literal.text, hit, sql))
      faults.add(literal.line, "SQL in a string (\"" + hit.str().substr(0, 20) +
                                   "\"); statements live in schema/sql/queries and are used as sql::<name>");
}

// Calls `line_is(number, line)` for every line.
template <class Fn>
void each_line(std::string_view text, Fn line_is) {
  for (std::size_t at = 0, number = 1; at < text.size(); ++number) {
    const auto end = std::min(text.find('\n', at), text.size());
    line_is(number, std::string(text.substr(at, end - at)));
    at = end + 1;
  }
}

// Where `word`, written in the file `path`, leads: a path below the client's src, or nothing for a package.
std::optional<std::string> import_target(std::string_view path, const std::string& word) {
  if (!word.starts_with('.')) return std::nullopt;
  return (std::filesystem::path(path).parent_path() / word).lexically_normal().generic_string();
}

}  // namespace

std::vector<std::string> faults_of_cpp(std::string_view path, std::string_view text) {
  Faults faults(path);
  const Room* room = room_of(server_rooms(), path);
  if (!room) {
    faults.add(1, "lies in no room of DESIGN §3");
    return faults.take();
  }
  static const std::regex include(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"].*$)");
  each_line(text, [&](std::size_t number, const std::string& line) {
    std::smatch hit;
    if (line.find('#') != std::string::npos && std::regex_match(line, hit, include))
      check_include(*room, hit[2].str(), hit[1].str() == "\"", number, faults);
  });
  check_sql(text, faults);
  return faults.take();
}

std::vector<std::string> faults_of_typescript(std::string_view path, std::string_view text) {
  constexpr std::string_view root = "client-web/src/";
  Faults faults(path);
  const Room* room = path.starts_with(root) ? room_of(client_rooms(), path.substr(root.size())) : nullptr;
  if (!room) {
    faults.add(1, "lies in no room of the client");
    return faults.take();
  }
  static const std::regex import(R"((?:\bfrom\s*|\bimport\s*\(?\s*|@import\s*)['"]([^'"]+)['"])");
  each_line(text, [&](std::size_t number, const std::string& line) {
    std::smatch hit;
    if (!std::regex_search(line, hit, import)) return;
    const auto target = import_target(path, hit[1].str());
    if (!target) return;
    if (!target->starts_with(root))
      return faults.add(number, std::string(room->folder) + " imports " + *target + " from outside of src");
    const std::string inside = target->substr(root.size());
    const std::string probe = inside.find('/') == std::string::npos ? inside + "/index" : inside;
    if (!may_include(*room, client_rooms(), probe))
      faults.add(number, std::string(room->folder) + " may not import " + inside + "; " + std::string(room->way));
  });
  return faults.take();
}

}  // namespace musubi::laws
