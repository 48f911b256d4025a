#include "server/api/dispatcher.hpp"

#include <algorithm>
#include <charconv>

#include "shared/wire/problem.hpp"

namespace musubi::api {
namespace {

constexpr std::string_view k_json = "application/json";

struct Match {
  const Route* route{nullptr};
  std::vector<std::string> parts;
  std::string allow;  // methods of the path when none fits
};

// Compares segment by segment; {…} takes any non-empty segment.
bool fits(std::string_view pattern, std::string_view path, std::vector<std::string>& parts) {
  parts.clear();
  while (!pattern.empty() && !path.empty()) {
    const auto p_end = pattern.find('/', 1);
    const auto s_end = path.find('/', 1);
    const auto p = pattern.substr(1, p_end == std::string_view::npos ? p_end : p_end - 1);
    const auto s = path.substr(1, s_end == std::string_view::npos ? s_end : s_end - 1);
    if (p.starts_with('{')) {
      if (s.empty()) return false;
      parts.emplace_back(s);
    } else if (p != s) {
      return false;
    }
    pattern = p_end == std::string_view::npos ? std::string_view{} : pattern.substr(p_end);
    path = s_end == std::string_view::npos ? std::string_view{} : path.substr(s_end);
  }
  return pattern.empty() && path.empty();
}

std::string_view method_name(net::Method m) {
  switch (m) {
    case net::Method::get:
      return "GET";
    case net::Method::head:
      return "HEAD";
    case net::Method::post:
      return "POST";
    case net::Method::patch:
      return "PATCH";
    case net::Method::del:
      return "DELETE";
    case net::Method::options:
      return "OPTIONS";
    case net::Method::other:
      break;
  }
  return "OTHER";
}

Match find_route(net::Method method, std::string_view path) {
  const auto asked = method == net::Method::head ? net::Method::get : method;
  Match match;
  std::vector<std::string> parts;
  for (const auto& route : routes()) {
    if (!fits(route.pattern, path, parts)) continue;
    if (route.method == asked) {
      match.route = &route;
      match.parts = parts;
      return match;
    }
    if (!match.allow.empty()) match.allow += ", ";
    match.allow += method_name(route.method);
  }
  return match;
}

bool is_unsafe(net::Method m) { return m != net::Method::get && m != net::Method::head && m != net::Method::options; }

std::optional<std::string_view> cookie_token(std::string_view cookies) {
  constexpr std::string_view k_name = "musubi_session=";
  while (!cookies.empty()) {
    const auto end = cookies.find(';');
    auto one = cookies.substr(0, end);
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.starts_with(k_name)) return one.substr(k_name.size());
    cookies = end == std::string_view::npos ? std::string_view{} : cookies.substr(end + 1);
  }
  return std::nullopt;
}

// "musubi.v1, bearer.TOKEN"
std::optional<std::string_view> protocol_token(std::string_view protocols) {
  constexpr std::string_view k_prefix = "bearer.";
  const auto at = protocols.find(k_prefix);
  if (at == std::string_view::npos) return std::nullopt;
  auto token = protocols.substr(at + k_prefix.size());
  token = token.substr(0, token.find_first_of(", "));
  return token;
}

// A page of another site can make the browser send our cookie, but not our Origin.
bool same_origin(const net::Request& request) {
  const auto origin = request.header("origin");
  if (origin.empty()) return request.header("sec-fetch-site") == "same-origin";
  const auto scheme_end = origin.find("://");
  return scheme_end != std::string_view::npos && origin.substr(scheme_end + 3) == request.header("host");
}

// The noun that a change was about, as it is now: what a stale edit is answered with.
std::optional<Json> current_of(const Call& call, flow::Read& r) {
  for (const auto& [path, noun] :
       {std::pair{"/policies/matching", "policy"}, std::pair{"/policies/offers", "offer_policy"}}) {
    if (!call.http.path.ends_with(path)) continue;
    const auto now = render({200, noun, {}}, r);
    return now ? std::optional(now->body) : std::nullopt;
  }
  if (call.http.path.ends_with("/me/volunteer") && call.actor.volunteer_id) {
    const auto now = render({200, "volunteer", {{"id", call.actor.volunteer_id->text()}}}, r);
    return now ? std::optional(now->body) : std::nullopt;
  }
  // The support policy is a district's: what is more precise comes first.
  static constexpr std::pair<std::string_view, std::string_view> k_nouns[] = {{"/support-policy", "support_policy"},
                                                                              {"/evac-plan", "evac_plan"},
                                                                              {"/watches/", "watch"},
                                                                              {"/support-calendar", "support_calendar"},
                                                                              {"/service-users/", "service_user"},
                                                                              {"/series/", "series"},
                                                                              {"/needs/", "need"},
                                                                              {"/volunteers/", "volunteer"},
                                                                              {"/squads/", "squad"},
                                                                              {"/accounts/", "account"},
                                                                              {"/incidents/", "incident"},
                                                                              {"/organizations/", "organization"},
                                                                              {"/districts/", "district"},
                                                                              {"/rounds/", "round"},
                                                                              {"/registrants/", "registrant"},
                                                                              {"/map-notes/", "map_note"},
                                                                              {"/plans/", "plan"}};
  for (const auto& [part, noun] : k_nouns) {
    if (call.http.path.find(part) == std::string::npos) continue;
    const auto now =
        render({200, std::string(noun), {{"id", call.path.empty() ? std::string() : call.path.front()}}}, r);
    if (now) return now->body;
  }
  return std::nullopt;
}

Decided refused(const Call& call, const Error& error, flow::Read& r) {
  Decided d;
  d.status = wire::http_status(error.code);
  d.code = std::string(wire::wire_code(error.code));
  d.answer.status = d.status;
  d.answer.body = wire::problem(error);
  if (error.code == Code::stale_edit)
    if (auto now = current_of(call, r)) d.answer.body["current"] = std::move(*now);
  return d;
}

Decided answered(const flow::Outcome& outcome, flow::Read& r, const Call& call) {
  auto answer = render(outcome, r);
  // What was done stays done, also when its doer may not look at it any more.
  if (!answer) return refused(call, answer.error(), r);
  Decided d;
  d.status = answer->status;
  d.code = outcome.code;
  d.answer = std::move(*answer);
  d.outcome = outcome;
  return d;
}

Decided failed(const Error& error) {
  Decided d;
  d.status = wire::http_status(error.code);
  d.code = std::string(wire::wire_code(error.code));
  d.answer.status = d.status;
  d.answer.body = wire::problem(error);
  return d;
}

}  // namespace

std::string loggable(std::string_view path) {
  std::vector<std::string> parts;
  for (const auto& route : routes()) {
    if (!fits(route.pattern, path, parts)) continue;
    std::string out;
    std::size_t next = 0;
    for (std::string_view rest = route.pattern; !rest.empty();) {
      const auto end = rest.find('/', 1);
      const auto segment = rest.substr(0, end);
      rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end);
      if (!segment.starts_with("/{")) {
        out += segment;
        continue;
      }
      const auto& part = parts[next++];
      out += '/';
      out += Uuid::parse(part) ? part : "-";
    }
    return out;
  }
  return "-";
}

Result<Uuid> key_of(const net::Request& request) {
  const auto text = request.header("idempotency-key");
  if (text.empty()) return fail(Code::key_missing);
  const auto key = Uuid::parse(text);
  if (!key || key->is_nil()) return fail(Code::malformed, "idempotency key");
  return *key;
}

Dispatcher::Dispatcher(DispatcherOptions options) : options_(std::move(options)) {}

Result<Json> Dispatcher::body_of(const net::Request& http) {
  if (http.body.empty()) return Json::object();
  auto type = http.header("content-type");
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  if (type != k_json) return fail(Code::unsupported_type);
  return wire::parse_json(http.body);
}

std::string Dispatcher::what_of(const Call& call) {
  return std::string(method_name(call.http.method)) + ' ' + call.http.path + '?' + call.http.query + '\n' +
         std::string(call.http.header("if-match")) + '\n' +
         call.body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

net::Reply Dispatcher::reply_of(const Answer& answer) {
  net::Reply reply;
  reply.status = answer.status;
  reply.headers.push_back({"cache-control", "no-store"});
  if (answer.version) reply.headers.push_back({"etag", '"' + std::to_string(*answer.version) + '"'});
  if (answer.location) reply.headers.push_back({"location", *answer.location});
  if (answer.empty) return reply;
  if (answer.bytes) {
    reply.headers.push_back({"content-type", "application/octet-stream"});
    reply.shared = answer.bytes;
    return reply;
  }
  reply.headers.push_back({"content-type", answer.status >= 400 ? "application/problem+json" : "application/json"});
  reply.body = answer.body.dump(-1, ' ', false, Json::error_handler_t::replace);
  return reply;
}

net::Reply Dispatcher::reply_of(const Decided& decided) {
  auto reply = reply_of(decided.answer);
  if (decided.status == 503) reply.headers.push_back({"retry-after", "1"});
  return reply;
}

net::Reply Dispatcher::reply_of(const Error& error) {
  auto reply = reply_of(failed(error).answer);
  if (error.code == Code::busy || error.code == Code::storage_full) reply.headers.push_back({"retry-after", "1"});
  return reply;
}

Result<Dispatcher::Asker> Dispatcher::asker_of(const net::Request& request, bool upgrade) const {
  std::optional<std::string_view> token;
  bool by_cookie = false;
  const auto bearer = request.header("authorization");
  if (bearer.size() > 7 && (bearer.starts_with("Bearer ") || bearer.starts_with("bearer "))) token = bearer.substr(7);
  if (!token && upgrade) token = protocol_token(request.header("sec-websocket-protocol"));
  if (!token) {
    token = cookie_token(request.header("cookie"));
    by_cookie = token.has_value();
  }
  if (!token) return Asker{};
  if (token->size() > 64) return fail(Code::not_signed_in);
  if (by_cookie && (upgrade || is_unsafe(request.method)) && !same_origin(request))
    return fail(Code::forbidden, "origin");
  auto digest = options_.runner.token_digest(*token);
  auto who = options_.runner.memory().session(digest, options_.runner.now());
  if (!who) return by_cookie ? Result<Asker>(Asker{}) : fail(Code::not_signed_in);
  return Asker{std::move(who->actor), std::move(digest)};
}

void Dispatcher::handle(net::Request request, net::Respond respond) {
  const auto match = find_route(request.method, request.path);
  if (!match.route) {
    if (match.allow.empty()) return respond(reply_of(Error{.code = Code::not_found}));
    auto reply = reply_of(Error{.code = Code::method_not_allowed});
    reply.headers.push_back({"allow", match.allow});
    return respond(std::move(reply));
  }
  auto asker = asker_of(request, false);
  if (!asker) return respond(reply_of(asker.error()));
  if (const auto ok = domain::may(asker->actor, match.route->right); !ok) return respond(reply_of(ok.error()));
  auto query = Query::parse(request.query);
  if (!query) return respond(reply_of(query.error()));

  auto call = std::make_shared<Call>();
  call->http = std::move(request);
  call->actor = std::move(asker->actor);
  call->session = std::move(asker->session);
  call->path = match.parts;
  call->route = std::string(method_name(match.route->method)) + ' ' + std::string(match.route->pattern);
  call->query = std::move(*query);
  if (const auto* special = std::get_if<SpecialFn>(&match.route->run))
    return (*special)(*this, std::move(*call), std::move(respond));
  if (is_unsafe(call->http.method)) {
    auto body = body_of(call->http);
    if (!body) return respond(reply_of(body.error()));
    call->body = std::move(*body);
  }
  if (const auto* fn = std::get_if<ReadFn>(&match.route->run)) return read(std::move(call), *fn, std::move(respond));
  command(std::move(call), std::get<CommandFn>(match.route->run), std::move(respond));
}

namespace {

std::shared_ptr<const flow::Asking> asking_of(const Call& call) {
  return std::make_shared<const flow::Asking>(
      flow::Asking{call.actor, call.http.request_id, call.http.deadline_ms, call.route});
}

}  // namespace

void Dispatcher::read(std::shared_ptr<const Call> call, std::function<Result<Answer>(const Call&, flow::Read&)> fn,
                      net::Respond respond) {
  auto answer = std::make_shared<Result<Answer>>(fail(Code::busy));
  const auto work = [call, fn = std::move(fn), answer](flow::Read& r) { *answer = fn(*call, r); };
  options_.runner.read(asking_of(*call), work, [answer, respond](std::optional<Code> failure) {
    if (failure) return respond(reply_of(Error{.code = *failure}));
    respond(*answer ? reply_of(**answer) : reply_of(answer->error()));
  });
}

void Dispatcher::submit(std::shared_ptr<const Call> call, Submission submission, std::function<void(Decided)> done) {
  auto result = std::make_shared<Decided>();
  const auto decided = [call, result](flow::Read& r, const Result<flow::Outcome>& outcome) {
    *result = outcome ? answered(*outcome, r, *call) : refused(*call, outcome.error(), r);
  };
  options_.runner.command(asking_of(*call), {submission.key, std::move(submission.what)}, std::move(submission.command),
                          decided, [result, done](std::optional<Code> failure) {
                            done(failure ? failed(Error{.code = *failure}) : std::move(*result));
                          });
}

void Dispatcher::command(std::shared_ptr<const Call> call, CommandFn fn, net::Respond respond) {
  const auto key = key_of(call->http);
  if (!key) return respond(reply_of(key.error()));
  auto prepared = fn(*call);
  Submission submission{*key, what_of(*call), {}};
  const auto answer = [respond](const Decided& d) { respond(reply_of(d)); };
  if (!prepared) {
    // What is refused by a rule keeps its outcome like any other; what was not understood does not.
    if (!flow::is_decided(prepared.error().code)) return respond(reply_of(prepared.error()));
    submission.command = [error = prepared.error()](flow::Write&) -> Result<flow::Outcome> { return pass_on(error); };
    return submit(std::move(call), std::move(submission), answer);
  }
  if (!prepared->password) {
    submission.command = std::move(prepared->command);
    return submit(std::move(call), std::move(submission), answer);
  }
  auto hashing = [this, call, submission, prepared = std::move(*prepared), answer]() mutable {
    submission.command = prepared.hashed(*prepared.password);
    submit(std::move(call), std::move(submission), answer);
  };
  if (!options_.cpu.post(std::move(hashing))) respond(reply_of(Error{.code = Code::busy}));
}

}  // namespace musubi::api
