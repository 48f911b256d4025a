// Routes of plans. Planning takes long: a reading gives the world, the cpu pool plans, a command keeps it.
#include "server/api/dispatcher.hpp"
#include "server/api/routes.hpp"
#include "server/flow/plan_flow.hpp"
#include "shared/wire/decode.hpp"
#include "shared/wire/encode.hpp"

namespace musubi::api {
namespace {

using domain::Right;
using flow::Sketch;
using net::Method;

// How one route plans: what it must know, and the command that keeps what it finds.
struct Steps {
  std::function<Result<Sketch>(flow::Read&)> sketch;
  std::function<Result<flow::Command>(const Sketch&)> compute;  // on the cpu pool
};

struct Planning {
  std::shared_ptr<const Call> call;
  net::Respond respond;
  std::optional<Uuid> key;  // none for a question
};
using PlanningPtr = std::shared_ptr<const Planning>;

void submit(Dispatcher& d, const PlanningPtr& p, flow::Command command) {
  d.submit(p->call, {p->key, Dispatcher::what_of(*p->call), std::move(command)},
           [p](const Decided& decided) { p->respond(Dispatcher::reply_of(decided)); });
}

// What is refused by a rule keeps its outcome; and a key that was decided before gets its first answer, whatever the
// world says now.
void refuse(Dispatcher& d, const PlanningPtr& p, const Error& error) {
  if (!flow::is_decided(error.code)) return p->respond(Dispatcher::reply_of(error));
  submit(d, p, [error](flow::Write&) -> Result<flow::Outcome> { return pass_on(error); });
}

std::shared_ptr<const flow::Asking> asking_of(const Call& call) {
  return std::make_shared<const flow::Asking>(flow::Asking{call.actor, call.http.request_id, call.http.deadline_ms});
}

// Reads the world, then `next` on the cpu pool.
void with_sketch(Dispatcher& d, const PlanningPtr& p, std::function<Result<Sketch>(flow::Read&)> sketch,
                 std::function<void(const Result<Sketch>&)> next) {
  auto found = std::make_shared<Result<Sketch>>(fail(Code::busy));
  d.options().runner.read(
      asking_of(*p->call), [found, sketch = std::move(sketch)](flow::Read& r) { *found = sketch(r); },
      [&d, p, found, next = std::move(next)](std::optional<Code> failure) {
        if (failure) return p->respond(Dispatcher::reply_of(Error{.code = *failure}));
        if (!d.options().cpu.post([found, next] { next(*found); }))
          p->respond(Dispatcher::reply_of(Error{.code = Code::busy}));
      });
}

void plan(Dispatcher& d, const PlanningPtr& p, const Steps& steps) {
  with_sketch(d, p, steps.sketch, [&d, p, compute = steps.compute](const Result<Sketch>& sketch) {
    if (!sketch) return refuse(d, p, sketch.error());
    auto command = compute(*sketch);
    if (!command) return refuse(d, p, command.error());
    submit(d, p, std::move(*command));
  });
}

using Decode = Result<Steps> (*)(const Call&);

template <Decode Fn>
void post_planning(Dispatcher& d, Call call, net::Respond respond) {
  const auto key = key_of(call.http);
  if (!key) return respond(Dispatcher::reply_of(key.error()));
  auto body = Dispatcher::body_of(call.http);
  if (!body) return respond(Dispatcher::reply_of(body.error()));
  call.body = std::move(*body);
  auto steps = Fn(call);
  const auto p = std::make_shared<const Planning>(
      Planning{std::make_shared<const Call>(std::move(call)), std::move(respond), *key});
  if (!steps) return refuse(d, p, steps.error());
  plan(d, p, *steps);
}

Result<Steps> new_plan(const Call& call) {
  auto ask = wire::decode_new_plan(call.body);
  if (!ask) return pass_on(ask.error());
  return Steps{[ask = *ask](flow::Read& r) { return flow::sketch_new(r, ask); },
               [](const Sketch& s) -> Result<flow::Command> {
                 auto content = flow::solved(s.world, flow::decisions_of(s.content), matching::k_quick);
                 if (!content) return pass_on(content.error());
                 return [plan = s.plan, content = std::move(*content)](flow::Write& w) {
                   return flow::keep_plan(w, plan, content);
                 };
               }};
}

flow::Command keep(const Sketch& s, domain::PlanContent content) {
  return [plan = s.plan, content = std::move(content)](flow::Write& w) { return flow::keep_version(w, plan, content); };
}

Result<Steps> improve_plan(const Call& call) {
  const auto id = call.id<PlanId>();
  if (!id) return pass_on(id.error());
  wire::Reader empty(call.body);
  if (const auto ok = empty.finish(); !ok) return pass_on(ok.error());
  return Steps{[id = *id](flow::Read& r) { return flow::sketch_of(r, {id, true, {}}); },
               [](const Sketch& s) -> Result<flow::Command> {
                 auto content = flow::solved(s.world, flow::decisions_of(s.content), flow::k_long, &s.content);
                 if (!content) return pass_on(content.error());
                 return keep(s, std::move(*content));
               }};
}

Result<Steps> edit_plan(const Call& call) {
  const auto id = call.id<PlanId>();
  if (!id) return pass_on(id.error());
  const auto version = call.if_version();
  if (!version) return pass_on(version.error());
  auto changes = wire::decode_plan_edits(call.body);
  if (!changes) return pass_on(changes.error());
  const bool is_undo = changes->front().kind == domain::PlanChangeKind::undo;
  return Steps{[id = *id, version = *version](flow::Read& r) { return flow::sketch_of(r, {id, true, version}); },
               [is_undo, version = *version, changes = std::move(*changes)](const Sketch& s) -> Result<flow::Command> {
                 if (is_undo)
                   return [id = s.plan.id, version](flow::Write& w) { return flow::undo_plan(w, id, version); };
                 auto content = flow::edited(s.world, s.content, changes);
                 if (!content) return pass_on(content.error());
                 return keep(s, std::move(*content));
               }};
}

Result<Prepared> commit_plan(const Call& call) {
  const auto id = call.id<PlanId>();
  if (!id) return pass_on(id.error());
  const auto version = call.if_version();
  if (!version) return pass_on(version.error());
  const auto ask = wire::decode_plan_commit(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{
      [id = *id, version = *version, ask = *ask](flow::Write& w) { return flow::commit_plan(w, id, version, ask); },
      {},
      {}};
}

Json maybe(const Uuid& id) { return id.is_nil() ? Json(nullptr) : Json(id.text()); }
template <class I>
Json maybe(const std::optional<I>& id) {
  return id ? Json(id->text()) : Json(nullptr);
}

void put_pair(Json& out, const matching::Pair& pair) {
  if (!pair.need_id.is_nil()) out["need_id"] = pair.need_id.text();
  if (!pair.volunteer_id.is_nil() && !flow::is_added(pair.volunteer_id)) out["volunteer_id"] = pair.volunteer_id.text();
}

Json encode_difference(const flow::Difference& d) {
  Json moves = Json::array();
  for (const auto& m : d.moves)
    moves.push_back({{"volunteer_id", flow::is_added(m.volunteer_id) ? Json(nullptr) : maybe(m.volunteer_id)},
                     {"from_need_id", maybe(m.from)},
                     {"to_need_id", maybe(m.to)}});
  Json needs = Json::array();
  for (const auto& n : d.needs)
    needs.push_back({{"need_id", n.need_id.text()},
                     {"placed_before", n.placed_before},
                     {"placed_after", n.placed_after},
                     {"short_after", n.short_after}});
  Json warnings = Json::array();
  for (const auto& warning : d.warnings) put_pair(warnings.emplace_back(Json{{"code", warning.code}}), warning.pair);
  Json impossible = nullptr;
  if (d.impossible) {
    impossible = {{"code", d.impossible->code}};
    put_pair(impossible, d.impossible->pair);
  }
  return {{"objective", d.objective},
          {"bound", d.bound},
          {"difference",
           {{"objective", d.objective_more},
            {"placed", d.placed_more},
            {"short", d.short_more},
            {"travel_m", d.travel_more_m}}},
          {"moves", std::move(moves)},
          {"needs", std::move(needs)},
          {"warnings", std::move(warnings)},
          {"impossible", std::move(impossible)}};
}

void ask_what_if(Dispatcher& d, Call call, net::Respond respond) {
  const auto id = call.id<PlanId>();
  if (!id) return respond(Dispatcher::reply_of(id.error()));
  auto body = Dispatcher::body_of(call.http);
  if (!body) return respond(Dispatcher::reply_of(body.error()));
  auto changes = wire::decode_plan_question(*body);
  if (!changes) return respond(Dispatcher::reply_of(changes.error()));
  const auto p = std::make_shared<const Planning>(
      Planning{std::make_shared<const Call>(std::move(call)), std::move(respond), std::nullopt});
  with_sketch(
      d, p, [id = *id](flow::Read& r) { return flow::sketch_of(r, {id, false, {}}); },
      [p, changes = std::move(*changes)](const Result<Sketch>& sketch) {
        if (!sketch) return p->respond(Dispatcher::reply_of(sketch.error()));
        const auto answer = flow::what_if(sketch->world, sketch->content, changes);
        if (!answer) return p->respond(Dispatcher::reply_of(answer.error()));
        p->respond(Dispatcher::reply_of(Answer{200, encode_difference(*answer), {}, {}, false}));
      });
}

void get_grid(Dispatcher& d, Call call, net::Respond respond) {
  const auto id = call.id<PlanId>();
  if (!id) return respond(Dispatcher::reply_of(id.error()));
  const auto p = std::make_shared<const Planning>(
      Planning{std::make_shared<const Call>(std::move(call)), std::move(respond), std::nullopt});
  with_sketch(
      d, p, [id = *id](flow::Read& r) { return flow::sketch_of(r, {id, false, {}}); },
      [p](const Result<Sketch>& sketch) {
        if (!sketch) return p->respond(Dispatcher::reply_of(sketch.error()));
        const auto grid = flow::grid_of(sketch->world, sketch->content);
        Json people = Json::array();
        for (const auto& one : grid.people) people.push_back(one.text());
        Json needs = Json::array();
        for (const auto& one : grid.needs) needs.push_back(one.text());
        p->respond(Dispatcher::reply_of(Answer{200,
                                               {{"plan_id", sketch->plan.id.text()},
                                                {"version", sketch->plan.version},
                                                {"people", std::move(people)},
                                                {"needs", std::move(needs)},
                                                {"gates", grid.gates},
                                                {"cells", grid.cells}},
                                               {},
                                               {},
                                               false}));
      });
}

Result<Answer> get_plan(const Call& call, flow::Read& r) {
  const auto id = call.id<PlanId>();
  if (!id) return pass_on(id.error());
  const auto view = flow::read_plan(r, *id);
  if (!view) return pass_on(view.error());
  return Answer{200, wire::encode(*view), (*view)->plan.version, {}, false};
}

Result<Answer> get_plans(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"incident_id", "district_id", "day", "limit", "cursor"}); !ok)
    return pass_on(ok.error());
  const auto incident = call.query_id<IncidentId>("incident_id");
  if (!incident) return pass_on(incident.error());
  const auto district = call.query_id<DistrictId>("district_id");
  if (!district) return pass_on(district.error());
  store::PlanFilter filter{*incident, false, *district, {}};
  if (const auto text = call.query.get("day")) {
    filter.day = Day::parse(*text);
    if (!filter.day) return fail_fields({{"day", "format"}});
  }
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto list = flow::list_plans(r, filter, *page);
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& one : list->items) items.push_back(wire::encode(one));
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

}  // namespace

std::span<const Route> plan_routes() {
  static const std::vector<Route> k_routes{
      {Method::get, "/api/v1/plans", Right::plan_matching, &get_plans},
      {Method::post, "/api/v1/plans", Right::plan_matching, &post_planning<&new_plan>},
      {Method::get, "/api/v1/plans/{id}", Right::plan_matching, &get_plan},
      {Method::get, "/api/v1/plans/{id}/grid", Right::plan_matching, static_cast<SpecialFn>(&get_grid)},
      {Method::post, "/api/v1/plans/{id}/improve", Right::plan_matching, &post_planning<&improve_plan>},
      {Method::post, "/api/v1/plans/{id}/edits", Right::plan_matching, &post_planning<&edit_plan>},
      {Method::post, "/api/v1/plans/{id}/what-if", Right::plan_matching, static_cast<SpecialFn>(&ask_what_if)},
      {Method::post, "/api/v1/plans/{id}/commit", Right::plan_matching, &commit_plan},
  };
  return k_routes;
}

}  // namespace musubi::api
