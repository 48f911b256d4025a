// Districts, accounts, volunteers with their squads, and the roster.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "server/app/demo_cast.hpp"
#include "server/app/demo_map.hpp"
#include "server/flow/account_flow.hpp"
#include "server/flow/people_flow.hpp"
#include "server/flow/registrant_flow.hpp"

namespace musubi::app::demo {
namespace {

using domain::Skill;

constexpr double k_cell_radius_m = 2'300;
constexpr std::int64_t k_volunteers_arrive_over_days = 380;
const std::string k_prefix = "神奈川県小田原市";

int year_of(Day day) { return std::stoi(day.text().substr(0, 4)); }
Day day_of_year(int year, std::string_view month_and_day) {
  return Day::parse(fmt::format("{}-{}", year, month_and_day)).value_or(Day{});
}

// The insurance year is 1 April to 31 March. Shortly after the turn of the year the story still plays in the old one.
domain::InsuranceCover cover(Dice& dice, Instant now, bool expired) {
  const Day today = Day::of(now);
  const int fiscal = today < day_of_year(year_of(today), "04-01") ? year_of(today) - 1 : year_of(today);
  const bool young = today.days - day_of_year(fiscal, "04-01").days < 60;
  domain::InsuranceCover c;
  c.plan = dice.chance(40) ? domain::InsurancePlan::natural_disaster : domain::InsurancePlan::basic;
  const int first = expired ? fiscal - 1 : young ? fiscal - 1 : fiscal;
  c.cover_from = day_of_year(first, "04-01");
  c.cover_until = day_of_year(expired ? fiscal : fiscal + 1, "03-31");
  c.joined_on = Day{c.cover_from.days - dice.between(1, 20)};
  c.proof_seen_by = "窓口";
  return c;
}

std::vector<Skill> skills_of(Dice& dice) {
  static constexpr auto k_common =
      std::to_array<Skill>({Skill::cleaning, Skill::gardening, Skill::shopping, Skill::escort, Skill::listening,
                            Skill::driving, Skill::heavy_lifting});
  static constexpr auto k_rare = std::to_array<Skill>(
      {Skill::carpentry, Skill::electrical, Skill::light_truck, Skill::mud_removal, Skill::chainsaw, Skill::nursing,
       Skill::childcare, Skill::sign_language, Skill::english, Skill::leader});
  std::vector<Skill> skills;
  for (const Skill s : k_common)
    if (dice.chance(30)) skills.push_back(s);
  for (const Skill s : k_rare)
    if (dice.chance(9)) skills.push_back(s);
  return skills;
}

std::vector<domain::Slot> availability_of(Dice& dice) {
  std::vector<domain::Slot> slots;
  if (dice.chance(45)) return slots;
  for (int weekday = 0; weekday < 7; ++weekday)
    for (const auto part : {domain::DayPart::am, domain::DayPart::pm})
      if (dice.chance(45)) slots.push_back({weekday, part});
  return slots;
}

domain::NewVolunteer volunteer(Stage& stage, int number, std::size_t area) {
  auto& dice = stage.dice;
  const auto who = stage.person(4);
  domain::NewVolunteer ask;
  ask.name = who.name;
  ask.name_kana = who.kana;
  ask.phone = fmt::format("090-0000-{:04}", number);
  ask.district_id = stage.cast->districts[area];
  ask.position = stage.home(area).position;
  ask.birth_year = year_of(Day::of(stage.story.now())) - dice.between(19, 78);
  ask.skills = skills_of(dice);
  ask.availability = availability_of(dice);
  const int insured = dice.below(100);
  if (insured < 94) ask.insurance = cover(dice, stage.story.now(), insured >= 91);
  ask.consent = dice.chance(97);
  return ask;
}

domain::Actor sign_in(const flow::Outcome& made, const domain::NewAccount& account) {
  domain::Actor actor;
  actor.account_id = made.ref_id<AccountId>();
  actor.role = account.role;
  actor.districts = account.district_ids;
  actor.volunteer_id = account.volunteer_id;
  actor.signed_in = true;
  return actor;
}

Story::Step form_squads(std::shared_ptr<Cast> cast, std::size_t area, Dice dice) {
  return [cast, area, dice](flow::Write& w) mutable -> Result<flow::Outcome> {
    const auto& people = cast->volunteers[area];
    domain::NewSquad support;
    support.name = std::string(areas()[area].name) + "生活応援隊";
    support.kind = domain::SquadKind::support_squad;
    support.district_id = cast->districts[area];
    domain::NewSquad watch = support;
    watch.name = std::string(areas()[area].name) + "きずなチーム";
    watch.kind = domain::SquadKind::watch_team;
    for (const auto& id : people) {
      if (dice.chance(60)) support.member_ids.push_back(id);
      if (dice.chance(45)) watch.member_ids.push_back(id);
    }
    if (const auto done = flow::add_squad(w, support); !done) return done;
    return flow::add_squad(w, watch);
  };
}

domain::Registrant registrant(Stage& stage, int number, std::size_t area) {
  static constexpr auto k_reasons = std::to_array<std::string_view>(
      {"歩行に介助", "ひとり暮らし", "聞こえにくい", "見えにくい", "認知症", "医療機器を使用", "高齢者のみの世帯"});
  auto& dice = stage.dice;
  const auto who = stage.person();
  const auto home = stage.home(area);
  domain::Registrant r;
  r.district_id = stage.cast->districts[area];
  r.name = who.name;
  r.name_kana = who.kana;
  r.birth_date = Day{Day::of(stage.story.now()).days - dice.between(66 * 365, 96 * 365)};
  r.gender = who.woman ? "女" : "男";
  r.address = home.address;
  r.phone = fmt::format("0465-00-{:04}", number);
  r.position = home.position;
  if (dice.chance(70)) r.support_level = dice.between(1, 5);
  r.support_reasons.emplace_back(dice.pick(k_reasons));
  if (dice.chance(30)) r.support_note = "玄関まで時間がかかる。ゆっくり声をかける。";
  const auto helpers = dice.between(0, 2);
  for (int i = 0; i < helpers; ++i)
    r.supporters.push_back({stage.person(4).name, fmt::format("090-0000-{:04}", 5000 + number * 2 + i)});
  r.plan_shelter = std::string(areas()[area].name) + "地区 見本避難所";
  if (dice.chance(40)) r.plan_route = "車いすは表通りを通る。";
  if (dice.chance(10)) r.plan_keys = "合鍵は支援者が持つ。";
  if (dice.chance(35)) r.family_note = "家族は市外。夜に連絡がつく。";
  r.consented = dice.chance(k_consented_percent);
  if (r.consented) r.consent_on = Day{Day::of(stage.story.now()).days - dice.between(200, 380)};
  return r;
}

}  // namespace

Person Stage::person(int youngest_name) {
  const auto& family = dice.pick(surnames());
  const auto& names = given_names();
  const auto at = static_cast<std::size_t>(dice.between(youngest_name, static_cast<int>(names.size()) - 1));
  return {std::string(family.text) + ' ' + std::string(names[at].text),
          std::string(family.kana) + ' ' + std::string(names[at].kana), at % 2 == 0};
}

Stage::Home Stage::home(std::size_t area) {
  const auto& town = dice.pick(areas()[area].towns);
  Home home{fmt::format("{}{}{}-{}", k_prefix, town.name, dice.between(1, 28), dice.between(1, 30)), town.center};
  for (int tries = 0; tries < 20; ++tries) {
    const Position p{town.center.lat + (dice.unit() - 0.5) * 0.0076, town.center.lng + (dice.unit() - 0.5) * 0.0092};
    if (!is_on_land(p, coast())) continue;
    home.position = p;
    break;
  }
  return home;
}

Instant beginning(Instant now) { return now.plus_ms(-420 * k_day_ms); }

std::vector<domain::Place> towns_and_shelters(const flow::MakeId& make_id) {
  std::vector<domain::Place> places;
  for (const auto& area : areas()) {
    for (const auto& town : area.towns) {
      domain::Place p;
      p.id = make_id();
      p.kind = domain::PlaceKind::town;
      p.name = std::string(town.name);
      p.source_key = "demo:" + p.name;
      p.edition = "demo";
      p.position = town.center;
      p.note = "見本：位置はおおよそ";
      places.push_back(std::move(p));
    }
    domain::Place shelter;
    shelter.id = make_id();
    shelter.kind = domain::PlaceKind::shelter;
    shelter.name = std::string(area.name) + "地区 見本避難所";
    shelter.source_key = "demo:shelter:" + std::string(area.name);
    shelter.edition = "demo";
    shelter.position = {area.center.lat + 0.001, area.center.lng - 0.001};
    shelter.note = "見本：実在しません";
    places.push_back(std::move(shelter));
  }
  return places;
}

void plan_districts(Stage& stage) {
  std::vector<Position> centers;
  for (const auto& area : areas()) centers.push_back(area.center);
  for (std::size_t i = 0; i < areas().size(); ++i) {
    domain::NewDistrict ask;
    ask.code = fmt::format("D{:02}", i + 1);
    ask.name = std::string(areas()[i].name);
    ask.name_kana = std::string(areas()[i].kana);
    ask.center = areas()[i].center;
    ask.cell = cell_of(centers, i, coast(), k_cell_radius_m);
    for (const auto& town : areas()[i].towns) ask.towns.emplace_back(town.name);
    ask.is_sample = true;
    stage.cast->volunteers.emplace_back();
    stage.story.plan(beginning(stage.story.now()), stage.cast->system, [cast = stage.cast, ask](flow::Write& w) {
      auto done = flow::add_district(w, ask);
      if (done) cast->districts.push_back(done->ref_id<DistrictId>());
      return done;
    });
  }
}

void plan_accounts(Stage& stage, const std::string& password_hash, bool is_demo) {
  struct Login {
    const char* login;
    const char* name;
    domain::Role role;
    domain::Actor Cast::* actor;
  };
  static constexpr auto k_logins = std::to_array<Login>({
      {"admin", "見本 あずさ", domain::Role::admin, &Cast::admin},
      {"staff", "見本 はるか", domain::Role::staff, &Cast::staff},
      {"coordinator", "見本 たけし", domain::Role::coordinator, &Cast::coordinator},
      {"viewer", "見本 大画面", domain::Role::viewer, nullptr},
  });
  const auto when = beginning(stage.story.now()).plus_ms(k_minute_ms);
  for (const auto& one : k_logins) {
    const auto step = [cast = stage.cast, one, password_hash, is_demo](flow::Write& w) {
      domain::NewAccount ask;
      ask.login = one.login;
      ask.name = one.name;
      ask.role = one.role;
      if (one.role == domain::Role::coordinator) ask.district_ids = {cast->districts[0], cast->districts[6]};
      auto done = flow::add_account(w, ask, password_hash, is_demo);
      if (done && one.actor) (*cast).*one.actor = sign_in(*done, ask);
      return done;
    };
    stage.story.plan(when, stage.cast->system, step);
  }
  domain::NewOrganization council;
  council.name = "小田原市社会福祉協議会（見本）";
  council.kind = domain::OrganizationKind::council;
  stage.story.plan(when, stage.cast->system, [council](flow::Write& w) { return flow::add_organization(w, council); });
}

void plan_volunteers(Stage& stage, const std::string& password_hash, bool is_demo) {
  const auto first = beginning(stage.story.now()).plus_ms(k_day_ms);
  // The people themselves are thrown when their district is known: districts come first in the story.
  const Dice own = Dice(stage.dice.next());
  const auto dice = std::make_shared<Dice>(own);
  auto& story = stage.story;
  for (int i = 0; i < k_volunteers; ++i) {
    const auto when = first.plus_ms(i * k_volunteers_arrive_over_days * k_day_ms / k_volunteers);
    story.plan(when, stage.cast->system,
               [cast = stage.cast, dice, &story, i, password_hash, is_demo](flow::Write& w) -> Result<flow::Outcome> {
                 // The last one is the demo's own: in the coordinator's first district, able and insured.
                 const bool own_one = i == k_volunteers - 1;
                 const std::size_t area = own_one ? 0 : static_cast<std::size_t>(i) % areas().size();
                 Stage then{story, *dice, cast};
                 auto ask = volunteer(then, i + 1, area);
                 if (own_one) {
                   ask.name = "見本 ゆい";
                   ask.name_kana = "ミホン ユイ";
                   ask.skills = {Skill::gardening, Skill::shopping, Skill::listening, Skill::heavy_lifting};
                   ask.availability.clear();
                   ask.insurance = cover(*dice, story.now(), false);
                   ask.insurance->plan = domain::InsurancePlan::natural_disaster;
                   ask.consent = true;
                 }
                 auto done = flow::add_volunteer(w, ask);
                 if (!done) return done;
                 const auto id = done->ref_id<VolunteerId>();
                 cast->volunteers[area].push_back(id);
                 if (!own_one) return done;
                 cast->demo_volunteer = id;
                 domain::NewAccount account;
                 account.login = "volunteer";
                 account.name = ask.name;
                 account.role = domain::Role::volunteer;
                 account.volunteer_id = id;
                 auto made = flow::add_account(w, account, password_hash, is_demo);
                 if (made) cast->volunteer = sign_in(*made, account);
                 return made;
               });
  }
  const auto later = first.plus_ms(k_volunteers_arrive_over_days * k_day_ms + k_hour_ms);
  for (std::size_t area = 0; area < areas().size(); ++area)
    story.plan(later, stage.cast->system, form_squads(stage.cast, area, Dice(stage.dice.next())));
}

void plan_registrants(Stage& stage) {
  const auto dice = std::make_shared<Dice>(stage.dice.next());
  auto& story = stage.story;
  const auto first = beginning(story.now()).plus_ms(200 * k_day_ms);
  for (int i = 0; i < k_registrants; ++i) {
    const auto area = static_cast<std::size_t>(dice->below(static_cast<int>(areas().size())));
    story.plan(first.plus_ms(i * 40'000LL), stage.cast->system, [cast = stage.cast, dice, &story, i, area](auto& w) {
      Stage then{story, *dice, cast};
      domain::NewRegistrant ask{registrant(then, i + 1, area)};
      auto done = flow::add_registrant(w, ask);
      if (done && ask.registrant.consented) cast->consented.push_back({done->template ref_id<RegistrantId>(), area});
      return done;
    });
  }
}

}  // namespace musubi::app::demo
