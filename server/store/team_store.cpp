#include "server/store/team_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::Team;

namespace {

Team team_from(ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Team t;
  t.id = column.id<TeamId>();
  t.number = column.integer();
  t.incident_id = column.id<IncidentId>();
  t.need_id = column.id<NeedId>();
  t.plan_id = column.id<PlanId>();
  t.formed_at = column.instant();
  t.version = column.integer();
  t.district_id = column.id<DistrictId>();
  t.is_drill = column.flag();
  for (const auto& member_row : tx.query(sql::team_members, {value_of(t.id)})) {
    Columns member(tx, member_row);
    domain::TeamMember m;
    m.volunteer_id = member.id<VolunteerId>();
    m.offer_id = member.id<OfferId>();
    m.is_leader = member.flag();
    t.members.push_back(m);
  }
  return t;
}

}  // namespace

std::optional<Team> find_team(ReadTx& tx, TeamId id) {
  return decoded_first(tx, tx.first(sql::team_by_id, {value_of(id)}), team_from);
}

std::vector<Team> teams(ReadTx& tx, const TeamFilter& f, const Page& page) {
  const Cursor below = page.below();
  const auto rows =
      tx.query(sql::team_page, {value_of(f.incident.has_value()), value_of(f.incident), value_of(f.without_drills),
                                value_of(f.district.has_value()), value_of(f.district), value_of(below.ms),
                                value_of(below.id), value_of(page.limit)});
  return decoded<Team>(tx, rows, team_from);
}

std::vector<Team> teams_of_plan(ReadTx& tx, PlanId plan) {
  return decoded<Team>(tx, tx.query(sql::team_of_plan, {value_of(plan)}), team_from);
}

void insert_team(Tx& tx, const Team& t) {
  tx.run(sql::team_insert, {value_of(t.id), value_of(t.number), value_of(t.incident_id), value_of(t.need_id),
                            value_of(t.plan_id), value_of(t.formed_at), value_of(t.version)});
  for (const auto& m : t.members)
    tx.run(sql::team_member_insert,
           {value_of(t.id), value_of(m.volunteer_id), value_of(m.offer_id), value_of(m.is_leader)});
}

}  // namespace musubi::store
