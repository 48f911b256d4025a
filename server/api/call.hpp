#pragma once
// One request on its way through the api: what was asked, by whom, and what comes back.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "server/flow/runner.hpp"
#include "server/net/http.hpp"
#include "server/store/page.hpp"
#include "shared/domain/rights.hpp"
#include "shared/wire/json.hpp"

namespace musubi::api {

using wire::Json;

// Query parameters, percent-decoded; a name given twice keeps its first value.
class Query {
 public:
  Query() = default;
  static Result<Query> parse(std::string_view raw);
  [[nodiscard]] std::optional<std::string> get(std::string_view name) const;
  // Refuses what the route does not know: a mistyped filter must not answer with everything.
  [[nodiscard]] Result<void> only(std::initializer_list<std::string_view> names) const;

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

struct Call {
  net::Request http;
  domain::Actor actor;
  std::optional<store::Bytes> session;  // digest of the token that signed in
  std::string route;                    // "GET /api/v1/needs/{id}"
  std::vector<std::string> path;        // the {…} parts of the pattern, in order
  Query query;
  Json body = Json::object();

  // The id in the path; not_found when it is not an id at all.
  template <class I>
  [[nodiscard]] Result<I> id(std::size_t index = 0) const {
    if (const auto found = I::parse(path.at(index))) return *found;
    return fail(Code::not_found);
  }
  // limit and cursor; invalid when out of range or not ours.
  [[nodiscard]] Result<store::Page> page() const;
  template <class I>
  [[nodiscard]] Result<std::optional<I>> query_id(std::string_view name) const {
    const auto text = query.get(name);
    if (!text) return std::optional<I>{};
    if (const auto found = I::parse(*text)) return std::optional<I>(*found);
    return fail_fields({{std::string(name), "format"}});
  }
  // The number in If-Match: condition_missing when absent; "*" and foreign tags are stale.
  [[nodiscard]] Result<int> if_version() const;
};

struct Answer {
  int status{200};
  Json body;
  std::optional<int> version;  // becomes the ETag
  std::optional<std::string> location;
  bool empty{false};                           // 204
  std::shared_ptr<const std::string> bytes{};  // application/octet-stream in place of `body`
};

// Runs on a reader thread.
using ReadFn = Result<Answer> (*)(const Call&, flow::Read&);

// A command that was understood. One with a new password brings it in clear; `hashed` makes the command on the cpu
// pool.
struct Prepared {
  flow::Command command;
  std::optional<std::string> password;
  std::function<flow::Command(std::string)> hashed;
};
// Decodes only; runs on the io thread.
using CommandFn = Result<Prepared> (*)(const Call&);

class Dispatcher;
// Does its own steps (sign-in, queues, imports); runs on the io thread.
using SpecialFn = void (*)(Dispatcher&, Call, net::Respond);

struct Route {
  net::Method method{};
  std::string_view pattern;  // "/api/v1/needs/{id}/offers"
  domain::Right right{};
  std::variant<ReadFn, CommandFn, SpecialFn> run;
};

// The whole table, the one list of what the server answers to.
std::span<const Route> routes();

// The answer that a decided outcome gives to this asker now; through the policy, each time anew.
Result<Answer> render(const flow::Outcome& outcome, flow::Read& r);

}  // namespace musubi::api
