#include "shared/domain/short_number.hpp"
#include "shared/wire/encode.hpp"
#include "shared/wire/parts.hpp"

namespace musubi::wire {
namespace {

using domain::Need;

Json encode_places(const domain::Places& places) {
  return {{"needed", places.needed},
          {"accepted", places.accepted},
          {"open", places.open},
          {"waitlisted", places.waitlisted}};
}

Json encode_requester(const domain::Requester& who) {
  return {{"name", who.name}, {"name_kana", who.name_kana}, {"phone", who.phone}, {"relation", or_null(who.relation)}};
}

Json encode_hold(const domain::Hold& hold) { return {{"reason", hold.reason}, {"review_on", or_null(hold.review_on)}}; }

Json encode_outcome(const domain::Outcome& outcome, bool with_note) {
  Json out{{"reason", outcome.reason}, {"referral", or_null(outcome.referral)}};
  if (with_note) out["note"] = or_null(outcome.note);
  return out;
}

void put_exact_place(Json& out, const Need& need) {
  out["address"] = or_null(need.address);
  out["lat"] = need.position ? Json(need.position->lat) : Json();
  out["lng"] = need.position ? Json(need.position->lng) : Json();
}

void put_crew(Json& out, const Need& need) {
  out["people_min"] = need.crew.people_min;
  out["people_max"] = need.people_max();
  out["leader_needed"] = need.crew.leader_needed;
  out["roles"] = encode_roles(need.crew.roles);
  out["gender_wish"] = or_null(need.crew.gender_wish);
  out["load"] = text_of(need.crew.load);
  out["placard"] = or_null(need.crew.placard);
}

// What the need and the job card made of it have in common.
Json encode_core(const Need& need) {
  return {{"id", need.id.text()},
          {"number", domain::short_number('N', need.number)},
          {"title", need.title},
          {"category", text_of(need.category)},
          {"status", text_of(need.status)},
          {"incident_id", or_null(need.incident_id)},
          {"is_drill", need.is_drill},
          {"district_id", need.district_id.text()},
          {"town", or_null(need.town)},
          {"people_needed", need.people_needed},
          {"priority", text_of(need.priority)},
          {"starts_at", or_null(need.starts_at)},
          {"ends_at", or_null(need.ends_at)},
          {"bring", or_null(need.bring)}};
}

Json encode_card(const domain::JobCard& card) {
  Json out = encode_core(card.need);
  out["accepted"] = card.places.accepted;
  out["others"] = card.others;
  if (!card.shows_address) return out;
  put_exact_place(out, card.need);
  out["detail"] = or_null(card.need.detail);
  out["requester"] = nullptr;
  if (const auto& who = card.need.requester) out["requester"] = {{"name", who->name}, {"phone", who->phone}};
  return out;
}

Json encode_brief(const domain::VolunteerView& view) {
  Json out{{"id", view.volunteer.id.text()}, {"number", domain::short_number('V', view.volunteer.number)}};
  if (view.shows_name) out["name"] = view.volunteer.name;
  if (view.shows_contact) out["phone"] = view.volunteer.phone;
  return out;
}

Json encode_offer(const domain::OfferView& view) {
  const domain::Offer& offer = view.offer;
  Json out{{"id", offer.id.text()},
           {"need_id", offer.need_id.text()},
           {"volunteer_id", offer.volunteer_id.text()},
           {"status", text_of(offer.status)},
           {"made_at", offer.made_at.text()},
           {"expires_at", offer.expires_at.text()},
           {"answered_at", or_null(offer.answered_at)},
           {"answered_by", or_null(offer.answered_by)},
           {"decline_reason", or_null(offer.decline_reason)},
           {"waitlist_position", view.waitlist_position > 0 ? Json(view.waitlist_position) : Json()},
           {"arrived_at", or_null(offer.arrived_at)},
           {"served_at", or_null(offer.served_at)},
           {"wave_id", or_null(offer.wave_id)},
           {"substitute_wanted_at", or_null(offer.substitute_wanted_at)},
           {"substituted_by", or_null(offer.substituted_by)},
           {"reasons", encode_reasons(offer.reasons)},
           {"warnings", encode_warnings(offer.warnings)},
           {"is_drill", view.is_drill},
           {"version", offer.version}};
  if (view.card) out["need"] = encode_card(*view.card);
  if (view.volunteer) out["volunteer"] = encode_brief(*view.volunteer);
  return out;
}

}  // namespace

Json encode(const domain::Disclosed<domain::NeedView>& disclosed) {
  const domain::NeedView& view = *disclosed;
  const Need& need = view.need;
  Json out = encode_core(need);
  out["status_since"] = need.status_since.text();
  out["position_source"] = text_of(need.position_source);
  out["places"] = encode_places(view.places);
  out["waitlist_max"] = need.waitlist_max;
  out["skills"] = array_of(need.skills);
  put_crew(out, need);
  out["watch_after"] = need.watch_after;
  out["channel"] = text_of(need.channel);
  out["received_at"] = need.received_at.text();
  out["survey"] = or_null(need.survey);
  out["hold"] = need.hold ? encode_hold(*need.hold) : Json();
  out["outcome"] = need.outcome ? encode_outcome(*need.outcome, view.shows_detail) : Json();
  out["merged_into"] = or_null(need.merged_into);
  out["next_steps"] = array_of(view.next_steps);
  out["version"] = need.version;
  out["changed_seq"] = need.changed_seq;
  if (view.shows_requester) out["requester"] = need.requester ? encode_requester(*need.requester) : Json();
  if (view.shows_address) put_exact_place(out, need);
  if (view.shows_detail) {
    out["detail"] = or_null(need.detail);
    out["crisis_reason"] = or_null(need.crisis_reason);
    out["survey_memo"] = or_null(need.survey_memo);
    out["hazards"] = or_null(need.hazards);
  }
  return out;
}

Json encode_reasons(const std::vector<domain::Reason>& reasons) {
  Json out = Json::array();
  for (const auto& reason : reasons) out.push_back({{"code", reason.code}, {"value", or_null(reason.value)}});
  return out;
}

Json encode_warnings(const std::vector<domain::Reason>& warnings) {
  Json out = Json::array();
  for (const auto& warning : warnings) out.push_back({{"code", warning.code}});
  return out;
}

Json encode(const domain::Disclosed<domain::OfferView>& disclosed) { return encode_offer(*disclosed); }

Json encode(const domain::Disclosed<domain::CallView>& call, const Tried& tries, bool has_no_account) {
  return {{"offer", encode_offer(call->offer)},
          {"volunteer", encode_brief(call->volunteer)},
          {"need", encode_card(call->need)},
          {"reason", has_no_account ? "no_account" : "contact_by_phone"},
          {"tried", tries.tried},
          {"last_tried_at", or_null(tries.last_tried_at)},
          {"last_result", or_null(tries.last_result)}};
}

}  // namespace musubi::wire
