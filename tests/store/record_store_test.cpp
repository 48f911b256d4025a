// Journal, kept outcomes, audit, cursors, and what a thief of the file can read.
#include "server/store/arrival_store.hpp"
#include "server/store/audit_store.hpp"
#include "server/store/check_store.hpp"
#include "server/store/event_store.hpp"
#include "server/store/idempotency_store.hpp"
#include "server/store/organization_store.hpp"
#include "server/store/rescue_store.hpp"
#include "tests/store/tables.hpp"

namespace musubi::testing {
namespace {

using RecordStore = StoreTables;

domain::Event a_full_event() {
  domain::Event e;
  e.type = "check.recorded";
  e.occurred_at = {1'000};
  e.recorded_at = {2'000};
  e.actor_id = an_id<AccountId>(1);
  e.incident_id = an_id<IncidentId>(2);
  e.district_id = an_id<DistrictId>(3);
  e.need_id = an_id<NeedId>(4);
  e.offer_id = an_id<OfferId>(5);
  e.volunteer_id = an_id<VolunteerId>(6);
  e.registrant_id = an_id<RegistrantId>(7);
  e.round_id = an_id<RoundId>(8);
  e.subject_id = an_id<Uuid>(9);
  e.data = "status=safe_home";
  return e;
}

TEST_F(RecordStore, ReadsTheJournalAsItWasAppended) {
  auto full = a_full_event();
  domain::Event least;
  least.type = "district.added";
  full.seq = tx.append(full);
  least.seq = tx.append(least);
  EXPECT_SAME(store::events_after(tx, 0, 10), (std::vector{full, least}));
  EXPECT_SAME(store::events_after(tx, 0, 1), std::vector{full});
  EXPECT_SAME(store::events_after(tx, full.seq, 10), std::vector{least});
  EXPECT_SAME(store::events_of_need(tx, an_id<NeedId>(4)), std::vector{full});
  EXPECT_SAME(store::events_of_incident_after(tx, an_id<IncidentId>(2), 0, 10), std::vector{full});
  EXPECT_TRUE(store::events_of_incident_after(tx, an_id<IncidentId>(2), full.seq, 10).empty());
}

TEST_F(RecordStore, KeepsTheFirstOutcomeOfAKeyForItsAccountOnly) {
  const auto account = an_id<AccountId>(1);
  const auto key = an_id<Uuid>(7);
  const store::KeptOutcome kept{{std::string("\0\x01\xff", 3)}, 409, "place_taken", "offer=1"};
  store::keep_outcome(tx, account, key, kept, {1'000});
  EXPECT_SAME(store::find_outcome(tx, account, key), std::optional(kept));
  EXPECT_FALSE(store::find_outcome(tx, an_id<AccountId>(2), key).has_value());
  EXPECT_FALSE(store::find_outcome(tx, account, an_id<Uuid>(8)).has_value());
  EXPECT_THROW(store::keep_outcome(tx, account, key, {{"x"}, 201, "", ""}, {2'000}), store::StoreError);
  EXPECT_SAME(store::find_outcome(tx, account, key), std::optional(kept));
}

TEST_F(RecordStore, DropsTheOldestOutcomesFirst) {
  const auto account = an_id<AccountId>(1);
  for (const int n : {3, 1, 2}) store::keep_outcome(tx, account, an_id<Uuid>(n), {{"x"}, 201, "", ""}, {1'000 + n});
  EXPECT_EQ(store::drop_outcomes_before(tx, {1'003}, 1), 1);
  EXPECT_FALSE(store::find_outcome(tx, account, an_id<Uuid>(1)).has_value());
  EXPECT_EQ(store::drop_outcomes_before(tx, {1'003}, 10), 1);
  EXPECT_TRUE(store::find_outcome(tx, account, an_id<Uuid>(3)).has_value());
}

TEST_F(RecordStore, KeepsTheAuditNewestFirst) {
  std::vector<Uuid> newest_first;
  for (int n = 1; n <= 5; ++n) {
    store::AuditRow row;
    row.id = an_id<AuditId>(n);
    row.at = {1'000 + n / 2};
    row.action = "read";
    row.subject_kind = "registrant";
    if (n == 5) {
      row.actor = an_id<AccountId>(1);
      row.subject_id = an_id<Uuid>(2);
      row.district_id = an_id<DistrictId>(3);
      row.incident_id = an_id<IncidentId>(4);
      row.subjects = 100;
      row.request_id = "r-1";
    }
    store::insert_audit(tx, row);
    newest_first.insert(newest_first.begin(), row.id);
    EXPECT_SAME(store::audit_rows(tx, {.limit = 1, .after = std::nullopt}).at(0), row);
  }
  EXPECT_EQ(
      walk(2, [&](const store::Page& page) { return keys_of(store::audit_rows(tx, page), &store::AuditRow::at); }),
      newest_first);
}

TEST(Cursor, ComesBackFromItsTextAndFromNothingElse) {
  const store::Cursor cursor{1'795'000'000'123, an_id<Uuid>(513)};
  EXPECT_EQ(store::Cursor::parse(cursor.text()), cursor);
  const auto text = cursor.text();
  for (const auto& wrong : {std::string(), text.substr(1), text + "0", "g" + text.substr(1), "-" + text.substr(1),
                            "f" + text.substr(1), text.substr(0, 47) + " "})
    EXPECT_EQ(store::Cursor::parse(wrong), std::nullopt) << wrong;
}

// Every personal text field of every noun gets its own mark; none of the marks may be found in the file.
TEST_F(RecordStore, WritesNoPersonalTextInTheClear) {
  int count = 0;
  const auto mark = [&] { return "SECRET" + std::to_string(++count); };
  auto v = a_volunteer(20);
  v.name = mark(), v.name_kana = mark(), v.phone = mark(), v.email = mark(), v.note = mark();
  v.position = Position{35.7654321, 139.7654321};
  v.insurance = domain::InsuranceCover{{}, std::nullopt, Day{1}, Day{2}, mark()};
  store::insert_volunteer(tx, v);
  auto a = an_account(20);
  a.name = mark();
  store::insert_account(tx, a, "hash");
  store::insert_organization(
      tx, {an_id<OrganizationId>(1), "会", domain::OrganizationKind::npo, std::nullopt, mark(), {}, {1}, 1});
  auto i = an_incident(20);
  i.decision = domain::PhaseDecision{an_id<AccountId>(1), mark(), {1}};
  store::insert_incident(tx, i);
  auto r = a_registrant(20);
  r.name = mark(), r.name_kana = mark(), r.gender = mark(), r.address = mark(), r.phone = mark();
  r.support_reasons = {mark()}, r.support_note = mark(), r.supporters = {{mark(), mark()}};
  r.plan_shelter = mark(), r.plan_route = mark(), r.plan_keys = mark(), r.family_note = mark();
  r.birth_date = Day::parse("1931-07-19"), r.position = v.position;
  store::insert_registrant(tx, r);
  auto n = a_need(20);
  n.title = mark(), n.detail = mark(), n.address = mark(), n.crisis_reason = mark(), n.survey_memo = mark();
  n.requester = domain::Requester{mark(), mark(), mark(), mark()};
  n.outcome = domain::Outcome{"other", std::nullopt, mark()};
  store::insert_need(tx, n);
  store::insert_report(tx, {an_id<ReportId>(1), n.id, {}, {}, {}, mark(), mark(), false, std::nullopt, {1}});
  store::insert_round(tx, {an_id<RoundId>(1), i.id, 1, "回", {}, {1}, std::nullopt, 1});
  domain::SafetyCheck c;
  c.round_id = an_id<RoundId>(1), c.registrant_id = r.id, c.note = mark();
  c.told_by = mark();
  store::insert_check(tx, c);
  domain::Rescue rescue{an_id<HandoverId>(1), i.id, c.round_id, r.id, r.district_id, c.id, {}, {1}};
  rescue.contact = mark(), rescue.note = mark(), rescue.result_note = mark();
  store::insert_rescue(tx, rescue);
  domain::Arrival arrival{an_id<ArrivalId>(1), i.id, std::nullopt, mark(), {1}, std::nullopt, {}};
  arrival.lines = {{1, domain::ArrivalResult::unsure, std::nullopt, std::nullopt, mark(), {r.id}}};
  store::insert_arrival(tx, arrival);

  const std::string file = raw_file();
  EXPECT_NE(file.find("login20"), std::string::npos) << "the rows are in the file that is searched";
  for (const char* clear : {"SECRET", "35.765432", "1931-07-19"})
    EXPECT_EQ(file.find(clear), std::string::npos) << clear;
  EXPECT_EQ(store::find_need(tx, n.id)->requester->phone, n.requester->phone);
}

}  // namespace
}  // namespace musubi::testing
