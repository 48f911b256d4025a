#include "server/flow/live_pictures.hpp"

#include <algorithm>
#include <set>

#include "server/store/check_store.hpp"
#include "server/store/district_store.hpp"
#include "server/store/event_store.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/need_store.hpp"
#include "server/store/picture_store.hpp"

namespace musubi::flow {
namespace {

constexpr int k_page = 10'000;
constexpr int k_events_at_once = 10'000;
constexpr std::int64_t k_behind_max = 50'000;  // more than this is read anew
constexpr std::size_t k_pictures_max = 8;

// Whether they count the same people of the same states.
bool ask_after_the_same(const std::vector<domain::CheckRound>& a, const std::vector<domain::CheckRound>& b) {
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) {
    return x.id == y.id && x.district_ids == y.district_ids && x.started_at == y.started_at;
  });
}

std::vector<DistrictId> district_ids(store::ReadTx& tx) {
  std::vector<DistrictId> ids;
  for (const auto& d : store::districts(tx)) ids.push_back(d.id);
  return ids;
}

std::unordered_map<DistrictId, int> needs_open(store::ReadTx& tx, const IncidentId& incident) {
  const auto counts = store::open_needs_by_district(tx, incident);
  return {counts.begin(), counts.end()};
}

}  // namespace

// What the events since the last look name; each is read once, however many events name it.
struct LivePictures::Touched {
  std::set<RegistrantId> people;                           // the roster's row, and where they stand
  std::map<IncidentId, std::set<RegistrantId>> standings;  // where they stand in this one
  std::set<IncidentId> incidents;                          // the incident itself or its rounds
  std::set<IncidentId> needs;                              // of these incidents
  bool districts{false};

  void take(const domain::Event& e) {
    if (e.registrant_id && e.type.starts_with("check.") && e.incident_id)
      standings[*e.incident_id].insert(*e.registrant_id);
    else if (e.registrant_id)
      people.insert(*e.registrant_id);
    if (e.incident_id && (e.type.starts_with("incident.") || e.type.starts_with("round.") || e.type == "drill.wiped"))
      incidents.insert(*e.incident_id);
    if (e.incident_id && (e.need_id || e.type.starts_with("check."))) needs.insert(*e.incident_id);
    districts = districts || e.type.starts_with("district.");
  }
};

Result<void> LivePictures::look(store::ReadTx& tx, const IncidentId& incident, Instant now, const Seen& seen) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const bool is_command = dynamic_cast<store::Tx*>(&tx) != nullptr;
  if (!is_command) catch_up(tx, now);
  const bool is_known = world_ && world_->pictures.contains(incident);
  if (is_command || (!is_known && tx.seq() < world_->seq)) {
    const auto world = read_world(tx);
    const auto picture = read_picture(tx, *world, incident, now);
    if (!picture) return fail(Code::not_found);
    seen(*picture);
    return {};
  }
  if (!is_known) {
    auto picture = read_picture(tx, *world_, incident, now);
    if (!picture) return fail(Code::not_found);
    ++counters_.loads;
    drop_oldest();
    world_->pictures[incident].picture = std::move(picture);
  }
  auto& kept = world_->pictures.at(incident);
  kept.looked = ++looks_;
  if (const auto phase = domain::disclosing_phase(kept.picture->incident(), now); phase != kept.picture->phase())
    kept.picture->change_phase(phase);
  seen(*kept.picture);
  return {};
}

void LivePictures::warm(store::ReadTx& tx, Instant now) const {
  std::size_t left = k_pictures_max;
  for (const auto& incident : store::incidents(tx, {k_page, std::nullopt}))
    if (incident.status == domain::IncidentStatus::open && left-- > 0)
      (void)look(tx, incident.id, now, [](const domain::Picture&) {});
}

LivePictures::Counters LivePictures::counters() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return counters_;
}

std::unique_ptr<LivePictures::World> LivePictures::read_world(store::ReadTx& tx) {
  auto world = std::make_unique<World>();
  world->seq = tx.seq();
  for (int after = 0;;) {
    const auto people = store::picture_people(tx, after, k_page);
    for (const auto& person : people) world->roster.put(person);
    if (people.size() < k_page) break;
    after = people.back().number;
  }
  return world;
}

std::unique_ptr<domain::Picture> LivePictures::read_picture(store::ReadTx& tx, const World& world, const IncidentId& id,
                                                            Instant now) {
  auto incident = store::find_incident(tx, id);
  if (!incident) return nullptr;
  const auto phase = domain::disclosing_phase(*incident, now);
  auto picture = std::make_unique<domain::Picture>(world.roster, std::move(*incident), store::rounds(tx, id), phase);
  for (const auto& round : picture->rounds()) {
    RegistrantId after;
    for (;;) {
      const auto states = store::picture_states(tx, round.id, after, k_page);
      for (const auto& state : states)
        if (const auto slot = world.roster.find(state.registrant_id))
          if (const auto* counting = picture->round_of(*slot); counting && counting->id == round.id)
            picture->stand(*slot, &state);
      if (states.size() < k_page) break;
      after = states.back().registrant_id;
    }
  }
  picture->count_all();
  picture->set_districts(district_ids(tx));
  picture->set_needs_open(needs_open(tx, id));
  return picture;
}

void LivePictures::catch_up(store::ReadTx& tx, Instant now) const {
  const std::int64_t upto = tx.seq();
  if (!world_) {
    world_ = read_world(tx);
    return;
  }
  std::int64_t since = world_->seq;
  if (upto <= since) return;
  if (upto - since > k_behind_max) {
    world_ = read_world(tx);
    return;
  }
  Touched touched;
  for (;;) {
    const auto events = store::events_after(tx, since, k_events_at_once);
    for (const auto& e : events) touched.take(e);
    if (events.size() < k_events_at_once) break;
    since = events.back().seq;
  }
  apply(tx, touched, now);
  world_->seq = upto;
}

void LivePictures::apply(store::ReadTx& tx, const Touched& touched, Instant now) const {
  apply_people(tx, touched);
  for (const auto& id : touched.incidents) {
    const auto at = world_->pictures.find(id);
    if (at == world_->pictures.end()) continue;
    auto incident = store::find_incident(tx, id);
    auto rounds = store::rounds(tx, id);
    if (!incident) {
      world_->pictures.erase(at);
    } else if (ask_after_the_same(rounds, at->second.picture->rounds())) {
      at->second.picture->set_incident(std::move(*incident));
      at->second.picture->set_rounds(std::move(rounds));
    } else {
      at->second.picture = read_picture(tx, *world_, id, now);
      ++counters_.loads;
    }
  }
  for (auto& [id, kept] : world_->pictures) {
    if (touched.needs.contains(id)) kept.picture->set_needs_open(needs_open(tx, id));
    if (touched.districts) kept.picture->set_districts(district_ids(tx));
  }
}

void LivePictures::apply_people(store::ReadTx& tx, const Touched& touched) const {
  auto& roster = world_->roster;
  const auto stand = [&](domain::Picture& picture, domain::RosterTable::Slot slot) {
    const auto* round = picture.round_of(slot);
    const auto state = round ? store::find_state(tx, round->id, roster.id(slot)) : std::nullopt;
    picture.stand(slot, state ? &*state : nullptr);
  };
  for (const auto& id : touched.people) {
    ++counters_.touched;
    const auto known = roster.find(id);
    if (known)
      for (auto& [_, kept] : world_->pictures) kept.picture->take_out(*known);
    if (const auto person = store::picture_person(tx, id))
      roster.put(*person);
    else if (known)
      roster.remove(*known);
    if (const auto slot = roster.find(id))
      for (auto& [_, kept] : world_->pictures) stand(*kept.picture, *slot);
  }
  for (const auto& [incident, people] : touched.standings) {
    const auto at = world_->pictures.find(incident);
    if (at == world_->pictures.end()) continue;
    for (const auto& id : people) {
      ++counters_.touched;
      if (const auto slot = roster.find(id)) stand(*at->second.picture, *slot);
    }
  }
}

void LivePictures::drop_oldest() const {
  auto& pictures = world_->pictures;
  if (pictures.size() < k_pictures_max) return;
  pictures.erase(std::ranges::min_element(pictures, {}, [](const auto& one) { return one.second.looked; }));
}

}  // namespace musubi::flow
