#pragma once
// Nouns as JSON of the contract. What holds personal data is taken only as Disclosed<…>, which nothing but
// domain::Policy makes (law 6). What was not disclosed is left out; what is known to be empty is null.

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "shared/domain/account.hpp"
#include "shared/domain/disclosure.hpp"
#include "shared/domain/district.hpp"
#include "shared/domain/event.hpp"
#include "shared/domain/incident.hpp"
#include "shared/domain/notice.hpp"
#include "shared/domain/offer_policy.hpp"
#include "shared/domain/plan.hpp"
#include "shared/domain/registrant.hpp"
#include "shared/domain/volunteer.hpp"
#include "shared/domain/wave.hpp"
#include "shared/matching/policy.hpp"
#include "shared/matching/ranking.hpp"

namespace musubi::wire {

using Json = nlohmann::json;

// encode_need.cpp
Json encode(const domain::Disclosed<domain::NeedView>& need);
Json encode(const domain::Disclosed<domain::OfferView>& offer);
Json encode_reasons(const std::vector<domain::Reason>& reasons);
Json encode_warnings(const std::vector<domain::Reason>& warnings);

// encode_offer.cpp
Json encode(const domain::Disclosed<domain::Preference>& preference, Instant forget_at);
// `offer` as its person sees it, if they may.
Json encode(const domain::Notice& notice, const std::optional<domain::Disclosed<domain::OfferView>>& offer);
struct Tried {
  int tried{0};
  std::optional<Instant> last_tried_at;
  std::optional<domain::CallResult> last_result;
};
Json encode(const domain::Disclosed<domain::CallView>& call, const Tried& tries, bool has_no_account);
Json encode(const OfferId& offer, const Tried& tries);
Json encode(const domain::WaveStanding& standing);
Json encode(const domain::WaveForecast& forecast);
Json encode(const domain::OfferPolicy& policy);

// encode_people.cpp
Json encode(const domain::Disclosed<domain::VolunteerView>& volunteer);
Json encode(const domain::Disclosed<domain::RegistrantView>& registrant);
Json encode(const domain::Disclosed<domain::Account>& account);
// One element of candidates.items; `rank` counts from 1.
Json encode_candidate(const matching::Candidate& candidate, int rank,
                      const domain::Disclosed<domain::VolunteerView>& volunteer);
inline constexpr std::size_t k_excluded_shown_max = 20;
// One element of candidates.excluded: all `count` people stand behind the gate, at most k_excluded_shown_max are named.
Json encode_excluded(matching::Gate gate, std::size_t count,
                     std::span<const domain::Disclosed<domain::VolunteerView>> people);

// encode_support.cpp
Json encode(const domain::Disclosed<domain::ServiceUser>& user);
Json encode(const domain::Disclosed<domain::SeriesView>& series);
Json encode(const domain::Disclosed<domain::ReferralView>& referral);
Json encode(const domain::SupportPolicy& policy);  // a district's rules: no personal data
// With the public holidays of `year` and the next.
Json encode(const domain::SupportCalendar& calendar, int year);
Json encode(const domain::SupportSum& sum, std::string_view month);

// encode_watch.cpp
Json encode(const domain::Disclosed<domain::WatchView>& watch);
Json encode(const domain::Disclosed<std::vector<domain::VisitView>>& visits);  // array
Json encode(const domain::Disclosed<domain::Watcher>& watcher);

// encode_check.cpp
Json encode(const domain::Disclosed<domain::CheckView>& check);
Json encode(const domain::Disclosed<std::vector<domain::Dot>>& dots);           // array
Json encode(const domain::Disclosed<std::vector<domain::NeedDot>>& dots);       // array
Json encode(const domain::Disclosed<std::vector<domain::Progress>>& progress);  // array
// All rows in one, district_id null. Made of disclosed rows, so that the sum tells no more than they do.
Json encode_total(const domain::Disclosed<std::vector<domain::Progress>>& progress);
Json encode(const domain::CheckRound& round);

// encode_plan.cpp
Json encode(const domain::Plan& plan);  // the head: numbers only
Json encode(const domain::Disclosed<domain::PlanView>& plan);
Json encode(const domain::Disclosed<domain::TeamView>& team);
Json encode(const domain::Exclusion& exclusion);
Json encode(const std::vector<domain::Moved>& moved);  // array
Json encode_policy(const matching::Policy& policy, int version);

// encode_district.cpp: no personal data
Json encode(const domain::District& district);
Json encode(const domain::Place& place);
Json encode(const domain::Organization& organization, bool with_phone);
Json encode(const domain::Squad& squad);
// `with_decision`: who decided the phase and why, for the desk.
Json encode(const domain::Incident& incident, bool with_decision);
// For the map: what a wall needs to know.
Json encode_slim(const domain::Incident& incident);
// The common part of a live event or a line of history; the noun is added by the caller. Without ids (the wall) only
// the district stays.
Json event_head(const domain::Event& event, bool with_ids);

}  // namespace musubi::wire
