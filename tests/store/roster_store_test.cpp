// Rosters, doubts, plans and paper: what goes in comes out, sealed where it is personal.
#include "server/store/roster_store.hpp"

#include "server/store/columns.hpp"
#include "server/store/evac_plan_store.hpp"
#include "server/store/print_store.hpp"
#include "tests/store/tables.hpp"

namespace musubi::testing {
namespace {

using RosterStore = StoreTables;
using ::testing::ElementsAre;

domain::RosterImport an_import(int n) {
  domain::RosterImport r;
  r.id = an_id<RosterImportId>(n);
  r.number = n;
  r.kind = domain::RosterKind::consented;
  r.is_full = true;
  r.encoding = domain::TextEncoding::cp932;
  r.lines = 12;
  r.good = 10;
  r.parts = 1;
  r.opened_at = {1'000 + n};
  r.opened_by = an_id<AccountId>(1);
  return r;
}

TEST_F(RosterStore, KeepsAnImportWithItsPartsAndRefusedLines) {
  auto one = an_import(1);
  const store::Bytes digest{std::string(32, 'd')};
  store::insert_roster_import(tx, one, digest);
  store::put_roster_part(tx, one.id, 0, "氏名\r\n見守 花子\r\n");
  store::put_roster_rejects(tx, one.id, {{3, "生年月日", "format"}, {5, "", "cells"}, {7, "生年月日", "format"}});
  EXPECT_EQ(store::roster_digest(tx, one.id), digest);
  EXPECT_EQ(store::roster_part(tx, one.id, 0), "氏名\r\n見守 花子\r\n");
  EXPECT_EQ(store::roster_rejects(tx, one.id).size(), 3U);
  const auto counts = store::roster_reject_counts(tx, one.id);
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[1].count, 2);

  one.status = domain::RosterStatus::done;
  one.next_part = 1;
  one.counts = {1, 2, 3, 4, 5, 6, 7};
  one.finished_at = Instant{9'000};
  EXPECT_TRUE(store::update_roster_import(tx, one, 1));
  EXPECT_FALSE(store::update_roster_import(tx, one, 1)) << "somebody was faster";
  const auto kept = store::find_roster_import(tx, one.id);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->kind, one.kind);
  EXPECT_TRUE(kept->is_full);
  EXPECT_EQ(kept->encoding, one.encoding);
  EXPECT_EQ(kept->counts.withdrawn, 7);
  EXPECT_EQ(kept->counts.gone, 6);
  EXPECT_EQ(kept->finished_at, one.finished_at);
  EXPECT_EQ(kept->version, 2);
  store::drop_roster_parts(tx, one.id);
  EXPECT_EQ(store::roster_part(tx, one.id, 0), std::nullopt);
}

TEST_F(RosterStore, FindsWhoSharesAKeyAndGivesKeysToThoseFromBefore) {
  auto person = a_registrant(1);
  person.city_number = "００１";
  person.phone = "0465-33-0000";
  person.birth_date = Day{-9'000};
  store::insert_registrant(tx, person);
  store::insert_registrant(tx, a_registrant(2));
  auto line = a_registrant(9);
  line.address = "よその町1";
  EXPECT_TRUE(store::registrants_alike(tx, line, 10).empty()) << "a common name alone is no sign";
  line.city_number = "001";
  ASSERT_EQ(store::registrants_alike(tx, line, 10).size(), 1U);
  EXPECT_EQ(store::registrants_alike(tx, line, 10)[0].city_number, "００１");
  line.city_number.reset();
  line.phone = "０４６５（３３）００００";
  EXPECT_EQ(store::registrants_alike(tx, line, 10).size(), 1U);
  tx.run(sql::registrant_keys_set, {store::value_of(person.id), {}, {}, {}, {}, {}});
  EXPECT_TRUE(store::registrants_alike(tx, line, 10).empty());
  EXPECT_EQ(store::key_registrants(tx, 10), 1);
  EXPECT_EQ(store::key_registrants(tx, 10), 0);
  EXPECT_EQ(store::registrants_alike(tx, line, 10).size(), 1U);
}

TEST_F(RosterStore, KeepsWhereAPositionComesFromAndWhatTheListTold) {
  store::insert_registrant(tx, a_registrant(1));
  const auto id = an_id<RegistrantId>(1);
  EXPECT_EQ(store::roster_facts(tx, id).source, domain::PinSource::none);
  store::set_position_source(tx, id, domain::PinSource::manual);
  store::set_roster_line(tx, id, {"name=見守 花子", "consent=1"});
  EXPECT_EQ(store::roster_facts(tx, id).source, domain::PinSource::manual);
  EXPECT_THAT(store::roster_facts(tx, id).told, ElementsAre("name=見守 花子", "consent=1"));
  EXPECT_TRUE(store::update_registrant(tx, a_registrant(1), 1));
  EXPECT_EQ(store::roster_facts(tx, id).source, domain::PinSource::manual) << "a change of the record leaves it";
}

TEST_F(RosterStore, KeepsADoubtUntilItIsDecidedOnceAndForgetsTheLineThen) {
  store::insert_roster_import(tx, an_import(1), {std::string(32, 'd')});
  store::insert_registrant(tx, a_registrant(1));
  domain::ImportReview review;
  review.id = an_id<ReviewId>(1);
  review.import_id = an_id<RosterImportId>(1);
  review.line = 12;
  review.district_id = an_id<DistrictId>(1);
  review.candidates = {an_id<RegistrantId>(1), an_id<RegistrantId>(2)};
  review.reasons = {"like_kana", "same_birth"};
  review.incoming = "氏名\r\n見守 花江\r\n";
  review.opened_at = {5'000};
  const store::Bytes key{std::string(32, 'k')};
  store::insert_review(tx, review, key);
  EXPECT_EQ(store::open_reviews(tx), 1);
  const auto kept = store::find_review_of_line(tx, key);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->candidates, review.candidates);
  EXPECT_EQ(kept->reasons, review.reasons);
  EXPECT_EQ(kept->incoming, review.incoming);
  EXPECT_EQ(store::reviews(tx, {true, review.import_id}, {}).size(), 1U);

  review.decision = domain::ReviewDecision::same;
  review.registrant_id = an_id<RegistrantId>(1);
  review.decided_at = Instant{6'000};
  review.decided_by = an_id<AccountId>(1);
  EXPECT_TRUE(store::decide_review(tx, review));
  EXPECT_FALSE(store::decide_review(tx, review)) << "once";
  const auto decided = store::find_review(tx, review.id);
  EXPECT_EQ(decided->incoming, std::nullopt);
  EXPECT_EQ(decided->decision, domain::ReviewDecision::same);
  EXPECT_EQ(store::open_reviews(tx), 0);
}

TEST_F(RosterStore, TellsWhoStandsInNoLineOfTheDistrictsOfTheList) {
  const store::Bytes digest{std::string(32, 'd')};
  store::insert_roster_import(tx, an_import(1), digest);
  for (int n = 1; n <= 4; ++n) {
    store::insert_registrant(tx, a_registrant(n, n == 4 ? 2 : 1));
    if (n != 3) store::set_roster_line(tx, an_id<RegistrantId>(n), {"x"});
  }
  store::mark_seen(tx, an_id<RosterImportId>(1), an_id<RegistrantId>(1), an_id<DistrictId>(1));
  store::mark_seen(tx, an_id<RosterImportId>(1), an_id<RegistrantId>(1), an_id<DistrictId>(1));
  const auto gone = store::gone_from(tx, an_id<RosterImportId>(1), digest, 10);
  ASSERT_EQ(gone.size(), 1U) << "not the third, who came by no list, nor the fourth, of whose district the list is not";
  EXPECT_EQ(gone[0].id, an_id<RegistrantId>(2));
}

TEST_F(RosterStore, KeepsAPlanWholeAndTellsWhenItIsDue) {
  auto person = a_registrant(1);
  person.consented = true;
  store::insert_registrant(tx, person);
  auto other = a_registrant(2);
  other.consented = true;
  store::insert_registrant(tx, other);
  store::insert_registrant(tx, a_registrant(3));  // has not consented
  domain::EvacPlan plan;
  plan.registrant_id = person.id;
  plan.text(domain::PlanText::mobility) = "杖 3:abc";
  plan.text(domain::PlanText::care_manager) = "見本";
  plan.lives_alone = false;
  plan.device_battery_hours = 6;
  plan.evacuation_minutes = 25;
  plan.start_level = 4;
  plan.supporters = {{"隣 三郎", "0465", "隣", Day{20'000}}, {"甥", "", std::nullopt, std::nullopt}};
  plan.consent_on = Day{19'000};
  plan.reviewed_on = Day{20'000};
  plan.next_review_on = Day{20'365};
  plan.changed_at = {7'000};
  store::put_evac_plan(tx, plan, an_id<AccountId>(1));
  const auto kept = store::find_evac_plan(tx, person.id);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->texts, plan.texts);
  EXPECT_EQ(kept->lives_alone, plan.lives_alone);
  EXPECT_EQ(kept->device_battery_hours, 6);
  EXPECT_EQ(kept->start_level, 4);
  ASSERT_EQ(kept->supporters.size(), 2U);
  EXPECT_EQ(kept->supporters[0].agreed_on, Day{20'000});
  EXPECT_EQ(kept->supporters[1].relation, std::nullopt);
  EXPECT_EQ(kept->next_review_on, plan.next_review_on);

  const auto before = store::plans_due(tx, std::nullopt, Day{20'364}, {Day{-1}, {}}, 10);
  ASSERT_EQ(before.size(), 1U);
  EXPECT_EQ(before[0].registrant_id, other.id) << "has no plan";
  const auto then = store::plans_due(tx, std::nullopt, Day{20'365}, {Day{-1}, {}}, 10);
  ASSERT_EQ(then.size(), 2U);
  EXPECT_EQ(then[1].registrant_id, person.id);
  EXPECT_EQ(store::plans_due(tx, std::nullopt, Day{20'365}, {Day{0}, other.id}, 10).size(), 1U) << "the next page";
}

TEST_F(RosterStore, KeepsAPackItsSheetsAndWhoStandsOnIt) {
  for (int n = 1; n <= 2; ++n) store::insert_registrant(tx, a_registrant(n));
  domain::PrintPack pack;
  pack.id = an_id<PrintId>(1);
  pack.number = 1;
  pack.kind = domain::PrintKind::watch_sheet;
  pack.district_id = an_id<DistrictId>(1);
  pack.purpose = "見守り";
  pack.for_whom = "民生 一郎";
  pack.sheets = 2;
  pack.people = 2;
  pack.return_by = Day{20'000};
  pack.printed_at = {8'000};
  store::insert_print(tx, pack, {{1, 1, an_id<RegistrantId>(1)}, {2, 2, an_id<RegistrantId>(2)}});
  auto drill = pack;
  drill.id = an_id<PrintId>(2);
  drill.incident_id = an_id<IncidentId>(2);
  drill.is_drill = true;
  store::insert_print(tx, drill, {});  // the same number: a drill counts its own paper
  EXPECT_EQ(store::find_print(tx, pack.id)->for_whom, "民生 一郎");
  EXPECT_EQ(store::print_lines(tx, pack.id).size(), 2U);
  EXPECT_EQ(store::prints(tx, {}, {}).size(), 1U) << "no drills outside of their own";
  EXPECT_EQ(store::prints(tx, {an_id<IncidentId>(2), {}}, {}).size(), 1U);
  EXPECT_EQ(store::prints(tx, {{}, Day{20'000}}, {}).size(), 0U) << "due today is not overdue";
  EXPECT_EQ(store::prints(tx, {{}, Day{20'001}}, {}).size(), 1U);
  store::set_print_sheet(tx, pack.id, 2, domain::PrintStatus::lost, an_id<AccountId>(1), {9'000});
  EXPECT_EQ(store::print_sheets(tx, pack.id)[1].status, domain::PrintStatus::lost);
  store::close_print(tx, pack.id, domain::PrintStatus::lost, Instant{9'000});
  EXPECT_EQ(store::find_print(tx, pack.id)->status, domain::PrintStatus::lost);
  EXPECT_EQ(store::prints(tx, {{}, Day{20'001}}, {}).size(), 0U);
}

TEST_F(RosterStore, NothingThatNamesAPersonLiesOpenOnTheDisk) {
  store::insert_roster_import(tx, an_import(1), {std::string(32, 'd')});
  store::put_roster_part(tx, an_id<RosterImportId>(1), 0, "秘密花子");
  auto person = a_registrant(1);
  person.city_number = "秘密番号";
  store::insert_registrant(tx, person);
  store::set_roster_line(tx, person.id, {"name=秘密花子"});
  domain::EvacPlan plan;
  plan.registrant_id = person.id;
  plan.text(domain::PlanText::medicine) = "秘密薬";
  store::put_evac_plan(tx, plan, std::nullopt);
  EXPECT_EQ(raw_file().find("秘密"), std::string::npos);
}

}  // namespace
}  // namespace musubi::testing
