// The list of a round's people who are still to be found.
#include <algorithm>
#include <unordered_map>

#include "server/flow/incident_flow.hpp"
#include "server/flow/memory.hpp"
#include "server/store/account_store.hpp"
#include "server/store/district_store.hpp"
#include "server/store/registrant_store.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

using domain::PersonStanding;
using domain::SafetyStatus;

bool counts(const store::RosterRow& row, const domain::Setting& setting) {
  domain::Registrant r;
  r.consented = row.consented;
  return domain::Policy::counts(r, setting);
}

PersonStanding standing_of(const store::RosterRow& row, const domain::CheckRound& round,
                           const domain::CheckState* state) {
  if (!state) return {row.id, row.district_id, SafetyStatus::unconfirmed, round.started_at, std::nullopt};
  return {row.id, row.district_id, state->status, state->open_since, state->recorded_at};
}

}  // namespace

Result<Listed<Watched>> watch_list(Read& r, const RoundId& round_id, const WatchFilter& filter) {
  const auto round = store::find_round(r.tx, round_id);
  if (!round) return fail(Code::not_found);
  const auto incident = store::find_incident(r.tx, round->incident_id);
  if (!incident) return fail(Code::broken, "round without its incident");
  if (filter.district)
    if (const auto ok = domain::may_see_district(r.actor, *filter.district); !ok) return pass_on(ok.error());
  const domain::Setting setting{domain::disclosing_phase(*incident, r.now)};

  std::unordered_map<Uuid, domain::CheckState> states;
  for (auto& s : store::states(r.tx, round_id)) states.emplace(s.registrant_id, s);
  std::vector<PersonStanding> people;
  r.memory.with_roster([&](const auto& roster) {
    for (const auto& [id, row] : roster) {
      const bool theirs = r.actor.is_desk() || r.actor.has_district(row.district_id);
      const bool in_round = round->district_ids.empty() ||
                            std::ranges::find(round->district_ids, row.district_id) != round->district_ids.end();
      if (!theirs || !in_round || (filter.district && row.district_id != *filter.district) || !counts(row, setting))
        continue;
      const auto it = states.find(id);
      auto standing = standing_of(row, *round, it == states.end() ? nullptr : &it->second);
      if (!filter.status || standing.status == *filter.status) people.push_back(standing);
    }
  });
  // Whom nobody has heard of stands first, the longest silence before the others; then the newest answers.
  std::ranges::sort(people, [](const PersonStanding& a, const PersonStanding& b) {
    const bool a_open = domain::is_open(a.status);
    const bool b_open = domain::is_open(b.status);
    if (a_open != b_open) return a_open;
    if (a_open && a.open_since != b.open_since) return a.open_since < b.open_since;
    if (!a_open && a.recorded_at != b.recorded_at) return a.recorded_at > b.recorded_at;
    return a.registrant_id < b.registrant_id;
  });

  Listed<Watched> list;
  list.seq = r.tx.seq();
  const auto from = std::min(people.size(), static_cast<std::size_t>(filter.offset));
  const auto to = std::min(people.size(), from + static_cast<std::size_t>(filter.limit));
  if (to < people.size()) list.next = store::Cursor{static_cast<std::int64_t>(to), {}};
  std::unordered_map<Uuid, std::string> names;
  for (std::size_t i = from; i < to; ++i) {
    auto registrant = store::find_registrant(r.tx, people[i].registrant_id);
    if (!registrant) continue;
    auto view = domain::Policy::registrant(r.actor, std::move(*registrant), setting);
    if (!view) continue;
    Watched w{std::move(*view), people[i].status, people[i].open_since, std::nullopt, std::nullopt};
    if (const auto it = states.find(people[i].registrant_id); it != states.end())
      if (auto check = store::find_check(r.tx, it->second.check_id)) {
        if (check->recorded_by && !names.contains(*check->recorded_by))
          if (const auto who = store::find_account(r.tx, *check->recorded_by)) names[*check->recorded_by] = who->name;
        if (check->recorded_by) w.last_by = names[*check->recorded_by];
        w.last_check = domain::Policy::check(r.actor, std::move(*check));
      }
    list.items.push_back(std::move(w));
  }
  r.audits.push_back({AuditId{}, r.now, r.actor.account_id, "read", "registrant", std::nullopt, filter.district,
                      round->incident_id, static_cast<int>(list.items.size()), std::string(r.request_id)});
  return list;
}

}  // namespace musubi::flow
