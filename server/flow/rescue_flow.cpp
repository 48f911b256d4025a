#include "server/flow/rescue_flow.hpp"

#include "server/flow/audit_flow.hpp"
#include "server/flow/check_flow.hpp"
#include "server/store/account_store.hpp"
#include "server/store/check_store.hpp"
#include "server/store/district_store.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/registrant_store.hpp"
#include "server/store/rescue_store.hpp"
#include "shared/base/limits.hpp"
#include "shared/domain/safety.hpp"

namespace musubi::flow {
namespace {

using domain::Rescue;
using domain::RescueStatus;
using domain::RescueView;

domain::Event rescue_event(const Write& w, std::string type, const Rescue& rescue) {
  auto e = w.event(std::move(type));
  e.incident_id = rescue.incident_id;
  e.round_id = rescue.round_id;
  e.registrant_id = rescue.registrant_id;
  e.district_id = rescue.district_id;
  e.subject_id = rescue.id;
  return e;
}

std::optional<std::string> name_of(Read& r, const std::optional<AccountId>& id) {
  const auto account = id ? store::find_account(r.tx, *id) : std::nullopt;
  return account ? std::optional(account->name) : std::nullopt;
}

// Where the person stands in the round that counts for their district now.
domain::SafetyStatus status_now(Read& r, const IncidentId& incident, const DistrictId& district,
                                const RegistrantId& person) {
  const auto rounds = store::rounds(r.tx, incident);
  const auto* round = domain::round_of(district, rounds);
  const auto state = round ? store::find_state(r.tx, round->id, person) : std::nullopt;
  return state ? state->status : domain::SafetyStatus::unconfirmed;
}

// The places by which a house is found, read once a list.
using Landmarks = std::optional<std::vector<domain::Place>>;

const std::vector<domain::Place>& landmarks(Read& r, Landmarks& kept) {
  if (!kept) {
    kept = store::places(r.tx, domain::PlaceKind::shelter);
    for (auto& place : store::places(r.tx, domain::PlaceKind::evac_site)) kept->push_back(std::move(place));
  }
  return *kept;
}

std::vector<std::string> words_of(Read& r, const RescueView& view, Landmarks& kept) {
  domain::RescueCall call;
  call.is_drill = view.is_drill;
  call.seen_at = view.rescue.created_at;
  if (view.check) {
    call.seen_at = (*view.check)->check.occurred_at;
    if ((*view.check)->shows_note) {
      call.state = (*view.check)->check.note;
      call.told_by = (*view.check)->check.told_by;
    }
  }
  if (view.person && (*view.person)->classes.a) {
    const auto& person = (*view.person)->registrant;
    call.address = person.address;
    call.name = person.name;
    call.name_kana = person.name_kana;
    call.phone = person.phone;
    call.position = person.position;
    if (person.birth_date) call.age = domain::age_on(*person.birth_date, Day::of(r.now));
    if (person.position) call.landmark = domain::landmark_of(*person.position, landmarks(r, kept));
  }
  return domain::words_for_119(call);
}

Result<RescueView> view_of(Read& r, Rescue rescue, const domain::Incident& incident, Landmarks& kept) {
  RescueView view;
  view.is_drill = incident.is_drill;
  view.handed_by_name = name_of(r, rescue.handed_by);
  view.closed_by_name = name_of(r, rescue.closed_by);
  view.status_now = status_now(r, incident.id, rescue.district_id, rescue.registrant_id);
  if (auto person = store::find_registrant(r.tx, rescue.registrant_id))
    view.person = domain::Policy::registrant(r.actor, std::move(*person), {domain::disclosing_phase(incident, r.now)});
  if (auto check = store::find_check(r.tx, rescue.check_id)) {
    view.recorded_by_name = name_of(r, check->recorded_by);
    view.check = domain::Policy::check(r.actor, std::move(*check));
  }
  view.rescue = std::move(rescue);
  view.words = words_of(r, view, kept);
  return view;
}

}  // namespace

void open_rescue(Write& w, const domain::Registrant& person, const domain::CheckRound& round,
                 const domain::SafetyCheck& check) {
  if (const auto known = store::latest_rescue(w.tx, round.incident_id, person.id)) {
    if (known->status != RescueStatus::closed) return;
    if (check.occurred_at <= *known->closed_at && known->result != domain::RescueResult::mistaken) return;
  }
  Rescue rescue;
  rescue.id = w.id<HandoverId>();
  rescue.incident_id = round.incident_id;
  rescue.round_id = round.id;
  rescue.registrant_id = person.id;
  rescue.district_id = person.district_id;
  rescue.check_id = check.id;
  rescue.created_at = w.now;
  store::insert_rescue(w.tx, rescue);
  w.tx.append(rescue_event(w, "rescue.opened", rescue));
}

Result<Listed<RescueView>> list_rescues(Read& r, const IncidentId& incident_id, std::optional<RescueStatus> status) {
  const auto incident = store::find_incident(r.tx, incident_id);
  if (!incident) return fail(Code::not_found);
  Listed<RescueView> list;
  list.seq = r.tx.seq();
  Landmarks kept;
  Seen seen{.action = "read", .incident = incident_id};
  for (auto& rescue : store::rescues(r.tx, incident_id, status, limits::page_items_max)) {
    seen.people.push_back(rescue.registrant_id);
    auto view = view_of(r, std::move(rescue), *incident, kept);
    if (!view) return pass_on(view.error());
    list.items.push_back(std::move(*view));
  }
  if (!seen.people.empty()) audit(r, std::move(seen));
  return list;
}

Result<RescueView> read_rescue(Read& r, const HandoverId& id) {
  auto rescue = store::find_rescue(r.tx, id);
  if (!rescue) return fail(Code::not_found);
  const auto incident = store::find_incident(r.tx, rescue->incident_id);
  if (!incident) return fail(Code::broken, "rescue without its incident");
  Landmarks kept;
  return view_of(r, std::move(*rescue), *incident, kept);
}

namespace {

Result<Outcome> save(Write& w, const Rescue& rescue, std::string event_type) {
  if (!store::update_rescue(w.tx, rescue, rescue.version))
    throw store::StoreError(store::StoreError::Kind::broken, "rescue changed under its own transaction");
  w.tx.append(rescue_event(w, std::move(event_type), rescue));
  audit(w, {.action = "read",
            .people = {rescue.registrant_id},
            .district = rescue.district_id,
            .incident = rescue.incident_id});
  return outcome(200, "rescue", rescue.id);
}

}  // namespace

Result<Outcome> hand_over_rescue(Write& w, const HandoverId& id, const domain::HandOverRescue& ask) {
  auto rescue = store::find_rescue(w.tx, id);
  if (!rescue) return fail(Code::not_found);
  if (const auto ok = domain::may_hand_over(*rescue); !ok) return pass_on(ok.error());
  rescue->status = RescueStatus::handed_over;
  rescue->to = ask.to;
  rescue->contact = ask.contact;
  rescue->note = ask.note;
  rescue->handed_at = w.now;
  rescue->handed_by = w.actor.account_id;
  return save(w, *rescue, "rescue.handed_over");
}

Result<Outcome> close_rescue(Write& w, const HandoverId& id, const domain::CloseRescue& ask) {
  auto rescue = store::find_rescue(w.tx, id);
  if (!rescue) return fail(Code::not_found);
  if (const auto ok = domain::may_close(*rescue); !ok) return pass_on(ok.error());
  rescue->status = RescueStatus::closed;
  rescue->result = ask.result;
  rescue->result_note = ask.note;
  rescue->closed_at = w.now;
  rescue->closed_by = w.actor.account_id;
  return save(w, *rescue, "rescue.closed");
}

}  // namespace musubi::flow
