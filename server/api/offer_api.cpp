// Routes of offers and candidates.
#include "server/api/routes.hpp"
#include "server/flow/offer_flow.hpp"
#include "shared/wire/decode.hpp"
#include "shared/wire/encode.hpp"

namespace musubi::api {
namespace {

using domain::Right;
using net::Method;

Result<Prepared> post_offers(const Call& call) {
  const auto id = call.id<NeedId>();
  if (!id) return pass_on(id.error());
  auto ask = wire::decode_new_offers(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{[id = *id, ask = std::move(*ask)](flow::Write& w) { return flow::make_offers(w, id, ask); }, {}, {}};
}

using AnswerFlow = Result<flow::Outcome> (*)(flow::Write&, const OfferId&, const domain::OfferAnswer&);

template <AnswerFlow Fn>
Result<Prepared> post_answer(const Call& call) {
  const auto id = call.id<OfferId>();
  if (!id) return pass_on(id.error());
  const auto answer = wire::decode_offer_answer(call.body);
  if (!answer) return pass_on(answer.error());
  return Prepared{[id = *id, answer = *answer](flow::Write& w) { return Fn(w, id, answer); }, {}, {}};
}

using PlainFlow = Result<flow::Outcome> (*)(flow::Write&, const OfferId&);

template <PlainFlow Fn>
Result<Prepared> post_plain(const Call& call) {
  const auto id = call.id<OfferId>();
  if (!id) return pass_on(id.error());
  wire::Reader empty(call.body);
  if (const auto ok = empty.finish(); !ok) return pass_on(ok.error());
  return Prepared{[id = *id](flow::Write& w) { return Fn(w, id); }, {}, {}};
}

Answer list_answer(const flow::OfferList& list) {
  Json items = Json::array();
  for (const auto& offer : list.items) items.push_back(wire::encode(offer));
  return Answer{200, list_of(std::move(items), list.next, list.seq), {}, {}, false};
}

Result<Answer> get_offers_of_need(const Call& call, flow::Read& r) {
  const auto id = call.id<NeedId>();
  if (!id) return pass_on(id.error());
  const auto list = flow::offers_of_need(r, *id);
  if (!list) return pass_on(list.error());
  return list_answer(*list);
}

Result<Answer> get_my_offers(const Call&, flow::Read& r) { return list_answer(flow::my_offers(r)); }

Result<Answer> get_offer(const Call& call, flow::Read& r) {
  const auto id = call.id<OfferId>();
  if (!id) return pass_on(id.error());
  const auto offer = flow::read_offer(r, *id);
  if (!offer) return pass_on(offer.error());
  return Answer{200, wire::encode(*offer), (*offer)->offer.version, {}, false};
}

Result<Answer> get_candidates(const Call& call, flow::Read& r) {
  const auto id = call.id<NeedId>();
  if (!id) return pass_on(id.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto found = flow::candidates_for(r, *id, call.query.get("limit") ? page->limit : 30);
  if (!found) return pass_on(found.error());
  Json items = Json::array();
  int rank = 0;
  for (const auto& one : found->items) items.push_back(wire::encode_candidate(one.candidate, ++rank, one.volunteer));
  Json excluded = Json::array();
  for (const auto& group : found->excluded)
    excluded.push_back(wire::encode_excluded(group.gate, static_cast<std::size_t>(group.count), group.some));
  return Answer{
      200,
      {{"need_id", id->text()}, {"items", std::move(items)}, {"excluded", std::move(excluded)}, {"seq", found->seq}},
      {},
      {},
      false};
}

}  // namespace

std::span<const Route> offer_routes() {
  static const std::vector<Route> k_routes{
      {Method::get, "/api/v1/needs/{id}/candidates", Right::make_offers, &get_candidates},
      {Method::get, "/api/v1/needs/{id}/offers", Right::make_offers, &get_offers_of_need},
      {Method::post, "/api/v1/needs/{id}/offers", Right::make_offers, &post_offers},
      {Method::get, "/api/v1/me/offers", Right::own_session, &get_my_offers},
      {Method::get, "/api/v1/offers/{id}", Right::read_offers, &get_offer},
      {Method::post, "/api/v1/offers/{id}/accept", Right::answer_offers, &post_answer<&flow::accept_offer>},
      {Method::post, "/api/v1/offers/{id}/decline", Right::answer_offers, &post_answer<&flow::decline_offer>},
      {Method::post, "/api/v1/offers/{id}/withdraw", Right::make_offers, &post_plain<&flow::withdraw_offer>},
      {Method::post, "/api/v1/offers/{id}/arrive", Right::answer_offers, &post_plain<&flow::arrive_offer>},
      {Method::post, "/api/v1/offers/{id}/substitute", Right::answer_offers, &post_plain<&flow::want_substitute>},
      {Method::del, "/api/v1/offers/{id}/substitute", Right::answer_offers, &post_plain<&flow::cancel_substitute>},
  };
  return k_routes;
}

}  // namespace musubi::api
