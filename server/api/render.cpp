// A decided outcome as the answer to its asker: the noun as it is now, through the policy.
#include <map>

#include "server/api/call.hpp"
#include "server/api/roster_answers.hpp"
#include "server/api/routes.hpp"
#include "server/flow/account_flow.hpp"
#include "server/flow/arrival_flow.hpp"
#include "server/flow/break_glass_flow.hpp"
#include "server/flow/call_flow.hpp"
#include "server/flow/escalation_flow.hpp"
#include "server/flow/incident_flow.hpp"
#include "server/flow/map_note_flow.hpp"
#include "server/flow/offer_flow.hpp"
#include "server/flow/pack_flow.hpp"
#include "server/flow/people_flow.hpp"
#include "server/flow/plan_flow.hpp"
#include "server/flow/policy_flow.hpp"
#include "server/flow/preference_flow.hpp"
#include "server/flow/referral_flow.hpp"
#include "server/flow/registrant_flow.hpp"
#include "server/flow/rescue_flow.hpp"
#include "server/flow/series_flow.hpp"
#include "server/flow/support_flow.hpp"
#include "server/flow/wave_flow.hpp"
#include "server/flow/weekday_flow.hpp"
#include "shared/wire/access.hpp"
#include "shared/wire/encode.hpp"
#include "shared/wire/map_note.hpp"
#include "shared/wire/pack.hpp"
#include "shared/wire/safety.hpp"

namespace musubi::api {
namespace {

using flow::Outcome;
using flow::Read;

Answer noun(const Outcome& o, Json body, int version, std::string_view collection) {
  Answer a{o.status, std::move(body), version, {}, false};
  if (o.status == 201) a.location = "/api/v1/" + std::string(collection) + '/' + o.ref("id");
  return a;
}

Result<Answer> need(const Outcome& o, Read& r) {
  const auto n = flow::read_need(r, o.ref_id<NeedId>());
  if (!n) return pass_on(n.error());
  return noun(o, wire::encode(*n), (*n)->need.version, "needs");
}

Result<Answer> reported(const Outcome& o, Read& r) {
  const auto view = flow::read_offer(r, o.ref_id<OfferId>());
  if (!view) return pass_on(view.error());
  return Answer{o.status, wire::encode(*view)["need"], {}, {}, false};
}

Result<Answer> offer(const Outcome& o, Read& r) {
  const auto view = flow::read_offer(r, o.ref_id<OfferId>());
  if (!view) return pass_on(view.error());
  Json body{{"status", o.code.substr(o.code.find('.') + 1)}, {"offer", wire::encode(*view)}};
  if (const auto position = o.ref("position"); !position.empty()) body["position"] = std::stoi(position);
  if (!o.ref("learned").empty())
    if (const auto learned = flow::read_preference(r, o.ref_id<PreferenceId>("learned")))
      body["learned"] = wire::encode(learned->preference, learned->forget_at);
  return Answer{o.status, std::move(body), {}, {}, false};
}

// Asked for or taken back; the place is gone already when somebody waited for it.
Result<Answer> substitute(const Outcome& o, Read& r) {
  const auto view = flow::read_offer(r, o.ref_id<OfferId>());
  if (!view) return pass_on(view.error());
  Json body{{"status", std::string(domain::code((*view)->offer.status))}, {"offer", wire::encode(*view)}};
  return Answer{o.status, std::move(body), {}, {}, false};
}

Result<Answer> wave(const Outcome& o, Read& r) {
  const auto standing = flow::read_wave(r, o.ref_id<WaveId>());
  if (!standing) return pass_on(standing.error());
  return Answer{o.status, wire::encode(*standing), {}, {}, false};
}

Result<Answer> tried(const Outcome& o, Read& r) {
  const auto id = o.ref_id<OfferId>();
  const auto tries = flow::read_call_tries(r, id);
  return Answer{o.status, wire::encode(id, {tries.tried, tries.last_tried_at, tries.last_result}), {}, {}, false};
}

Result<Answer> offer_policy(const Outcome& o, Read& r) {
  const auto policy = flow::read_offer_policy(r);
  return Answer{o.status, wire::encode(policy), policy.version, {}, false};
}

Result<Answer> notices_seen(const Outcome& o, Read&) {
  return Answer{o.status, {{"seen", std::stoi(o.ref("seen"))}}, {}, {}, false};
}

Result<Answer> offers(const Outcome& o, Read& r) {
  std::vector<OfferId> ids;
  for (const auto& [key, value] : o.refs)
    if (const auto id = OfferId::parse(value); key == "offer" && id) ids.push_back(*id);
  Json items = Json::array();
  for (const auto& view : flow::read_offers(r, ids)) items.push_back(wire::encode(view));
  return Answer{o.status, {{"items", std::move(items)}}, {}, {}, false};
}

Result<Answer> volunteer(const Outcome& o, Read& r) {
  const auto v = flow::read_volunteer(r, o.ref_id<VolunteerId>());
  if (!v) return pass_on(v.error());
  return noun(o, wire::encode(*v), (*v)->volunteer.version, "volunteers");
}

Result<Answer> account(const Outcome& o, Read& r) {
  const auto a = flow::read_account(r, o.ref_id<AccountId>());
  if (!a) return pass_on(a.error());
  return noun(o, wire::encode(*a), (*a)->version, "accounts");
}

// The one who just signed in or registered sees their own record, before any token exists.
Result<Answer> as_themselves(const Outcome& o, Read& r) {
  domain::Actor self;
  self.account_id = o.ref_id<AccountId>();
  self.signed_in = true;
  if (const auto v = VolunteerId::parse(o.ref("volunteer"))) self.volunteer_id = *v;
  Read own{r.tx, self, r.now, r.memory, r.request_id};
  const auto a = flow::read_account(own, *self.account_id);
  if (!a) return pass_on(a.error());
  Json body{{"account", wire::encode(*a)}};
  if (o.code == "registration") {
    const auto v = flow::read_volunteer(own, *self.volunteer_id);
    if (!v) return pass_on(v.error());
    body["volunteer"] = wire::encode(*v);
  }
  return Answer{o.status, std::move(body), {}, {}, false};
}

Result<Answer> squad(const Outcome& o, Read& r) {
  const auto s = flow::read_squad(r, o.ref_id<SquadId>());
  if (!s) return pass_on(s.error());
  return noun(o, wire::encode(*s), s->version, "squads");
}

Result<Answer> organization(const Outcome& o, Read& r) {
  const auto one = flow::read_organization(r, o.ref_id<OrganizationId>());
  if (!one) return pass_on(one.error());
  return noun(o, wire::encode(*one, true), one->version, "organizations");
}

Result<Answer> district(const Outcome& o, Read& r) {
  const auto d = flow::read_district(r, o.ref_id<DistrictId>());
  if (!d) return pass_on(d.error());
  return noun(o, wire::encode(*d), d->version, "districts");
}

Result<Answer> incident(const Outcome& o, Read& r) {
  const auto i = flow::read_incident(r, o.ref_id<IncidentId>());
  if (!i) return pass_on(i.error());
  return noun(o, wire::encode(*i, r.actor.is_desk()), i->version, "incidents");
}

Result<Answer> round(const Outcome& o, Read& r) {
  const auto one = flow::read_round(r, o.ref_id<RoundId>());
  if (!one) return pass_on(one.error());
  return noun(o, wire::encode(*one), one->version, "rounds");
}

Result<Answer> registrant(const Outcome& o, Read& r) {
  const auto person = flow::written_registrant(r, o.ref_id<RegistrantId>());
  if (person) return noun(o, wire::encode(*person), (*person)->registrant.version, "registrants");
  // Written, but not consented: the writer may not look at it either. They learn its id and nothing else.
  Answer a{o.status, {{"id", o.ref("id")}}, {}, {}, false};
  if (o.status == 201) a.location = "/api/v1/registrants/" + o.ref("id");
  return a;
}

// The file itself as long as it is open; afterwards what may be seen without the glass, which may be nothing.
Result<Answer> glass(const Outcome& o, Read& r) {
  const auto line = flow::read_glass(r, o.ref_id<BreakGlassId>());
  if (!line) return pass_on(line.error());
  const auto person = flow::written_registrant(r, line->glass.registrant_id);
  return Answer{o.status, wire::encode_opened(line->glass, person), {}, {}, false};
}

Result<Answer> check(const Outcome& o, Read& r) {
  const auto c = flow::read_check(r, o.ref_id<CheckId>());
  if (!c) return pass_on(c.error());
  const auto made = o.ref("need");
  return Answer{o.status,
                {{"check", wire::encode(*c)},
                 {"code", o.code.substr(o.code.find('.') + 1)},
                 {"need_id", made.empty() ? Json(nullptr) : Json(made)}},
                {},
                {},
                false};
}

Result<Answer> rescue(const Outcome& o, Read& r) {
  const auto view = flow::read_rescue(r, o.ref_id<HandoverId>());
  if (!view) return pass_on(view.error());
  return Answer{o.status, wire::encode(*view), view->rescue.version, {}, false};
}

Result<Answer> arrival(const Outcome& o, Read& r) {
  const auto view = flow::read_arrival(r, o.ref_id<ArrivalId>());
  if (!view) return pass_on(view.error());
  return Answer{o.status, wire::encode(*view), {}, {}, false};
}

Result<Answer> escalation_timers(const Outcome& o, Read& r) {
  const auto lines = flow::read_timers(r, o.ref_id<IncidentId>());
  if (!lines) return pass_on(lines.error());
  return Answer{o.status, wire::encode_timers(*lines), {}, {}, false};
}

Result<Answer> plan(const Outcome& o, Read& r) {
  const auto view = flow::read_plan(r, o.ref_id<PlanId>());
  if (!view) return pass_on(view.error());
  return noun(o, wire::encode(*view), (*view)->plan.version, "plans");
}

Result<Answer> committed(const Outcome& o, Read& r) {
  const auto id = o.ref_id<PlanId>();
  const auto view = flow::read_plan(r, id);
  if (!view) return pass_on(view.error());
  Json made = Json::array();
  for (const auto& one : flow::read_offers(r, (*view)->content.offers)) made.push_back(wire::encode(one));
  Json teams = Json::array();
  for (const auto& team : flow::teams_of_plan(r, id)) teams.push_back(wire::encode(team));
  return Answer{o.status,
                {{"plan", wire::encode(*view)},
                 {"offers", std::move(made)},
                 {"teams", std::move(teams)},
                 {"left_out", wire::encode((*view)->content.left_out)}},
                {},
                {},
                false};
}

Result<Answer> policy(const Outcome& o, Read& r) {
  const auto now = flow::read_policy(r);
  return Answer{o.status, wire::encode_policy(now.policy, now.version), now.version, {}, false};
}

Result<Answer> exclusion(const Outcome& o, Read& r) {
  const auto e = flow::read_exclusion(r, o.ref_id<ExclusionId>());
  if (!e) return pass_on(e.error());
  Answer a{o.status, wire::encode(*e), {}, {}, false};
  if (o.status == 201) a.location = "/api/v1/exclusions/" + o.ref("id");
  return a;
}

Result<Answer> service_user(const Outcome& o, Read& r) {
  const auto u = flow::read_service_user(r, o.ref_id<ServiceUserId>());
  if (!u) return pass_on(u.error());
  return noun(o, wire::encode(*u), (*u)->version, "service-users");
}

Result<Answer> series(const Outcome& o, Read& r) {
  const auto s = flow::read_series(r, o.ref_id<SeriesId>());
  if (!s) return pass_on(s.error());
  return noun(o, wire::encode(*s), (*s)->series.version, "series");
}

Result<Answer> support_policy(const Outcome& o, Read& r) {
  const auto p = flow::read_support_policy(r, o.ref_id<DistrictId>());
  if (!p) return pass_on(p.error());
  return Answer{o.status, wire::encode(*p), p->version, {}, false};
}

Result<Answer> support_calendar(const Outcome& o, Read& r) {
  const auto calendar = flow::read_support_calendar(r);
  return Answer{o.status, calendar_json(r, calendar), calendar.version, {}, false};
}

Result<Answer> referral(const Outcome& o, Read& r) {
  const auto one = flow::read_referral(r, o.ref_id<ReferralId>());
  if (!one) return pass_on(one.error());
  return Answer{o.status, wire::encode(*one), (*one)->referral.version, {}, false};
}

Result<Answer> watch(const Outcome& o, Read& r) {
  const auto one = flow::read_watch(r, o.ref_id<WatchId>());
  if (!one) return pass_on(one.error());
  return noun(o, wire::encode(*one), (*one)->watch.version, "watches");
}

// A visit is answered with the watch as it is now: when the next one is due and who has been told.
Result<Answer> visit(const Outcome& o, Read& r) {
  const auto one = flow::read_visited(r, o.ref_id<VisitId>());
  if (!one) return pass_on(one.error());
  return Answer{o.status, wire::encode(*one), (*one)->watch.version, {}, false};
}

// How many of each kind went: a list that a person can read out, and the drill as it is now.
Result<Answer> wiped(const Outcome& o, Read& r) {
  const auto i = flow::read_incident(r, o.ref_id<IncidentId>());
  if (!i) return pass_on(i.error());
  Json removed = Json::object();
  for (const auto& [name, text] : o.refs)
    if (name != "id") removed[name] = std::stoll(text);
  return Answer{o.status,
                {{"incident", wire::encode(*i, r.actor.is_desk())}, {"removed", std::move(removed)}},
                i->version,
                {},
                false};
}

Result<Answer> pack(const Outcome& o, Read& r) {
  const auto view = flow::read_pack(r, o.ref_id<PackId>());
  if (!view) return pass_on(view.error());
  return noun(o, wire::encode(view->pack, view->state, view->account_name), view->pack.version, "packs");
}

// Told to the holder of the ticket, who may not be signed in.
Result<Answer> pack_standing(const Outcome& o, Read& r) {
  return Answer{o.status,
                {{"id", o.ref("id")},
                 {"state", o.ref("state")},
                 {"expires_at", Instant{std::stoll(o.ref("expires"))}.text()},
                 {"now", r.now.text()}},
                {},
                {},
                false};
}

Result<Answer> map_note(const Outcome& o, Read& r) {
  const auto note = flow::read_map_note(r, o.ref_id<MapNoteId>());
  if (!note) return pass_on(note.error());
  Answer a{o.status, wire::encode(*note), (*note)->note.version, {}, false};
  if (o.status == 201) a.location = "/api/v1/map-notes/" + o.ref("id");
  return a;
}

Result<Answer> map_area(const Outcome& o, Read& r) {
  const auto area = flow::read_map_area(r, o.ref_id<domain::MapAreaId>());
  if (!area) return pass_on(area.error());
  return Answer{o.status, wire::encode(*area), {}, "/api/v1/map-areas/" + o.ref("id"), false};
}

Result<Answer> none(const Outcome& o, Read&) { return Answer{o.status, {}, {}, {}, true}; }

Result<Answer> imported(const Outcome& o, Read&) {
  return Answer{o.status,
                {{"kind", o.ref("kind")},
                 {"dry_run", false},
                 {"rows", std::stoi(o.ref("rows"))},
                 {"accepted", std::stoi(o.ref("accepted"))},
                 {"rejected", Json::array()}},
                {},
                {},
                false};
}

}  // namespace

Result<Answer> render(const Outcome& outcome, Read& r) {
  using Fn = Result<Answer> (*)(const Outcome&, Read&);
  static const std::map<std::string_view, Fn> k_table{
      {"need", &need},
      {"need.reported", &reported},
      {"offer.accepted", &offer},
      {"offer.waitlisted", &offer},
      {"offer.declined", &offer},
      {"offer.withdrawn", &offer},
      {"offer.arrived", &offer},
      {"offer.substitute_wanted", &substitute},
      {"offer.substitute_cancelled", &substitute},
      {"offer.tried", &tried},
      {"offers", &offers},
      {"wave", &wave},
      {"offer_policy", &offer_policy},
      {"notices.seen", &notices_seen},
      {"volunteer", &volunteer},
      {"account", &account},
      {"session", &as_themselves},
      {"registration", &as_themselves},
      {"squad", &squad},
      {"organization", &organization},
      {"district", &district},
      {"incident", &incident},
      {"round", &round},
      {"registrant", &registrant},
      {"glass", &glass},
      {"check.recorded", &check},
      {"check.superseded", &check},
      {"check.settled", &check},
      {"rescue", &rescue},
      {"arrival", &arrival},
      {"escalation_timers", &escalation_timers},
      {"plan", &plan},
      {"plan.committed", &committed},
      {"policy", &policy},
      {"exclusion", &exclusion},
      {"service_user", &service_user},
      {"series", &series},
      {"support_policy", &support_policy},
      {"support_calendar", &support_calendar},
      {"referral", &referral},
      {"drill.wiped", &wiped},
      {"watch", &watch},
      {"visit", &visit},
      {"roster_import", &answer_roster_import},
      {"review", &answer_review},
      {"evac_plan", &answer_evac_plan},
      {"print", &answer_print},
      {"pack", &pack},
      {"pack.standing", &pack_standing},
      {"map_note", &map_note},
      {"map_area", &map_area},
      {"none", &none},
      {"import", &imported},
  };
  const auto it = k_table.find(outcome.code);
  if (it == k_table.end()) return fail(Code::broken, "no renderer for " + outcome.code);
  return it->second(outcome, r);
}

}  // namespace musubi::api
