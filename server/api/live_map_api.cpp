// The live map on the wire: JSON, and columns for boards with many dots.
#include "server/api/routes.hpp"
#include "server/flow/history_flow.hpp"
#include "server/flow/incident_flow.hpp"
#include "server/flow/memory.hpp"
#include "shared/wire/columns.hpp"
#include "shared/wire/encode.hpp"

namespace musubi::api {
namespace {

Json json_of(const flow::MapAnswer& map, Instant generated_at) {
  Json out{{"incident", wire::encode_slim(map.incident)},
           {"round", map.round ? wire::encode(*map.round) : Json(nullptr)},
           {"progress", wire::encode(map.rows)},
           {"total", wire::encode_total(map.rows)},
           {"dots", Json::array()},
           {"needs", wire::encode(map.needs)},
           {"seq", map.seq},
           {"generated_at", generated_at.text()}};
  if (map.dots_omitted > 0) out["dots_omitted"] = map.dots_omitted;
  return out;
}

}  // namespace

Result<Json> map_json(flow::Read& r, const IncidentId& id, std::size_t dots_max) {
  const auto map = flow::read_map(r, id, dots_max);
  if (!map) return pass_on(map.error());
  auto out = json_of(*map, r.now);
  out["dots"] = wire::encode(map->dots);
  return out;
}

Result<Json> past_map_json(flow::Read& r, const IncidentId& id, std::string_view at) {
  const auto moment = Instant::parse(at);
  if (!moment) return fail_fields({{"at", "format"}});
  const auto map = flow::read_map_at(r, id, *moment);
  if (!map) return pass_on(map.error());
  auto out = json_of(*map, *moment);
  out["dots"] = wire::encode(map->dots);
  return out;
}

Result<Answer> map_columns(flow::Read& r, const IncidentId& id) {
  const auto key = flow::map_columns_key(r, id);
  if (!key) return pass_on(key.error());
  const auto& cache = r.memory.snapshots;
  auto bytes = cache.find(*key, r.tx.seq());
  if (!bytes) {
    const auto columns = flow::read_map_columns(r, id);
    if (!columns) return pass_on(columns.error());
    const auto head = json_of(columns->map, r.now).dump(-1, ' ', false, Json::error_handler_t::replace);
    bytes = std::make_shared<const std::string>(columns->people ? wire::encode_columns(head, *columns->people)
                                                                : wire::encode_columns(head, columns->map.dots));
    cache.put(*key, r.tx.seq(), bytes);
  }
  Answer answer;
  answer.bytes = std::move(bytes);
  return answer;
}

}  // namespace musubi::api
