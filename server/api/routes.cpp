#include "server/api/routes.hpp"
#include "server/api/pack_api.hpp"

namespace musubi::api {

std::span<const Route> routes() {
  static const std::vector<Route> k_all = [] {
    std::vector<Route> all;
    for (const auto part : {account_routes(),  need_routes(),   offer_routes(),   asking_routes(), people_routes(),
                            incident_routes(), access_routes(), desk_routes(),    import_routes(), plan_routes(),
                            team_routes(),     policy_routes(), support_routes(), safety_routes(), watch_routes(),
                            drill_routes(),    roster_routes(), paper_routes(),   pack_routes(),   map_routes()})
      all.insert(all.end(), part.begin(), part.end());
    return all;
  }();
  return k_all;
}

Json list_of(Json items, const std::optional<store::Cursor>& next, std::int64_t seq) {
  Json list = Json::object();
  list["items"] = std::move(items);
  list["next_cursor"] = next ? Json(next->text()) : Json(nullptr);
  list["seq"] = seq;
  return list;
}

}  // namespace musubi::api
