#pragma once
// Bodies of the contract as commands. Every decoder checks shape, sizes and the rules inside one object: not an object
// is Code::malformed, anything else Code::invalid with all fields that were refused. Rules that need the world (does
// the district exist, is the step allowed) come later, in flow.

#include <nlohmann/json_fwd.hpp>

#include <vector>

#include "shared/base/result.hpp"
#include "shared/domain/commands.hpp"
#include "shared/domain/plan_commands.hpp"
#include "shared/domain/watch.hpp"

namespace musubi::wire {

using Json = nlohmann::json;

// decode_people.cpp
Result<domain::SignIn> decode_sign_in(const Json& body);
Result<domain::NewAccount> decode_new_account(const Json& body);
Result<domain::AccountPatch> decode_account_patch(const Json& body);
Result<domain::NewPassword> decode_new_password(const Json& body);
Result<domain::NewVolunteer> decode_new_volunteer(const Json& body);
Result<domain::VolunteerPatch> decode_volunteer_patch(const Json& body);
// What volunteers may change about themselves.
Result<domain::VolunteerPatch> decode_my_wishes(const Json& body);
Result<domain::Registration> decode_registration(const Json& body);

// decode_district.cpp: districts, organizations, squads
Result<domain::NewDistrict> decode_new_district(const Json& body);
Result<domain::DistrictPatch> decode_district_patch(const Json& body);
Result<domain::NewOrganization> decode_new_organization(const Json& body);
Result<domain::OrganizationPatch> decode_organization_patch(const Json& body);
Result<domain::NewSquad> decode_new_squad(const Json& body);
Result<domain::SquadPatch> decode_squad_patch(const Json& body);

// decode_incident.cpp: incidents and their rounds
Result<domain::NewIncident> decode_new_incident(const Json& body);
Result<domain::IncidentPatch> decode_incident_patch(const Json& body);
Result<domain::NewRound> decode_new_round(const Json& body);
Result<domain::RoundPatch> decode_round_patch(const Json& body);

// decode_need.cpp
Result<domain::NewNeed> decode_new_need(const Json& body);
Result<domain::NeedPatch> decode_need_patch(const Json& body);
Result<domain::DuplicateQuestion> decode_duplicate_question(const Json& body);
Result<domain::SearchQuestion> decode_search_question(const Json& body);

// decode_step.cpp: steps and offers
Result<domain::NeedStep> decode_need_step(domain::Step step, const Json& body);
Result<domain::NewOffers> decode_new_offers(const Json& body);
Result<domain::OfferAnswer> decode_offer_answer(const Json& body);

// decode_watch.cpp: 見守り on weekdays
Result<domain::NewWatch> decode_new_watch(const Json& body);
Result<domain::WatchPatch> decode_watch_patch(const Json& body);
Result<domain::NewVisit> decode_new_visit(const Json& body);

// decode_plan.cpp: plans, the policy of matching, exclusions
Result<domain::NewPlan> decode_new_plan(const Json& body);
Result<std::vector<domain::PlanChange>> decode_plan_edits(const Json& body);
Result<std::vector<domain::PlanChange>> decode_plan_question(const Json& body);
Result<domain::PlanCommit> decode_plan_commit(const Json& body);
Result<domain::MatchingPolicyPatch> decode_matching_policy_patch(const Json& body);
Result<domain::NewExclusion> decode_new_exclusion(const Json& body);

// decode_offer.cpp
Result<domain::NewWave> decode_new_wave(const Json& body);
Result<domain::CallTry> decode_call_try(const Json& body);
Result<domain::OfferPolicyPatch> decode_offer_policy_patch(const Json& body);
// decode_support.cpp: 生活応援隊
Result<domain::NewServiceUser> decode_new_service_user(const Json& body);
Result<domain::ServiceUserPatch> decode_service_user_patch(const Json& body);
Result<domain::SupportPolicyPatch> decode_support_policy_patch(const Json& body);
Result<domain::SupportCalendarPatch> decode_support_calendar_patch(const Json& body);
Result<domain::NewSeries> decode_new_series(const Json& body);
Result<domain::SeriesPatch> decode_series_patch(const Json& body);
Result<domain::SeriesException> decode_series_exception(const Json& body);
Result<domain::CloseReferral> decode_close_referral(const Json& body);

// decode_registrant.cpp
Result<domain::NewRegistrant> decode_new_registrant(const Json& body);
Result<domain::RegistrantPatch> decode_registrant_patch(const Json& body);

// decode_check.cpp
Result<domain::NewCheck> decode_new_check(const Json& body);
// An array from an offline queue. Not an array is malformed, more than limits::checks_per_call_max invalid; what is
// wrong inside one element stays with that element.
Result<std::vector<domain::QueuedCheck>> decode_queued_checks(const Json& body);

}  // namespace musubi::wire
