#include "shared/domain/disclosure.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "shared/domain/disclosure_parts.hpp"
#include "shared/domain/need_life.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::domain {
namespace {

constexpr std::int64_t k_address_before_start_ms = 24LL * 3600 * 1000;

// The need as somebody may know it who does not go there: no person, no house, no free text but the title.
Need without_household(Need n) {
  n.requester.reset();
  n.address.reset();
  n.position.reset();
  n.position_source = PositionSource::none;
  n.detail.reset();
  n.crisis_reason.reset();
  n.survey_memo.reset();
  n.hazards.reset();
  n.hold.reset();
  n.outcome.reset();
  n.merged_into.reset();
  return n;
}

// For whoever goes there: the household and the work, not the desk's own notes.
Need for_the_job(Need n) {
  if (n.requester) n.requester->relation.reset();
  n.crisis_reason.reset();
  n.survey_memo.reset();
  n.hold.reset();
  n.outcome.reset();
  n.merged_into.reset();
  return n;
}

// Whoever goes there learns how the visit is made and what it costs, never that there is a register of its users.
void hide_the_register(SupportLink& link) {
  link.service_user_id = {};
  link.series_id.reset();
  link.day.reset();
  link.override_reason.reset();
}

JobCard job_card(Need need, const Places& places, bool holds_place, bool address_open) {
  // Of somebody who asked by a safety check: name and address (DOMAIN §3.3); calls go through the centre.
  if (need.registrant_id && need.requester) need.requester->phone.clear();
  need.registrant_id.reset();
  if (need.support) hide_the_register(*need.support);
  const int others = places.accepted - (holds_place ? 1 : 0);
  if (!address_open) return {without_household(std::move(need)), places, others, false};
  return {for_the_job(std::move(need)), places, others, true};
}

VolunteerView volunteer_without_contact(const Volunteer& v) {
  VolunteerView out;
  out.volunteer.id = v.id;
  out.volunteer.number = v.number;
  out.volunteer.name = v.name;
  out.volunteer.district_id = v.district_id;
  out.volunteer.skills = v.skills;
  out.volunteer.status = v.status;
  out.volunteer.version = v.version;
  out.shows_name = true;
  return out;
}

std::vector<std::string> steps_for(const Actor& actor, const Need& need, const Places& places) {
  auto steps = allowed_step_codes(need, places.accepted);
  if (!actor.is_desk()) std::erase(steps, code(Step::merge));
  return steps;
}

}  // namespace

std::optional<Disclosed<NeedView>> Policy::need(const Actor& actor, Need n, const Places& places) {
  if (!arranges(actor, n.district_id)) return std::nullopt;
  auto steps = steps_for(actor, n, places);
  n.registrant_id.reset();  // the need never tells that its household is on the roster
  return Disclosed(NeedView{std::move(n), places, true, true, true, std::move(steps)});
}

std::optional<Disclosed<VolunteerView>> Policy::volunteer(const Actor& actor, Volunteer v) {
  const bool own = actor.signed_in && actor.volunteer_id == v.id;
  const bool of_own_district = v.district_id && watches_over(actor, *v.district_id);
  if (!own && !actor.is_desk() && !of_own_district) return std::nullopt;
  if (own && !actor.is_desk()) v.note.reset();  // what the desk wrote down about them
  return Disclosed(VolunteerView{std::move(v), true, true});
}

std::optional<Disclosed<OfferView>> Policy::offer(const Actor& actor, Offer o, int waitlist_position, const Need& need,
                                                  const Places& places, std::optional<Volunteer> volunteer_of_offer,
                                                  Instant now) {
  const bool own = is_own(actor, o);
  const bool arranging = arranges(actor, need.district_id);
  if (!own && !arranging) return std::nullopt;
  OfferView view;
  view.waitlist_position = waitlist_position;
  view.is_drill = need.is_drill;
  if (own) view.card = job_card(need, places, o.place_number.has_value(), address_is_open(need, o, now));
  if (arranging && volunteer_of_offer) {
    // Who comes into the district is named to its coordinator; how to reach them, once they have said yes.
    const auto full = volunteer(actor, *volunteer_of_offer);
    view.volunteer = full ? **full : volunteer_without_contact(*volunteer_of_offer);
    if (!full && o.status == OfferStatus::accepted) {
      view.volunteer->volunteer.phone = volunteer_of_offer->phone;
      view.volunteer->shows_contact = true;
    }
  }
  view.offer = std::move(o);
  return Disclosed(std::move(view));
}

std::optional<Disclosed<CallView>> Policy::call(const Actor& actor, Offer o, Need need, const Places& places,
                                                Volunteer who, Instant now) {
  auto seen = volunteer(actor, who);
  if (!seen || !(*seen)->shows_contact) return std::nullopt;
  auto view = offer(actor, std::move(o), 0, need, places, std::move(who), now);
  if (!view) return std::nullopt;
  return Disclosed(CallView{**view, **seen, job_card(std::move(need), places, false, false)});
}

std::optional<Disclosed<Preference>> Policy::preference(const Actor& actor, Preference p,
                                                        const std::optional<DistrictId>& district_of_person) {
  const bool own = actor.signed_in && actor.volunteer_id == p.volunteer_id;
  const bool of_own_district = district_of_person && watches_over(actor, *district_of_person);
  if (!own && !actor.is_desk() && !of_own_district) return std::nullopt;
  return Disclosed(std::move(p));
}

bool Policy::address_is_open(const Need& need, const Offer& offer, Instant now) {
  if (offer.status != OfferStatus::accepted || offer.served_at) return false;
  const bool on_the_way = need.status == NeedStatus::dispatched || need.status == NeedStatus::working;
  if (need.incident_id || on_the_way) return on_the_way;
  const bool before_the_way = need.status == NeedStatus::match_waiting || need.status == NeedStatus::assigned;
  return before_the_way && (!need.starts_at || now >= need.starts_at->plus_ms(-k_address_before_start_ms));
}

std::optional<Disclosed<ServiceUser>> Policy::service_user(const Actor& actor, ServiceUser u) {
  if (!arranges(actor, u.district_id)) return std::nullopt;
  return Disclosed(std::move(u));
}

std::optional<Disclosed<SeriesView>> Policy::series(const Actor& actor, SeriesView s) {
  if (!arranges(actor, s.series.district_id)) return std::nullopt;
  return Disclosed(std::move(s));
}

std::optional<Disclosed<ReferralView>> Policy::referral(const Actor& actor, ReferralView r) {
  if (!arranges(actor, r.referral.district_id)) return std::nullopt;
  return Disclosed(std::move(r));
}

std::optional<Disclosed<Account>> Policy::account(const Actor& actor, Account a) {
  const bool own = actor.signed_in && actor.account_id == a.id;
  if (!own && !may(actor, Right::manage_accounts)) return std::nullopt;
  return Disclosed(std::move(a));
}

std::string audience_of(const Actor& actor) {
  if (!actor.signed_in) return "nobody";
  std::string key(code(actor.role));
  if (actor.role == Role::coordinator) {
    auto districts = actor.districts;
    std::ranges::sort(districts);
    for (const auto& id : districts) key += ":" + id.text();
  }
  // Whoever is a volunteer too sees the own job cards.
  if (actor.volunteer_id) key += "/" + actor.volunteer_id->text();
  return key;
}

}  // namespace musubi::domain
