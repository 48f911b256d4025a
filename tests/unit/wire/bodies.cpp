#include "tests/unit/wire/bodies.hpp"
#include "shared/wire/pack.hpp"

#include "shared/wire/access.hpp"
#include "shared/wire/roster.hpp"
#include "shared/wire/safety.hpp"

namespace musubi::wire::testing {
namespace {

template <class T>
std::function<std::optional<Error>(const Json&)> as_check(Result<T> (*decode)(const Json&)) {
  return [decode](const Json& body) -> std::optional<Error> {
    auto out = decode(body);
    return out ? std::nullopt : std::optional(out.error());
  };
}

std::function<std::optional<Error>(const Json&)> as_step(domain::Step step) {
  return [step](const Json& body) -> std::optional<Error> {
    auto out = decode_need_step(step, body);
    return out ? std::nullopt : std::optional(out.error());
  };
}

std::optional<Error> first_queued(const Json& element) {
  auto out = decode_queued_checks(Json::array({element}));
  if (!out) return out.error();
  return out->front().check ? std::nullopt : std::optional(out->front().check.error());
}

const Json k_person = Json::parse(R"({"name":"見本 花子","name_kana":"ミホン ハナコ","phone":"0465-00-0001",
  "email":"hanako@example.jp","district_id":"019364f0-6c00-7abc-8def-0123456789ab","birth_year":1970,
  "skills":["cleaning","escort"],"availability":[{"weekday":0,"part":"am"},{"weekday":6,"part":"evening"}]})");
const Json k_cover = Json::parse(R"({"plan":"natural_disaster","joined_on":"2026-04-02","cover_from":"2026-04-03",
  "cover_until":"2027-03-31","proof_seen_by":"受付 一郎"})");
const Json k_need = Json::parse(R"({"title":"庭の草取り","district_id":"019364f0-6c00-7abc-8def-0123456789ab",
  "requester":{"name":"見本 太郎","name_kana":"ミホン タロウ","phone":"0465-00-0002","relation":"長男"},
  "address":"見本町1-2-3","lat":35.26,"lng":139.15,"people_needed":3,"category":"garden","detail":"門の前\n裏庭",
  "skills":["gardening"],"priority":"crisis","crisis_reason":"通路がふさがっている","watch_after":true,
  "starts_at":"2026-11-24T09:00:00.000+09:00","ends_at":"2026-11-24T11:00:00+09:00","bring":"軍手","waitlist_max":2,"people_min":2,"people_max":4,
  "leader_needed":true,"roles":[{"role":"chainsaw","count":1}],"gender_wish":"female","load":"heavy","placard":"yellow"})");
const Json k_registrant = Json::parse(R"({"name":"見本 うめ","name_kana":"ミホン ウメ","birth_date":"1940-02-29",
  "gender":"女","address":"見本町4-5","phone":"0465-00-0003","lat":35.25,"lng":139.16,
  "district_id":"019364f0-6c00-7abc-8def-0123456789ab",
  "support":{"level":3,"reasons":["hearing"],"note":"耳が遠い。電話がよい"},
  "plan":{"supporters":[{"name":"隣 三郎","phone":"0465-00-0004"}],"shelter":"見本小学校","route":"橋を通らない",
    "keys":"民生委員"},
  "family":{"note":"長女が市内"},"consent":{"normal_time":true,"on":"2026-05-01"}})");
const Json k_check = Json::parse(R"({"registrant_id":"019364f0-6c00-7abc-8def-0123456789ab","status":"safe_home",
  "occurred_at":"2026-11-23T10:00:00+09:00","method":"visit","note":"元気","confidence":"told","told_by":"長女",
  "next_check_at":"2026-11-23T11:00:00+09:00"})");

Json with(Json base, const char* more) {
  base.update(Json::parse(more));
  return base;
}
Json without(Json base, const std::vector<std::string>& names) {
  for (const auto& name : names) base.erase(name);
  return base;
}

std::vector<BodyCase> people() {
  const Json id = {{"id", k_id7}};
  return {
      {"sign_in",
       "SignIn",
       Json::parse(R"({"login":"Staff","password":"musubi-demo","cookie":true})"),
       {"login", "password"},
       as_check(decode_sign_in)},
      {"new_account",
       "NewAccount",
       Json::parse(R"({"id":"019364f0-6c00-7abc-8def-0123456789ab","login":"sato","name":"佐藤","role":"coordinator",
         "password":"long enough","district_ids":["019364f0-6c00-7abc-8def-0123456789ab"],"volunteer_id":null})"),
       {"login", "name", "role", "password"},
       as_check(decode_new_account)},
      {"account_patch",
       "AccountPatch",
       Json::parse(R"({"name":"佐藤","role":"staff","district_ids":[],
         "volunteer_id":"019364f0-6c00-7abc-8def-0123456789ab","status":"disabled"})"),
       {},
       as_check(decode_account_patch)},
      {"new_password",
       "NewPassword",
       Json::parse(R"({"password":"brand new one","old_password":"x"})"),
       {"password"},
       as_check(decode_new_password)},
      {"new_volunteer",
       "NewVolunteer",
       with(with(k_person, R"({"id":"019364f0-6c00-7abc-8def-0123456789ab","lat":35.2,"lng":139.1,"consent":true,
         "note":"土曜がよい","contact_by":"phone","quiet_from":1260,"quiet_until":420,"gender":"female",
         "guardian_consent_on":"2026-05-01","hours_week_max":8,"travel_max_m":3000,"load_max":"light","car_seats":4})"),
            Json{{"insurance", k_cover}}.dump().c_str()),
       {"name", "name_kana", "phone"},
       as_check(decode_new_volunteer)},
      {"volunteer_patch",
       "VolunteerPatch",
       with(with(k_person,
                 R"({"lat":35.2,"lng":139.1,"consent":true,"note":"土曜がよい","status":"paused","contact_by":"app",
         "quiet_from":1260,"quiet_until":420,"gender":null,"guardian_consent_on":null,"hours_week_max":8,
         "travel_max_m":3000,"load_max":"heavy","car_seats":0})"),
            Json{{"insurance", k_cover}}.dump().c_str()),
       {},
       as_check(decode_volunteer_patch)},
      {"registration",
       "Registration",
       with(k_person, R"({"login":"hanako","password":"long enough","consent":true})"),
       {"login", "password", "name", "name_kana", "phone", "consent"},
       as_check(decode_registration)},
  };
}

std::vector<BodyCase> places() {
  const Json district = Json::parse(R"({"id":"019364f0-6c00-7abc-8def-0123456789ab","code":"D01","name":"見本地区",
    "name_kana":"ミホンチク","lat":35.25,"lng":139.15,"towns":["見本町"],"is_sample":true,
    "cell":[[[139.1,35.2],[139.2,35.2],[139.2,35.3],[139.1,35.2]]]})");
  const Json organization = Json::parse(R"({"id":"019364f0-6c00-7abc-8def-0123456789ab","name":"見本の会","kind":"npo",
    "district_id":"019364f0-6c00-7abc-8def-0123456789ab","phone":"0465-00-0005"})");
  const Json squad = Json::parse(R"({"id":"019364f0-6c00-7abc-8def-0123456789ab","name":"見本隊","kind":"support_squad",
    "district_id":"019364f0-6c00-7abc-8def-0123456789ab","member_ids":["019364f0-6c00-7abc-8def-0123456789ac"],
    "keep_together":true})");
  return {
      {"new_district",
       "NewDistrict",
       district,
       {"code", "name", "name_kana", "lat", "lng"},
       as_check(decode_new_district)},
      {"district_patch",
       "DistrictPatch",
       without(district, {"id", "code", "is_sample"}),
       {},
       as_check(decode_district_patch)},
      {"new_organization", "NewOrganization", organization, {"name", "kind"}, as_check(decode_new_organization)},
      {"organization_patch",
       "OrganizationPatch",
       with(without(organization, {"id"}), R"({"status":"retired"})"),
       {},
       as_check(decode_organization_patch)},
      {"new_squad", "NewSquad", squad, {"name", "kind", "district_id"}, as_check(decode_new_squad)},
      {"squad_patch", "SquadPatch", without(squad, {"id", "kind", "district_id"}), {}, as_check(decode_squad_patch)},
  };
}

std::vector<BodyCase> incidents() {
  return {
      {"new_incident",
       "NewIncident",
       Json::parse(
           R"({"id":"019364f0-6c00-7abc-8def-0123456789ab","name":"見本地震","is_drill":true,"kind":"earthquake"})"),
       {"name", "is_drill"},
       as_check(decode_new_incident)},
      {"incident_patch",
       "IncidentPatch",
       Json::parse(R"({"name":"見本","status":"open","legal_phase":"declared","phase_purpose":"check_safety",
         "phase_reason":"震度6弱","phase_until":"2026-11-26T09:00:00.000+09:00"})"),
       {},
       as_check(decode_incident_patch)},
      {"new_break_glass",
       "NewBreakGlass",
       Json{{"number", "R-0412-7"}, {"incident_id", k_id7}, {"reason", "家族から電話"}},
       {"number", "reason"},
       as_check(decode_new_break_glass)},
      {"new_round",
       "NewRound",
       Json::parse(R"({"id":"019364f0-6c00-7abc-8def-0123456789ab","name":"1回目",
         "district_ids":["019364f0-6c00-7abc-8def-0123456789ab"],"cause":"aftershock"})"),
       {},
       as_check(decode_new_round)},
      {"round_patch", "RoundPatch", Json::parse(R"({"closed":true})"), {"closed"}, as_check(decode_round_patch)},
      {"new_registrant",
       "NewRegistrant",
       with(k_registrant, R"({"id":"019364f0-6c00-7abc-8def-0123456789ab"})"),
       {"name", "name_kana", "address", "district_id", "consent/normal_time"},
       as_check(decode_new_registrant)},
      {"registrant_patch",
       "RegistrantPatch",
       with(k_registrant, R"({"status":"moved"})"),
       {},
       as_check(decode_registrant_patch)},
      {"new_check",
       "NewCheck",
       with(k_check, R"({"id":"019364f0-6c00-7abc-8def-0123456789ab"})"),
       {"registrant_id", "status", "method"},
       as_check(decode_new_check)},
      {"queued_check",
       "QueuedCheck",
       with(k_check, R"({"id":"019364f0-6c00-7abc-8def-0123456789ab","sent_at":"2026-11-23T10:05:00+09:00",
         "key":"7b0e2c54-3d0a-4c5e-9f10-2a3b4c5d6e7f"})"),
       {"key", "registrant_id", "status", "method"},
       first_queued},
      {"settle_conflict", "SettleConflict", Json{{"check_id", k_id7}}, {"check_id"}, as_check(decode_settlement)},
      {"hand_over_rescue",
       "HandOverRescue",
       Json{{"to", "119"}, {"contact", "指令台"}, {"note", "玄関が開かない"}},
       {"to"},
       as_check(decode_hand_over)},
      {"close_rescue",
       "CloseRescue",
       Json{{"result", "rescued"}, {"note", "搬送した"}},
       {"result"},
       as_check(decode_close_rescue)},
      {"arrival",
       "NewArrival",
       Json::parse(R"({"shelter_id":"019364f0-6c00-7abc-8def-0123456789ab","name":"見本小学校",
         "people":[{"name":"見本 うめ","name_kana":"ミホン ウメ","birth_date":"1940-02-29","phone":"0465-00-0003"}]})"),
       {"people"},
       as_check(decode_new_arrival)},
      {"choose_arrival",
       "ChooseArrival",
       Json{{"line", 2}, {"registrant_id", k_id7}},
       {"line"},
       as_check(decode_choose_arrival)},
      {"escalation_timers",
       "EscalationTimers",
       Json::parse(R"({"items":[{"level":5,"to_coordinator":30,"to_center":30,"to_hq":60}]})"),
       {"items"},
       as_check(decode_timers)},
  };
}

std::vector<BodyCase> needs() {
  return {
      {"new_need",
       "NewNeed",
       with(k_need, R"({"id":"019364f0-6c00-7abc-8def-0123456789ab","channel":"phone",
         "incident_id":"019364f0-6c00-7abc-8def-0123456789ac",
         "service_user_id":"019364f0-6c00-7abc-8def-0123456789ac","override":{"reason":"会長の了承"}})"),
       {"service_user_id", "override/reason", "title", "district_id", "requester", "requester/name",
        "requester/name_kana", "requester/phone", "address", "people_needed", "channel", "crisis_reason"},
       as_check(decode_new_need)},
      {"need_patch",
       "NeedPatch",
       k_need,
       {"requester/name", "requester/name_kana", "requester/phone", "crisis_reason"},
       as_check(decode_need_patch)},
      {"triage",
       "TriageStep",
       Json::parse(R"({"survey":"ask","priority":"crisis","crisis_reason":"独居"})"),
       {"survey", "crisis_reason"},
       as_step(domain::Step::triage)},
      {"survey",
       "SurveyStep",
       Json::parse(R"({"workable":true,"people_needed":4,"hazards":"蜂","memo":"床下が広い"})"),
       {"workable"},
       as_step(domain::Step::survey)},
      {"hold",
       "HoldStep",
       Json::parse(R"({"reason":"rain","review_on":"2026-11-30"})"),
       {"reason"},
       as_step(domain::Step::hold)},
      {"resume", "ResumeStep", Json::object(), {}, as_step(domain::Step::resume)},
      {"decline",
       "DeclineStep",
       Json::parse(R"({"reason":"special_tools","referral":"見本の会","text":"重機が要る"})"),
       {"reason"},
       as_step(domain::Step::decline)},
      {"cancel",
       "CancelStep",
       Json::parse(R"({"reason":"self_solved","note":"家族で"})"),
       {"reason"},
       as_step(domain::Step::cancel)},
      {"merge", "MergeStep", Json{{"into", k_id4}}, {"into"}, as_step(domain::Step::merge)},
      {"reopen", "ReopenStep", Json::parse(R"({"reason":"また必要"})"), {}, as_step(domain::Step::reopen)},
      {"complete",
       "CompleteStep",
       Json::parse(
           R"({"report":{"outcome":"done","minutes":90,"people":3,"note":"済み","concern":"段差","fee_yen":600,"tickets":2,
         "injuries":false}})"),
       {"report", "report/outcome"},
       as_step(domain::Step::complete)},
      {"new_offers",
       "NewOffers",
       Json{{"volunteer_ids", {k_id7, k_other_id7}}, {"expires_in_s", 3600}},
       {"volunteer_ids", "expires_in_s"},
       as_check(decode_new_offers)},
      {"best_offers",
       "NewOffers",
       Json{{"top", 5}, {"expires_in_s", 3600}},
       {"expires_in_s"},
       as_check(decode_new_offers)},
      {"new_wave",
       "NewWave",
       Json{{"expires_in_s", 3600}, {"together", 4}},
       {"expires_in_s"},
       as_check(decode_new_wave)},
      {"call_try", "CallTry", Json{{"result", "no_answer"}}, {"result"}, as_check(decode_call_try)},
      {"offer_policy_patch",
       "OfferPolicyPatch",
       Json::parse(R"({"open_offers_max":3,"quiet_from":1260,"quiet_until":420,"reminder_percent":50,
         "reminder_before_min":30,"evening_at":1080,"job_before_min":120,"wave_expires_in_s":14400,"prior_yes":2,
         "prior_no":2,"preference_days":180})"),
       {},
       as_check(decode_offer_policy_patch)},
      {"offer_answer",
       "DeclineOfferStep",
       Json{{"on_behalf", true}, {"reason", "busy"}},
       {},
       as_check(decode_offer_answer)},
      {"duplicate_question",
       "DuplicateQuestion",
       Json{{"phone", "0465-00-0002"},
            {"name_kana", "ミホン"},
            {"address", "見本町1"},
            {"lat", 35.2},
            {"lng", 139.1},
            {"incident_id", k_id7}},
       {},
       as_check(decode_duplicate_question)},
      {"search_question",
       "SearchQuestion",
       Json{{"kind", "all"}, {"q", "見本"}, {"incident_id", k_id7}},
       {"kind", "q"},
       as_check(decode_search_question)},
  };
}

std::vector<BodyCase> packs() {
  const Json pack = Json::parse(R"({"id":"019364f0-6c00-7abc-8def-0123456789ab",
    "round_id":"019364f0-6c00-7abc-8def-0123456789ac","district_ids":["019364f0-6c00-7abc-8def-0123456789ad"],
    "device_name":"見本の携帯","ticket":"abcdefghijklmnopqrstuv-_0123456789","hours":12})");
  return {
      {"new_pack", "NewPack", pack, {"device_name", "ticket"}, as_check(decode_new_pack)},
      {"renew_pack", "RenewPack", Json::parse(R"({"hours":24})"), {}, as_check(decode_renew_pack)},
      {"pack_contact",
       "PackContact",
       Json::parse(R"({"ticket":"abcdefghijklmnopqrstuv-_0123456789","wiped":true})"),
       {"ticket"},
       as_check(decode_pack_contact)},
  };
}

std::vector<BodyCase> support() {
  const Json user = Json::parse(R"({"id":"019364f0-6c00-7abc-8def-0123456789ab",
    "district_id":"019364f0-6c00-7abc-8def-0123456789ab","name":"見本 うめ","name_kana":"ミホン ウメ",
    "phone":"0465-00-0006","address":"見本町7-8","lat":35.25,"lng":139.16,"note":"耳が遠い","visited_on":"2026-11-20",
    "visited_by":"7b0e2c54-3d0a-4c5e-9f10-2a3b4c5d6e7f","status":"registered"})");
  const Json series = Json::parse(R"({"id":"019364f0-6c00-7abc-8def-0123456789ab",
    "service_user_id":"019364f0-6c00-7abc-8def-0123456789ac","title":"ごみ出し","category":"waste","weekdays":[2,5],
    "every_weeks":2,"from_minute":480,"until_minute":510,"starts_on":"2026-12-01","ends_on":"2027-03-31",
    "skip_holidays":false,"people_needed":1,"skills":["cleaning"],"bring":"軍手","override":{"reason":"会長の了承"}})");
  return {
      {"new_service_user",
       "NewServiceUser",
       user,
       {"district_id", "name", "name_kana", "phone", "address"},
       as_check(decode_new_service_user)},
      {"service_user_patch",
       "ServiceUserPatch",
       without(user, {"id", "district_id"}),
       {},
       as_check(decode_service_user_patch)},
      {"support_policy_patch",
       "SupportPolicyPatch",
       Json::parse(R"({"fee_kind":"per_hour","fee_yen":400,"helper_yen":600,"categories":["waste","garden"],
         "minutes_max":90,"assigned_by":"district","first_visit_together":true,"first_offer_hours":12,
         "note":"高い所はしない"})"),
       {},
       as_check(decode_support_policy_patch)},
      {"support_calendar_patch",
       "SupportCalendarPatch",
       Json::parse(R"({"horizon_days":21,"closed_days":["2026-12-29"]})"),
       {},
       as_check(decode_support_calendar_patch)},
      {"new_series",
       "NewSeries",
       series,
       {"service_user_id", "title", "category", "weekdays", "from_minute", "until_minute", "starts_on",
        "override/reason"},
       as_check(decode_new_series)},
      {"series_patch",
       "SeriesPatch",
       with(without(series, {"id", "service_user_id", "starts_on"}), R"({"status":"paused"})"),
       {"override/reason"},
       as_check(decode_series_patch)},
      {"series_exception",
       "NewSeriesException",
       Json::parse(R"({"day":"2026-12-29","kind":"move","to_day":"2026-12-28"})"),
       {"day", "kind", "to_day"},
       as_check(decode_series_exception)},
      {"close_referral",
       "CloseReferral",
       Json::parse(R"({"result":"support_center","note":"包括へつないだ"})"),
       {"result"},
       as_check(decode_close_referral)},
  };
}

std::vector<BodyCase> plans() {
  return {
      {"new_plan",
       "NewPlan",
       Json{{"id", k_id7},
            {"incident_id", k_id7},
            {"district_id", k_other_id7},
            {"day", "2026-11-24"},
            {"seats", {{{"district_id", k_id7}, {"seats", 20}}}}},
       {"day", "seats/0/seats"},
       as_check(decode_new_plan)},
      {"plan_edits",
       "PlanEdits",
       Json{{"changes", {{{"kind", "assign"}, {"volunteer_id", k_id7}, {"need_id", k_other_id7}}}}},
       {"changes", "changes/0/kind", "changes/0/volunteer_id", "changes/0/need_id"},
       as_check(decode_plan_edits)},
      {"plan_question",
       "PlanQuestion",
       Json{{"changes", {{{"kind", "add_people"}, {"count", 3}, {"district_id", k_id7}, {"skills", {"leader"}}}}}},
       {"changes", "changes/0/kind", "changes/0/count"},
       as_check(decode_plan_question)},
      {"plan_commit",
       "PlanCommit",
       Json{{"expires_in_s", 3600}, {"drop_moved", true}},
       {},
       as_check(decode_plan_commit)},
      {"matching_policy_patch",
       "MatchingPolicyPatch",
       Json{{"values", {{"told", 300}, {"step_crisis", 100}}}},
       {"values"},
       as_check(decode_matching_policy_patch)},
      {"new_exclusion",
       "NewExclusion",
       Json{{"id", k_id7}, {"volunteer_id", k_id7}, {"other_volunteer_id", k_other_id7}},
       {"volunteer_id", "other_volunteer_id"},
       as_check(decode_new_exclusion)},
  };
}

std::vector<BodyCase> rosters() {
  return {
      {"decide_review",
       "DecideReview",
       Json{{"decision", "same"}, {"registrant_id", k_id7}},
       {"decision"},
       as_check(decode_decide_review)},
      {"roster_step", "RosterStep", Json{{"part", 3}}, {"part"}, as_check(decode_part)},
      {"evac_plan_form",
       "EvacPlanForm",
       Json::parse(R"({"living_with":"長女","mobility":"杖","hearing":"遠い","sight":"よい","cognition":"よい",
         "language":"日本語","medical_device":"酸素","medicine":"朝夕","dialysis":"なし","allergies":"卵",
         "assistive_items":"車いす","lives_alone":false,"device_battery_hours":6,"shelter_first":"見本小学校",
         "shelter_second":"公民館","shelter_welfare":"福祉の家","hazards":"川","transport":"車いす","bring":"薬",
         "consent_scope":"自治会","evacuation_minutes":25,"start_level":3,
         "supporters":[{"name":"隣 三郎","phone":"0465-00-0004","relation":"隣","agreed_on":"2026-04-01"}],
         "route":"東の道","keys":"隣家","consent_on":"2026-04-01","reviewed_on":"2026-04-01",
         "next_review_on":"2027-04-01","family_contact":"長女","care_manager":"見本","family_note":"市外"})"),
       {"supporters/0/name"},
       as_check(decode_evac_plan_form)},
      {"new_print",
       "NewPrint",
       Json{{"kind", "roster"},
            {"district_id", k_id7},
            {"incident_id", k_id7},
            {"purpose", "訪問"},
            {"for_whom", "民生 一郎"},
            {"return_by", "2026-12-01"}},
       {"kind", "district_id", "purpose", "for_whom"},
       as_check(decode_new_print)},
      {"sheet_numbers", "SheetNumbers", Json{{"sheets", {1, 2}}}, {"sheets"}, as_check(decode_sheet_numbers)},
  };
}

void collect(const Json& value, const std::string& path, std::vector<std::string>& out) {
  if (!path.empty()) out.push_back(path);
  const std::string before = path.empty() ? "" : path + "/";
  if (value.is_object())
    for (const auto& [name, member] : value.items()) collect(member, before + name, out);
  if (value.is_array())
    for (std::size_t i = 0; i < value.size(); ++i) collect(value[i], before + std::to_string(i), out);
}

}  // namespace

const std::vector<BodyCase>& body_cases() {
  static const std::vector<BodyCase> cases = [] {
    std::vector<BodyCase> all;
    for (auto& group : {people(), places(), incidents(), needs(), plans(), packs(), support(), rosters()})
      all.insert(all.end(), group.begin(), group.end());
    return all;
  }();
  return cases;
}

Json& at_path(Json& body, const std::string& path) { return body.at(Json::json_pointer("/" + path)); }

void remove_path(Json& body, const std::string& path) {
  const Json::json_pointer pointer("/" + path);
  body.at(pointer.parent_pointer()).erase(pointer.back());
}

std::vector<std::string> paths_of(const Json& body) {
  std::vector<std::string> out;
  collect(body, "", out);
  return out;
}

}  // namespace musubi::wire::testing
