// Routes of sessions, accounts and self-registration: everything with a password in it.
#include <algorithm>

#include "server/api/dispatcher.hpp"
#include "server/api/routes.hpp"
#include "server/flow/account_flow.hpp"
#include "server/flow/people_flow.hpp"
#include "shared/wire/decode.hpp"
#include "shared/wire/encode.hpp"

namespace musubi::api {
namespace {

using domain::Right;
using net::Method;

constexpr std::string_view k_cookie = "musubi_session";

// Finds the stored hash, checks the password on the cpu pool, and calls back with the account, or nothing. A login that
// does not exist takes as long as a wrong password.
struct Checked {
  std::optional<AccountId> account;
  bool busy{false};
};
void check_password(Dispatcher& d, const std::shared_ptr<const Call>& call,
                    std::function<std::optional<flow::KnownPassword>(flow::Read&)> find, std::string password,
                    std::function<void(Checked)> done) {
  auto known = std::make_shared<std::optional<flow::KnownPassword>>();
  auto asking =
      std::make_shared<const flow::Asking>(flow::Asking{call->actor, call->http.request_id, call->http.deadline_ms});
  const auto look = [known, find = std::move(find)](flow::Read& r) { *known = find(r); };
  d.options().runner.read(asking, look, [&d, known, password = std::move(password), done](std::optional<Code> failure) {
    if (failure) return done({std::nullopt, true});
    const auto verify = [known, password, done] {
      if (!*known) {
        flow::waste_a_check(password);
        return done({});
      }
      const bool right = flow::password_matches((*known)->hash, password);
      done({right && (*known)->active ? std::optional((*known)->account_id) : std::nullopt, false});
    };
    if (!d.options().cpu.post(verify)) done({std::nullopt, true});
  });
}

void refuse(const net::Respond& respond, Code code, int retry_after_s = 0) {
  auto reply = Dispatcher::reply_of(Error{.code = code});
  if (retry_after_s > 0) reply.headers.push_back({"retry-after", std::to_string(retry_after_s)});
  respond(std::move(reply));
}

bool is_secure(const net::Request& http) { return http.header("x-forwarded-proto") == "https"; }

void post_session(Dispatcher& d, Call call, net::Respond respond) {
  if (!call.http.header("content-type").starts_with("application/json")) return refuse(respond, Code::unsupported_type);
  auto body = wire::parse_json(call.http.body);
  if (!body) return respond(Dispatcher::reply_of(body.error()));
  auto ask = wire::decode_sign_in(*body);
  if (!ask) return respond(Dispatcher::reply_of(ask.error()));
  // A browser that asks for a cookie does so from our own page.
  if (ask->cookie && !call.http.header("origin").empty()) {
    const auto origin = call.http.header("origin");
    if (!origin.ends_with(std::string("://") + std::string(call.http.header("host"))))
      return refuse(respond, Code::forbidden);
  }
  const auto now = d.options().runner.now();
  auto& throttle = d.options().runner.memory().throttle;
  const std::string by_login = "login " + ask->login;
  if (const int wait = throttle.wait_s(by_login, now); wait > 0) return refuse(respond, Code::too_many, wait);

  auto shared = std::make_shared<Call>(std::move(call));
  const auto find = [login = ask->login](flow::Read& r) { return flow::known_password(r, login); };
  check_password(
      d, shared, find, ask->password, [&d, shared, respond, by_login, cookie = ask->cookie](Checked checked) {
        auto& tries = d.options().runner.memory().throttle;
        if (checked.busy) return refuse(respond, Code::busy, 1);
        if (!checked.account) {
          tries.failed(by_login, d.options().runner.now());
          return refuse(respond, Code::sign_in_failed);
        }
        tries.succeeded(by_login);
        const auto token = flow::new_token();
        shared->actor.account_id = checked.account;
        Dispatcher::Submission s;
        s.command = [digest = d.options().runner.token_digest(token), id = *checked.account](flow::Write& w) {
          return flow::start_session(w, {digest, id});
        };
        d.submit(shared, std::move(s), [respond, token, cookie, secure = is_secure(shared->http)](Decided decided) {
          if (decided.status != 200) return respond(Dispatcher::reply_of(decided.answer));
          if (!cookie) decided.answer.body["token"] = token;
          auto reply = Dispatcher::reply_of(decided.answer);
          if (cookie)
            reply.headers.push_back({"set-cookie", std::string(k_cookie) + '=' + token +
                                                       "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" +
                                                       std::to_string(flow::k_session_s) + (secure ? "; Secure" : "")});
          respond(std::move(reply));
        });
      });
}

void delete_session(Dispatcher& d, Call call, net::Respond respond) {
  auto shared = std::make_shared<Call>(std::move(call));
  Dispatcher::Submission s;
  s.command = [digest = shared->session.value_or(store::Bytes{})](flow::Write& w) {
    return flow::end_session(w, digest);
  };
  d.submit(shared, std::move(s), [respond](const Decided& decided) {
    auto reply = Dispatcher::reply_of(decided.answer);
    reply.headers.push_back({"set-cookie", std::string(k_cookie) + "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"});
    respond(std::move(reply));
  });
}

void get_me(Dispatcher& d, Call call, net::Respond respond) {
  const auto fn = [demo = d.options().demo](const Call& c, flow::Read& r) -> Result<Answer> {
    const auto account = flow::read_account(r, *c.actor.account_id);
    if (!account) return pass_on(account.error());
    Json volunteer = nullptr;
    if (c.actor.volunteer_id)
      if (const auto v = flow::read_volunteer(r, *c.actor.volunteer_id)) volunteer = wire::encode(*v);
    Json body{{"account", wire::encode(*account)},
              {"volunteer", std::move(volunteer)},
              {"now", r.now.text()},
              {"demo", demo}};
    return Answer{200, std::move(body), {}, {}, false};
  };
  d.read(std::make_shared<const Call>(std::move(call)), fn, std::move(respond));
}

Result<Prepared> post_account(const Call& call) {
  auto ask = wire::decode_new_account(call.body);
  if (!ask) return pass_on(ask.error());
  auto password = ask->password;
  return Prepared{{}, std::move(password), [ask = std::move(*ask)](const std::string& clear) -> flow::Command {
                    return [ask, hash = flow::hash_password(clear)](flow::Write& w) {
                      return flow::add_account(w, ask, hash);
                    };
                  }};
}

Result<Prepared> patch_account(const Call& call) {
  const auto id = call.id<AccountId>();
  if (!id) return pass_on(id.error());
  const auto version = call.if_version();
  if (!version) return pass_on(version.error());
  auto patch = wire::decode_account_patch(call.body);
  if (!patch) return pass_on(patch.error());
  return Prepared{[id = *id, version = *version, patch = std::move(*patch)](flow::Write& w) {
                    return flow::change_account(w, id, version, patch);
                  },
                  {},
                  {}};
}

Result<Prepared> post_registration(const Call& call) {
  auto ask = wire::decode_registration(call.body);
  if (!ask) return pass_on(ask.error());
  auto password = ask->password;
  return Prepared{{}, std::move(password), [ask = std::move(*ask)](const std::string& clear) -> flow::Command {
                    return [ask, hash = flow::hash_password(clear)](flow::Write& w) {
                      return flow::register_volunteer(w, ask, hash);
                    };
                  }};
}

// An admin sets anybody's password; everybody else their own, with the old one.
void post_password(Dispatcher& d, Call call, net::Respond respond) {
  if (!call.http.header("content-type").starts_with("application/json")) return refuse(respond, Code::unsupported_type);
  auto body = wire::parse_json(call.http.body);
  if (!body) return respond(Dispatcher::reply_of(body.error()));
  call.body = std::move(*body);
  const auto key = key_of(call.http);
  if (!key) return respond(Dispatcher::reply_of(key.error()));
  const auto id = call.id<AccountId>();
  if (!id) return respond(Dispatcher::reply_of(id.error()));
  const bool own = call.actor.account_id == *id;
  const bool admin = call.actor.role == domain::Role::admin;
  if (!own && !admin) return refuse(respond, Code::forbidden);
  auto ask = wire::decode_new_password(call.body);
  if (!ask) return respond(Dispatcher::reply_of(ask.error()));
  if (own && !admin && !ask->old_password)
    return respond(Dispatcher::reply_of(fail_fields({{"old_password", "required"}}).error()));

  auto shared = std::make_shared<Call>(std::move(call));
  const auto set = [&d, shared, respond, key = *key, id = *id, password = ask->password] {
    Dispatcher::Submission s{key, Dispatcher::what_of(*shared), {}};
    s.command = [id, hash = flow::hash_password(password)](flow::Write& w) { return flow::set_password(w, id, hash); };
    d.submit(shared, std::move(s),
             [respond](const Decided& decided) { respond(Dispatcher::reply_of(decided.answer)); });
  };
  if (admin) {
    if (!d.options().cpu.post(set)) refuse(respond, Code::busy, 1);
    return;
  }
  const auto find = [id = *id](flow::Read& r) { return flow::known_password(r, id); };
  check_password(d, shared, find, *ask->old_password, [respond, set](Checked checked) {
    if (checked.busy) return refuse(respond, Code::busy, 1);
    if (!checked.account) return respond(Dispatcher::reply_of(fail_fields({{"old_password", "wrong"}}).error()));
    set();
  });
}

Result<Answer> get_accounts(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto list = flow::list_accounts(r, *page);
  Json items = Json::array();
  for (const auto& a : list.items) items.push_back(wire::encode(a));
  return Answer{200, list_of(std::move(items), list.next, list.seq), {}, {}, false};
}

Result<Answer> get_account(const Call& call, flow::Read& r) {
  const auto id = call.id<AccountId>();
  if (!id) return pass_on(id.error());
  const auto account = flow::read_account(r, *id);
  if (!account) return pass_on(account.error());
  return Answer{200, wire::encode(*account), (*account)->version, {}, false};
}

}  // namespace

std::span<const Route> account_routes() {
  static const std::vector<Route> k_routes{
      {Method::post, "/api/v1/session", Right::open_to_all, &post_session},
      {Method::del, "/api/v1/session", Right::own_session, &delete_session},
      {Method::get, "/api/v1/me", Right::own_session, &get_me},
      {Method::get, "/api/v1/accounts", Right::manage_accounts, &get_accounts},
      {Method::post, "/api/v1/accounts", Right::manage_accounts, &post_account},
      {Method::get, "/api/v1/accounts/{id}", Right::manage_accounts, &get_account},
      {Method::patch, "/api/v1/accounts/{id}", Right::manage_accounts, &patch_account},
      {Method::post, "/api/v1/accounts/{id}/password", Right::own_session, &post_password},
      {Method::post, "/api/v1/registrations", Right::open_to_all, &post_registration},
  };
  return k_routes;
}

}  // namespace musubi::api
