// Needs and reports: what goes in comes out, and lists show what they were asked for.
#include "tests/store/tables.hpp"

namespace musubi::testing {
namespace {

class NeedStore : public StoreTables {
 protected:
  // Needs 1 to 4, newest last: everyday in district 1, incident in 2, drill in 2, everyday and done in 3.
  void put_four() {
    store::insert_need(tx, a_need(1));
    auto real = a_need(2, 2);
    real.incident_id = an_id<IncidentId>(1);
    store::insert_need(tx, real);
    auto drill = a_need(3, 2);
    drill.incident_id = an_id<IncidentId>(2);
    drill.status = domain::NeedStatus::working;
    store::insert_need(tx, drill);
    auto done = a_need(4, 3);
    done.status = domain::NeedStatus::done;
    store::insert_need(tx, done);
  }
  std::vector<Uuid> found(const store::NeedFilter& filter) { return ids_of(store::needs(tx, filter, {})); }
};

domain::Need a_full_need(int n) {
  auto need = a_need(n);
  need.incident_id = an_id<IncidentId>(2);
  need.is_drill = true;
  need.detail = "床下の泥\n奥の間も";
  need.category = domain::NeedCategory::mud_removal;
  need.status = domain::NeedStatus::merged;
  need.status_before_hold = domain::NeedStatus::triaged;
  need.requester = domain::Requester{"依頼 太郎", "イライ タロウ", "0465-22-0000", "長男"};
  need.address = "小田原市酒匂3-12";
  need.town = "酒匂三丁目";
  need.position = Position{35.27, 139.18};
  need.position_source = domain::PositionSource::town;
  need.people_needed = 4;
  need.waitlist_max = 2;
  need.crew = {2,
               6,
               true,
               {{domain::Skill::chainsaw, 2}, {domain::Skill::leader, 1}},
               domain::Gender::female,
               domain::Load::heavy,
               domain::Placard::yellow};
  need.skills = {domain::Skill::mud_removal, domain::Skill::leader};
  need.priority = domain::Priority::crisis;
  need.crisis_reason = "透析";
  need.watch_after = true;
  need.channel = domain::Channel::flyer;
  need.starts_at = Instant{30'000};
  need.ends_at = Instant{40'000};
  need.bring = "長靴";
  need.survey = domain::SurveyAnswer::ask;
  need.survey_memo = "四人で半日";
  need.hazards = "ガラス";
  need.hold = domain::Hold{"rain", Day{20'000}};
  need.outcome = domain::Outcome{"other_group", "市", "引き継いだ"};
  need.merged_into = an_id<NeedId>(1);
  need.registrant_id = an_id<RegistrantId>(1);
  need.version = 6;
  need.changed_seq = 812;
  return need;
}

TEST_F(NeedStore, KeepsANeedWithEverythingAndWithTheLeast) {
  store::insert_registrant(tx, a_registrant(1));
  store::insert_need(tx, a_need(1));
  store::insert_need(tx, a_full_need(2));
  EXPECT_SAME(store::find_need(tx, an_id<NeedId>(1)), std::optional(a_need(1)));
  EXPECT_SAME(store::find_need(tx, an_id<NeedId>(2)), std::optional(a_full_need(2)));
  EXPECT_FALSE(store::find_need(tx, an_id<NeedId>(3)).has_value());
  EXPECT_SAME(store::every_need_for_index(tx), (std::vector{a_full_need(2), a_need(1)}));
}

TEST_F(NeedStore, EmptiesWhatAnEditTakesAway) {
  store::insert_registrant(tx, a_registrant(1));
  store::insert_need(tx, a_need(1));
  store::insert_need(tx, a_full_need(2));
  auto emptied = a_need(2);
  emptied.changed_seq = 900;
  EXPECT_TRUE(store::update_need(tx, emptied, 6));
  emptied.version = 7;
  EXPECT_SAME(store::find_need(tx, emptied.id), std::optional(emptied));
}

TEST_F(NeedStore, LeavesANeedAloneWhenTheEditIsStale) {
  store::insert_need(tx, a_need(1));
  auto edit = a_need(1);
  edit.title = "先";
  EXPECT_TRUE(store::update_need(tx, edit, 1));
  edit.title = "後";
  EXPECT_FALSE(store::update_need(tx, edit, 1));
  EXPECT_EQ(store::find_need(tx, edit.id)->title, "先");
  EXPECT_EQ(store::find_need(tx, edit.id)->version, 2);
}

TEST_F(NeedStore, TellsADrillByItsIncident) {
  put_four();
  for (const auto& need : store::every_need_for_index(tx)) EXPECT_EQ(need.is_drill, need.number == 3) << need.number;
}

TEST_F(NeedStore, ShowsWhatAFilterAsksForNewestFirst) {
  put_four();
  EXPECT_EQ(found({}), ids(4, 3, 2, 1));
  EXPECT_EQ(found({.without_drills = true}), ids(4, 2, 1));
  EXPECT_EQ(found({.incident = an_id<IncidentId>(2)}), ids(3));
  EXPECT_EQ(found({.district = an_id<DistrictId>(2)}), ids(3, 2));
  EXPECT_EQ(found({.open_only = true}), ids(3, 2, 1));
  EXPECT_EQ(found({.statuses = {domain::NeedStatus::done, domain::NeedStatus::working}}), ids(4, 3));
  EXPECT_EQ(found({.statuses = {domain::NeedStatus::done}, .open_only = true}), ids());
  EXPECT_EQ(found({.without_drills = true, .district = an_id<DistrictId>(2)}), ids(2));
}

TEST_F(NeedStore, ShowsTheNeedsOfSeveralDistrictsInOneOrder) {
  put_four();
  const auto one = an_id<DistrictId>(1);
  const auto two = an_id<DistrictId>(2);
  const auto three = an_id<DistrictId>(3);
  EXPECT_EQ(found({.districts = {one, three}}), ids(4, 1));
  EXPECT_EQ(found({.districts = {two, one, two}}), ids(3, 2, 1));
  EXPECT_EQ(found({.district = two, .districts = {one, two}}), ids(3, 2));
  EXPECT_EQ(found({.district = three, .districts = {one, two}}), ids());
}

TEST_F(NeedStore, ShowsTheNeedsThatAVolunteerWasOffered) {
  put_four();
  store::insert_offer(tx, an_offer(1, 2, 5));
  store::insert_offer(tx, an_offer(2, 4, 5));
  EXPECT_EQ(found({.volunteer = an_id<VolunteerId>(5)}), ids(4, 2));
  EXPECT_EQ(found({.volunteer = an_id<VolunteerId>(6)}), ids());
}

TEST_F(NeedStore, WalksAListOnceWithoutGapOrDouble) {
  std::vector<Uuid> all, of_two;
  for (int n = 1; n <= 23; ++n) {
    auto need = a_need(n, 1 + n % 3);
    need.received_at = {10'000 + n / 5};  // five at once: the id decides
    store::insert_need(tx, need);
    all.insert(all.begin(), need.id);
    if (n % 3 != 2) of_two.insert(of_two.begin(), need.id);
  }
  const auto walk_by = [&](int limit, const store::NeedFilter& filter) {
    return walk(limit, [&](const store::Page& page) {
      return keys_of(store::needs(tx, filter, page), &domain::Need::received_at);
    });
  };
  for (const int limit : {1, 4, 5, 23, 100}) {
    EXPECT_EQ(walk_by(limit, {}), all) << limit;
    EXPECT_EQ(walk_by(limit, {.districts = {an_id<DistrictId>(1), an_id<DistrictId>(2)}}), of_two) << limit;
  }
}

TEST_F(NeedStore, NeitherDoublesNorHidesARowWhenOneArrivesBetweenTwoPages) {
  for (int n = 1; n <= 4; ++n) store::insert_need(tx, a_need(n));
  const auto first = store::needs(tx, {}, {.limit = 2, .after = std::nullopt});
  store::insert_need(tx, a_need(5));
  const store::Cursor cursor{first.back().received_at.ms, first.back().id};
  EXPECT_EQ(ids_of(store::needs(tx, {}, {.limit = 2, .after = cursor})), ids(2, 1));
}

TEST_F(NeedStore, FindsTheOpenNeedOfARegistrantInAnIncident) {
  store::insert_registrant(tx, a_registrant(1));
  const auto who = an_id<RegistrantId>(1);
  const auto incident = an_id<IncidentId>(1);
  auto need = a_need(1);
  need.registrant_id = who;
  need.incident_id = incident;
  store::insert_need(tx, need);
  EXPECT_SAME(store::open_need_of_registrant(tx, who, incident), std::optional(need));
  EXPECT_FALSE(store::open_need_of_registrant(tx, who, an_id<IncidentId>(2)).has_value());
  need.status = domain::NeedStatus::cancelled;
  EXPECT_TRUE(store::update_need(tx, need, 1));
  EXPECT_FALSE(store::open_need_of_registrant(tx, who, incident).has_value());
}

TEST_F(NeedStore, CountsTheOpenNeedsOfAnIncidentByDistrict) {
  for (int n = 1; n <= 6; ++n) {
    auto need = a_need(n, n <= 4 ? 1 : 2);
    if (n != 6) need.incident_id = an_id<IncidentId>(1);
    if (n == 1) need.status = domain::NeedStatus::declined;
    store::insert_need(tx, need);
  }
  EXPECT_EQ(store::open_needs_by_district(tx, an_id<IncidentId>(1)),
            (std::map<DistrictId, int>{{an_id<DistrictId>(1), 3}, {an_id<DistrictId>(2), 1}}));
  EXPECT_EQ(ids_of(store::open_needs_of_incident(tx, an_id<IncidentId>(1))), ids(5, 4, 3, 2));
  EXPECT_TRUE(store::open_needs_by_district(tx, an_id<IncidentId>(2)).empty());
}

TEST_F(NeedStore, KeepsTheReportsOnANeedOldestFirst) {
  store::insert_need(tx, a_need(1));
  const domain::ActivityReport full{an_id<ReportId>(1),
                                    an_id<NeedId>(1),
                                    domain::ReportOutcome::continuing,
                                    90,
                                    3,
                                    "畳を上げた",
                                    "独居で不安そう",
                                    true,
                                    an_id<AccountId>(1),
                                    {2'000}};
  domain::ActivityReport least;
  least.id = an_id<ReportId>(2);
  least.need_id = an_id<NeedId>(1);
  least.reported_at = {1'000};
  store::insert_report(tx, full);
  store::insert_report(tx, least);
  EXPECT_SAME(store::reports_of(tx, an_id<NeedId>(1)), (std::vector{least, full}));
  EXPECT_TRUE(store::reports_of(tx, an_id<NeedId>(2)).empty());
}

}  // namespace
}  // namespace musubi::testing
