#pragma once
// What a person may ask for, decoded and checked for shape and size; rules come after. A field absent from a patch
// stays as it is; `Change<T>` in a patch tells "absent" from "set to nothing".

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/domain/account.hpp"
#include "shared/domain/change.hpp"
#include "shared/domain/district.hpp"
#include "shared/domain/incident.hpp"
#include "shared/domain/need.hpp"
#include "shared/domain/need_life.hpp"
#include "shared/domain/offer.hpp"
#include "shared/domain/registrant.hpp"
#include "shared/domain/support.hpp"
#include "shared/domain/volunteer.hpp"
#include "shared/domain/watch_commands.hpp"
#include "shared/domain/wave.hpp"

namespace musubi::domain {

struct SignIn {
  std::string login;
  std::string password;
  bool cookie{false};
};

struct NewAccount {
  std::optional<AccountId> id;
  std::string login;
  std::string name;
  Role role{};
  std::string password;
  std::vector<DistrictId> district_ids;
  std::optional<VolunteerId> volunteer_id;
};
struct AccountPatch {
  std::optional<std::string> name;
  std::optional<Role> role;
  std::optional<std::vector<DistrictId>> district_ids;
  Change<VolunteerId> volunteer_id;
  std::optional<AccountStatus> status;
};
struct NewPassword {
  std::string password;
  std::optional<std::string> old_password;
};

struct NewVolunteer {
  std::optional<VolunteerId> id;
  std::string name;
  std::string name_kana;
  std::string phone;
  std::optional<std::string> email;
  std::optional<DistrictId> district_id;
  std::optional<Position> position;
  std::optional<int> birth_year;
  std::vector<Skill> skills;
  std::vector<Slot> availability;
  std::optional<InsuranceCover> insurance;
  bool consent{false};
  std::optional<std::string> note;
  ContactBy contact_by{ContactBy::app};
  std::optional<QuietHours> quiet;
  std::optional<Gender> gender;
  std::optional<Day> guardian_consent_on;
  std::optional<int> hours_week_max;
  std::optional<int> travel_max_m;
  std::optional<Load> load_max;
  std::optional<int> car_seats;
};
struct VolunteerPatch {
  std::optional<std::string> name;
  std::optional<std::string> name_kana;
  std::optional<std::string> phone;
  Change<std::string> email;
  Change<DistrictId> district_id;
  Change<Position> position;  // lat and lng together
  Change<int> birth_year;
  std::optional<std::vector<Skill>> skills;
  std::optional<std::vector<Slot>> availability;
  Change<InsuranceCover> insurance;
  std::optional<bool> consent;
  Change<std::string> note;
  std::optional<ContactBy> contact_by;
  Change<QuietHours> quiet;  // quiet_from and quiet_until together
  Change<Gender> gender;
  Change<Day> guardian_consent_on;
  Change<int> hours_week_max;
  Change<int> travel_max_m;
  Change<Load> load_max;
  Change<int> car_seats;
  std::optional<VolunteerStatus> status;
};
// Self-registration on the phone, without signing in.
struct Registration {
  std::string login;
  std::string password;
  NewVolunteer volunteer;  // consent is true, or the registration is refused
};

struct NewDistrict {
  std::optional<DistrictId> id;
  std::string code;
  std::string name;
  std::string name_kana;
  Position center;
  std::optional<std::string> cell;
  std::vector<std::string> towns;
  bool is_sample{false};
};
struct DistrictPatch {
  std::optional<std::string> name;
  std::optional<std::string> name_kana;
  std::optional<Position> center;
  Change<std::string> cell;
  std::optional<std::vector<std::string>> towns;
};

struct NewOrganization {
  std::optional<OrganizationId> id;
  std::string name;
  OrganizationKind kind{};
  std::optional<DistrictId> district_id;
  std::optional<std::string> phone;
};
struct OrganizationPatch {
  std::optional<std::string> name;
  std::optional<OrganizationKind> kind;
  Change<DistrictId> district_id;
  Change<std::string> phone;
  std::optional<OrganizationStatus> status;
};

struct CrewPatch {
  std::optional<int> people_min;
  Change<int> people_max;
  std::optional<bool> leader_needed;
  std::optional<std::vector<RoleCount>> roles;
  Change<Gender> gender_wish;
  std::optional<Load> load;
  Change<Placard> placard;
};

struct NewSquad {
  std::optional<SquadId> id;
  std::string name;
  SquadKind kind{};
  DistrictId district_id;
  std::vector<VolunteerId> member_ids;
  bool keep_together{false};
};
struct SquadPatch {
  std::optional<std::string> name;
  std::optional<std::vector<VolunteerId>> member_ids;
  std::optional<bool> keep_together;
};

struct NewIncident {
  std::optional<IncidentId> id;
  std::string name;
  bool is_drill{false};
  IncidentKind kind{IncidentKind::other};
};
struct IncidentPatch {
  std::optional<std::string> name;
  std::optional<IncidentStatus> status;
  std::optional<LegalPhase> legal_phase;
  std::optional<PhasePurpose> phase_purpose;
  std::optional<std::string> phase_reason;
  std::optional<Instant> phase_until;
};

struct NewNeed {
  std::optional<NeedId> id;
  std::string title;
  DistrictId district_id;
  Requester requester;
  std::string address;
  std::optional<Position> position;
  int people_needed{1};
  Channel channel{};
  NeedCategory category{NeedCategory::other};
  std::optional<std::string> detail;
  std::optional<IncidentId> incident_id;
  std::vector<Skill> skills;
  Priority priority{Priority::normal};
  std::optional<std::string> crisis_reason;
  bool watch_after{false};
  std::optional<Instant> starts_at;
  std::optional<Instant> ends_at;
  std::optional<std::string> bring;
  int waitlist_max{0};
  Crew crew;
  std::optional<ServiceUserId> service_user_id;
  std::optional<std::string> override_reason;  // of staff, against the district's support policy
};
struct NeedPatch {
  std::optional<std::string> title;
  std::optional<DistrictId> district_id;
  std::optional<Requester> requester;
  std::optional<std::string> address;
  Change<Position> position;
  std::optional<int> people_needed;
  std::optional<NeedCategory> category;
  Change<std::string> detail;
  std::optional<std::vector<Skill>> skills;
  std::optional<Priority> priority;
  Change<std::string> crisis_reason;
  std::optional<bool> watch_after;
  Change<Instant> starts_at;
  Change<Instant> ends_at;
  Change<std::string> bring;
  std::optional<int> waitlist_max;
  CrewPatch crew;
};

struct TriageStep {
  SurveyAnswer survey{};
  std::optional<Priority> priority;
  std::optional<std::string> crisis_reason;
};
struct SurveyStep {
  bool workable{true};
  std::optional<int> people_needed;
  std::optional<std::string> hazards;
  std::optional<std::string> memo;
};
struct HoldStep {
  std::string reason;
  std::optional<Day> review_on;
};
struct ResumeStep {};
struct DeclineStep {
  std::string reason;
  std::optional<std::string> referral;
  std::optional<std::string> text;
};
struct CancelStep {
  std::string reason;  // requester, self_solved, other_group, duplicate, other
  std::optional<std::string> note;
};
struct MergeStep {
  NeedId into;
};
struct ReopenStep {
  std::optional<std::string> reason;
};
struct CompleteStep {
  ReportOutcome outcome{};
  std::optional<int> minutes;
  std::optional<int> people;
  std::optional<std::string> note;
  std::optional<std::string> concern;
  bool injuries{false};
  std::optional<int> fee_yen;
  std::optional<int> tickets;
};
using NeedStep = std::variant<TriageStep, SurveyStep, HoldStep, ResumeStep, DeclineStep, CancelStep, MergeStep,
                              ReopenStep, CompleteStep>;

struct NewOffers {
  std::vector<VolunteerId> volunteer_ids;  // either these …
  std::optional<int> top;                  // … or the best n candidates
  std::int64_t expires_in_s{0};
};
struct OfferAnswer {
  bool on_behalf{false};
  std::optional<DeclineReason> reason;  // for decline
};

struct NewWave {
  std::int64_t expires_in_s{0};
  std::optional<int> together;  // so many at the same time; none: by the acceptance observed
};
struct CallTry {
  CallResult result{};
};
struct OfferPolicyPatch {
  std::optional<int> open_offers_max;
  std::optional<int> quiet_from;
  std::optional<int> quiet_until;
  std::optional<int> reminder_percent;
  std::optional<int> reminder_before_min;
  std::optional<int> evening_at;
  std::optional<int> job_before_min;
  std::optional<int> wave_expires_in_s;
  std::optional<int> prior_yes;
  std::optional<int> prior_no;
  std::optional<int> preference_days;
};

struct NewServiceUser {
  std::optional<ServiceUserId> id;
  DistrictId district_id;
  std::string name;
  std::string name_kana;
  std::string phone;
  std::string address;
  std::optional<Position> position;
  std::optional<std::string> note;
  std::optional<Day> visited_on;
  std::optional<AccountId> visited_by;
  ServiceUserStatus status{ServiceUserStatus::asked};
};
struct ServiceUserPatch {
  std::optional<std::string> name;
  std::optional<std::string> name_kana;
  std::optional<std::string> phone;
  std::optional<std::string> address;
  Change<Position> position;
  Change<std::string> note;
  Change<Day> visited_on;
  Change<AccountId> visited_by;
  std::optional<ServiceUserStatus> status;
};
struct SupportPolicyPatch {
  std::optional<FeeKind> fee_kind;
  std::optional<int> fee_yen;
  std::optional<int> helper_yen;
  std::optional<std::vector<NeedCategory>> categories;
  Change<int> minutes_max;
  std::optional<AssignedBy> assigned_by;
  std::optional<bool> first_visit_together;
  std::optional<int> first_offer_hours;
  Change<std::string> note;
};
struct SupportCalendarPatch {
  std::optional<int> horizon_days;
  std::optional<std::vector<Day>> closed_days;
};
struct NewSeries {
  Series series;  // id nil when the caller brought none; status, district, version, created_at are given by the flow
  std::optional<std::string> override_reason;
};
struct SeriesPatch {
  std::optional<std::string> title;
  std::optional<NeedCategory> category;
  std::optional<std::vector<int>> weekdays;
  std::optional<int> every_weeks;
  std::optional<int> from_minute;
  std::optional<int> until_minute;
  Change<Day> ends_on;
  std::optional<bool> skip_holidays;
  std::optional<int> people_needed;
  std::optional<std::vector<Skill>> skills;
  Change<std::string> bring;
  std::optional<SeriesStatus> status;
  std::optional<std::string> override_reason;
};
struct CloseReferral {
  ReferralResult result{};
  std::optional<std::string> note;
};

struct DuplicateQuestion {
  std::string phone;
  std::string name_kana;
  std::string address;
  std::optional<Position> position;
  std::optional<IncidentId> incident_id;
};
struct SearchQuestion {
  std::string kind;  // need, volunteer, registrant, service_user, all
  std::string q;
  std::optional<IncidentId> incident_id{};  // whose phase may widen what is found
};

}  // namespace musubi::domain
