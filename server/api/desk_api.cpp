// Routes for the admin's desk: the audit trail.
#include "server/api/routes.hpp"
#include "server/flow/audit_flow.hpp"

namespace musubi::api {
namespace {

using domain::Right;
using net::Method;

template <class I>
Json id_or_null(const std::optional<I>& id) {
  return id ? Json(id->text()) : Json(nullptr);
}

Result<Answer> get_audit(const Call& call, flow::Read& r) {
  if (const auto ok = call.query.only({"limit", "cursor"}); !ok) return pass_on(ok.error());
  const auto page = call.page();
  if (!page) return pass_on(page.error());
  const auto list = flow::list_audit(r, *page);
  Json items = Json::array();
  for (const auto& line : list.items)
    items.push_back({{"id", line.row.id.text()},
                     {"at", line.row.at.text()},
                     {"actor_id", id_or_null(line.row.actor)},
                     {"actor_name", line.actor_name ? Json(*line.actor_name) : Json(nullptr)},
                     {"action", line.row.action},
                     {"subject_kind", line.row.subject_kind},
                     {"subject_id", id_or_null(line.row.subject_id)},
                     {"district_id", id_or_null(line.row.district_id)},
                     {"incident_id", id_or_null(line.row.incident_id)},
                     {"subjects", line.row.subjects},
                     {"request_id", line.row.request_id}});
  return Answer{200, list_of(std::move(items), list.next, list.seq), {}, {}, false};
}

// The socket itself is opened by net; whoever asks without one is told so.
Result<Answer> get_live(const Call&, flow::Read&) { return fail(Code::malformed, "not an upgrade"); }

}  // namespace

std::span<const Route> desk_routes() {
  static const std::vector<Route> k_routes{
      {Method::get, "/api/v1/audit", Right::read_audit, &get_audit},
      {Method::get, "/api/v1/live", Right::own_session, &get_live},
  };
  return k_routes;
}

}  // namespace musubi::api
