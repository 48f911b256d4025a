// The list of a round for those who look after people: whom nobody has heard of first, and what is disputed or due.
#include <algorithm>
#include <unordered_map>

#include "server/flow/audit_flow.hpp"
#include "server/flow/incident_flow.hpp"
#include "server/flow/memory.hpp"
#include "server/store/account_store.hpp"
#include "server/store/escalation_store.hpp"
#include "server/store/registrant_store.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

using domain::CheckRound;
using domain::CheckState;
using domain::EscalationStep;

struct Candidate {
  RegistrantId id;
  domain::SafetyStatus status{domain::SafetyStatus::unconfirmed};
  std::optional<Instant> open_since;
  std::optional<CheckState> state;
  std::optional<EscalationStep> turn;
};

// Whom nobody has heard of stands first, the longest silence before the others; then the newest answers.
bool comes_before(const Candidate& a, const Candidate& b) {
  const bool a_open = domain::is_open(a.status);
  const bool b_open = domain::is_open(b.status);
  if (a_open != b_open) return a_open;
  if (a_open && a.open_since != b.open_since) return a.open_since < b.open_since;
  if (!a_open && a.state->recorded_at != b.state->recorded_at) return a.state->recorded_at > b.state->recorded_at;
  return a.id < b.id;
}

bool is_wanted(const Candidate& c, const WatchFilter& filter, Instant now) {
  if (filter.status && c.status != *filter.status) return false;
  if (!filter.only) return true;
  switch (*filter.only) {
    case WatchOnly::conflict:
      return c.state && c.state->conflict_id;
    case WatchOnly::retry_due:
      return c.state && c.state->next_check_at && *c.state->next_check_at <= now;
    case WatchOnly::escalated:
      return c.turn && *c.turn > EscalationStep::watch_team;
  }
  return false;
}

std::vector<Candidate> people_of(Read& r, const CheckRound& round, const domain::Setting& setting,
                                 const WatchFilter& filter) {
  std::unordered_map<Uuid, CheckState> states;
  for (auto& s : store::states(r.tx, round.id)) states.emplace(s.registrant_id, s);
  std::unordered_map<Uuid, EscalationStep> turns;
  for (const auto& e : store::escalations(r.tx, round.id)) turns.emplace(e.registrant_id, e.step);
  const auto rounds = store::rounds(r.tx, round.incident_id);
  const auto is_in_round = [&](const DistrictId& district) {
    if (round.closed_at) return domain::covers(round, district);
    const auto* in_force = domain::round_of(district, rounds);
    return in_force != nullptr && in_force->id == round.id;
  };
  std::vector<Candidate> people;
  r.memory.with_roster([&](const auto& roster) {
    domain::Registrant probe;
    for (const auto& [id, row] : roster) {
      probe.consented = row.consented;
      const bool theirs = r.actor.is_desk() || r.actor.has_district(row.district_id);
      if (!theirs || (filter.district && row.district_id != *filter.district) || !is_in_round(row.district_id) ||
          !domain::Policy::counts(probe, setting))
        continue;
      Candidate c{id, domain::SafetyStatus::unconfirmed, round.started_at, std::nullopt, std::nullopt};
      if (const auto it = states.find(id); it != states.end()) {
        c.state = it->second;
        c.status = c.state->status;
        c.open_since = c.state->open_since;
      }
      if (domain::is_open(c.status) && !round.closed_at) {
        const auto it = turns.find(id);
        c.turn = it == turns.end() ? EscalationStep::watch_team : it->second;
      }
      if (is_wanted(c, filter, r.now)) people.push_back(std::move(c));
    }
  });
  std::ranges::sort(people, comes_before);
  return people;
}

class Names {
 public:
  explicit Names(Read& r) : r_(r) {}
  std::optional<std::string> of(const std::optional<AccountId>& id) {
    if (!id) return std::nullopt;
    const auto [at, is_new] = known_.try_emplace(*id);
    if (is_new)
      if (const auto who = store::find_account(r_.tx, *id)) at->second = who->name;
    return at->second;
  }

 private:
  Read& r_;
  std::unordered_map<Uuid, std::string> known_;
};

void add_reports(Read& r, Watched& w, const CheckState& state, Names& names) {
  w.next_check_at = state.next_check_at;
  if (auto check = store::find_check(r.tx, state.check_id)) {
    check->next_check_at = state.next_check_at;
    w.last_by = names.of(check->recorded_by);
    w.last_check = domain::Policy::check(r.actor, std::move(*check));
  }
  if (!state.conflict_id) return;
  if (auto other = store::find_check(r.tx, *state.conflict_id)) {
    w.conflict_by = names.of(other->recorded_by);
    w.conflict = domain::Policy::check(r.actor, std::move(*other));
  }
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
  const auto people = people_of(r, *round, setting, filter);

  Listed<Watched> list;
  list.seq = r.tx.seq();
  const auto from = std::min(people.size(), static_cast<std::size_t>(filter.offset));
  const auto to = std::min(people.size(), from + static_cast<std::size_t>(filter.limit));
  if (to < people.size()) list.next = store::Cursor{static_cast<std::int64_t>(to), {}};
  Names names(r);
  for (std::size_t i = from; i < to; ++i) {
    auto registrant = store::find_registrant(r.tx, people[i].id);
    if (!registrant) continue;
    auto view = domain::Policy::registrant(r.actor, std::move(*registrant), setting);
    if (!view) continue;
    Watched w{.registrant = std::move(*view),
              .status = people[i].status,
              .since = people[i].open_since,
              .last_check = {},
              .last_by = {},
              .conflict = {},
              .conflict_by = {},
              .next_check_at = {},
              .turn = people[i].turn};
    if (people[i].state) add_reports(r, w, *people[i].state, names);
    list.items.push_back(std::move(w));
  }
  Seen seen{.action = "read", .district = filter.district, .incident = round->incident_id};
  for (const auto& one : list.items) seen.people.push_back(one.registrant->registrant.id);
  audit(r, std::move(seen));
  return list;
}

}  // namespace musubi::flow
