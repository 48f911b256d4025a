// Routes of what binds matching: its weights and the exclusions.
#include "server/api/routes.hpp"
#include "server/flow/policy_flow.hpp"
#include "shared/wire/decode.hpp"
#include "shared/wire/encode.hpp"

namespace musubi::api {
namespace {

using domain::Right;
using net::Method;

Result<Answer> get_policy(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({}); !ok) return pass_on(ok.error());
  const auto now = flow::read_policy(r);
  return Answer{200, wire::encode_policy(now.policy, now.version), now.version, {}, false};
}

Result<Prepared> patch_policy(const Call& call) {
  const auto version = call.if_version();
  if (!version) return pass_on(version.error());
  auto patch = wire::decode_matching_policy_patch(call.body);
  if (!patch) return pass_on(patch.error());
  return Prepared{[version = *version, patch = std::move(*patch)](flow::Write& w) {
                    return flow::change_policy(w, version, patch);
                  },
                  {},
                  {}};
}

Result<Answer> get_exclusions(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto list = flow::list_exclusions(r, *page);
  Json items = Json::array();
  for (const auto& one : list.items) items.push_back(wire::encode(one));
  return Answer{200, list_of(std::move(items), list.next, list.seq), {}, {}, false};
}

Result<Prepared> post_exclusion(const Call& call) {
  const auto ask = wire::decode_new_exclusion(call.body);
  if (!ask) return pass_on(ask.error());
  return Prepared{[ask = *ask](flow::Write& w) { return flow::add_exclusion(w, ask); }, {}, {}};
}

Result<Prepared> delete_exclusion(const Call& call) {
  const auto id = call.id<ExclusionId>();
  if (!id) return pass_on(id.error());
  return Prepared{[id = *id](flow::Write& w) { return flow::remove_exclusion(w, id); }, {}, {}};
}

}  // namespace

std::span<const Route> policy_routes() {
  static const std::vector<Route> k_routes{
      {Method::get, "/api/v1/policies/matching", Right::plan_matching, &get_policy},
      {Method::patch, "/api/v1/policies/matching", Right::set_policies, &patch_policy},
      {Method::get, "/api/v1/exclusions", Right::plan_matching, &get_exclusions},
      {Method::post, "/api/v1/exclusions", Right::plan_matching, &post_exclusion},
      {Method::del, "/api/v1/exclusions/{id}", Right::plan_matching, &delete_exclusion},
  };
  return k_routes;
}

}  // namespace musubi::api
