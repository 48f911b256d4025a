// The 生活応援隊 of the demo: users registered after a visit, two jobs that come again with visits done and to come,
// the rules of two districts, and concerns in every state.
#include <array>

#include "server/app/demo_cast.hpp"
#include "server/flow/need_flow.hpp"
#include "server/flow/offer_flow.hpp"
#include "server/flow/referral_flow.hpp"
#include "server/flow/series_flow.hpp"
#include "server/flow/support_flow.hpp"
#include "server/store/offer_store.hpp"
#include "shared/domain/support_rules.hpp"

namespace musubi::app::demo {
namespace {

constexpr int k_users = 8;
constexpr int k_began_days_ago = 24;
constexpr std::array<std::size_t, 2> k_areas{0, 6};  // the demo coordinator's own
constexpr std::array<std::string_view, k_users> k_notes{
    "耳が遠い。電話がよい",        "", "犬がいる", "午前がよい", "", "杖を使う。2人で支える", "",
    "呼び鈴が鳴らない。声をかける"};

const flow::Outcome k_nothing{204, "none", {}};

struct Club {
  std::vector<ServiceUserId> users;
  std::vector<SeriesId> series;
};
using ClubPtr = std::shared_ptr<Club>;

struct Told {
  Stage& stage;
  ClubPtr club;
  Day began;

  void at(int days_after, int hour, int minute, const domain::Actor& who, Story::Step step) const {
    stage.story.plan(at_clock(Day{began.days + days_after}, hour, minute), who, std::move(step));
  }
};

void plan_rules(const Told& told) {
  const auto set = [&](std::size_t area, domain::SupportPolicyPatch rules) {
    told.at(0, 9, 0, told.stage.cast->staff, [cast = told.stage.cast, area, rules](flow::Write& w) {
      return flow::change_support_policy(w, cast->districts[area], 1, rules);
    });
  };
  domain::SupportPolicyPatch by_hour;
  by_hour.fee_kind = domain::FeeKind::per_hour;
  by_hour.fee_yen = 400;
  by_hour.helper_yen = 300;
  by_hour.minutes_max = std::optional(90);
  by_hour.note = std::optional<std::string>("高い所の作業と、体の介助はしません。");
  set(k_areas[0], by_hour);
  domain::SupportPolicyPatch tickets;
  tickets.fee_kind = domain::FeeKind::ticket;
  tickets.fee_yen = 300;
  set(k_areas[1], tickets);
}

void plan_users(const Told& told) {
  auto& dice = told.stage.dice;
  for (int i = 0; i < k_users; ++i) {
    const auto area = k_areas[static_cast<std::size_t>(i) % k_areas.size()];
    const auto person = told.stage.person();
    const auto home = told.stage.home(area);
    domain::NewServiceUser ask;
    ask.name = person.name;
    ask.name_kana = person.kana;
    ask.phone = "0465-00-" + std::to_string(7001 + i);
    ask.address = home.address;
    ask.position = home.position;
    if (const auto note = k_notes[static_cast<std::size_t>(i)]; !note.empty()) ask.note = std::string(note);
    const bool is_waiting = i + 1 == k_users;  // asked, not visited yet
    if (!is_waiting) {
      ask.visited_on = told.began;
      ask.status = domain::ServiceUserStatus::registered;
    }
    told.at(is_waiting ? k_began_days_ago - 1 : 0, 10 + i % 6, dice.below(60), told.stage.cast->coordinator,
            [cast = told.stage.cast, club = told.club, ask, area](flow::Write& w) mutable {
              ask.district_id = cast->districts[area];
              auto done = flow::add_service_user(w, ask);
              if (done) club->users.push_back(done->ref_id<ServiceUserId>());
              return done;
            });
  }
}

void plan_series(const Told& told) {
  const auto make = [&](std::size_t user, domain::Series rule) {
    told.at(1, 9, static_cast<int>(user), told.stage.cast->coordinator,
            [club = told.club, user, rule](flow::Write& w) mutable {
              rule.service_user_id = club->users[user];
              auto done = flow::add_series(w, {rule, std::nullopt});
              if (done) club->series.push_back(done->ref_id<SeriesId>());
              return done;
            });
  };
  domain::Series waste;
  waste.title = "ごみ出し";
  waste.category = domain::NeedCategory::waste;
  waste.weekdays = {2, 5};
  waste.from_minute = 8 * 60;
  waste.until_minute = 8 * 60 + 30;
  waste.starts_on = Day{told.began.days + 2};
  make(0, waste);
  domain::Series shopping;
  shopping.title = "買い物の代行";
  shopping.category = domain::NeedCategory::shopping;
  shopping.weekdays = {3};
  shopping.from_minute = 10 * 60;
  shopping.until_minute = 11 * 60;
  shopping.starts_on = Day{told.began.days + 2};
  make(1, shopping);
}

// Whoever said yes, or the one asked first, or somebody new; nobody, when nobody can.
Result<flow::Outcome> find_a_helper(flow::Write& w, const Cast& cast, const domain::Need& need) {
  for (const auto& offer : store::offers_of_need(w.tx, need.id))
    if (offer.status == domain::OfferStatus::open && offer.expires_at > w.now)
      return flow::accept_offer(w, offer.id, {.on_behalf = true, .reason = {}});
  const auto asked = ask_best(w, cast, need.id, 1, w.now.plus_ms(3 * k_hour_ms));
  if (!asked) return k_nothing;
  return flow::accept_offer(w, asked->front(), {.on_behalf = true, .reason = {}});
}

Result<flow::Outcome> report(flow::Write& w, const domain::Need& need, int minutes) {
  if (store::places_of(w.tx, need).accepted == 0) return k_nothing;
  domain::CompleteStep done;
  done.outcome = domain::ReportOutcome::done;
  done.minutes = minutes;
  done.people = 1;
  const auto fee = domain::propose_fee(need.support->fee_kind, need.support->fee_yen, minutes, 1);
  done.fee_yen = fee.yen;
  done.tickets = fee.tickets;
  return flow::step_need(w, need.id, done);
}

// Each day: the clock's work after midnight, a helper for today's visits, and their reports.
void plan_days(const Told& told) {
  const auto of_today = [club = told.club](flow::Write& w) {
    std::vector<domain::Need> today;
    for (const auto& id : club->series)
      for (const auto& one : store::needs_of_series(w.tx, id, Day::of(w.now)))
        if (one.day == Day::of(w.now) && domain::is_open(one.status))
          today.push_back(*store::find_need(w.tx, one.need_id));
    return today;
  };
  const auto each = [of_today](const std::function<Result<flow::Outcome>(flow::Write&, const domain::Need&)>& act) {
    return [of_today, act](flow::Write& w) -> Result<flow::Outcome> {
      for (const auto& need : of_today(w))
        if (const auto done = act(w, need); !done) return done;
      return k_nothing;
    };
  };
  const auto& coordinator = told.stage.cast->coordinator;
  for (int days = 1; days <= k_began_days_ago; ++days) {
    told.at(days, days == 1 ? 9 : 0, days == 1 ? 30 : 5, told.stage.cast->system,
            [](flow::Write& w) -> Result<flow::Outcome> {
              (void)flow::make_due_needs(w);
              return k_nothing;
            });
    told.at(days, 7, 0, coordinator, each([cast = told.stage.cast](flow::Write& w, const domain::Need& need) {
              return find_a_helper(w, *cast, need);
            }));
    const int minutes = 20 + told.stage.dice.below(30);
    told.at(days, 11, 30, coordinator,
            each([minutes](flow::Write& w, const domain::Need& need) { return report(w, need, minutes); }));
  }
}

// The older concerns were looked after; the newest still wait.
void plan_concerns(const Told& told) {
  constexpr std::size_t k_left_open = 3;
  told.stage.story.plan(told.stage.story.now().plus_ms(-50 * k_minute_ms), told.stage.cast->staff,
                        [](flow::Write& w) -> Result<flow::Outcome> {
                          const auto all = store::referrals(w.tx, {}, store::Page::everything());
                          for (std::size_t i = k_left_open; i < all.size(); ++i) {
                            if (const auto taken = flow::take_referral(w, all[i].id); !taken) return taken;
                            if (i == k_left_open) continue;  // in hand
                            const auto result = static_cast<domain::ReferralResult>(i % 3);
                            if (const auto closed = flow::close_referral(w, all[i].id, {result, std::nullopt}); !closed)
                              return closed;
                          }
                          return k_nothing;
                        });
}

}  // namespace

void plan_support(Stage& stage) {
  Dice own(stage.dice.next());
  Stage mine{stage.story, own, stage.cast};
  const Told told{mine, std::make_shared<Club>(), Day{Day::of(stage.story.now()).days - k_began_days_ago}};
  plan_rules(told);
  plan_users(told);
  plan_series(told);
  plan_days(told);
  plan_concerns(told);
}

}  // namespace musubi::app::demo
