#include "server/flow/pack_flow.hpp"

#include <algorithm>

#include "server/flow/audit_flow.hpp"
#include "server/flow/memory.hpp"
#include "server/store/account_store.hpp"
#include "server/store/district_store.hpp"
#include "shared/base/limits.hpp"
#include "shared/domain/rights.hpp"
#include "shared/domain/safety.hpp"

namespace musubi::flow {
namespace {

using domain::Pack;
using domain::PackState;
using store::StoredPack;

domain::Event pack_event(const Write& w, std::string type, const Pack& pack) {
  auto e = w.event(std::move(type));
  e.subject_id = pack.id;
  return e;
}

struct OpenRound {
  domain::CheckRound round;
  domain::Incident incident;
  std::vector<domain::CheckRound> all;  // of the incident

  // Whether this round is the one that counts there: a later one may have begun afresh in some districts.
  [[nodiscard]] bool counts_in(const DistrictId& district) const {
    const auto* in_force = domain::round_of(district, all);
    return in_force != nullptr && in_force->id == round.id;
  }
};

Result<std::vector<OpenRound>> open_rounds(Write& w, const std::optional<RoundId>& wanted) {
  std::vector<OpenRound> out;
  if (wanted) {
    auto round = store::find_round(w.tx, *wanted);
    if (!round) return fail_fields({{"round_id", "unknown_reference"}});
    auto incident = store::find_incident(w.tx, round->incident_id);
    if (!incident) return fail(Code::broken, "round without its incident");
    if (incident->status == domain::IncidentStatus::closed) return fail(Code::incident_closed);
    if (round->closed_at) return fail(Code::round_closed);
    auto all = store::rounds(w.tx, incident->id);
    out.push_back({std::move(*round), std::move(*incident), std::move(all)});
    return out;
  }
  // A drill is taken along by naming its round only.
  for (auto& incident : store::incidents(w.tx, {limits::page_items_max, std::nullopt}))
    if (!incident.is_drill && incident.status == domain::IncidentStatus::open)
      for (auto& round : store::open_rounds(w.tx, incident.id))
        out.push_back({std::move(round), incident, store::rounds(w.tx, incident.id)});
  if (out.empty()) return fail(Code::round_closed);
  return out;
}

// New rounds of the same incidents take the place of those that the pack was made for.
std::vector<OpenRound> rounds_now(Write& w, const Pack& pack) {
  std::vector<OpenRound> out;
  for (const auto& id : pack.rounds) {
    const auto known = store::find_round(w.tx, id);
    const auto incident = known ? store::find_incident(w.tx, known->incident_id) : std::nullopt;
    const auto is_same = [&](const OpenRound& other) { return other.incident.id == incident->id; };
    if (!incident || std::ranges::any_of(out, is_same)) continue;
    for (auto& round : store::open_rounds(w.tx, incident->id))
      out.push_back({std::move(round), *incident, store::rounds(w.tx, incident->id)});
  }
  return out;
}

Result<std::vector<DistrictId>> districts_of(Write& w, const std::vector<DistrictId>& asked) {
  std::vector<FieldError> errors;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (const auto ok = domain::may_see_district(w.actor, asked[i]); !ok) return pass_on(ok.error());
    if (!store::find_district(w.tx, asked[i]))
      errors.push_back({"district_ids/" + std::to_string(i), "unknown_reference"});
  }
  if (!errors.empty()) return fail_fields(std::move(errors));
  if (!asked.empty()) return asked;
  if (w.actor.districts.empty()) return fail_fields({{"district_ids", "required"}});
  return w.actor.districts;
}

struct Reach {
  std::vector<RegistrantId> people;
  bool is_widened{false};
  std::optional<Instant> phase_ends;  // the earliest end of a phase that widens it
};

domain::Registrant outline_of(const store::RosterRow& row) {
  domain::Registrant r;
  r.id = row.id;
  r.district_id = row.district_id;
  r.consented = row.consented;
  return r;
}

// Whom the carrier may take along, and whether only a decided phase allows it.
Reach reach_of(const Write& w, const std::vector<OpenRound>& rounds, const std::vector<DistrictId>& districts) {
  Reach reach;
  const auto outlines = w.memory.with_roster([&](const auto& roster) {
    std::vector<domain::Registrant> out;
    for (const auto& [id, row] : roster)
      if (std::ranges::find(districts, row.district_id) != districts.end()) out.push_back(outline_of(row));
    return out;
  });
  for (const auto& person : outlines) {
    bool is_named = false;
    for (const auto& open : rounds) {
      const auto& incident = open.incident;
      const domain::Setting now{domain::disclosing_phase(incident, w.now)};
      const auto classes = domain::Policy::classes_for(w.actor, person, now);
      if (!open.counts_in(person.district_id) || classes.none() || !domain::Policy::counts(person, now)) continue;
      is_named = true;
      if (classes == domain::Policy::classes_for(w.actor, person, {})) continue;
      reach.is_widened = true;
      if (const auto& until = incident.decision->until; until)
        reach.phase_ends = reach.phase_ends ? std::min(*reach.phase_ends, *until) : *until;
    }
    if (is_named) reach.people.push_back(person.id);
  }
  return reach;
}

// One row that names everybody whom the device holds.
void audit_pack(Write& w, const Pack& pack) {
  const auto district = pack.districts.size() == 1 ? std::optional(pack.districts.front()) : std::nullopt;
  Seen seen{.action = "pack", .district = district};
  for (const auto& id : store::pack_people(w.tx, pack.id)) seen.people.push_back(id);
  if (!seen.people.empty()) audit(w, std::move(seen));
}

// Whom it names and until when, by what is true now.
Result<std::vector<RegistrantId>> fill(const Write& w, Pack& pack, const std::vector<OpenRound>& rounds, int hours) {
  auto reach = reach_of(w, rounds, pack.districts);
  if (reach.people.size() > static_cast<std::size_t>(domain::k_pack_people_max))
    return fail_fields({{"district_ids", "too_long"}});
  for (const auto& open : rounds)
    if (std::ranges::find(pack.rounds, open.round.id) == pack.rounds.end()) pack.rounds.push_back(open.round.id);
  pack.people = static_cast<int>(reach.people.size());
  pack.is_widened = reach.is_widened;
  pack.seen_at = w.now;
  pack.expires_at = domain::pack_expiry(w.now, hours, reach.phase_ends);
  return std::move(reach.people);
}

}  // namespace

Result<Outcome> take_pack(Write& w, const domain::NewPack& ask, const DeviceSession& session) {
  if (!w.actor.account_id) return fail(Code::forbidden);
  const auto rounds = open_rounds(w, ask.round_id);
  if (!rounds) return pass_on(rounds.error());
  auto districts = districts_of(w, ask.district_ids);
  if (!districts) return pass_on(districts.error());
  if (ask.id && store::find_pack(w.tx, *ask.id)) return fail(Code::already_exists);
  StoredPack s;
  s.pack.id = w.id(ask.id);
  s.pack.account_id = *w.actor.account_id;
  s.pack.device_name = ask.device_name;
  s.pack.districts = std::move(*districts);
  s.pack.taken_at = w.now;
  s.ticket_hash = w.tx.codec().digest("pack", ask.ticket);
  s.session_hash = session;
  const auto people = fill(w, s.pack, *rounds, ask.hours);
  if (!people) return pass_on(people.error());
  store::insert_pack(w.tx, s);
  store::put_pack_people(w.tx, s.pack.id, *people);
  w.tx.append(pack_event(w, "pack.taken", s.pack));
  audit_pack(w, s.pack);
  return outcome(201, "pack", s.pack.id);
}

Result<Outcome> renew_pack(Write& w, const PackId& id, const domain::RenewPack& ask, const DeviceSession& session) {
  auto s = store::find_pack(w.tx, id);
  if (!s || !is_carrier(w.actor, s->pack)) return fail(Code::not_found);
  if (pack_standing(w.tx, s->pack, w.now) != PackState::live) return fail(Code::pack_ended);
  const auto rounds = rounds_now(w, s->pack);
  if (rounds.empty()) return fail(Code::round_closed);
  s->session_hash = session;
  const auto people = fill(w, s->pack, rounds, ask.hours);
  if (!people) return pass_on(people.error());
  if (!store::update_pack(w.tx, *s)) return fail(Code::stale_edit);
  store::put_pack_people(w.tx, id, *people);
  w.tx.append(pack_event(w, "pack.renewed", s->pack));
  audit_pack(w, s->pack);
  return outcome(200, "pack", id);
}

Result<Outcome> lock_pack(Write& w, const PackId& id) {
  auto s = store::find_pack(w.tx, id);
  if (!s) return fail(Code::not_found);
  if (s->pack.locked_at) return outcome(200, "pack", id);
  if (!w.actor.account_id) return fail(Code::forbidden);
  s->pack.locked_at = w.now;
  s->pack.locked_by = w.actor.account_id;
  if (s->session_hash) {
    if (store::end_session(w.tx, *s->session_hash) > 0) w.tx.append(w.event("session.ended"));
    w.tx.on_commit([&memory = w.memory, digest = *s->session_hash] { memory.drop_session(digest); });
  }
  if (!store::update_pack(w.tx, *s)) return fail(Code::stale_edit);
  w.tx.append(pack_event(w, "pack.locked", s->pack));
  return outcome(200, "pack", id);
}

Result<Outcome> hear_from_device(Write& w, const PackId& id, const domain::PackContact& said,
                                 const DeviceSession& session) {
  auto s = store::find_pack(w.tx, id);
  if (!s || w.tx.codec().digest("pack", said.ticket) != s->ticket_hash) return fail(Code::not_found);
  const bool is_news = said.is_wiped && !s->pack.returned_at;
  if (is_news) s->pack.returned_at = w.now;
  const bool is_signed_in = session && is_carrier(w.actor, s->pack);
  if (is_signed_in) s->session_hash = session;
  s->pack.seen_at = w.now;
  if (!store::update_pack(w.tx, *s)) return fail(Code::stale_edit);
  w.tx.append(pack_event(w, is_news ? "pack.returned" : "pack.seen", s->pack));
  return Outcome{200,
                 "pack.standing",
                 {{"id", id.text()},
                  {"state", std::string(domain::code(pack_standing(w.tx, s->pack, w.now)))},
                  {"expires", std::to_string(s->pack.expires_at.ms)}}};
}

}  // namespace musubi::flow
