#include "shared/wire/encode.hpp"
#include "shared/wire/parts.hpp"

namespace musubi::wire {
namespace {

Json encode_visit(const domain::VisitView& view) {
  const domain::WatchVisit& v = view.visit;
  return {{"id", v.id.text()},
          {"result", text_of(v.result)},
          {"signs", array_of(v.signs)},
          {"note", or_null(v.note)},
          {"occurred_at", v.occurred_at.text()},
          {"recorded_at", v.recorded_at.text()},
          {"recorded_by_name", or_null(view.by_name)}};
}

}  // namespace

Json encode(const domain::Disclosed<domain::WatchView>& disclosed) {
  const domain::Watch& w = disclosed->watch;
  Json watchers = Json::array();
  for (std::size_t i = 0; i < w.watcher_ids.size(); ++i)
    watchers.push_back({{"id", w.watcher_ids[i].text()}, {"name", disclosed->watcher_names[i]}});
  return {{"id", w.id.text()},
          {"registrant", encode(disclosed->person)},
          {"district_id", w.district_id.text()},
          {"interval_days", w.interval_days},
          {"watchers", std::move(watchers)},
          {"look_for", or_null(w.look_for)},
          {"status", text_of(w.status)},
          {"started_at", w.started_at.text()},
          {"last_seen_at", or_null(w.last_seen_at)},
          {"last_visit", disclosed->last_visit ? encode_visit(*disclosed->last_visit) : Json()},
          {"due_at", w.due_at.text()},
          {"is_due", disclosed->is_due},
          {"is_mine", disclosed->is_mine},
          {"told", text_of(w.told)},
          {"version", w.version}};
}

Json encode(const domain::Disclosed<std::vector<domain::VisitView>>& visits) {
  Json out = Json::array();
  for (const auto& visit : *visits) out.push_back(encode_visit(visit));
  return out;
}

Json encode(const domain::Disclosed<domain::Watcher>& watcher) {
  return {{"id", watcher->id.text()}, {"name", watcher->name}};
}

}  // namespace musubi::wire
