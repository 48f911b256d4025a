#include "server/store/drill_store.hpp"

#include <map>

#include "server/store/columns.hpp"

namespace musubi::store {
namespace {

// In the order of deletion. Parts of something that is counted already have no kind of their own.
struct Step {
  const sql::Statement& statement;
  std::string_view kind;
};

}  // namespace

std::vector<NeedId> needs_of_drill(ReadTx& tx, IncidentId drill) {
  std::vector<NeedId> ids;
  for (const auto& row : tx.query(sql::drill_needs, {value_of(drill)})) ids.emplace_back(row.uuid(0));
  return ids;
}

std::vector<std::pair<std::string_view, std::int64_t>> forget_drill(Tx& tx, IncidentId drill) {
  const Step steps[]{{sql::drill_forget_plan_versions, ""},
                     {sql::drill_forget_team_members, ""},
                     {sql::drill_forget_teams, "teams"},
                     {sql::drill_forget_plans, "plans"},
                     {sql::drill_forget_turns, ""},
                     {sql::drill_forget_waves, "waves"},
                     {sql::drill_forget_notices, "notices"},
                     {sql::drill_forget_calls, "calls"},
                     {sql::drill_forget_settlements, ""},
                     {sql::drill_forget_rescues, "rescues"},
                     {sql::drill_forget_ladder, ""},
                     {sql::drill_forget_sweeps, ""},
                     {sql::drill_forget_timers, ""},
                     {sql::drill_forget_arrival_lines, ""},
                     {sql::drill_forget_arrivals, "arrivals"},
                     {sql::drill_forget_notes, "map_notes"},
                     {sql::drill_forget_states, ""},
                     {sql::drill_forget_checks, "checks"},
                     {sql::drill_forget_rounds, "rounds"},
                     {sql::drill_forget_reports, "reports"},
                     {sql::drill_forget_offers, "offers"},
                     {sql::drill_forget_exclusions, "exclusions"},
                     {sql::drill_forget_support, ""},
                     {sql::drill_part_merged, ""},
                     {sql::drill_forget_needs, "needs"}};
  std::map<std::string_view, std::int64_t> gone;
  for (const auto& step : steps) {
    const std::int64_t rows = tx.run(step.statement, {value_of(drill)});
    if (!step.kind.empty()) gone[step.kind] += rows;
  }
  std::vector<std::pair<std::string_view, std::int64_t>> out;
  for (const auto kind : k_drill_kinds) out.emplace_back(kind, gone[kind]);
  return out;
}

}  // namespace musubi::store
