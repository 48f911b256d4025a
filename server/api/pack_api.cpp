// Routes of field phones: their lists, and how these stand.
#include "server/api/pack_api.hpp"
#include "server/api/routes.hpp"
#include "server/flow/pack_flow.hpp"
#include "shared/wire/decode.hpp"
#include "shared/wire/encode.hpp"
#include "shared/wire/pack.hpp"

namespace musubi::api {
namespace {

using domain::Right;
using net::Method;

Json pack_json(const flow::PackView& view) { return wire::encode(view.pack, view.state, view.account_name); }

Result<Prepared> post_pack(const Call& call) {
  auto ask = wire::decode_new_pack(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{
      [ask = std::move(*ask), session = call.session](flow::Write& w) { return flow::take_pack(w, ask, session); },
      {},
      {}};
}

template <auto Decode, auto Flow>
Result<Prepared> post_from_device(const Call& call) {
  const auto id = call.id<PackId>();
  if (!id) return pass_on(id.error());
  auto ask = Decode(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{
      [id = *id, ask = std::move(*ask), session = call.session](flow::Write& w) { return Flow(w, id, ask, session); },
      {},
      {}};
}

Result<Prepared> post_lock(const Call& call) {
  const auto id = call.id<PackId>();
  if (!id) return pass_on(id.error());
  wire::Reader empty(call.body);
  if (const auto ok = empty.finish(); !ok) return pass_on(ok.error());
  return Prepared{[id = *id](flow::Write& w) { return flow::lock_pack(w, id); }, {}, {}};
}

Result<Answer> get_packs(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"registrant_id", "limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto person = call.query_id<RegistrantId>("registrant_id");
  if (!person) return pass_on(person.error());
  const auto list =
      *person ? flow::packs_that_named(r, **person) : Result<flow::Listed<flow::PackView>>(flow::list_packs(r, *page));
  if (!list) return pass_on(list.error());
  Json items = Json::array();
  for (const auto& one : list->items) items.push_back(pack_json(one));
  return Answer{200, list_of(std::move(items), list->next, list->seq), {}, {}, false};
}

Result<Answer> get_pack(const Call& call, flow::Read& r) {
  const auto id = call.id<PackId>();
  if (!id) return pass_on(id.error());
  const auto view = flow::read_pack(r, *id);
  if (!view) return pass_on(view.error());
  return Answer{200, pack_json(*view), view->pack.version, {}, false};
}

Result<Answer> get_pack_people(const Call& call, flow::Read& r) {
  const auto id = call.id<PackId>();
  if (!id) return pass_on(id.error());
  const auto contents = flow::read_pack_people(r, *id);
  if (!contents) return pass_on(contents.error());
  Json rounds = Json::array();
  for (const auto& part : contents->rounds) {
    Json people = Json::array();
    for (const auto& one : part.people) people.push_back(watched_json(r, one));
    rounds.push_back({{"incident", wire::encode_slim(part.incident)},
                      {"round", wire::encode(part.round)},
                      {"people", std::move(people)}});
  }
  Json districts = Json::array();
  for (const auto& one : contents->districts) districts.push_back(wire::encode(one));
  Json towns = Json::array();
  for (const auto& one : contents->towns)
    towns.push_back({{"name", one.name}, {"lat", one.position.lat}, {"lng", one.position.lng}});
  return Answer{200,
                {{"pack", pack_json(contents->pack)},
                 {"rounds", std::move(rounds)},
                 {"districts", std::move(districts)},
                 {"towns", std::move(towns)},
                 {"seq", contents->seq},
                 {"now", r.now.text()}},
                {},
                {},
                false};
}

}  // namespace

std::span<const Route> pack_routes() {
  static const std::vector<Route> k_routes{
      {Method::get, "/api/v1/packs", Right::carry_packs, &get_packs},
      {Method::post, "/api/v1/packs", Right::carry_packs, &post_pack},
      {Method::get, "/api/v1/packs/{id}", Right::carry_packs, &get_pack},
      {Method::get, "/api/v1/packs/{id}/people", Right::carry_packs, &get_pack_people},
      {Method::post, "/api/v1/packs/{id}/renew", Right::carry_packs,
       &post_from_device<wire::decode_renew_pack, flow::renew_pack>},
      {Method::post, "/api/v1/packs/{id}/lock", Right::lock_packs, &post_lock},
      {Method::post, "/api/v1/packs/{id}/contact", Right::open_to_all,
       &post_from_device<wire::decode_pack_contact, flow::hear_from_device>},
  };
  return k_routes;
}

}  // namespace musubi::api
