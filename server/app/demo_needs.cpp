// 120 everyday needs in every state that the ordinary steps lead to, spread over the past weeks.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "server/app/demo_cast.hpp"
#include "server/flow/need_flow.hpp"
#include "server/flow/offer_flow.hpp"
#include "server/flow/people_flow.hpp"

namespace musubi::app::demo {
namespace {

using domain::NeedStatus;

struct Share {
  NeedStatus status;
  int count;
};
// `dispatched` and `reported` belong to an incident's teams.
constexpr auto k_shares = std::to_array<Share>({{NeedStatus::done, 52},
                                                {NeedStatus::cancelled, 7},
                                                {NeedStatus::declined, 5},
                                                {NeedStatus::merged, 4},
                                                {NeedStatus::received, 9},
                                                {NeedStatus::triaged, 5},
                                                {NeedStatus::survey_waiting, 7},
                                                {NeedStatus::surveyed, 3},
                                                {NeedStatus::match_waiting, 13},
                                                {NeedStatus::assigned, 8},
                                                {NeedStatus::working, 3},
                                                {NeedStatus::on_hold, 4}});
constexpr int sum_of_shares() {
  int sum = 0;
  for (const auto& s : k_shares) sum += s.count;
  return sum;
}
static_assert(sum_of_shares() == k_everyday_needs);

struct Plan {
  domain::NewNeed ask;
  NeedStatus target{};
  Instant received;
  Instant starts;
  int minutes{60};
  std::size_t area{0};
  int nth{0};            // of its state
  bool for_demo{false};  // the demo's own volunteer is asked, too
  NeedId id;
};
using PlanPtr = std::shared_ptr<Plan>;

constexpr bool needs_helpers(NeedStatus s) {
  return s == NeedStatus::done || s == NeedStatus::match_waiting || s == NeedStatus::assigned ||
         s == NeedStatus::working;
}

// The next morning or afternoon that leaves time to look at the job card, and near enough for its address to be open.
Instant next_slot(Instant now) {
  const Day today = Day::of(now);
  for (const auto& [days, hour] : {std::pair{0, 10}, std::pair{0, 14}, std::pair{1, 9}, std::pair{1, 10}}) {
    const Instant at = at_clock(Day{today.days + days}, hour, 0);
    if (at >= now.plus_ms(90 * k_minute_ms)) return at;
  }
  return now.plus_ms(20 * k_hour_ms);
}

class NeedTeller {
 public:
  explicit NeedTeller(Stage& stage) : stage_(stage), dice_(stage.dice.next()) {}

  PlanPtr draw(NeedStatus target, int nth, int number);
  void tell(const PlanPtr& plan);
  void tell_double(const PlanPtr& plan, const PlanPtr& of);

 private:
  void step(Instant at, const PlanPtr& plan, domain::NeedStep what, const domain::Actor* who = nullptr) {
    stage_.story.plan(at, who ? *who : stage_.cast->staff,
                      [plan, what](flow::Write& w) { return flow::step_need(w, plan->id, what); });
  }
  void open(const PlanPtr& plan);
  Instant received_at(NeedStatus target, int nth);
  void ask_and_answer(const PlanPtr& plan, Instant at);
  void ask_demo_volunteer(const PlanPtr& plan);
  void work(const PlanPtr& plan);

  Stage& stage_;
  Dice dice_;
};

Instant NeedTeller::received_at(NeedStatus target, int nth) {
  const Instant now = stage_.story.now();
  const Day today = Day::of(now);
  const auto working_hour = [&](int days_ago) {
    return at_clock(Day{today.days - days_ago}, dice_.between(9, 16), dice_.below(60));
  };
  switch (target) {
    case NeedStatus::received:
      return now.plus_ms(-(9 + nth * 47LL) * k_minute_ms);
    case NeedStatus::triaged:
      return now.plus_ms(-(4 + nth * 5LL) * k_hour_ms);
    case NeedStatus::survey_waiting:
    case NeedStatus::on_hold:
      return working_hour(dice_.between(2, 8));
    case NeedStatus::match_waiting:
    case NeedStatus::assigned:
    case NeedStatus::working:
      return working_hour(dice_.between(3, 6));
    default:
      return working_hour(dice_.between(7, 45));
  }
}

PlanPtr NeedTeller::draw(NeedStatus target, int nth, int number) {
  const Instant now = stage_.story.now();
  auto plan = std::make_shared<Plan>();
  plan->target = target;
  plan->nth = nth;
  plan->area = static_cast<std::size_t>(dice_.below(static_cast<int>(areas().size())));
  plan->received = received_at(target, nth);
  plan->for_demo =
      (target == NeedStatus::match_waiting && (nth == 2 || nth == 4)) || (target == NeedStatus::assigned && nth == 0);
  // The demo's own volunteer is asked for work near by that they can do.
  if (plan->for_demo) plan->area = static_cast<std::size_t>(nth / 2);
  const auto kind = static_cast<std::size_t>(!plan->for_demo ? number * 7 : nth == 0 ? 0 : nth == 2 ? 1 : 6);
  const auto& trouble = everyday_troubles()[kind % everyday_troubles().size()];
  plan->minutes = trouble.minutes;
  const Day today = Day::of(now);
  const bool ahead = target != NeedStatus::done && target != NeedStatus::working;
  const int day = ahead ? today.days + dice_.between(2, 8) : Day::of(plan->received).days + dice_.between(3, 5);
  plan->starts = target == NeedStatus::working
                     ? now.plus_ms(-dice_.between(25, 70) * k_minute_ms)
                     : at_clock(Day{day}, dice_.chance(55) ? 10 : 13, dice_.chance(50) ? 0 : 30);
  if (target == NeedStatus::assigned && plan->for_demo) plan->starts = next_slot(now);
  auto& ask = plan->ask;
  Stage own{stage_.story, dice_, stage_.cast};
  const auto who = own.person();
  const auto home = own.home(plan->area);
  ask.title = std::string(trouble.title);
  ask.detail = std::string(trouble.detail);
  ask.category = trouble.category;
  ask.skills = trouble.skills;
  ask.people_needed = trouble.people;
  ask.crew = crew_of(trouble);
  if (!trouble.bring.empty()) ask.bring = std::string(trouble.bring);
  ask.requester = {who.name, who.kana, fmt::format("0465-00-{:04}", 2000 + number), std::nullopt};
  if (dice_.chance(25)) ask.requester.relation = dice_.chance(50) ? "長女" : "民生委員";
  ask.address = home.address;
  if (dice_.chance(75)) ask.position = home.position;
  const int channel = dice_.below(10);
  ask.channel = channel < 6   ? domain::Channel::phone
                : channel < 8 ? domain::Channel::counter
                : channel < 9 ? domain::Channel::visit
                              : domain::Channel::web;
  if (dice_.chance(12)) ask.priority = domain::Priority::priority;
  if (target == NeedStatus::survey_waiting && nth == 0) {
    ask.priority = domain::Priority::crisis;
    ask.crisis_reason = "ひとり暮らしで体調が悪く、食べ物が届いていない。";
    ask.title = "食料と水を届けてほしい";
  }
  ask.watch_after = dice_.chance(10);
  if (needs_helpers(target) || dice_.chance(40)) {
    ask.starts_at = plan->starts;
    ask.ends_at = plan->starts.plus_ms(plan->minutes * k_minute_ms);
  }
  if (target == NeedStatus::assigned || (target == NeedStatus::done && nth % 5 == 0)) ask.waitlist_max = 2;
  return plan;
}

void NeedTeller::open(const PlanPtr& plan) {
  stage_.story.plan(plan->received, stage_.cast->staff, [plan, cast = stage_.cast](flow::Write& w) {
    plan->ask.district_id = cast->districts[plan->area];
    auto done = flow::open_need(w, plan->ask);
    if (done) plan->id = done->ref_id<NeedId>();
    return done;
  });
}

// Offers go out to a few more than are needed; the answers come by telephone over the next hours.
void NeedTeller::ask_and_answer(const PlanPtr& plan, Instant at) {
  const int people = plan->ask.people_needed;
  const bool still_looking = plan->target == NeedStatus::match_waiting;
  const int asked = people + dice_.between(1, 3) + (plan->ask.waitlist_max > 0 ? 1 : 0);
  const bool one_short = still_looking || plan->for_demo;
  const int yes = still_looking && plan->nth % 2 == 0 ? 0 : people - (one_short ? 1 : 0);
  const int waiting = plan->ask.waitlist_max > 0 && !one_short ? 1 : 0;
  const Instant expires = plan->starts.plus_ms(-2 * k_hour_ms);
  std::vector<Instant> answers;
  for (int i = 0; i < asked; ++i) answers.push_back(at.plus_ms((20 + i * 40 + dice_.below(35)) * k_minute_ms));
  const bool drops_out = plan->target == NeedStatus::done && plan->nth % 10 == 0;
  const auto reason = static_cast<domain::DeclineReason>(dice_.below(5));
  const auto& staff = stage_.cast->staff;

  stage_.story.plan(
      at, staff, [=, &story = stage_.story, &staff, cast = stage_.cast](flow::Write& w) -> Result<flow::Outcome> {
        const auto offers = ask_best(w, *cast, plan->id, asked, expires);
        if (!offers) return pass_on(offers.error());
        for (int i = 0; i < static_cast<int>(offers->size()); ++i) {
          const auto id = (*offers)[static_cast<std::size_t>(i)];
          const auto when = answers[static_cast<std::size_t>(i)];
          if (i < yes + waiting)
            story.plan(when, staff,
                       [id](flow::Write& t) { return flow::accept_offer(t, id, {.on_behalf = true, .reason = {}}); });
          else if (i % 2 == 0)
            story.plan(when, staff, [id, reason](flow::Write& t) {
              return flow::decline_offer(t, id, {.on_behalf = true, .reason = reason});
            });
        }
        if (drops_out && !offers->empty())
          story.plan(answers.back().plus_ms(3 * k_hour_ms), staff, [id = offers->front()](flow::Write& t) {
            return flow::decline_offer(t, id, {.on_behalf = true, .reason = domain::DeclineReason::health});
          });
        return flow::Outcome{};
      });
  stage_.story.plan(expires.plus_ms(1000), stage_.cast->system, [](flow::Write& w) -> Result<flow::Outcome> {
    flow::expire_due_offers(w, 500);
    return flow::Outcome{};
  });
  if (plan->for_demo) ask_demo_volunteer(plan);
  if (plan->target == NeedStatus::done || plan->target == NeedStatus::working) work(plan);
}

// Two open offers that can be answered with a tap, and a job already accepted.
void NeedTeller::ask_demo_volunteer(const PlanPtr& plan) {
  const Instant now = stage_.story.now();
  const bool accepts = plan->target == NeedStatus::assigned;
  const Instant at = accepts ? now.plus_ms(-20 * k_hour_ms) : now.plus_ms(-(40 + plan->nth * 30) * k_minute_ms);
  stage_.story.plan(
      at, stage_.cast->staff,
      [plan, accepts, &story = stage_.story, cast = stage_.cast](flow::Write& w) -> Result<flow::Outcome> {
        domain::NewOffers ask;
        ask.volunteer_ids = {cast->demo_volunteer};
        ask.expires_in_s = accepts ? 15 * 3600 : 6 * 24 * 3600;
        auto made = flow::make_offers(w, plan->id, ask);
        if (made && accepts)
          story.plan(w.now.plus_ms(25 * k_minute_ms), cast->volunteer,
                     [id = made->ref_id<OfferId>("offer")](flow::Write& t) { return flow::accept_offer(t, id, {}); });
        return made;
      });
}

void NeedTeller::work(const PlanPtr& plan) {
  const auto& staff = stage_.cast->staff;
  const auto arrive = plan->starts.plus_ms(-dice_.between(1, 9) * k_minute_ms);
  stage_.story.plan(arrive, staff, [plan](flow::Write& w) -> Result<flow::Outcome> {
    auto r = w.as_read();
    const auto offers = flow::offers_of_need(r, plan->id);
    if (!offers) return pass_on(offers.error());
    for (const auto& view : offers->items)
      if (view->offer.status == domain::OfferStatus::accepted)
        if (const auto done = flow::arrive_offer(w, view->offer.id); !done) return done;
    return flow::Outcome{};
  });
  if (plan->target == NeedStatus::working) return;
  domain::CompleteStep report;
  report.outcome = domain::ReportOutcome::done;
  report.minutes = plan->minutes + dice_.between(-10, 25);
  report.people = plan->ask.people_needed;
  if (dice_.chance(40)) report.note = "予定どおり終わりました。";
  if (dice_.chance(15)) report.concern = "郵便物がたまっていた。次の訪問で様子を見る。";
  step(plan->starts.plus_ms((*report.minutes + 20) * k_minute_ms), plan, report);
}

void NeedTeller::tell(const PlanPtr& plan) {
  open(plan);
  const auto triage_at = plan->received.plus_ms(dice_.between(8, 70) * k_minute_ms);
  const auto closing_at = plan->received.plus_ms(dice_.between(26, 60) * k_hour_ms);
  const auto triage = [&](domain::SurveyAnswer answer) { step(triage_at, plan, domain::TriageStep{answer, {}, {}}); };
  switch (plan->target) {
    case NeedStatus::received:
      return;
    case NeedStatus::triaged:
      return triage(domain::SurveyAnswer::ask);
    case NeedStatus::survey_waiting:
      return triage(domain::SurveyAnswer::needed);
    case NeedStatus::surveyed:
      triage(domain::SurveyAnswer::needed);
      return step(closing_at, plan,
                  domain::SurveyStep{false, std::nullopt, "屋根の上での作業", "専門の業者につなぐか相談中"});
    case NeedStatus::on_hold:
      triage(domain::SurveyAnswer::not_needed);
      return step(triage_at.plus_ms(20 * k_hour_ms), plan,
                  domain::HoldStep{plan->nth % 2 == 0 ? "absent" : "rain",
                                   Day{Day::of(stage_.story.now()).days + 2 + plan->nth}});
    case NeedStatus::cancelled:
      triage(domain::SurveyAnswer::not_needed);
      return step(closing_at, plan, domain::CancelStep{plan->nth % 2 == 0 ? "self_solved" : "requester", std::nullopt});
    case NeedStatus::declined:
      triage(domain::SurveyAnswer::needed);
      return step(
          closing_at, plan,
          domain::DeclineStep{"danger", "シルバー人材センター", "高い所の作業のため、専門の窓口をご案内した。"});
    default:
      break;
  }
  if (plan->nth % 3 != 0) {
    triage(domain::SurveyAnswer::not_needed);
    return ask_and_answer(plan, triage_at.plus_ms(dice_.between(20, 120) * k_minute_ms));
  }
  triage(domain::SurveyAnswer::needed);
  const auto survey_at = triage_at.plus_ms(dice_.between(18, 24) * k_hour_ms);
  step(survey_at, plan, domain::SurveyStep{true, std::nullopt, std::nullopt, "道具はそろっている。この人数で足りる。"});
  ask_and_answer(plan, survey_at.plus_ms(dice_.between(20, 90) * k_minute_ms));
}

// The same trouble told again by a relative, found to be the same and joined.
void NeedTeller::tell_double(const PlanPtr& plan, const PlanPtr& of) {
  plan->area = of->area;
  plan->received = of->received.plus_ms(3 * k_minute_ms);
  const auto number = plan->ask.requester.phone;
  plan->ask = of->ask;
  plan->ask.requester.relation = "長男";
  plan->ask.requester.phone = number;
  open(plan);
  stage_.story.plan(plan->received.plus_ms(4 * k_minute_ms), stage_.cast->staff,
                    [plan, of](flow::Write& w) { return flow::step_need(w, plan->id, domain::MergeStep{of->id}); });
}

}  // namespace

Result<std::vector<OfferId>> ask_best(flow::Write& w, const Cast& cast, const NeedId& need, int people,
                                      Instant expires) {
  auto r = w.as_read();
  const auto found = flow::candidates_for(r, need, people + 1);
  if (!found) return pass_on(found.error());
  domain::NewOffers ask;
  for (const auto& one : found->items)
    if (one.candidate.volunteer_id != cast.demo_volunteer && static_cast<int>(ask.volunteer_ids.size()) < people)
      ask.volunteer_ids.push_back(one.candidate.volunteer_id);
  ask.expires_in_s = (expires.ms - w.now.ms) / 1000;
  if (ask.volunteer_ids.empty() || ask.expires_in_s < 60) return fail(Code::no_candidates, "demo: nobody to ask");
  const auto made = flow::make_offers(w, need, ask);
  if (!made) return pass_on(made.error());
  std::vector<OfferId> offers;
  for (const auto& [_, id] : made->refs)
    if (const auto parsed = OfferId::parse(id)) offers.push_back(*parsed);
  return offers;
}

void plan_everyday_needs(Stage& stage) {
  NeedTeller teller(stage);
  std::vector<PlanPtr> told;
  int number = 0;
  for (const auto& share : k_shares) {
    for (int nth = 0; nth < share.count; ++nth) {
      const auto plan = teller.draw(share.status, nth, number++);
      if (share.status == NeedStatus::merged) {
        teller.tell_double(plan, told[static_cast<std::size_t>(nth * 9 + 1)]);
      } else {
        teller.tell(plan);
        told.push_back(plan);
      }
    }
  }
}

}  // namespace musubi::app::demo
