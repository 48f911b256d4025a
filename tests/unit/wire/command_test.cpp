// Where the values of a body go, and the rules inside one object.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/base/limits.hpp"
#include "tests/unit/wire/bodies.hpp"

namespace musubi::wire::testing {
namespace {

using domain::NeedStep;
using ::testing::ElementsAre;
using ::testing::SizeIs;

Json full(const std::string& name) {
  for (const auto& c : body_cases())
    if (c.name == name) return c.full;
  throw std::logic_error("no body " + name);
}

template <class T>
std::vector<FieldError> fields_of(const Result<T>& out) {
  return out ? std::vector<FieldError>{} : out.error().fields;
}

TEST(NewNeed, KeepsEveryValueAtItsPlace) {
  const auto out = decode_new_need(full("new_need"));
  ASSERT_TRUE(out);
  EXPECT_EQ(out->id, NeedId::parse(k_id7));
  EXPECT_EQ(out->title, "庭の草取り");
  EXPECT_EQ(out->district_id, DistrictId::parse(k_id7));
  EXPECT_EQ(out->incident_id, IncidentId::parse(k_other_id7));
  EXPECT_EQ(out->requester.name, "見本 太郎");
  EXPECT_EQ(out->requester.name_kana, "ミホン タロウ");
  EXPECT_EQ(out->requester.phone, "0465-00-0002");
  EXPECT_EQ(out->requester.relation, "長男");
  EXPECT_EQ(out->address, "見本町1-2-3");
  EXPECT_EQ(out->position, (Position{35.26, 139.15}));
  EXPECT_EQ(out->people_needed, 3);
  EXPECT_EQ(out->channel, domain::Channel::phone);
  EXPECT_EQ(out->category, domain::NeedCategory::garden);
  EXPECT_EQ(out->detail, "門の前\n裏庭");
  EXPECT_THAT(out->skills, ElementsAre(domain::Skill::gardening));
  EXPECT_EQ(out->priority, domain::Priority::crisis);
  EXPECT_EQ(out->crisis_reason, "通路がふさがっている");
  EXPECT_TRUE(out->watch_after);
  EXPECT_EQ(out->starts_at, Instant::parse("2026-11-24T00:00:00Z"));
  EXPECT_EQ(out->ends_at, Instant::parse("2026-11-24T02:00:00Z"));
  EXPECT_EQ(out->bring, "軍手");
  EXPECT_EQ(out->waitlist_max, 2);
}

TEST(NewNeed, IsReadAsPeopleTypeIt) {
  Json body = full("new_need");
  body["title"] = "　 庭の草取り \n";
  body["detail"] = "  ";
  body["bring"] = "軍手\r\nタオル\tほか";
  body["requester"]["phone"] = " （０４６５）００－０００２　";
  const auto out = decode_new_need(body);
  ASSERT_TRUE(out);
  EXPECT_EQ(out->title, "庭の草取り");
  EXPECT_EQ(out->detail, std::nullopt);
  EXPECT_EQ(out->bring, "軍手\nタオル ほか");
  EXPECT_EQ(out->requester.phone, "(0465)00-0002");
}

TEST(NewNeed, TakesOnlyAPhoneNumberThatCanBeCalled) {
  const auto refused_as = [](std::string_view number) {
    Json body = full("new_need");
    body["requester"]["phone"] = number;
    const auto fields = fields_of(decode_new_need(body));
    return fields.empty() ? std::string() : fields.front().code;
  };
  for (const auto* number :
       {"465220001", "0465-22-0001", "０９０（００００）００００", "+81 90-0000-0000", "+123 456 789 012 345"})
    EXPECT_EQ(refused_as(number), "") << number;
  for (const auto* number : {"1", "119", "２２－０００１", "0465-2200", "+81 0"})
    EXPECT_EQ(refused_as(number), "too_short") << number;
  for (const auto* number : {"0123456789012345", "090-0000-0000 090-0000"})
    EXPECT_EQ(refused_as(number), "too_long") << number;
}

TEST(DuplicateQuestion, MayAskWithTheDigitsTypedSoFar) {
  EXPECT_EQ(decode_duplicate_question(Json{{"phone", "0465-2"}})->phone, "0465-2");
}

TEST(NewNeed, MeasuresTextInCharactersNotBytes) {
  Json body = full("new_need");
  std::string title;
  for (std::size_t i = 0; i < limits::title_chars_max; ++i) title += "字";
  body["title"] = title;
  EXPECT_TRUE(decode_new_need(body));
  body["title"] = title + "字";
  EXPECT_THAT(fields_of(decode_new_need(body)), ElementsAre(FieldError{"title", "too_long"}));
}

TEST(NewNeed, RefusesWhatContradictsItself) {
  Json body = full("new_need");
  body["crisis_reason"] = " ";
  EXPECT_THAT(fields_of(decode_new_need(body)), ElementsAre(FieldError{"crisis_reason", "required"}));
  body = full("new_need");
  body["ends_at"] = body["starts_at"];
  EXPECT_THAT(fields_of(decode_new_need(body)), ElementsAre(FieldError{"ends_at", "out_of_range"}));
  body = full("new_need");
  body.erase("lng");
  EXPECT_THAT(fields_of(decode_new_need(body)), ElementsAre(FieldError{"lng", "required"}));
  body = full("new_need");
  body["lat"] = nullptr;
  EXPECT_THAT(fields_of(decode_new_need(body)), ElementsAre(FieldError{"lat", "required"}));
  body = full("new_need");
  body["id"] = k_id4;
  EXPECT_THAT(fields_of(decode_new_need(body)), ElementsAre(FieldError{"id", "format"}));
  body = full("new_need");
  body["title"] = "花子\xE2\x80\xAEさん";  // turns the reading direction around
  EXPECT_THAT(fields_of(decode_new_need(body)), ElementsAre(FieldError{"title", "format"}));
  body = full("new_need");
  body["requester"]["phone"] = "call me";
  EXPECT_THAT(fields_of(decode_new_need(body)), ElementsAre(FieldError{"requester/phone", "format"}));
}

TEST(NeedPatch, TellsAbsentFromTakenAway) {
  const auto nothing = decode_need_patch(Json::object());
  ASSERT_TRUE(nothing);
  EXPECT_FALSE(nothing->title || nothing->detail || nothing->position || nothing->starts_at || nothing->skills);
  const auto cleared = decode_need_patch(
      Json{{"detail", nullptr}, {"lat", nullptr}, {"lng", nullptr}, {"starts_at", nullptr}, {"skills", Json::array()}});
  ASSERT_TRUE(cleared);
  ASSERT_TRUE(cleared->detail && cleared->position && cleared->starts_at);
  EXPECT_EQ(*cleared->detail, std::nullopt);
  EXPECT_EQ(*cleared->position, std::nullopt);
  EXPECT_EQ(*cleared->starts_at, std::nullopt);
  EXPECT_THAT(cleared->skills, ::testing::Optional(SizeIs(0)));
  const auto moved = decode_need_patch(Json{{"lat", 35}, {"lng", 139.5}});
  ASSERT_TRUE(moved && moved->position && *moved->position);
  EXPECT_EQ(**moved->position, (Position{35, 139.5}));
}

TEST(NeedPatch, DoesNotTakeAwayWhatANeedMustHave) {
  for (const char* name : {"title", "address", "people_needed", "requester", "priority", "district_id"})
    EXPECT_THAT(fields_of(decode_need_patch(Json{{name, nullptr}})), ElementsAre(FieldError{name, "required"}));
  EXPECT_THAT(fields_of(decode_need_patch(Json{{"channel", "web"}})), ElementsAre(FieldError{"channel", "unknown"}));
}

TEST(NeedSteps, BecomeTheStepTheyAreNamedFor) {
  const auto triage = decode_need_step(domain::Step::triage, Json{{"survey", "not_needed"}});
  ASSERT_TRUE(triage);
  EXPECT_EQ(std::get<domain::TriageStep>(*triage).survey, domain::SurveyAnswer::not_needed);
  const auto survey = decode_need_step(domain::Step::survey, full("survey"));
  EXPECT_EQ(std::get<domain::SurveyStep>(*survey).people_needed, 4);
  EXPECT_EQ(std::get<domain::SurveyStep>(*survey).hazards, "蜂");
  const auto hold = decode_need_step(domain::Step::hold, full("hold"));
  EXPECT_EQ(std::get<domain::HoldStep>(*hold).review_on, Day::parse("2026-11-30"));
  EXPECT_TRUE(std::holds_alternative<domain::ResumeStep>(*decode_need_step(domain::Step::resume, Json::object())));
  EXPECT_EQ(std::get<domain::DeclineStep>(*decode_need_step(domain::Step::decline, full("decline"))).text,
            "重機が要る");
  EXPECT_EQ(std::get<domain::CancelStep>(*decode_need_step(domain::Step::cancel, full("cancel"))).reason,
            "self_solved");
  EXPECT_EQ(std::get<domain::MergeStep>(*decode_need_step(domain::Step::merge, full("merge"))).into,
            NeedId::parse(k_id4));
  EXPECT_EQ(std::get<domain::ReopenStep>(*decode_need_step(domain::Step::reopen, full("reopen"))).reason, "また必要");
  const auto complete = decode_need_step(domain::Step::complete, full("complete"));
  EXPECT_EQ(std::get<domain::CompleteStep>(*complete).outcome, domain::ReportOutcome::done);
  EXPECT_EQ(std::get<domain::CompleteStep>(*complete).minutes, 90);
  EXPECT_EQ(std::get<domain::CompleteStep>(*complete).concern, "段差");
  EXPECT_THAT(fields_of(decode_need_step(domain::Step::cancel, Json{{"reason", "because"}})),
              ElementsAre(FieldError{"reason", "out_of_range"}));
}

TEST(NewOffers, NameEitherPeopleOrANumber) {
  const auto named = decode_new_offers(full("new_offers"));
  ASSERT_TRUE(named);
  EXPECT_THAT(named->volunteer_ids, ElementsAre(*VolunteerId::parse(k_id7), *VolunteerId::parse(k_other_id7)));
  EXPECT_EQ(named->expires_in_s, 3600);
  EXPECT_EQ(decode_new_offers(full("best_offers"))->top, 5);
  Json both = full("new_offers");
  both["top"] = 3;
  EXPECT_THAT(fields_of(decode_new_offers(both)), ElementsAre(FieldError{"top", "format"}));
  EXPECT_THAT(fields_of(decode_new_offers(Json{{"expires_in_s", 60}})),
              ElementsAre(FieldError{"volunteer_ids", "required"}));
  EXPECT_THAT(fields_of(decode_new_offers(Json{{"expires_in_s", 60}, {"volunteer_ids", Json::array()}})),
              ElementsAre(FieldError{"volunteer_ids", "too_short"}));
  EXPECT_THAT(fields_of(decode_new_offers(Json{{"expires_in_s", 60}, {"volunteer_ids", {k_id7, k_id7}}})),
              ElementsAre(FieldError{"volunteer_ids/1", "format"}));
  EXPECT_THAT(fields_of(decode_new_offers(
                  Json{{"expires_in_s", 60}, {"volunteer_ids", Json(limits::offers_per_call_max + 1, Json(k_id7))}})),
              ElementsAre(FieldError{"volunteer_ids", "too_long"}));
}

TEST(NewOffers, HoldForTenSecondsToThirtyDays) {
  for (const std::int64_t s : {std::int64_t{9}, limits::offer_expiry_s_max + 1, std::int64_t{-1}})
    EXPECT_THAT(fields_of(decode_new_offers(Json{{"top", 1}, {"expires_in_s", s}})),
                ElementsAre(FieldError{"expires_in_s", "out_of_range"}));
  EXPECT_TRUE(decode_new_offers(Json{{"top", 1}, {"expires_in_s", 10}}));
  EXPECT_TRUE(decode_new_offers(Json{{"top", 1}, {"expires_in_s", limits::offer_expiry_s_max}}));
}

TEST(Registration, NeedsConsentAndAUsableLogin) {
  Json body = full("registration");
  body["login"] = " Hanako.M@Example-1 ";
  const auto out = decode_registration(body);
  ASSERT_TRUE(out);
  EXPECT_EQ(out->login, "hanako.m@example-1");
  EXPECT_TRUE(out->volunteer.consent);
  EXPECT_THAT(out->volunteer.availability,
              ElementsAre(domain::Slot{0, domain::DayPart::am}, domain::Slot{6, domain::DayPart::evening}));
  body["consent"] = false;
  EXPECT_THAT(fields_of(decode_registration(body)), ElementsAre(FieldError{"consent", "required"}));
  body = full("registration");
  for (const auto& [login, code] : {std::pair{"ab", "too_short"}, {"花子さん", "format"}, {"a b c", "format"}}) {
    body["login"] = login;
    EXPECT_THAT(fields_of(decode_registration(body)), ElementsAre(FieldError{"login", code}));
  }
  body = full("registration");
  body["password"] = "1234567";
  EXPECT_THAT(fields_of(decode_registration(body)), ElementsAre(FieldError{"password", "too_short"}));
}

TEST(SignIn, SaysNothingAboutTheFormOfAPassword) {
  const auto out = decode_sign_in(Json{{"login", "STAFF"}, {"password", " x"}});
  ASSERT_TRUE(out);
  EXPECT_EQ(out->login, "staff");
  EXPECT_EQ(out->password, " x");
  EXPECT_FALSE(out->cookie);
}

TEST(Volunteers, BringTheirInsuranceAndLeaveItAgain) {
  const auto out = decode_new_volunteer(full("new_volunteer"));
  ASSERT_TRUE(out && out->insurance);
  EXPECT_EQ(out->insurance->plan, domain::InsurancePlan::natural_disaster);
  EXPECT_EQ(out->insurance->cover_until, Day::parse("2027-03-31"));
  EXPECT_EQ(out->email, "hanako@example.jp");
  EXPECT_EQ(out->birth_year, 1970);
  const auto gone = decode_volunteer_patch(Json{{"insurance", nullptr}, {"email", ""}});
  ASSERT_TRUE(gone && gone->insurance && gone->email);
  EXPECT_FALSE(gone->insurance->has_value());
  EXPECT_FALSE(gone->email->has_value());
  Json body = full("new_volunteer");
  body["insurance"]["cover_until"] = "2026-04-01";
  EXPECT_THAT(fields_of(decode_new_volunteer(body)), ElementsAre(FieldError{"insurance/cover_until", "out_of_range"}));
}

TEST(Districts, KeepTheirCellAsClosedRings) {
  const auto out = decode_new_district(full("new_district"));
  ASSERT_TRUE(out && out->cell);
  EXPECT_EQ(Json::parse(*out->cell), full("new_district")["cell"]);
  Json body = full("new_district");
  body["cell"][0][3] = {139.9, 35.9};
  EXPECT_THAT(fields_of(decode_new_district(body)), ElementsAre(FieldError{"cell/0", "format"}));
}

TEST(Incidents, ChangeTheirPhaseOnlyForAPurposeAndWithAReason) {
  EXPECT_THAT(fields_of(decode_incident_patch(Json{{"legal_phase", "declared"}})),
              ElementsAre(FieldError{"phase_reason", "required"}, FieldError{"phase_purpose", "required"}));
  EXPECT_THAT(fields_of(decode_incident_patch(Json{{"phase_reason", "震度6弱"}})),
              ElementsAre(FieldError{"legal_phase", "required"}));
  EXPECT_THAT(fields_of(decode_incident_patch(Json{{"phase_until", "2026-11-26T09:00:00.000+09:00"}})),
              ElementsAre(FieldError{"legal_phase", "required"}));
  EXPECT_TRUE(decode_incident_patch(Json{{"legal_phase", "normal"}, {"phase_reason", "終わった"}}));
  const auto full_patch = decode_incident_patch(full("incident_patch"));
  EXPECT_EQ(full_patch->legal_phase, domain::LegalPhase::declared);
  EXPECT_EQ(full_patch->phase_purpose, domain::PhasePurpose::check_safety);
  EXPECT_EQ(full_patch->phase_until, Instant::parse("2026-11-26T09:00:00.000+09:00"));
}

TEST(Rounds, CanOnlyBeClosed) {
  EXPECT_TRUE(decode_round_patch(Json{{"closed", true}})->close);
  EXPECT_THAT(fields_of(decode_round_patch(Json{{"closed", false}})),
              ElementsAre(FieldError{"closed", "out_of_range"}));
}

TEST(Registrants, KeepEachClassApart) {
  const auto out = decode_new_registrant(full("new_registrant"));
  ASSERT_TRUE(out);
  const auto& who = out->registrant;
  EXPECT_EQ(who.id, *RegistrantId::parse(k_id7));
  EXPECT_EQ(who.birth_date, Day::parse("1940-02-29"));
  EXPECT_EQ(who.support_level, 3);
  EXPECT_THAT(who.support_reasons, ElementsAre("hearing"));
  ASSERT_THAT(who.supporters, SizeIs(1));
  EXPECT_EQ(who.supporters[0].phone, "0465-00-0004");
  EXPECT_EQ(who.plan_shelter, "見本小学校");
  EXPECT_EQ(who.family_note, "長女が市内");
  EXPECT_TRUE(who.consented);
  EXPECT_EQ(who.consent_on, Day::parse("2026-05-01"));
  const auto patch =
      decode_registrant_patch(Json{{"support", {{"level", nullptr}}}, {"consent", {{"normal_time", false}}}});
  ASSERT_TRUE(patch && patch->support_level);
  EXPECT_FALSE(patch->support_level->has_value());
  EXPECT_FALSE(patch->support_note);
  EXPECT_EQ(patch->consented, false);
}

}  // namespace
}  // namespace musubi::wire::testing
