#include "server/app/live_feed.hpp"

#include <algorithm>
#include <set>

#include "server/api/routes.hpp"
#include "server/app/event_text.hpp"
#include "server/app/map_note_feed.hpp"
#include "server/flow/memory.hpp"
#include "server/flow/need_flow.hpp"
#include "server/flow/offer_flow.hpp"
#include "server/flow/referral_flow.hpp"
#include "server/flow/series_flow.hpp"
#include "server/flow/support_flow.hpp"
#include "server/flow/wave_flow.hpp"
#include "server/store/check_store.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/notice_store.hpp"
#include "server/store/offer_store.hpp"
#include "server/store/pack_store.hpp"
#include "shared/base/limits.hpp"
#include "shared/base/map_limits.hpp"
#include "shared/domain/need_life.hpp"
#include "shared/domain/rights.hpp"
#include "shared/wire/encode.hpp"

namespace musubi::app {
namespace {

using domain::Event;
using live::Topic;
using live::TopicKind;
using wire::Json;

// Parts of the live picture that an event may carry.
constexpr unsigned k_person = 1, k_district = 2, k_total = 4;

bool is_of_support(const Event& e) {
  return e.type.starts_with("service_user.") || e.type.starts_with("series.") || e.type.starts_with("referral.");
}

// Who rescues whom, who is disputed, whose turn it is: no matter for a wall.
bool is_of_the_desk(const Event& e) {
  return e.type.starts_with("rescue.") || e.type.starts_with("escalation") || e.type.starts_with("arrival.") ||
         e.type == "check.disputed" || e.type == "check.settled";
}

// What changes the counts and marks of a picture.
bool is_of_the_picture(const Event& e) { return e.type == "check.recorded" || (e.need_id && !e.offer_id); }

// One reading of one batch for one audience. Nouns are encoded once, however many events name them.
class Batch {
 public:
  Batch(flow::Read& r, const Topic& topic, LiveFeed::Memo& memo)
      : r_(r), topic_(topic), memo_(memo), seen_(memo.seen[domain::audience_of(r.actor)]) {}

  // Nothing for what does not concern this audience.
  std::optional<std::string> event(const Event& e, unsigned parts) {
    parts_ = parts;
    if (topic_.kind == TopicKind::me) return made(e);  // nobody else listens to the same
    const auto [at, is_new] = seen_.events.try_emplace({topic_, e.seq, parts});
    if (is_new) at->second = made(e);
    return at->second;
  }

 private:
  std::optional<std::string> made(const Event& e) {
    switch (topic_.kind) {
      case TopicKind::needs:
        return of_needs(e);
      case TopicKind::me:
        return of_me(e);
      case TopicKind::incident:
        return of_incident(e);
    }
    return std::nullopt;
  }

  const LiveFeed::NeedNow& need(const NeedId& id) {
    const auto it = seen_.needs.find(id);
    if (it != seen_.needs.end()) return it->second;
    LiveFeed::NeedNow now;
    now.need = store::find_need(r_.tx, id);
    if (const auto view = flow::read_need(r_, id)) now.json = text_of(wire::encode(*view));
    return seen_.needs.emplace(id, std::move(now)).first->second;
  }

  const std::optional<std::string>& offer(const OfferId& id) {
    const auto it = seen_.offers.find(id);
    if (it != seen_.offers.end()) return it->second;
    std::optional<std::string> json;
    if (const auto view = flow::read_offer(r_, id)) json = text_of(wire::encode(*view));
    return seen_.offers.emplace(id, std::move(json)).first->second;
  }

  // A plan is told by its id to the desk, and to the coordinator of its district; never to the wall.
  std::optional<std::string> of_plan(const Event& e) const {
    const bool watched = e.district_id && domain::may_see_district(r_.actor, *e.district_id).has_value();
    if (!r_.actor.is_desk() && !watched) return std::nullopt;
    return EventText(wire::event_head(e, true)).take();
  }
  static bool is_of_plan(const Event& e) { return e.type.starts_with("plan."); }

  bool is_of_drill(const Event& e) {
    const auto incident = e.incident_id ? store::find_incident(r_.tx, *e.incident_id) : std::nullopt;
    return incident && incident->is_drill;
  }

  // Nouns of the 生活応援隊: only for those who may see them.
  std::optional<std::string> of_support(const Event& e) {
    EventText out(wire::event_head(e, true));
    const Uuid id = e.subject_id.value_or(Uuid{});
    if (e.type.starts_with("service_user.")) {
      const auto user = flow::read_service_user(r_, ServiceUserId(id));
      if (!user) return std::nullopt;
      out.put("service_user", wire::encode(*user));
    } else if (e.type.starts_with("series.")) {
      const auto series = flow::read_series(r_, SeriesId(id));
      if (!series) return std::nullopt;
      out.put("series", wire::encode(*series));
    } else {
      const auto referral = flow::read_referral(r_, ReferralId(id));
      if (!referral) return std::nullopt;
      out.put("referral", wire::encode(*referral));
    }
    return out.take();
  }

  // A watch is told by its ids to those who look after the district; they ask for the person themselves, so that the
  // reading is audited.
  std::optional<std::string> of_watch(const Event& e) const {
    if (!e.district_id || !domain::may_see_district(r_.actor, *e.district_id)) return std::nullopt;
    return EventText(wire::event_head(e, true)).take();
  }

  std::optional<std::string> of_needs(const Event& e) {
    if (is_of_plan(e)) return is_of_drill(e) ? std::nullopt : of_plan(e);
    if (is_of_support(e)) return of_support(e);
    if (e.type.starts_with("watch.")) return of_watch(e);
    if (!e.need_id) return std::nullopt;
    const auto& now = need(*e.need_id);
    // A drill is seen on its own topic only.
    if (!now.json || now.need->is_drill) return std::nullopt;
    EventText out(wire::event_head(e, true));
    out.put_text("need", *now.json);
    put_offer_and_wave(out, e);
    return out.take();
  }

  void put_offer_and_wave(EventText& out, const Event& e) {
    if (e.offer_id)
      if (const auto& o = offer(*e.offer_id)) out.put_text("offer", *o);
    if (e.subject_id && e.type.starts_with("wave."))
      if (const auto wave = flow::read_wave(r_, WaveId(*e.subject_id))) out.put("wave", wire::encode(*wave));
  }

  // A list of mine was locked: whichever of my devices holds it wipes it.
  std::optional<std::string> of_my_pack(const Event& e) {
    const auto stored = e.subject_id ? store::find_pack(r_.tx, PackId(*e.subject_id)) : std::nullopt;
    if (!stored || stored->pack.account_id != r_.actor.account_id) return std::nullopt;
    return EventText(wire::event_head(e, true)).take();
  }

  // What I am told, and what was learned of me: nobody else's news.
  std::optional<std::string> of_me_alone(const Event& e) {
    if (e.volunteer_id != r_.actor.volunteer_id) return std::nullopt;
    EventText out(wire::event_head(e, true));
    if (e.offer_id)
      if (const auto& o = offer(*e.offer_id)) out.put_text("offer", *o);
    if (e.subject_id && e.type == "notice.sent")
      if (const auto notice = store::find_notice(r_.tx, NoticeId(*e.subject_id)))
        out.put("notice", wire::encode(*notice, std::nullopt));
    return out.take();
  }

  // My offers, and what happens to the needs that I said yes to.
  std::optional<std::string> of_me(const Event& e) {
    if (e.type == "pack.locked") return of_my_pack(e);
    if (!r_.actor.volunteer_id) return std::nullopt;
    if (e.type.starts_with("notice.") || e.type.starts_with("preference.")) return of_me_alone(e);
    if (!e.need_id || is_of_support(e)) return std::nullopt;
    std::optional<OfferId> mine;
    if (e.offer_id) {
      if (e.volunteer_id == r_.actor.volunteer_id) mine = e.offer_id;
    } else {
      for (const auto& o : offers_of(*e.need_id))
        if (o.volunteer_id == *r_.actor.volunteer_id) mine = o.id;
    }
    if (!mine) return std::nullopt;
    const auto& json = offer(*mine);
    if (!json) return std::nullopt;
    EventText out(wire::event_head(e, true));
    out.put_text("offer", *json);
    return out.take();
  }

  std::optional<std::string> of_incident(const Event& e) {
    if (e.incident_id != topic_.incident_id) return std::nullopt;
    if (is_of_plan(e)) return of_plan(e);
    const bool wall = r_.actor.role == domain::Role::viewer;
    // Whom a coordinator does not watch over is not named to them, not even by id.
    if (e.registrant_id && !wall && !(e.district_id && domain::may_see_district(r_.actor, *e.district_id)))
      return std::nullopt;
    if (wall && is_of_the_desk(e)) return std::nullopt;
    EventText out(wire::event_head(e, !wall && !is_hidden_person(e)));
    if (e.type == "escalation.raised") out.put("escalation_level", e.data.substr(e.data.find('=') + 1));
    if (e.type.starts_with("round.")) {
      if (e.round_id)
        if (const auto round = flow::read_round(r_, *e.round_id)) out.put("round", wire::encode(*round));
      whole(out);
    } else if (e.type == "check.recorded") {
      part(out, e);
    } else if (e.type.starts_with("note.")) {
      if (!put_map_note(out, r_, e)) return std::nullopt;
    } else if (e.need_id) {
      if (!of_need_in_incident(out, e, wall)) return std::nullopt;
    }
    return out.take();
  }

  // In an imminent phase coordinators see that something was counted, not about whom.
  [[nodiscard]] bool is_hidden_person(const Event& e) const {
    if (!e.registrant_id || r_.actor.is_desk()) return false;
    bool is_hidden = false;
    (void)r_.memory.pictures.look(r_.tx, topic_.incident_id, r_.now, [&](const domain::Picture& p) {
      const auto seen = p.person(*e.registrant_id);
      is_hidden = seen && seen->desk_only;
    });
    return is_hidden;
  }

  bool of_need_in_incident(EventText& out, const Event& e, bool wall) {
    const auto& now = need(*e.need_id);
    if (!now.need) return false;
    if (!wall) {
      if (!now.json) return false;
      out.put_text("need", *now.json);
      put_offer_and_wave(out, e);
    } else if (e.offer_id) {
      return false;
    } else {
      out.put("need_dots", need_dots(*now.need));
    }
    part(out, e);
    return true;
  }

  // The wall's marks of the cell in which this need lies; marks that are gone come with count 0.
  Json need_dots(const domain::Need& changed) {
    if (!changed.position) return Json::array();
    const auto cell = rounded(*changed.position);
    std::vector<domain::NeedDot> exact;
    for (const auto status :
         {domain::NeedStatus::received, domain::NeedStatus::triaged, domain::NeedStatus::survey_waiting,
          domain::NeedStatus::surveyed, domain::NeedStatus::match_waiting, domain::NeedStatus::assigned,
          domain::NeedStatus::dispatched, domain::NeedStatus::working, domain::NeedStatus::reported,
          domain::NeedStatus::on_hold})
      for (const auto priority : {domain::Priority::normal, domain::Priority::priority, domain::Priority::crisis})
        exact.push_back({std::nullopt, std::nullopt, std::nullopt, cell, status, priority, 0});
    for (const auto& n : open_needs())
      if (n.position && rounded(*n.position) == cell)
        exact.push_back({n.id, n.number, n.district_id, *n.position, n.status, n.priority, 1});
    return wire::encode(domain::Policy::need_dots(r_.actor, std::move(exact)));
  }

  const std::vector<domain::Offer>& offers_of(const NeedId& id) {
    const auto it = memo_.offers.find(id);
    return it != memo_.offers.end() ? it->second
                                    : memo_.offers.emplace(id, store::offers_of_need(r_.tx, id)).first->second;
  }

  const std::vector<domain::Need>& open_needs() {
    const auto [at, is_new] = memo_.needs.try_emplace(topic_.incident_id);
    if (is_new) at->second = store::open_needs_of_incident(r_.tx, topic_.incident_id);
    return at->second;
  }

  // Everything, as after a fresh snapshot; of too many people only how many, since the columns have them.
  void whole(EventText& out) {
    const auto map = flow::read_map(r_, topic_.incident_id, limits::live_dots_max);
    if (!map) return;
    out.put("progress", wire::encode(map->rows));
    out.put("total", wire::encode_total(map->rows));
    out.put("dots", wire::encode(map->dots));
    if (map->dots_omitted > 0) out.put("dots_omitted", map->dots_omitted);
  }

  // The counts of the district that an event touched, and the marks of the person: once a frame, with the last event
  // that touched them.
  void part(EventText& out, const Event& e) {
    if (!e.district_id) return;
    std::vector<domain::Progress> row, rows;
    std::vector<domain::Dot> dots;
    const auto looked = r_.memory.pictures.look(r_.tx, topic_.incident_id, r_.now, [&](const domain::Picture& p) {
      if (const auto one = p.progress_of(*e.district_id)) row.push_back(*one);
      if ((parts_ & k_total) != 0) rows = p.progress();
      if ((parts_ & k_person) != 0 && e.registrant_id) dots = touched(p, *e.registrant_id);
    });
    if (!looked) return;
    if ((parts_ & k_district) != 0)
      out.put("progress", wire::encode(domain::Policy::progress(r_.actor, std::move(row))));
    if ((parts_ & k_total) != 0)
      out.put("total", wire::encode_total(domain::Policy::progress(r_.actor, std::move(rows))));
    if ((parts_ & k_person) != 0 && e.registrant_id)
      out.put("dots", wire::encode(domain::Policy::dots(r_.actor, std::move(dots))));
  }

  // For the wall the whole cell of the person, also the zero of a mark that is gone. For others the one person.
  [[nodiscard]] std::vector<domain::Dot> touched(const domain::Picture& p, const RegistrantId& id) const {
    if (r_.actor.role == domain::Role::viewer) return p.cells_of(id);
    const auto seen = p.person(id);
    if (!seen || !seen->position || (seen->desk_only && !r_.actor.is_desk())) return {};
    auto dot = flow::dot_of(*seen);
    dot.count = dot.status == domain::SafetyStatus::deceased ? 0 : 1;
    return {std::move(dot)};
  }

  flow::Read& r_;
  const Topic& topic_;
  LiveFeed::Memo& memo_;
  LiveFeed::Seen& seen_;
  unsigned parts_{0};
};

// Which parts of the picture each event of a frame carries: a person, a district and the total come with the last event
// that touched them, since a reader applies a frame as a whole and sees what is last.
std::vector<unsigned> parts_of(std::span<const Event> events) {
  std::vector<unsigned> parts(events.size(), 0);
  std::set<std::pair<IncidentId, DistrictId>> districts;
  std::set<std::pair<IncidentId, RegistrantId>> people;
  std::set<IncidentId> totals;
  for (std::size_t i = events.size(); i-- > 0;) {
    const auto& e = events[i];
    if (!e.incident_id || !e.district_id || !is_of_the_picture(e)) continue;
    if (e.registrant_id && people.emplace(*e.incident_id, *e.registrant_id).second) parts[i] |= k_person;
    if (districts.emplace(*e.incident_id, *e.district_id).second) parts[i] |= k_district;
    if (totals.insert(*e.incident_id).second) parts[i] |= k_total;
  }
  return parts;
}

}  // namespace

Result<void> LiveFeed::may_listen(const domain::Actor& actor, const Topic& topic) {
  switch (topic.kind) {
    case TopicKind::needs:
      if (actor.role == domain::Role::volunteer || actor.role == domain::Role::viewer) return fail(Code::forbidden);
      return domain::may(actor, domain::Right::read_needs);
    case TopicKind::me:
      return domain::may(actor, domain::Right::own_session);
    case TopicKind::incident:
      return domain::may(actor, domain::Right::read_progress);
  }
  return fail(Code::forbidden);
}

std::string LiveFeed::audience(const domain::Actor& actor, const Topic& topic) {
  if (topic.kind == TopicKind::me)
    return "account:" + (actor.account_id ? actor.account_id->text() : std::string("none"));
  return domain::audience_of(actor);
}

Result<std::string> LiveFeed::snapshot(store::ReadTx& tx, const domain::Actor& actor, const Topic& topic) {
  flow::Read r{tx, actor, now_(), memory_, "live"};
  if (topic.kind == TopicKind::incident) {
    const auto map = api::map_json(r, topic.incident_id, limits::live_dots_max);
    if (!map) return pass_on(map.error());
    return text_of(*map);
  }
  Json items = Json::array();
  if (topic.kind == TopicKind::me) {
    const auto list = flow::my_offers(r);
    for (const auto& o : list.items) items.push_back(wire::encode(o));
    return text_of(api::list_of(std::move(items), std::nullopt, list.seq));
  }
  store::NeedFilter open;
  open.open_only = true;
  const auto list = flow::list_needs(r, std::move(open), {limits::page_items_max, std::nullopt});
  if (!list) return pass_on(list.error());
  for (const auto& n : list->items) items.push_back(wire::encode(n));
  return text_of(api::list_of(std::move(items), list->next, list->seq));
}

std::string LiveFeed::events(store::ReadTx& tx, const domain::Actor& actor, const Topic& topic,
                             std::span<const Event> events) {
  flow::Read r{tx, actor, now_(), memory_, "live"};
  if (const auto seq = tx.seq(); memo_.seq != seq || r.now >= memo_.at.plus_s(1))
    memo_ = {.seq = seq, .at = r.now, .needs = {}, .offers = {}, .seen = {}};
  Batch batch(r, topic, memo_);
  const auto parts = topic.kind == TopicKind::incident ? parts_of(events) : std::vector<unsigned>(events.size(), 0);
  std::string out;
  for (std::size_t i = 0; i < events.size(); ++i)
    if (const auto text = batch.event(events[i], parts[i])) (out += out.empty() ? '[' : ',') += *text;
  if (!out.empty()) out += ']';
  return out;
}

}  // namespace musubi::app
