// Two drills: one long over, one under way. Both are held apart from everyday work by their incident.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "server/app/demo.hpp"
#include "server/app/demo_cast.hpp"
#include "server/flow/incident_flow.hpp"
#include "server/flow/need_flow.hpp"
#include "server/flow/offer_flow.hpp"

namespace musubi::app::demo {
namespace {

using domain::CheckMethod;
using domain::SafetyStatus;

struct Drill {
  IncidentId id;
  RoundId round;
  std::vector<NeedId> needs;  // that checks brought
};
using DrillPtr = std::shared_ptr<Drill>;

struct Weight {
  SafetyStatus status;
  int of_thousand;
};
constexpr auto k_quake = std::to_array<Weight>({{SafetyStatus::safe_home, 624},
                                                {SafetyStatus::safe_sheltered, 130},
                                                {SafetyStatus::safe_elsewhere, 60},
                                                {SafetyStatus::checking, 80},
                                                {SafetyStatus::unreachable, 65},
                                                {SafetyStatus::needs_help, 30},
                                                {SafetyStatus::needs_rescue, 6},
                                                {SafetyStatus::unconfirmed, 5}});

SafetyStatus status_of(Dice& dice) {
  int left = dice.below(1000);
  for (const auto& w : k_quake) {
    if (left < w.of_thousand) return w.status;
    left -= w.of_thousand;
  }
  return SafetyStatus::safe_home;
}

CheckMethod method_of(Dice& dice, SafetyStatus status) {
  if (status == SafetyStatus::safe_sheltered) return CheckMethod::shelter;
  if (status == SafetyStatus::unreachable) return dice.chance(60) ? CheckMethod::phone : CheckMethod::visit;
  if (status == SafetyStatus::safe_home && dice.chance(25)) return CheckMethod::cloth;
  if (status == SafetyStatus::safe_elsewhere) return CheckMethod::family;
  return dice.chance(65) ? CheckMethod::visit : CheckMethod::phone;
}

std::optional<std::string> note_of(SafetyStatus status) {
  switch (status) {
    case SafetyStatus::needs_help:
      return "家具が倒れて片付けられない（訓練の想定）";
    case SafetyStatus::needs_rescue:
      return "中から返事があるが戸が開かない（訓練の想定）";
    case SafetyStatus::safe_elsewhere:
      return "娘の家にいる（訓練の想定）";
    default:
      return std::nullopt;
  }
}

void open_drill(Stage& stage, Instant at, const DrillPtr& drill, domain::NewIncident ask) {
  ask.is_drill = true;
  stage.story.plan(at, stage.cast->admin, [drill, ask](flow::Write& w) {
    auto done = flow::open_incident(w, ask);
    if (done) drill->id = done->ref_id<IncidentId>();
    return done;
  });
}

void start_round(Stage& stage, Instant at, const DrillPtr& drill) {
  stage.story.plan(at, stage.cast->staff, [drill](flow::Write& w) {
    auto done = flow::start_round(w, drill->id, {});
    if (done) drill->round = done->ref_id<RoundId>();
    return done;
  });
}

// A coordinator knows only their own districts; the rest comes in by telephone and is typed by staff.
const domain::Actor& recorder(const Cast& cast, std::size_t area) {
  return cast.coordinator.has_district(cast.districts[area]) ? cast.coordinator : cast.staff;
}

struct Pass {
  Instant from;
  Instant until;
  int percent;
  bool every_status;  // the first nine people show each status once
};

// Who is checked is known only when the roster is: the pass is planned from within the story.
void check_people(Stage& stage, const DrillPtr& drill, const Pass& pass) {
  const auto dice = std::make_shared<Dice>(stage.dice.next());
  auto& story = stage.story;
  stage.story.plan(
      pass.from, stage.cast->system,
      [drill, pass, dice, &story, cast = stage.cast](flow::Write&) -> Result<flow::Outcome> {
        std::vector<int> eagerness;
        for (std::size_t i = 0; i < areas().size(); ++i)
          eagerness.push_back(std::clamp(pass.percent + dice->between(-30, 30), 5, 98));
        std::vector<Cast::Resident> people = cast->consented;
        for (std::size_t i = people.size(); i > 1; --i)
          std::swap(people[i - 1], people[static_cast<std::size_t>(dice->below(static_cast<int>(i)))]);
        std::size_t shown = pass.every_status ? 0 : domain::k_safety_statuses;
        for (const auto& person : people) {
          if (shown >= domain::k_safety_statuses && !dice->chance(eagerness[person.area])) continue;
          domain::NewCheck ask;
          ask.registrant_id = person.id;
          ask.status = shown < domain::k_safety_statuses ? static_cast<SafetyStatus>(shown++) : status_of(*dice);
          ask.method = method_of(*dice, ask.status);
          ask.note = note_of(ask.status);
          const auto recorded = pass.from.plus_ms(
              1 + static_cast<std::int64_t>(dice->unit() * static_cast<double>(pass.until.ms - pass.from.ms)));
          // Some phones were without signal and sent later.
          const std::int64_t late_ms = dice->chance(15) ? dice->between(2, 14) * k_minute_ms : 0;
          ask.occurred_at = std::max(pass.from, recorded.plus_ms(-late_ms));
          story.plan(recorded, recorder(*cast, person.area), [drill, ask](flow::Write& w) {
            auto done = flow::record_check(w, drill->round, ask);
            if (done && !done->ref("need").empty()) {
              const auto need = done->ref_id<NeedId>("need");
              if (std::ranges::find(drill->needs, need) == drill->needs.end()) drill->needs.push_back(need);
            }
            return done;
          });
        }
        return flow::Outcome{};
      });
}

// A need of the drill taken by telephone, ready for offers.
void take_need(Stage& stage, Instant at, const DrillPtr& drill, int nth, bool ask_demo_volunteer) {
  const auto& trouble = quake_troubles()[static_cast<std::size_t>(nth) % quake_troubles().size()];
  const auto area =
      ask_demo_volunteer ? 0 : static_cast<std::size_t>(stage.dice.below(static_cast<int>(areas().size())));
  const auto who = stage.person();
  const auto home = stage.home(area);
  domain::NewNeed ask;
  ask.title = std::string(trouble.title);
  ask.detail = std::string(trouble.detail);
  ask.category = trouble.category;
  ask.skills = trouble.skills;
  ask.people_needed = trouble.people;
  ask.crew = crew_of(trouble);
  if (!trouble.bring.empty()) ask.bring = std::string(trouble.bring);
  ask.requester = {who.name, who.kana, fmt::format("0465-00-{:04}", 3000 + nth), std::nullopt};
  ask.address = home.address;
  ask.position = home.position;
  ask.channel = domain::Channel::phone;
  if (nth == 0) ask.priority = domain::Priority::priority;
  auto& story = stage.story;
  story.plan(at, stage.cast->staff, [=, &story, cast = stage.cast](flow::Write& w) mutable -> Result<flow::Outcome> {
    ask.incident_id = drill->id;
    ask.district_id = cast->districts[area];
    auto done = flow::open_need(w, ask);
    if (!done) return done;
    const auto id = done->ref_id<NeedId>();
    story.plan(w.now.plus_ms(4 * k_minute_ms), cast->staff, [id](flow::Write& t) {
      return flow::step_need(t, id, domain::TriageStep{domain::SurveyAnswer::not_needed, {}, {}});
    });
    if (!ask_demo_volunteer) return done;
    story.plan(w.now.plus_ms(9 * k_minute_ms), cast->staff, [id, cast](flow::Write& t) {
      domain::NewOffers offer;
      offer.volunteer_ids = {cast->demo_volunteer};
      offer.expires_in_s = 5LL * 24 * 3600;
      return flow::make_offers(t, id, offer);
    });
    story.plan(w.now.plus_ms(10 * k_minute_ms), cast->staff,
               [id, cast, people = ask.people_needed](flow::Write& t) -> Result<flow::Outcome> {
                 const auto offers = ask_best(t, *cast, id, people + 2, t.now.plus_ms(2 * k_day_ms));
                 if (!offers) return pass_on(offers.error());
                 return flow::accept_offer(t, offers->front(), {.on_behalf = true, .reason = {}});
               });
    return done;
  });
}

// 令和 of the fiscal year that this day is in.
int fiscal_year_of_reiwa(Instant at) {
  const auto text = Day::of(at).text();
  const int year = std::stoi(text.substr(0, 4));
  const int month = std::stoi(text.substr(5, 2));
  return (month < 4 ? year - 1 : year) - 2018;
}

}  // namespace

void plan_past_drill(Stage& stage) {
  const Instant opened = at_clock(Day{Day::of(stage.story.now()).days - 150}, 9, 0);
  const auto drill = std::make_shared<Drill>();
  open_drill(stage, opened, drill,
             {std::nullopt, fmt::format("令和{}年度 大雨・洪水 情報伝達訓練", fiscal_year_of_reiwa(opened)), true,
              domain::IncidentKind::flood});
  start_round(stage, opened.plus_ms(20 * k_minute_ms), drill);
  check_people(stage, drill, {opened.plus_ms(25 * k_minute_ms), opened.plus_ms(150 * k_minute_ms), 72, false});
  const auto over = opened.plus_ms(4 * k_hour_ms);
  // What was still open ends with the drill; then the drill itself, and with it its round.
  stage.story.plan(over, stage.cast->staff, [drill](flow::Write& w) -> Result<flow::Outcome> {
    for (const auto& id : drill->needs)
      if (const auto done = flow::step_need(w, id, domain::CancelStep{"other", "訓練終了"}); !done) return done;
    return flow::Outcome{};
  });
  stage.story.plan(over.plus_ms(5 * k_minute_ms), stage.cast->admin, [drill](flow::Write& w) {
    domain::IncidentPatch patch;
    patch.status = domain::IncidentStatus::closed;
    return flow::change_incident(w, drill->id, 1, patch);
  });
}

void plan_drill_under_way(Stage& stage) {
  const Instant now = stage.story.now();
  const auto ago = [&](int minutes) { return now.plus_ms(-minutes * k_minute_ms); };
  const auto drill = std::make_shared<Drill>();
  open_drill(stage, ago(195), drill,
             {demo_drill_id(), fmt::format("令和{}年度 総合防災訓練（地震）", fiscal_year_of_reiwa(now)), true,
              domain::IncidentKind::earthquake});
  start_round(stage, ago(185), drill);
  check_people(stage, drill, {ago(180), ago(95), 90, false});
  for (int i = 0; i < 6; ++i) take_need(stage, ago(150 - i * 19), drill, i, i == 0);
  start_round(stage, ago(80), drill);
  check_people(stage, drill, {ago(78), ago(1), 50, true});
  // The desk has begun with the needs that the checks brought.
  stage.story.plan(ago(90), stage.cast->staff, [drill](flow::Write& w) -> Result<flow::Outcome> {
    const std::vector<NeedId> needs = drill->needs;
    for (std::size_t i = 0; i < needs.size(); i += 3) {
      auto r = w.as_read();
      const auto need = flow::read_need(r, needs[i]);
      if (!need || (*need)->need.status != domain::NeedStatus::received) continue;
      const auto answer = i % 2 == 0 ? domain::SurveyAnswer::needed : domain::SurveyAnswer::not_needed;
      if (const auto done = flow::step_need(w, needs[i], domain::TriageStep{answer, {}, {}}); !done) return done;
    }
    return flow::Outcome{};
  });
}

}  // namespace musubi::app::demo
