// What the wall, the desk and the coordinators see of a round: counts and dots, out of the live picture.
#include "server/flow/incident_flow.hpp"
#include "server/flow/memory.hpp"

namespace musubi::flow {
namespace {

using domain::Picture;
using domain::Policy;

bool is_wall(const domain::Actor& actor) { return actor.role == domain::Role::viewer; }

std::optional<domain::CheckRound> shown_round(const Picture& picture) {
  return picture.rounds().empty() ? std::nullopt : std::optional(picture.rounds().front());
}

domain::Disclosed<std::vector<domain::NeedDot>> need_dots(Read& r, const IncidentId& incident) {
  std::vector<domain::NeedDot> needs;
  for (const auto& n : store::open_needs_of_incident(r.tx, incident))
    if (n.position) needs.push_back({n.id, n.number, n.district_id, *n.position, n.status, n.priority, 1});
  return Policy::need_dots(r.actor, std::move(needs));
}

// `dots` is called under the picture's lock, for everything that is copied out of it.
template <class Dots>
Result<MapAnswer> answer(Read& r, const IncidentId& incident, const Dots& dots) {
  std::optional<MapAnswer> map;
  // The number of the transaction, not of the picture: needs are read from the one, and what the picture knows beyond
  // it is told once more.
  const auto looked = r.memory.pictures.look(r.tx, incident, r.now, [&](const Picture& picture) {
    map.emplace(MapAnswer{picture.incident(), shown_round(picture), Policy::progress(r.actor, picture.progress()),
                          dots(picture), 0, Policy::need_dots(r.actor, {}), r.tx.seq()});
  });
  if (!looked) return pass_on(looked.error());
  map->needs = need_dots(r, incident);
  return std::move(*map);
}

}  // namespace

domain::Dot dot_of(const Picture::Seen& seen) {
  const auto& p = seen.person;
  return {p.registrant_id, p.district_id, seen.position.value_or(Position{}), p.status, p.open_since, 1,
          seen.desk_only,  seen.number};
}

Result<LivePicture> picture_of(Read& r, const IncidentId& incident) {
  LivePicture out;
  const auto looked = r.memory.pictures.look(r.tx, incident, r.now, [&](const Picture& picture) {
    out.incident = picture.incident();
    out.round = shown_round(picture);
    out.progress = picture.progress();
    picture.for_each([&](const Picture::Seen& seen) {
      out.people.push_back(seen.person);
      if (seen.position) out.positions.emplace(seen.person.registrant_id, *seen.position);
    });
  });
  if (!looked) return pass_on(looked.error());
  return out;
}

Result<ProgressAnswer> read_progress(Read& r, const IncidentId& incident) {
  std::optional<ProgressAnswer> out;
  const auto looked = r.memory.pictures.look(r.tx, incident, r.now, [&](const Picture& picture) {
    const auto round = shown_round(picture);
    out.emplace(ProgressAnswer{Policy::progress(r.actor, picture.progress()),
                               round ? std::optional(round->id) : std::nullopt, r.tx.seq()});
  });
  if (!looked) return pass_on(looked.error());
  return std::move(*out);
}

Result<MapAnswer> read_map(Read& r, const IncidentId& incident, std::size_t dots_max) {
  std::size_t omitted = 0;
  auto map = answer(r, incident, [&](const Picture& picture) {
    if (is_wall(r.actor)) return Policy::dots(r.actor, picture.cells());
    std::vector<domain::Dot> exact;
    // The desk sees everybody: too many are known to be too many without looking at each.
    if (r.actor.is_desk() && picture.placed() > dots_max) {
      omitted = picture.placed();
    } else {
      picture.for_each([&](const Picture::Seen& seen) {
        if (seen.position) exact.push_back(dot_of(seen));
      });
    }
    auto dots = Policy::dots(r.actor, std::move(exact));
    if (dots->size() <= dots_max) return dots;
    omitted = dots->size();
    return Policy::dots(r.actor, {});
  });
  if (map) map->dots_omitted = omitted;
  return map;
}

Result<MapColumns> read_map_columns(Read& r, const IncidentId& incident) {
  std::optional<domain::Disclosed<domain::DotColumns>> people;
  auto map = answer(r, incident, [&](const Picture& picture) {
    if (is_wall(r.actor)) return Policy::dots(r.actor, picture.cells());
    people.emplace(Policy::columns(r.actor, picture.columns()));
    return Policy::dots(r.actor, {});
  });
  if (!map) return pass_on(map.error());
  return MapColumns{std::move(*map), std::move(people)};
}

Result<std::string> map_columns_key(Read& r, const IncidentId& incident) {
  std::string key;
  const auto looked = r.memory.pictures.look(r.tx, incident, r.now, [&](const Picture& picture) {
    key = incident.text() + ' ' + std::string(domain::code(picture.phase())) + ' ' + domain::audience_of(r.actor);
  });
  if (!looked) return pass_on(looked.error());
  return key;
}

}  // namespace musubi::flow
