// Decisions on phases, files opened in an emergency, and the chain of the audit: what somebody does to it is found.
#include <list>

#include "server/store/audit_chain.hpp"
#include "server/store/break_glass_store.hpp"
#include "server/store/phase_store.hpp"
#include "tests/store/tables.hpp"

namespace musubi::testing {
namespace {

class AccessStore : public StoreTables {
 protected:
  static store::AuditRow a_row(int n, std::vector<Uuid> people = {}) {
    store::AuditRow row;
    row.id = an_id<AuditId>(n);
    row.at = {1'000 + n};
    row.actor = an_id<AccountId>(1);
    row.action = "read";
    row.subject_kind = "registrant";
    row.subjects = static_cast<int>(people.size());
    row.subject_ids = std::move(people);
    row.request_id = "r-" + std::to_string(n);
    row.route = "GET /api/v1/registrants";
    return row;
  }
  void three_rows() {
    for (int n = 1; n <= 3; ++n) store::insert_audit(tx, a_row(n, {an_id<Uuid>(20), an_id<Uuid>(20 + n)}));
  }
  // As somebody with the file and an SQL shell would.
  void behind_our_back(std::string text) {
    const auto& kept = texts_.emplace_back(std::move(text));
    tx.query(statements_.emplace_back("by_hand", kept.c_str()));
  }
  std::string fault() { return store::check_audit_chain(tx).fault; }

 private:
  // A connection knows its statements by their address.
  std::list<std::string> texts_;
  std::list<sql::Statement> statements_;
};

TEST_F(AccessStore, KeepsEveryDecisionOnAPhaseAndHowItEnded) {
  const auto incident = an_id<IncidentId>(1);
  const domain::PhaseDecision first{
      an_id<AccountId>(1), "高潮警報", {1'000}, domain::PhasePurpose::evacuation_support, Instant{9'000}};
  const domain::PhaseDecision second{
      an_id<AccountId>(1), "震度6強", {2'000}, domain::PhasePurpose::check_safety, Instant{8'000}};
  store::insert_phase(tx, incident, domain::LegalPhase::imminent, first);
  EXPECT_THROW(store::insert_phase(tx, incident, domain::LegalPhase::declared, second), store::StoreError)
      << "only one stands";
  store::end_phase(tx, incident, {2'000}, domain::PhaseEnding::decision);
  store::insert_phase(tx, incident, domain::LegalPhase::declared, second);
  EXPECT_SAME(store::phases(tx, incident),
              (std::vector<domain::PhaseRecord>{
                  {incident, 2, domain::LegalPhase::declared, second, std::nullopt, std::nullopt},
                  {incident, 1, domain::LegalPhase::imminent, first, Instant{2'000}, domain::PhaseEnding::decision}}));
  EXPECT_TRUE(store::phases(tx, an_id<IncidentId>(2)).empty());
}

TEST_F(AccessStore, FindsTheIncidentsWhoseWiderPhaseIsOver) {
  EXPECT_FALSE(store::next_phase_end(tx).has_value());
  for (int n = 5; n <= 7; ++n) {
    auto i = an_incident(n);
    i.legal_phase = domain::LegalPhase::declared;
    i.decision = domain::PhaseDecision{
        an_id<AccountId>(1), "震度6強", {1'000}, domain::PhasePurpose::check_safety, Instant{n * 1'000}};
    store::insert_incident(tx, i);
  }
  EXPECT_EQ(store::next_phase_end(tx), Instant{5'000});
  EXPECT_EQ(ids_of(store::incidents_with_phase_due(tx, {6'000}, 10)), ids(5, 6));
  EXPECT_EQ(ids_of(store::incidents_with_phase_due(tx, {6'000}, 1)), ids(5));
}

TEST_F(AccessStore, KnowsWhoHasWhichFileOpen) {
  store::insert_registrant(tx, a_registrant(1));
  store::insert_registrant(tx, a_registrant(2));
  const auto opened = [](int n, int person) {
    return domain::BreakGlass{an_id<BreakGlassId>(n),
                              an_id<AccountId>(1),
                              an_id<RegistrantId>(person),
                              an_id<DistrictId>(1),
                              "家族から電話",
                              {1'000 + n},
                              {2'000 + n}};
  };
  for (const auto& glass : {opened(1, 1), opened(2, 1), opened(3, 2)}) store::insert_glass(tx, glass);
  const auto open = [&](int person, Instant now) {
    return store::open_glass(tx, an_id<AccountId>(1), an_id<RegistrantId>(person), now);
  };
  EXPECT_SAME(store::find_glass(tx, an_id<BreakGlassId>(1)), std::optional(opened(1, 1)));
  EXPECT_SAME(open(1, {2'001}), std::optional(opened(2, 1)));
  EXPECT_FALSE(open(1, {2'002}).has_value()) << "the half hour is over";
  EXPECT_FALSE(store::open_glass(tx, an_id<AccountId>(2), an_id<RegistrantId>(1), {1'500}).has_value());
  EXPECT_EQ(ids_of(store::glasses(tx, std::nullopt, {})), ids(3, 2, 1));
  EXPECT_EQ(ids_of(store::glasses(tx, an_id<RegistrantId>(1), {})), ids(2, 1));
}

TEST_F(AccessStore, TellsForEachPersonWhoSawThem) {
  three_rows();
  const auto seen = [&](int n) { return ids_of(store::trail_of(tx, an_id<Uuid>(n), {})); };
  EXPECT_EQ(seen(20), ids(3, 2, 1));
  EXPECT_EQ(seen(22), ids(2));
  EXPECT_TRUE(seen(99).empty());
  EXPECT_EQ(ids_of(store::trail_of(tx, an_id<Uuid>(20), {.limit = 2, .after = std::nullopt})), ids(3, 2));
  EXPECT_EQ(store::trail_of(tx, an_id<Uuid>(21), {}).at(0).route, "GET /api/v1/registrants");
}

TEST_F(AccessStore, AWholeChainIsFoundWhole) {
  EXPECT_EQ(fault(), "");
  three_rows();
  const auto found = store::check_audit_chain(tx);
  EXPECT_EQ(found.fault, "");
  EXPECT_EQ(found.rows, 3);
}

TEST_F(AccessStore, ARowThatWasChangedIsFound) {
  three_rows();
  behind_our_back("UPDATE audit SET subjects = 1 WHERE link = 2");
  EXPECT_EQ(fault(), "row 2 was changed");
}

TEST_F(AccessStore, AnotherPersonInARowIsFound) {
  three_rows();
  behind_our_back(
      "UPDATE audit_subject SET subject_id = x'00000000000070008000000000000063' WHERE at_ms = 1003 AND "
      "subject_id = x'00000000000070008000000000000017'");
  EXPECT_EQ(fault(), "row 3 was changed");
}

TEST_F(AccessStore, ARowThatWasRemovedIsFoundInTheMiddleAndAtTheEnd) {
  three_rows();
  behind_our_back("DELETE FROM audit_subject WHERE at_ms = 1003");
  behind_our_back("DELETE FROM audit WHERE link = 3");
  EXPECT_EQ(fault(), "row 3 was removed");
  behind_our_back("DELETE FROM audit_subject WHERE at_ms = 1001");
  behind_our_back("DELETE FROM audit WHERE link = 1");
  EXPECT_EQ(fault(), "row 1 was removed");
}

TEST_F(AccessStore, ARowThatWasInsertedIsFoundWithAndWithoutAPlaceInTheChain) {
  three_rows();
  const std::string row =
      "INSERT INTO audit (id, at_ms, action, subject_kind, subjects, request_id, link, hash) VALUES "
      "(x'00000000000070008000000000000077', 1500, 'read', 'registrant', 1, 'r', ";
  behind_our_back(row + "NULL, NULL)");
  EXPECT_EQ(fault(), "1 rows were inserted");
  behind_our_back("DELETE FROM audit WHERE link IS NULL");
  behind_our_back(row + "4, x'00')");
  EXPECT_EQ(fault(), "row 4 was changed");
}

TEST_F(AccessStore, RowsFromBeforeTheChainBecomeItsBeginning) {
  for (const char* id : {"71", "72"})
    behind_our_back(
        "INSERT INTO audit (id, at_ms, action, subject_kind, subjects, request_id) VALUES "
        "(x'000000000000700080000000000000" +
        std::string(id) + "', 500, 'read', 'registrant', 1, 'old')");
  EXPECT_EQ(store::check_audit_chain(tx).unlinked, 2);
  EXPECT_EQ(fault(), "");
  three_rows();
  EXPECT_EQ(store::check_audit_chain(tx).rows, 5);
  EXPECT_EQ(fault(), "");
  behind_our_back("UPDATE audit SET action = 'search' WHERE link = 1");
  EXPECT_EQ(fault(), "row 1 was changed");
}

TEST_F(AccessStore, WhoHasAnotherKeyCannotMakeAChain) {
  three_rows();
  const store::Codec other(store::Key{1});
  EXPECT_NE(store::audit_hash(other, store::audit_root(other), 1, a_row(1), {}),
            store::audit_hash(tx.codec(), store::audit_root(tx.codec()), 1, a_row(1), {}));
}

}  // namespace
}  // namespace musubi::testing
