// The city's roster and what it leaves in doubt. A file is read on the cpu pool; every part of it is a command of its
// own.
#include <algorithm>

#include "server/api/dispatcher.hpp"
#include "server/api/roster_answers.hpp"
#include "server/api/routes.hpp"
#include "server/flow/import_flow.hpp"
#include "shared/base/limits.hpp"
#include "shared/wire/roster.hpp"

namespace musubi::api {
namespace {

using domain::Right;
using net::Method;

struct Upload {
  std::shared_ptr<const Call> call;
  net::Respond respond;
  domain::RosterKind kind{};
  bool is_full{false};
  Uuid key;
};
using UploadPtr = std::shared_ptr<const Upload>;

Result<Upload> understand(const Call& call) {
  auto type = call.http.header("content-type");
  type = type.substr(0, type.find_first_of("; "));
  if (type != "text/csv") return fail(Code::unsupported_type);
  if (const auto ok = call.query.only({"kind", "full"}); !ok) return pass_on(ok.error());
  const auto kind = domain::from_code<domain::RosterKind>(call.query.get("kind").value_or("all"));
  if (!kind) return fail_fields({{"kind", "unknown"}});
  const auto full = call.query.get("full").value_or("false");
  if (full != "true" && full != "false") return fail_fields({{"full", "format"}});
  if (call.http.body.size() > limits::import_bytes_max) return fail(Code::too_large);
  const auto key = key_of(call.http);
  if (!key) return pass_on(key.error());
  return Upload{{}, {}, *kind, full == "true", *key};
}

// On the cpu pool.
void read_file(Dispatcher& d, const UploadPtr& upload, const domain::ImportSetting& setting) {
  auto file = std::make_shared<const flow::RosterFile>(
      flow::read_roster(upload->call->http.body, upload->kind, upload->is_full, setting));
  Dispatcher::Submission s;
  s.key = upload->key;
  s.what = Dispatcher::what_of(*upload->call) + '\n' + upload->call->http.body;
  s.command = [file](flow::Write& w) { return flow::open_roster_import(w, *file); };
  d.submit(upload->call, std::move(s),
           [upload](const Decided& decided) { upload->respond(Dispatcher::reply_of(decided)); });
}

void post_roster_import(Dispatcher& d, Call call, net::Respond respond) {
  auto understood = understand(call);
  if (!understood) return respond(Dispatcher::reply_of(understood.error()));
  auto upload = std::make_shared<Upload>(std::move(*understood));
  upload->call = std::make_shared<const Call>(std::move(call));
  upload->respond = std::move(respond);
  auto setting = std::make_shared<domain::ImportSetting>();
  const auto& c = *upload->call;
  auto asking = std::make_shared<const flow::Asking>(flow::Asking{c.actor, c.http.request_id, c.http.deadline_ms});
  d.options().runner.read(
      asking, [setting](flow::Read& r) { *setting = flow::import_setting(r); },
      [&d, upload, setting](std::optional<Code> failure) {
        if (failure) return upload->respond(Dispatcher::reply_of(Error{.code = *failure}));
        if (!d.options().cpu.post([&d, upload, setting] { read_file(d, upload, *setting); }))
          upload->respond(Dispatcher::reply_of(Error{.code = Code::busy}));
      });
}

Result<Answer> get_roster_imports(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto list = flow::list_roster_imports(r, *page);
  Json items = Json::array();
  for (const auto& one : list.items) items.push_back(wire::encode(one));
  return Answer{200, list_of(std::move(items), list.next, list.seq), {}, {}, false};
}

Result<Answer> get_roster_import(const Call& call, flow::Read& r) {
  const auto id = call.id<RosterImportId>();
  if (!id) return pass_on(id.error());
  const auto view = flow::read_roster_import(r, *id);
  if (!view) return pass_on(view.error());
  return Answer{200, roster_import_json(*view), view->import.version, {}, false};
}

Result<Answer> get_rejected(const Call& call, flow::Read& r) {
  const auto id = call.id<RosterImportId>();
  if (!id) return pass_on(id.error());
  const auto rejects = flow::read_roster_rejects(r, *id);
  if (!rejects) return pass_on(rejects.error());
  Json items = Json::array();
  for (const auto& one : *rejects) {
    const auto words = flow::import_words(one.code);
    items.push_back({{"line", std::max<std::size_t>(one.line, 1)},
                     {"column", one.column.empty() ? Json(nullptr) : Json(one.column)},
                     {"reason", std::string(words.ja)},
                     {"reason_en", std::string(words.en)},
                     {"code", one.code}});
  }
  return Answer{200, list_of(std::move(items), std::nullopt, r.tx.seq()), {}, {}, false};
}

Result<Answer> get_preview(const Call& call, flow::Read& r) {
  const auto id = call.id<RosterImportId>();
  if (!id) return pass_on(id.error());
  if (const auto ok = call.query.only({"part"}); !ok) return pass_on(ok.error());
  const auto text = call.query.get("part").value_or("0");
  if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string::npos)
    return fail_fields({{"part", "format"}});
  const auto counts = flow::preview_roster_part(r, *id, std::stoi(text));
  if (!counts) return pass_on(counts.error());
  return Answer{200, wire::encode(*counts), {}, {}, false};
}

Result<Prepared> post_step(const Call& call) {
  const auto id = call.id<RosterImportId>();
  if (!id) return pass_on(id.error());
  const auto part = wire::decode_part(call.body);
  if (!part) return pass_on(part.error());
  return Prepared{[id = *id, part = *part](flow::Write& w) { return flow::step_roster_import(w, id, part); }, {}, {}};
}

Result<Prepared> post_drop(const Call& call) {
  const auto id = call.id<RosterImportId>();
  if (!id) return pass_on(id.error());
  wire::Reader empty(call.body);
  if (const auto ok = empty.finish(); !ok) return pass_on(ok.error());
  return Prepared{[id = *id](flow::Write& w) { return flow::drop_roster_import(w, id); }, {}, {}};
}

Result<Answer> get_reviews(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"status", "import_id", "limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto import = call.query_id<RosterImportId>("import_id");
  if (!import) return pass_on(import.error());
  const auto status = call.query.get("status").value_or("open");
  if (status != "open" && status != "decided") return fail_fields({{"status", "unknown"}});
  const auto list = flow::list_reviews(r, {status == "open", *import}, *page);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& one : list->items) items.push_back(review_json(one));
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

Result<Prepared> post_decide(const Call& call) {
  const auto id = call.id<ReviewId>();
  if (!id) return pass_on(id.error());
  auto ask = wire::decode_decide_review(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{[id = *id, ask = *ask](flow::Write& w) { return flow::decide_review(w, id, ask); }, {}, {}};
}

// How many people each list holds: numbers only, also of people whom nobody may look at now.
Result<Answer> get_roster(const Call&, flow::Read& r) {
  Json items = Json::array();
  int all = 0;
  int consented = 0;
  for (const auto& row : flow::read_roster_counts(r)) {
    all += row.all;
    consented += row.consented;
    items.push_back({{"district_id", row.district_id.text()}, {"all", row.all}, {"consented", row.consented}});
  }
  return Answer{200,
                {{"all", all},
                 {"consented", consented},
                 {"open_reviews", flow::count_open_reviews(r)},
                 {"districts", std::move(items)},
                 {"seq", r.tx.seq()}},
                {},
                {},
                false};
}

}  // namespace

std::span<const Route> roster_routes() {
  static const std::vector<Route> k_routes{
      {Method::get, "/api/v1/roster", Right::write_registrants, &get_roster},
      {Method::get, "/api/v1/roster-imports", Right::run_imports, &get_roster_imports},
      {Method::post, "/api/v1/roster-imports", Right::run_imports, &post_roster_import},
      {Method::get, "/api/v1/roster-imports/{id}", Right::run_imports, &get_roster_import},
      {Method::get, "/api/v1/roster-imports/{id}/rejected", Right::run_imports, &get_rejected},
      {Method::get, "/api/v1/roster-imports/{id}/preview", Right::run_imports, &get_preview},
      {Method::post, "/api/v1/roster-imports/{id}/steps", Right::run_imports, &post_step},
      {Method::post, "/api/v1/roster-imports/{id}/drop", Right::run_imports, &post_drop},
      {Method::get, "/api/v1/reviews", Right::write_registrants, &get_reviews},
      {Method::post, "/api/v1/reviews/{id}/decide", Right::write_registrants, &post_decide},
  };
  return k_routes;
}

}  // namespace musubi::api
