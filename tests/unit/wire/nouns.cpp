#include "tests/unit/wire/nouns.hpp"

#include <fstream>

namespace musubi::wire::testing {
namespace {

using namespace domain;

template <class T>
Disclosed<T> replaced(Disclosed<T> passed, T value) {
  const_cast<T&>(*passed) = std::move(value);
  return passed;
}

const std::string k_desk_opens = "2026-11-23T08:00:00.000+09:00";

}  // namespace

Actor staff() {
  Actor actor;
  actor.account_id = id_of<AccountId>("08");
  actor.role = Role::staff;
  actor.signed_in = true;
  return actor;
}

Need a_need() {
  Need n;
  n.id = id_of<NeedId>("03");
  n.number = 412;
  n.district_id = id_of<DistrictId>("01");
  n.title = "庭の草取り";
  n.detail = "裏口から入る";
  n.category = NeedCategory::garden;
  n.status = NeedStatus::match_waiting;
  n.status_since = at("2026-11-23T09:31:00.000+09:00");
  n.requester = Requester{"例示 一郎", "レイジ イチロウ", "0465-00-0003", "本人"};
  n.address = "小田原市鴨宮999";
  n.town = "鴨宮";
  n.position = Position{35.2843, 139.1764};
  n.position_source = PositionSource::town;
  n.people_needed = 3;
  n.waitlist_max = 2;
  n.crew.people_min = 2;
  n.crew.roles = {{Skill::gardening, 1}};
  n.skills = {Skill::gardening};
  n.watch_after = true;
  n.channel = Channel::phone;
  n.starts_at = at("2026-11-24T09:00:00.000+09:00");
  n.bring = "軍手";
  n.survey = SurveyAnswer::not_needed;
  n.received_at = at("2026-11-23T09:30:00.000+09:00");
  n.version = 3;
  n.changed_seq = 120;
  n.registrant_id = id_of<RegistrantId>("07");
  return n;
}

Offer an_offer() {
  Offer o;
  o.id = id_of<OfferId>("04");
  o.need_id = id_of<NeedId>("03");
  o.volunteer_id = id_of<VolunteerId>("02");
  o.made_at = at("2026-11-23T09:32:00.000+09:00");
  o.expires_at = at("2026-11-23T12:00:00.000+09:00");
  o.reasons = {{"near", "420"}, {"skill", "gardening"}, {"same_district", std::nullopt}};
  return o;
}

Volunteer a_volunteer() {
  Volunteer v;
  v.id = id_of<VolunteerId>("02");
  v.number = 1;
  v.name = "見本 花子";
  v.name_kana = "ミホン ハナコ";
  v.phone = "0465-00-0001";
  v.district_id = id_of<DistrictId>("01");
  v.position = Position{35.2851, 139.1781};
  v.birth_year = 1980;
  v.skills = {Skill::cleaning, Skill::gardening};
  v.availability = {{1, DayPart::am}};
  v.insurance = InsuranceCover{InsurancePlan::natural_disaster, Day::parse("2026-04-02"), *Day::parse("2026-04-03"),
                               *Day::parse("2027-03-31"), "受付 太郎"};
  v.consent_at = at(k_desk_opens);
  v.contact_by = ContactBy::phone;
  v.quiet = QuietHours{21 * 60, 7 * 60};
  v.gender = Gender::female;
  v.hours_week_max = 8;
  v.travel_max_m = 3000;
  v.load_max = Load::normal;
  v.car_seats = 4;
  v.created_at = at(k_desk_opens);
  v.version = 2;
  return v;
}

Registrant a_registrant() {
  Registrant r;
  r.id = id_of<RegistrantId>("07");
  r.number = 7;
  r.district_id = id_of<DistrictId>("01");
  r.name = "要配 梅";
  r.name_kana = "ヨウハイ ウメ";
  r.birth_date = Day::parse("1940-05-06");
  r.gender = "female";
  r.address = "小田原市鴨宮998";
  r.phone = "0465-00-0004";
  r.position = Position{35.2845, 139.1768};
  r.support_level = 3;
  r.support_reasons = {"lives_alone", "walking"};
  r.support_note = "杖を使う";
  r.supporters = {{"支援 三郎", "0465-00-0005"}};
  r.plan_shelter = "見本小学校";
  r.plan_route = "川沿いは避ける";
  r.plan_keys = "隣家";
  r.family_note = "長女は市外";
  r.consented = true;
  r.consent_on = Day::parse("2026-04-01");
  return r;
}

Account an_account() {
  Account a;
  a.id = id_of<AccountId>("08");
  a.login = "staff";
  a.name = "受付 太郎";
  a.role = Role::staff;
  a.created_at = at(k_desk_opens);
  return a;
}

Incident an_incident() {
  Incident i;
  i.id = id_of<IncidentId>("05");
  i.name = "見本地震 訓練";
  i.kind = IncidentKind::earthquake;
  i.is_drill = true;
  i.legal_phase = LegalPhase::declared;
  i.decision = PhaseDecision{id_of<AccountId>("08"), "訓練の想定", at("2026-11-23T09:01:00.000+09:00"),
                             domain::PhasePurpose::check_safety, at("2026-11-26T09:01:00.000+09:00")};
  i.opened_at = at("2026-11-23T09:00:00.000+09:00");
  i.version = 2;
  return i;
}

SafetyCheck a_check() {
  SafetyCheck c;
  c.id = id_of<CheckId>("09");
  c.round_id = id_of<RoundId>("06");
  c.registrant_id = id_of<RegistrantId>("07");
  c.status = SafetyStatus::safe_home;
  c.method = CheckMethod::visit;
  c.occurred_at = at("2026-11-23T09:40:00.000+09:00");
  c.recorded_at = at("2026-11-23T09:40:01.250+09:00");
  return c;
}

CheckRound a_round() {
  CheckRound r;
  r.id = id_of<RoundId>("06");
  r.incident_id = id_of<IncidentId>("05");
  r.name = "第1回";
  r.started_at = at("2026-11-23T09:05:00.000+09:00");
  r.cause = RoundCause::first;
  return r;
}

ServiceUser a_service_user() {
  ServiceUser u;
  u.id = id_of<ServiceUserId>("21");
  u.number = 1;
  u.district_id = id_of<DistrictId>("01");
  u.name = "例示 うめ";
  u.name_kana = "レイジ ウメ";
  u.phone = "0465-00-0021";
  u.address = "小田原市鴨宮998";
  u.position = Position{35.2843, 139.1764};
  u.note = "耳が遠い";
  u.status = ServiceUserStatus::registered;
  u.visited_on = *Day::parse("2026-11-20");
  u.visited_by = id_of<AccountId>("22");
  u.registered_on = *Day::parse("2026-11-21");
  u.created_at = at("2026-11-19T10:00:00.000+09:00");
  u.version = 2;
  return u;
}
Series a_series() {
  Series s;
  s.id = id_of<SeriesId>("23");
  s.service_user_id = id_of<ServiceUserId>("21");
  s.district_id = id_of<DistrictId>("01");
  s.title = "ごみ出し";
  s.category = NeedCategory::waste;
  s.weekdays = {2, 5};
  s.from_minute = 480;
  s.until_minute = 510;
  s.starts_on = *Day::parse("2026-11-24");
  s.skills = {Skill::cleaning};
  s.bring = "軍手";
  s.made_until = *Day::parse("2026-12-07");
  s.exceptions = {{*Day::parse("2026-11-27"), ExceptionKind::move, *Day::parse("2026-11-28")}};
  s.created_at = at("2026-11-21T10:00:00.000+09:00");
  return s;
}
Referral a_referral() {
  Referral r;
  r.id = id_of<ReferralId>("24");
  r.need_id = id_of<NeedId>("03");
  r.report_id = id_of<ReportId>("25");
  r.service_user_id = id_of<ServiceUserId>("21");
  r.district_id = id_of<DistrictId>("01");
  r.status = ReferralStatus::taken;
  r.text = "新聞がたまっていた";
  r.opened_at = at("2026-11-23T09:30:00.000+09:00");
  r.taken_by = id_of<AccountId>("22");
  r.taken_at = at("2026-11-23T10:00:00.000+09:00");
  r.version = 2;
  return r;
}

Disclosed<ServiceUser> shown(ServiceUser user) {
  return replaced(*Policy::service_user(staff(), a_service_user()), std::move(user));
}
Disclosed<SeriesView> shown(SeriesView view) {
  return replaced(*Policy::series(staff(), {a_series(), {}}), std::move(view));
}
Disclosed<ReferralView> shown(ReferralView view) {
  ReferralView mine;
  mine.referral = a_referral();
  return replaced(*Policy::referral(staff(), std::move(mine)), std::move(view));
}
Disclosed<NeedView> shown(NeedView view) {
  return replaced(*Policy::need(staff(), a_need(), some_places()), std::move(view));
}
Disclosed<OfferView> shown(OfferView view) {
  return replaced(*Policy::offer(staff(), an_offer(), 0, a_need(), some_places(), a_volunteer(), at(k_desk_opens)),
                  std::move(view));
}
Disclosed<VolunteerView> shown(VolunteerView view) {
  return replaced(*Policy::volunteer(staff(), a_volunteer()), std::move(view));
}
Disclosed<RegistrantView> shown(RegistrantView view) {
  return replaced(*Policy::registrant(staff(), a_registrant(), {}), std::move(view));
}
Disclosed<CheckView> shown(CheckView view) { return replaced(Policy::check(staff(), a_check()), std::move(view)); }
Disclosed<Account> shown(Account account) {
  return replaced(*Policy::account(the_system(), an_account()), std::move(account));
}
Disclosed<PlanView> shown(PlanView view) { return replaced(*Policy::plan(staff(), {}), std::move(view)); }
Disclosed<TeamView> shown(TeamView view) { return replaced(*Policy::team(staff(), {}), std::move(view)); }
Disclosed<std::vector<Dot>> shown(std::vector<Dot> dots) {
  return replaced(Policy::dots(staff(), {}), std::move(dots));
}
Disclosed<std::vector<NeedDot>> shown(std::vector<NeedDot> dots) {
  return replaced(Policy::need_dots(staff(), {}), std::move(dots));
}
Disclosed<std::vector<Progress>> shown(std::vector<Progress> rows) {
  return replaced(Policy::progress(staff(), {}), std::move(rows));
}

Json example(const std::string& name) {
  std::ifstream file(MUSUBI_SOURCE_DIR "/schema/api/examples/" + name + ".json");
  if (!file) throw std::runtime_error("no example " + name);
  return Json::parse(file);
}

}  // namespace musubi::wire::testing
