#include "server/flow/need_flow.hpp"

#include "server/flow/memory.hpp"
#include "server/flow/notice_flow.hpp"
#include "server/flow/support_flow.hpp"
#include "server/store/account_store.hpp"
#include "server/store/district_store.hpp"
#include "server/store/event_store.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/offer_store.hpp"
#include "shared/domain/crew_rules.hpp"
#include "shared/domain/offer_rules.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

using domain::Need;
using domain::NeedStatus;

std::string counter_of(const std::optional<IncidentId>& incident) {
  return incident ? "need:" + incident->text() : std::string("need");
}

domain::Event need_event(const Write& w, std::string type, const Need& need) {
  auto e = w.event(std::move(type));
  e.need_id = need.id;
  e.district_id = need.district_id;
  e.incident_id = need.incident_id;
  return e;
}

// The town is what may be shown of an address before somebody has accepted; without coordinates it is also the
// position.
void place_need(const Write& w, Need& need, const std::optional<Position>& given) {
  const auto town = need.address ? w.memory.find_town(*need.address) : std::nullopt;
  need.town = town ? std::optional(town->name) : std::nullopt;
  if (given) {
    need.position = given;
    need.position_source = domain::PositionSource::given;
  } else if (town) {
    need.position = town->position;
    need.position_source = domain::PositionSource::town;
  } else {
    need.position = std::nullopt;
    need.position_source = domain::PositionSource::none;
  }
}

Result<void> check_district(Write& w, const DistrictId& id, std::string field) {
  if (!store::find_district(w.tx, id)) return fail_fields({{std::move(field), "unknown_reference"}});
  return domain::may_work_in_district(w.actor, id);
}

Result<Need> load_for_change(Write& w, const NeedId& id) {
  auto need = store::find_need(w.tx, id);
  if (!need) return fail(Code::not_found);
  if (const auto ok = domain::may_see_district(w.actor, need->district_id); !ok) return pass_on(ok.error());
  return std::move(*need);
}

}  // namespace

void receive_need(Write& w, Need& need, const std::optional<Position>& position) {
  need.number = static_cast<int>(w.tx.next(counter_of(need.incident_id)));
  place_need(w, need, position);
  need.version = 1;
  need.changed_seq = w.tx.append(need_event(w, "need.received", need));
  store::insert_need(w.tx, need);
  w.tx.on_commit([&memory = w.memory, need] { memory.put_person(need); });
}

void save_need(Write& w, Need& need, domain::Event event) {
  need.changed_seq = w.tx.append(std::move(event));
  if (!store::update_need(w.tx, need, need.version))
    throw store::StoreError(store::StoreError::Kind::broken, "need changed under its own transaction");
  ++need.version;
  w.tx.on_commit([&memory = w.memory, need] { memory.put_person(need); });
}

Result<Outcome> open_need(Write& w, const domain::NewNeed& ask) {
  if (const auto ok = check_district(w, ask.district_id, "district_id"); !ok) return pass_on(ok.error());
  Need need;
  if (ask.incident_id) {
    const auto incident = store::find_incident(w.tx, *ask.incident_id);
    if (!incident) return fail_fields({{"incident_id", "unknown_reference"}});
    if (incident->status == domain::IncidentStatus::closed) return fail(Code::incident_closed);
    need.is_drill = incident->is_drill;
  }
  if (ask.id && store::find_need(w.tx, *ask.id)) return fail(Code::already_exists);
  if (ask.service_user_id) {
    auto link = support_link_for(w, ask);
    if (!link) return pass_on(link.error());
    need.support = std::move(*link);
  }
  need.id = w.id(ask.id);
  need.incident_id = ask.incident_id;
  need.district_id = ask.district_id;
  need.title = ask.title;
  need.detail = ask.detail;
  need.category = ask.category;
  need.status = NeedStatus::received;
  need.status_since = w.now;
  need.requester = ask.requester;
  need.address = ask.address;
  need.people_needed = ask.people_needed;
  need.waitlist_max = ask.waitlist_max;
  need.crew = ask.crew;
  need.skills = ask.skills;
  need.priority = ask.priority;
  need.crisis_reason = ask.crisis_reason;
  need.watch_after = ask.watch_after;
  need.channel = ask.channel;
  need.starts_at = ask.starts_at;
  need.ends_at = ask.ends_at;
  need.bring = ask.bring;
  need.received_at = w.now;
  receive_need(w, need, ask.position);
  return outcome(201, "need", need.id);
}

NeedId need_of_check(Write& w, const domain::Registrant& person, const domain::Incident& incident,
                     const domain::SafetyCheck& check) {
  if (const auto open = store::open_need_of_registrant(w.tx, person.id, incident.id)) return open->id;
  Need need;
  need.id = w.id<NeedId>();
  need.incident_id = incident.id;
  need.is_drill = incident.is_drill;
  need.district_id = person.district_id;
  // Whoever reads it must not learn that the household is on the roster; the visitor's own words are for the desk.
  need.title = "お困りごとの手伝い（聞き取りから）";
  need.survey_memo = check.note;
  need.category = domain::NeedCategory::visit;
  need.status_since = w.now;
  need.requester = domain::Requester{person.name, person.name_kana, person.phone.value_or(""), std::nullopt};
  need.address = person.address;
  need.priority = domain::Priority::priority;
  need.watch_after = true;
  need.channel = check.method == domain::CheckMethod::phone ? domain::Channel::phone : domain::Channel::visit;
  need.registrant_id = person.id;
  need.received_at = w.now;
  receive_need(w, need, person.position);
  return need.id;
}

Result<Outcome> change_need(Write& w, const NeedId& id, int if_version, const domain::NeedPatch& patch) {
  auto loaded = load_for_change(w, id);
  if (!loaded) return pass_on(loaded.error());
  Need& need = *loaded;
  if (need.version != if_version) return fail(Code::stale_edit);
  auto changed = need_event(w, "need.changed", need);
  if (patch.district_id && *patch.district_id != need.district_id) {
    if (const auto ok = check_district(w, *patch.district_id, "district_id"); !ok) return pass_on(ok.error());
    if (need.support) return fail_fields({{"district_id", "out_of_range"}});  // its user lives where they live
    need.district_id = *patch.district_id;
    changed.district_id = need.district_id;
    changed.data = "district=moved";
  }
  if (patch.title) need.title = *patch.title;
  if (patch.requester) need.requester = *patch.requester;
  if (patch.address) need.address = *patch.address;
  if (patch.position || patch.address) {
    const bool was_given = need.position_source == domain::PositionSource::given;
    place_need(w, need, patch.position ? *patch.position : was_given ? need.position : std::nullopt);
  }
  if (patch.category) need.category = *patch.category;
  if (patch.detail) need.detail = *patch.detail;
  if (patch.skills) need.skills = *patch.skills;
  if (patch.priority) need.priority = *patch.priority;
  if (patch.crisis_reason) need.crisis_reason = *patch.crisis_reason;
  if (need.priority == domain::Priority::crisis && !need.crisis_reason)
    return fail_fields({{"crisis_reason", "required"}});
  if (patch.watch_after) need.watch_after = *patch.watch_after;
  if (patch.starts_at) need.starts_at = *patch.starts_at;
  if (patch.ends_at) need.ends_at = *patch.ends_at;
  if (need.starts_at && need.ends_at && *need.ends_at <= *need.starts_at)
    return fail_fields({{"ends_at", "out_of_range"}});
  if (patch.category || patch.starts_at || patch.ends_at)
    if (const auto ok = still_within_policy(w, need); !ok) return pass_on(ok.error());
  if (patch.bring) need.bring = *patch.bring;
  if (patch.waitlist_max) need.waitlist_max = *patch.waitlist_max;
  domain::apply(patch.crew, need.crew);
  if (auto errors = domain::crew_errors(patch.people_needed.value_or(need.people_needed), need.crew); !errors.empty())
    return fail_fields(std::move(errors));
  if (patch.people_needed && *patch.people_needed != need.people_needed) {
    const auto offers = store::offers_holding(w.tx, need.id);
    const auto places = domain::renumbered(*patch.people_needed, offers);
    if (!places) return pass_on(places.error());
    // The schema lets no place lie beyond the number of people: so first move the places down, then lower the number.
    for (const auto& p : *places)
      for (auto o : offers)
        if (o.id == p.offer_id && o.place_number != p.place_number) {
          o.place_number = p.place_number;
          store::update_offer(w.tx, o);
        }
    need.people_needed = *patch.people_needed;
  }
  save_need(w, need, std::move(changed));
  if (patch.starts_at) remind_anew(w, need);
  settle_places(w, need);
  return outcome(200, "need", need.id);
}

Result<domain::Disclosed<domain::NeedView>> read_need(Read& r, const NeedId& id) {
  auto need = store::find_need(r.tx, id);
  if (!need) return fail(Code::not_found);
  const auto places = store::places_of(r.tx, *need);
  auto view = domain::Policy::need(r.actor, std::move(*need), places);
  if (!view) return fail(Code::not_found);
  return std::move(*view);
}

Result<NeedList> list_needs(Read& r, store::NeedFilter filter, const store::Page& page) {
  NeedList list;
  list.seq = r.tx.seq();
  if (r.actor.role == domain::Role::coordinator) {
    if (filter.district) {
      if (const auto ok = domain::may_see_district(r.actor, *filter.district); !ok) return pass_on(ok.error());
    } else {
      filter.districts = r.actor.districts;
      if (filter.districts.empty()) return list;
    }
  }
  if (!filter.incident) filter.without_drills = true;
  auto needs = store::needs(r.tx, filter, {page.limit + 1, page.after});
  if (static_cast<int>(needs.size()) > page.limit) {
    needs.resize(static_cast<std::size_t>(page.limit));
    list.next = store::Cursor{needs.back().received_at.ms, needs.back().id};
  }
  auto places = store::places_of_many(r.tx, needs);
  for (auto& need : needs) {
    const auto id = need.id;
    if (auto view = domain::Policy::need(r.actor, std::move(need), places[id])) list.items.push_back(std::move(*view));
  }
  return list;
}

Result<std::vector<HistoryLine>> need_history(Read& r, const NeedId& id) {
  if (const auto need = read_need(r, id); !need) return pass_on(need.error());
  std::vector<HistoryLine> lines;
  std::map<AccountId, std::string> names;
  for (auto& e : store::events_of_need(r.tx, id)) {
    HistoryLine line{std::move(e), std::nullopt};
    if (const auto who = line.event.actor_id) {
      if (!names.contains(*who)) {
        const auto account = store::find_account(r.tx, *who);
        names[*who] = account ? account->name : std::string{};
      }
      line.actor_name = names[*who];
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

namespace {

struct Found {
  Uuid id;
  std::vector<std::string> reasons;
  int score;
};

std::vector<Found> found_in_index(Read& r, const domain::DuplicateQuestion& q,
                                  std::vector<domain::PersonHit> (domain::PeopleIndex::*look)(
                                      const domain::PeopleIndex::Suspect&, std::size_t) const) {
  domain::PeopleIndex::Suspect suspect;
  suspect.phone = q.phone;
  suspect.name_kana = q.name_kana;
  suspect.address = q.address;
  suspect.position = q.position;
  suspect.incident_id = q.incident_id;
  return r.memory.with_people([&](const domain::PeopleIndex& people) {
    std::vector<Found> copy;
    for (auto& hit : (people.*look)(suspect, 10)) copy.push_back({hit.entry->id, hit.reasons, hit.score});
    return copy;
  });
}

}  // namespace

std::vector<Duplicate> find_duplicates(Read& r, const domain::DuplicateQuestion& q) {
  std::vector<Duplicate> out;
  for (const auto& f : found_in_index(r, q, &domain::PeopleIndex::duplicates))
    if (auto need = read_need(r, NeedId(f.id))) out.push_back({std::move(*need), f.reasons, f.score});
  return out;
}

std::vector<KnownUser> find_known_users(Read& r, const domain::DuplicateQuestion& q) {
  std::vector<KnownUser> out;
  for (const auto& f : found_in_index(r, q, &domain::PeopleIndex::known_users))
    if (auto user = read_service_user(r, ServiceUserId(f.id))) out.push_back({std::move(*user), f.reasons, f.score});
  return out;
}

}  // namespace musubi::flow
