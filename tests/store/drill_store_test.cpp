// A drill is wiped whole, and nothing else with it.
#include "server/store/drill_store.hpp"

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "server/store/check_store.hpp"
#include "server/store/plan_store.hpp"
#include "tests/store/tables.hpp"

namespace musubi::testing {
namespace {

// Tables that hang on an incident and are not the drill's: a drill never writes them, they are its record, or they tell
// of real paper and real devices that names were given out on (a device's link to a round goes with the round).
const std::set<std::string> k_kept{"referral",    "support_record", "phase_decision", "print_pack",
                                   "print_sheet", "print_line",     "pack_round"};

class DrillStore : public StoreTables {
 protected:
  // The same small story in the real incident 1 and the drill 2: a need merged into another, an offer, a round, a
  // check, a plan.
  void tell(int incident) {
    const int base = incident * 10;
    for (int n = base; n < base + 2; ++n) {
      auto need = a_need(n);
      need.incident_id = an_id<IncidentId>(incident);
      need.is_drill = incident == 2;
      if (n > base) {
        need.merged_into = an_id<NeedId>(base);
        need.status = domain::NeedStatus::merged;
      }
      store::insert_need(tx, need);
      store::insert_offer(tx, an_offer(n, n, 1));
    }
    domain::CheckRound round;
    round.id = an_id<RoundId>(incident);
    round.incident_id = an_id<IncidentId>(incident);
    store::insert_round(tx, round);
    domain::SafetyCheck check;
    check.id = an_id<CheckId>(incident);
    check.round_id = round.id;
    check.registrant_id = an_id<RegistrantId>(1);
    check.need_id = an_id<NeedId>(base);
    store::insert_check(tx, check);
    store::put_state(tx, {round.id, check.registrant_id, check.id, check.status, {1}, std::nullopt, {1}, {}, {}});
    domain::Plan plan;
    plan.id = an_id<PlanId>(incident);
    plan.incident_id = round.incident_id;
    store::insert_plan(tx, plan, {});
  }
  std::vector<std::string> words(const std::string& text) {
    std::vector<std::string> out;
    for (const auto& row : look(text)) out.push_back(row.text(0));
    return out;
  }
};

TEST_F(DrillStore, WipesTheDrillAndLeavesTheRealOneAlone) {
  store::insert_registrant(tx, a_registrant(1));
  tell(1);
  tell(2);
  std::map<std::string, std::int64_t> gone;
  for (const auto& [kind, rows] : store::forget_drill(tx, an_id<IncidentId>(2))) gone[std::string(kind)] = rows;
  EXPECT_EQ(gone["needs"], 2);
  EXPECT_EQ(gone["offers"], 2);
  EXPECT_EQ(gone["rounds"], 1);
  EXPECT_EQ(gone["checks"], 1);
  EXPECT_EQ(gone["plans"], 1);
  EXPECT_FALSE(store::find_need(tx, an_id<NeedId>(20)));
  EXPECT_FALSE(store::find_round(tx, an_id<RoundId>(2)));
  EXPECT_TRUE(store::find_incident(tx, an_id<IncidentId>(2))) << "that there was a drill is kept";
  EXPECT_TRUE(store::find_need(tx, an_id<NeedId>(11)));
  EXPECT_TRUE(store::find_state(tx, an_id<RoundId>(1), an_id<RegistrantId>(1)));
  EXPECT_TRUE(store::find_plan(tx, an_id<PlanId>(1)));
}

TEST_F(DrillStore, TakesNothingFromARealIncidentWhoeverAsks) {
  store::insert_registrant(tx, a_registrant(1));
  tell(1);
  for (const auto& [kind, rows] : store::forget_drill(tx, an_id<IncidentId>(1))) EXPECT_EQ(rows, 0) << kind;
  EXPECT_TRUE(store::find_need(tx, an_id<NeedId>(10)));
}

TEST_F(DrillStore, KnowsEveryTableThatHangsOnAnIncident) {
  std::ifstream file(std::filesystem::path(MUSUBI_SOURCE_DIR) / "schema/sql/queries/drill.sql");
  const std::string sql{std::istreambuf_iterator<char>(file), {}};
  ASSERT_FALSE(sql.empty());
  std::set<std::string> reached{"incident"};
  const auto tables = words("SELECT name FROM sqlite_master WHERE type = 'table'");
  for (bool is_new = true; is_new;) {
    is_new = false;
    for (const auto& table : tables) {
      if (reached.contains(table) || k_kept.contains(table)) continue;
      for (const auto& parent : words("SELECT \"table\" FROM pragma_foreign_key_list('" + table + "')"))
        if (reached.contains(parent)) is_new = reached.insert(table).second || is_new;
    }
  }
  reached.erase("incident");
  EXPECT_GT(reached.size(), 10u);
  for (const auto& table : reached)
    EXPECT_TRUE(std::regex_search(sql, std::regex("DELETE FROM " + table + "\\b")))
        << "the wipe of a drill leaves rows of " << table
        << " behind; add it to queries/drill.sql or tell here why not";
}

}  // namespace
}  // namespace musubi::testing
