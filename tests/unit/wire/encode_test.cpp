// Encoders give what the golden messages show, and nothing that was not disclosed.
#include "shared/wire/encode.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/wire/nouns.hpp"

namespace musubi::wire::testing {
namespace {

using namespace domain;

// Law 6: a noun that has not passed the policy does not compile.
template <class T>
concept Encodable = requires(const T& value) { encode(value); };
static_assert(Encodable<Disclosed<NeedView>> && Encodable<Disclosed<Account>> && Encodable<District>);
static_assert(!Encodable<Need> && !Encodable<NeedView> && !Encodable<Requester> && !Encodable<JobCard>);
static_assert(!Encodable<Volunteer> && !Encodable<VolunteerView> && !Encodable<Registrant>);
static_assert(!Encodable<RegistrantView> && !Encodable<Offer> && !Encodable<OfferView> && !Encodable<Account> &&
              !Encodable<Watcher>);
static_assert(!Encodable<ServiceUser> && !Encodable<SeriesView> && !Encodable<Series> && !Encodable<ReferralView>);
static_assert(!Encodable<SafetyCheck> && !Encodable<CheckView> && !Encodable<std::vector<Progress>>);
static_assert(!Encodable<std::vector<Dot>> && !Encodable<std::vector<NeedDot>> && !Encodable<Progress>);

NeedView full_need() {
  return {a_need(), some_places(), true, true, true, {"hold", "decline", "cancel", "merge", "complete"}};
}

Json less(Json value, const std::vector<std::string>& names) {
  for (const auto& name : names) value.erase(name);
  return value;
}

TEST(EncodeNeed, LooksLikeTheGoldenMessage) { EXPECT_EQ(encode(shown(full_need())), example("need")); }

TEST(EncodeNeed, LeavesOutWhatWasNotDisclosedEvenIfItIsStillThere) {
  NeedView view{a_need(), some_places(), false, false, false, {}};
  view.need.outcome = Outcome{"done", std::nullopt, "鍵は隣家"};
  const Json out = encode(shown(view));
  for (const char* name : {"requester", "address", "lat", "lng", "detail", "crisis_reason", "survey_memo", "hazards"})
    EXPECT_FALSE(out.contains(name)) << name;
  EXPECT_FALSE(out["outcome"].contains("note"));
  const std::string text = out.dump();
  for (const char* secret : {"例示", "レイジ", "0465", "鴨宮999", "裏口", "35.28", "鍵", "registrant"})
    EXPECT_FALSE(text.contains(secret)) << secret;
  view.need.outcome.reset();
  EXPECT_EQ(less(encode(shown(view)), {"next_steps"}), example("need.disclosed_less"));
}

TEST(EncodeNeed, SaysNullForWhatIsKnownToBeEmpty) {
  NeedView view = full_need();
  view.need.requester.reset();
  view.need.address.reset();
  view.need.position.reset();
  view.need.detail.reset();
  const Json out = encode(shown(view));
  for (const char* name : {"requester", "address", "lat", "lng", "detail", "crisis_reason", "hold", "outcome"})
    EXPECT_TRUE(out.contains(name) && out[name].is_null()) << name;
}

TEST(EncodeSupport, LooksLikeTheGoldenMessages) {
  EXPECT_EQ(encode(shown(a_service_user())), example("service_user"));
  SeriesView series{
      a_series(),
      {{*Day::parse("2026-11-24"), *Day::parse("2026-11-24")}, {*Day::parse("2026-11-27"), *Day::parse("2026-11-28")}}};
  EXPECT_EQ(encode(shown(std::move(series))), example("series"));
  ReferralView referral{a_referral(), 412, "ごみ出し", "例示 うめ", "例示 係"};
  EXPECT_EQ(encode(shown(std::move(referral))), example("referral"));
  SupportPolicy policy;
  policy.district_id = id_of<DistrictId>("01");
  policy.fee_kind = FeeKind::per_hour;
  policy.fee_yen = 400;
  policy.helper_yen = 600;
  policy.categories = {NeedCategory::waste, NeedCategory::garden};
  policy.minutes_max = 90;
  policy.note = "高い所はしない";
  EXPECT_EQ(encode(policy), example("support_policy"));
  EXPECT_EQ(encode(SupportSum{id_of<DistrictId>("01"), 12, 480, 12, 3200, 0, 1}, "2026-11"), example("support_record"));
  const Json calendar = encode(SupportCalendar{14, {*Day::parse("2026-12-29")}, 2}, 2026);
  EXPECT_EQ(less(calendar, {"holidays"}), less(example("support_calendar"), {"holidays"}));
  for (const auto& holiday : example("support_calendar")["holidays"])
    EXPECT_NE(std::ranges::find(calendar["holidays"], holiday), calendar["holidays"].end()) << holiday;
}

TEST(EncodeSupport, TellsTheHelperHowTheVisitIsMadeAndNothingOfTheRegister) {
  NeedView view = full_need();
  view.need.support = SupportLink{id_of<ServiceUserId>("21"),
                                  id_of<SeriesId>("23"),
                                  Day{20'780},
                                  true,
                                  std::nullopt,
                                  "会長の了承",
                                  FeeKind::ticket,
                                  400};
  const Json desk = encode(shown(view))["support"];
  EXPECT_EQ(desk["service_user_id"], id_of<ServiceUserId>("21").text());
  OfferView offer{.offer = an_offer(), .waitlist_position = 0, .is_drill = false, .card = {}, .volunteer = {}};
  offer.card = JobCard{view.need, some_places(), false};
  const Json card = encode(shown(std::move(offer)))["need"]["support"];
  EXPECT_EQ(card, (Json{{"with_coordinator", true}, {"fee_kind", "ticket"}, {"fee_yen", 400}}));
}

TEST(EncodeOffer, ShowsTheDeskWhoAndTheVolunteerWhat) {
  OfferView view{an_offer(), 0, false, std::nullopt, VolunteerView{a_volunteer(), true, true}};
  EXPECT_EQ(encode(shown(view)), example("offer"));
  view.volunteer->shows_contact = false;
  EXPECT_FALSE(encode(shown(view))["volunteer"].contains("phone"));
  view.volunteer.reset();
  view.offer.status = OfferStatus::accepted;
  view.offer.answered_at = at("2026-11-23T09:33:00.000+09:00");
  view.offer.answered_by = AnsweredBy::self;
  view.offer.version = 2;
  view.card = JobCard{a_need(), some_places(), 0, true};
  EXPECT_EQ(encode(shown(view)), example("offer.mine_accepted"));
}

TEST(EncodeOffer, KeepsTheAddressBackUntilItIsOpen) {
  OfferView view{an_offer(), 0, false, JobCard{a_need(), some_places(), 1, false}, std::nullopt};
  const Json out = encode(shown(view));
  for (const char* name : {"requester", "address", "lat", "lng", "detail"})
    EXPECT_FALSE(out["need"].contains(name)) << name;
  EXPECT_EQ(out["need"]["town"], "鴨宮");
  EXPECT_EQ(out, example("offer.mine_open"));
  view.waitlist_position = 2;
  EXPECT_EQ(encode(shown(view))["waitlist_position"], 2);
}

TEST(EncodeWave, LooksLikeTheGoldenMessage) {
  WaveStanding standing;
  standing.wave.id = id_of<WaveId>("a1");
  standing.wave.need_id = id_of<NeedId>("03");
  standing.wave.expires_in_s = 7200;
  standing.wave.rounds = 2;
  standing.wave.asked = 9;
  standing.wave.started_at = at("2026-11-23T09:32:00.000+09:00");
  standing.wave.version = 3;
  standing.counts = {4, 1, 3, 1, at("2026-11-23T11:32:00.000+09:00")};
  standing.missing = 2;
  EXPECT_EQ(encode(standing), example("wave"));
  EXPECT_EQ(encode(WaveForecast{3, 420, 8}), example("wave_reply.none")["forecast"]);
}

TEST(EncodeNotice, LooksLikeTheGoldenMessageAndShowsTheOfferOnlyWhereItWasDisclosed) {
  Notice notice;
  notice.id = id_of<NoticeId>("c1");
  notice.volunteer_id = id_of<VolunteerId>("02");
  notice.offer_id = id_of<OfferId>("04");
  notice.need_id = id_of<NeedId>("03");
  notice.due_at = at("2026-11-24T07:00:00.000+09:00");
  EXPECT_EQ(encode(notice, std::nullopt), less(example("notice"), {"offer"}));
  OfferView view{an_offer(), 0, false, JobCard{a_need(), some_places(), 1, false}, std::nullopt};
  EXPECT_EQ(encode(notice, shown(view))["offer"], encode(shown(view)));
}

TEST(EncodePreference, LooksLikeTheGoldenMessage) {
  Preference p{id_of<PreferenceId>("b1"),          id_of<VolunteerId>("02"), PreferenceKind::slot, "6am", 2,
               at("2026-11-23T09:40:00.000+09:00")};
  const auto seen = Policy::preference(the_system(), p, std::nullopt);
  ASSERT_TRUE(seen);
  EXPECT_EQ(encode(*seen, forget_at(p, 180)), example("preference"));
  Actor stranger;
  stranger.signed_in = true;
  stranger.role = Role::volunteer;
  stranger.volunteer_id = id_of<VolunteerId>("0e");
  EXPECT_FALSE(Policy::preference(stranger, p, std::nullopt)) << "nobody else's business";
}

TEST(EncodeOfferPolicy, LooksLikeTheGoldenMessage) { EXPECT_EQ(encode(OfferPolicy{}), example("offer_policy")); }

TEST(EncodeVolunteer, KeepsContactAndNameApart) {
  EXPECT_EQ(encode(shown(VolunteerView{a_volunteer(), true, true})), example("volunteer"));
  const Json bare = encode(shown(VolunteerView{a_volunteer(), false, false}));
  for (const char* name : {"name", "name_kana", "phone", "email", "lat", "lng", "birth_year", "insurance", "note"})
    EXPECT_FALSE(bare.contains(name)) << name;
}

TEST(EncodeRegistrant, ShowsEachClassOnlyWhenItIsOpen) {
  EXPECT_EQ(encode(shown(RegistrantView{a_registrant(), {true, true, true, true}})), example("registrant"));
  EXPECT_EQ(encode(shown(RegistrantView{a_registrant(), {.a = true}})), example("registrant.class_a"));
  const Json none = encode(shown(RegistrantView{a_registrant(), {}}));
  EXPECT_THAT(less(none, {"id", "number", "district_id", "status", "version"}), ::testing::SizeIs(0)) << none;
}

TEST(EncodeAccount, LooksLikeTheGoldenMessage) { EXPECT_EQ(encode(shown(an_account())), example("account")); }

TEST(EncodeWatcher, LooksLikeTheGoldenMessage) {
  const auto watcher = Policy::watcher(staff(), an_account(), id_of<DistrictId>("01"));
  ASSERT_TRUE(watcher);
  EXPECT_EQ(encode(*watcher), example("watcher"));
}

TEST(EncodeCheck, ShowsNoteAndIdsOnlyWhenOpen) {
  EXPECT_EQ(encode(shown(CheckView{a_check(), true, true})), less(example("safety_check"), {"recorded_by_name"}));
  const Json bare = encode(shown(CheckView{a_check(), false, false}));
  for (const char* name : {"id", "registrant_id", "need_id", "note"}) EXPECT_FALSE(bare.contains(name)) << name;
}

TEST(EncodeMap, GivesTheDeskIdsAndTheWallCounts) {
  const Json desk = example("map_view");
  const Json wall = example("map_view.wall");
  Dot dot{id_of<RegistrantId>("07"),
          id_of<DistrictId>("01"),
          {35.2845, 139.1768},
          SafetyStatus::safe_home,
          at("2026-11-23T09:40:00.000+09:00"),
          1,
          false,
          7};
  EXPECT_EQ(encode(shown(std::vector{dot})), desk["dots"]);
  const auto for_wall = Policy::dots(
      [] {
        Actor viewer;
        viewer.role = Role::viewer;
        viewer.signed_in = true;
        return viewer;
      }(),
      {dot});
  EXPECT_EQ(encode(for_wall)[0].size(), wall["dots"][0].size());
  EXPECT_EQ(encode(for_wall)[0]["count"], 1);
  EXPECT_FALSE(encode(for_wall).dump().contains("registrant"));
  NeedDot need{id_of<NeedId>("0a"), 1, id_of<DistrictId>("01"), {35.2846, 139.1769}, NeedStatus::received,
               Priority::priority,  1};
  EXPECT_EQ(encode(shown(std::vector{need})), desk["needs"]);
  EXPECT_EQ(
      encode(shown(std::vector{NeedDot{{}, {}, {}, {35.285, 139.175}, NeedStatus::received, Priority::priority, 1}})),
      wall["needs"]);
}

Progress a_row() {
  Progress row;
  row.district_id = id_of<DistrictId>("01");
  row.counts[static_cast<std::size_t>(SafetyStatus::safe_home)] = 1;
  row.last_recorded_at = at("2026-11-23T09:40:01.250+09:00");
  row.needs_open = 1;
  return row;
}

TEST(EncodeProgress, LooksLikeTheGoldenMessageAndAlwaysSaysRestricted) {
  Json golden = example("progress_reply");
  golden["items"][0]["counts"]["restricted"] = 0;
  golden["total"]["counts"]["restricted"] = 0;
  EXPECT_EQ(encode(shown(std::vector{a_row()})), golden["items"]);
  EXPECT_EQ(encode_total(shown(std::vector{a_row()})), golden["total"]);
}

TEST(EncodeProgress, SumsEveryRowAndNeverSaysTheWordForDeath) {
  Progress row = a_row();
  row.counts = {3, 2, 1, 5, 0, 0, 4, 2, 1};
  const Json out = encode(shown(std::vector{row}))[0];
  EXPECT_EQ(out["total"], 18);
  EXPECT_EQ(out["open"], 6);
  EXPECT_EQ(out["rescue"], 2);
  EXPECT_EQ(out["counts"]["restricted"], 1);
  EXPECT_EQ(out["counts"].size(), 9U);
  EXPECT_FALSE(out.dump().contains("deceased"));
  const Json total = encode_total(shown(std::vector{row, row}));
  EXPECT_EQ(total["total"], 36);
  EXPECT_TRUE(total["district_id"].is_null());
}

TEST(EncodePlain, LooksLikeTheGoldenMessages) {
  District d;
  d.id = id_of<DistrictId>("01");
  d.code = "kamonomiya";
  d.name = "鴨宮";
  d.name_kana = "カモノミヤ";
  d.center = {35.2841, 139.1772};
  d.cell = "[[[139.17,35.28],[139.19,35.28],[139.19,35.29],[139.17,35.28]]]";
  d.towns = {"鴨宮", "南鴨宮一丁目"};
  d.is_sample = true;
  EXPECT_EQ(encode(d), example("district"));
  d.cell = "not json";
  EXPECT_TRUE(encode(d)["cell"].is_null());
  Place p;
  p.id = id_of<DistrictId>("0f");
  p.kind = PlaceKind::shelter;
  p.name = "見本小学校";
  p.address = "小田原市鴨宮997";
  p.position = {35.29, 139.17};
  p.hazards = {"earthquake", "flood"};
  EXPECT_EQ(encode(p), example("place"));
  EXPECT_EQ(encode(a_round()), example("round"));
}

TEST(EncodePlain, ShowsPhoneAndDecisionOnlyWhenAsked) {
  Organization o;
  o.id = id_of<OrganizationId>("0c");
  o.name = "見本地区社協";
  o.kind = OrganizationKind::district_council;
  o.district_id = id_of<DistrictId>("01");
  o.phone = "0465-00-0002";
  o.created_at = at("2026-11-23T08:00:00.000+09:00");
  EXPECT_EQ(encode(o, true), example("organization"));
  EXPECT_FALSE(encode(o, false).contains("phone"));
  EXPECT_EQ(encode(an_incident(), true), example("incident"));
  EXPECT_FALSE(encode(an_incident(), false).contains("phase_decision"));
  EXPECT_FALSE(encode_slim(an_incident()).contains("phase_decision"));
  Squad s;
  s.id = id_of<SquadId>("0d");
  s.name = "鴨宮生活応援隊";
  s.kind = SquadKind::support_squad;
  s.district_id = id_of<DistrictId>("01");
  s.member_ids = {id_of<VolunteerId>("02")};
  EXPECT_EQ(less(encode(s), {"created_at"}), example("squad"));
}

TEST(EncodeCandidates, LooksLikeTheGoldenMessage) {
  const Json golden = example("candidates");
  matching::Candidate candidate;
  candidate.volunteer_id = id_of<VolunteerId>("02");
  candidate.distance_m = 420;
  candidate.reasons = an_offer().reasons;
  candidate.warnings = {{"no_insurance", std::nullopt}};
  EXPECT_EQ(encode_candidate(candidate, 1, shown(VolunteerView{a_volunteer(), true, true})), golden["items"][0]);
  Volunteer resting = a_volunteer();
  resting.id = id_of<VolunteerId>("0e");
  resting.name = "休止 次郎";
  const std::vector one{shown(VolunteerView{resting, true, true})};
  EXPECT_EQ(encode_excluded(matching::Gate::not_active, 1, one), golden["excluded"][0]);
  const std::vector many(30, one[0]);
  const Json out = encode_excluded(matching::Gate::not_active, 30, many);
  EXPECT_EQ(out["count"], 30);
  EXPECT_EQ(out["volunteers"].size(), k_excluded_shown_max);
}

TEST(EventHead, TellsTheWallNoIdsButTheDistrict) {
  Event event;
  event.seq = 133;
  event.type = "check.recorded";
  event.occurred_at = at("2026-11-23T09:40:00.000+09:00");
  event.recorded_at = at("2026-11-23T09:40:01.250+09:00");
  event.actor_id = id_of<AccountId>("08");
  event.district_id = id_of<DistrictId>("01");
  event.registrant_id = id_of<RegistrantId>("07");
  event.round_id = id_of<RoundId>("06");
  event.data = "status=safe_home";
  const Json golden = less(example("events.wall")["events"][0], {"progress", "total", "dots", "need_dots"});
  EXPECT_EQ(less(event_head(event, false), {"district_id"}), golden);
  const Json full = event_head(event, true);
  EXPECT_EQ(full["registrant_id"], event.registrant_id->text());
  EXPECT_EQ(full["round_id"], event.round_id->text());
  EXPECT_FALSE(full.contains("need_id") || full.contains("actor_id") || full.contains("data"));
}

}  // namespace
}  // namespace musubi::wire::testing
