// POST /imports/{kind}: the same import as on the command line. Reading the file is slow and happens on the cpu pool.
#include <algorithm>

#include "server/api/dispatcher.hpp"
#include "server/api/routes.hpp"
#include "server/api/town_list.hpp"
#include "server/flow/import_flow.hpp"
#include "shared/base/limits.hpp"
#include "shared/wire/problem.hpp"

namespace musubi::api {
namespace {

using domain::ImportKind;
using domain::Reject;
using domain::Right;
using net::Method;

// An answer must not be larger than its question.
constexpr std::size_t k_rejects_told_max = 1000;

struct Import {
  std::shared_ptr<const Call> call;
  net::Respond respond;
  ImportKind kind{};
  bool dry_run{false};
  bool is_json{false};
  std::optional<Uuid> key;
};
using ImportPtr = std::shared_ptr<const Import>;

Json rejected_json(const std::vector<Reject>& rejects) {
  Json out = Json::array();
  for (const auto& r : rejects) {
    if (out.size() == k_rejects_told_max) break;
    const auto words = flow::import_words(r.code);
    out.push_back({{"line", std::max<std::size_t>(r.line, 1)},
                   {"column", r.column.empty() ? Json(nullptr) : Json(r.column)},
                   {"reason", std::string(words.ja)},
                   {"reason_en", std::string(words.en)},
                   {"code", r.code}});
  }
  return out;
}

// The result as it is answered: a problem when a real import was refused, a report otherwise.
net::Reply result_reply(const Import& import, const flow::ImportFile& file, const std::vector<Reject>& rejects) {
  const bool refused = !import.dry_run && !rejects.empty();
  Json body = refused ? wire::problem(Error{.code = Code::invalid}) : Json::object();
  body["kind"] = std::string(domain::code(import.kind));
  body["dry_run"] = import.dry_run;
  body["rows"] = file.row_count();
  body["accepted"] = flow::accepted_rows(file, rejects);
  body["rejected"] = rejected_json(rejects);
  return Dispatcher::reply_of(Answer{refused ? 422 : 200, std::move(body), {}, {}, false});
}

void try_out(Dispatcher& d, const ImportPtr& import, std::shared_ptr<const flow::ImportFile> file) {
  const auto fn = [import, file](const Call&, flow::Read& r) -> Result<Answer> {
    const auto rejects = flow::check_import(r, *file);
    Json body{{"kind", std::string(domain::code(import->kind))},
              {"dry_run", true},
              {"rows", file->row_count()},
              {"accepted", flow::accepted_rows(*file, rejects)},
              {"rejected", rejected_json(rejects)}};
    return Answer{200, std::move(body), {}, {}, false};
  };
  d.read(import->call, fn, import->respond);
}

void submit(Dispatcher& d, const ImportPtr& import, std::shared_ptr<const flow::ImportFile> file) {
  Dispatcher::Submission s;
  s.key = import->key;
  s.what = Dispatcher::what_of(*import->call) + '\n' + import->call->http.body;
  s.command = [file](flow::Write& w) { return flow::import_file(w, *file); };
  d.submit(import->call, std::move(s), [import, file](const Decided& decided) {
    if (decided.status != 422 || decided.code != wire::wire_code(Code::invalid))
      return import->respond(Dispatcher::reply_of(decided));
    // What the transaction found comes with the refusal (also when it was decided before); the rest is in the file.
    std::vector<FieldError> fields;
    for (const auto& e : decided.answer.body.at("errors"))
      fields.push_back({e.at("field").get<std::string>(), e.at("code").get<std::string>()});
    auto rejects = file->rejected();
    for (auto& found : flow::rejects_of(fields)) rejects.push_back(std::move(found));
    import->respond(result_reply(*import, *file, flow::by_line(std::move(rejects))));
  });
}

// On the cpu pool.
void read_file(Dispatcher& d, const ImportPtr& import, const domain::ImportSetting& setting) {
  const auto& body = import->call->http.body;
  auto file = import->is_json ? api::read_town_list(body, setting)
                              : Result<flow::ImportFile>(flow::read_csv(import->kind, body, setting));
  if (!file) return import->respond(Dispatcher::reply_of(file.error()));
  const auto shared = std::make_shared<const flow::ImportFile>(std::move(*file));
  if (import->dry_run) return try_out(d, import, shared);
  submit(d, import, shared);
}

Result<Import> understand(const Call& call) {
  const auto kind = domain::from_code<ImportKind>(call.path.at(0));
  if (!kind) return fail(Code::not_found);
  auto type = call.http.header("content-type");
  type = type.substr(0, type.find_first_of("; "));
  const bool is_json = type == "application/json" && *kind == ImportKind::places;
  if (type != "text/csv" && !is_json) return fail(Code::unsupported_type);
  if (const auto ok = call.query.only({"dry_run"}); !ok) return pass_on(ok.error());
  const auto dry = call.query.get("dry_run").value_or("false");
  if (dry != "true" && dry != "false") return fail_fields({{"dry_run", "format"}});
  if (call.http.body.size() > limits::import_bytes_max) return fail(Code::too_large);
  const auto key = key_of(call.http);
  if (!key) return pass_on(key.error());
  return Import{{}, {}, *kind, dry == "true", is_json, *key};
}

void post_import(Dispatcher& d, Call call, net::Respond respond) {
  auto understood = understand(call);
  if (!understood) return respond(Dispatcher::reply_of(understood.error()));
  auto import = std::make_shared<Import>(std::move(*understood));
  import->call = std::make_shared<const Call>(std::move(call));
  import->respond = std::move(respond);
  auto setting = std::make_shared<domain::ImportSetting>();
  const auto& c = *import->call;
  auto asking = std::make_shared<const flow::Asking>(flow::Asking{c.actor, c.http.request_id, c.http.deadline_ms});
  d.options().runner.read(
      asking, [setting](flow::Read& r) { *setting = flow::import_setting(r); },
      [&d, import, setting](std::optional<Code> failure) {
        if (failure) return import->respond(Dispatcher::reply_of(Error{.code = *failure}));
        if (!d.options().cpu.post([&d, import, setting] { read_file(d, import, *setting); }))
          import->respond(Dispatcher::reply_of(Error{.code = Code::busy}));
      });
}

}  // namespace

std::span<const Route> import_routes() {
  static const std::vector<Route> k_routes{
      {Method::post, "/api/v1/imports/{kind}", Right::run_imports, &post_import},
  };
  return k_routes;
}

}  // namespace musubi::api
