#pragma once
// The one place that decides who sees what (law 6; DOMAIN §3.3). Default: nothing. Encoders take only Disclosed<T>,
// which nothing but this module can make, so a value that has not passed here cannot reach the wire.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/domain/account.hpp"
#include "shared/domain/dot_columns.hpp"
#include "shared/domain/incident.hpp"
#include "shared/domain/need.hpp"
#include "shared/domain/offer.hpp"
#include "shared/domain/plan.hpp"
#include "shared/domain/preference.hpp"
#include "shared/domain/registrant.hpp"
#include "shared/domain/support.hpp"
#include "shared/domain/volunteer.hpp"
#include "shared/domain/watch.hpp"

namespace musubi::domain {

class Policy;
struct MapNoteView;  // domain/map_note.hpp

template <class T>
class Disclosed {
 public:
  const T& operator*() const { return value_; }
  const T* operator->() const { return &value_; }

 private:
  friend class Policy;
  explicit Disclosed(T value) : value_(std::move(value)) {}
  T value_;
};

// The classes of a registrant's data that may be shown.
struct Classes {
  bool a{false}, b{false}, c{false}, d{false};
  [[nodiscard]] bool none() const { return !a && !b && !c && !d; }
  bool operator==(const Classes&) const = default;
};

// What stays of a noun after the policy; fields that may not be seen are empty and `shows_*` says which are to be sent
// at all.
struct NeedView {
  Need need;
  Places places;
  bool shows_requester{false};
  bool shows_address{false};  // address and exact position
  bool shows_detail{false};   // detail, crisis reason, survey memo, outcome note
  std::vector<std::string> next_steps;
};
struct VolunteerView {
  Volunteer volunteer;
  bool shows_contact{false};  // phone, email, position, note
  bool shows_name{false};
};
struct RegistrantView {
  Registrant registrant;
  Classes classes;
};
struct JobCard {
  Need need;
  Places places;
  int others{0};              // who come as well: how many, never who
  bool shows_address{false};  // address, requester, exact position, detail
};
struct OfferView {
  Offer offer;
  int waitlist_position{0};
  bool is_drill{false};
  std::optional<JobCard> card;             // for the volunteer
  std::optional<VolunteerView> volunteer;  // for the desk and coordinators
};
// For whoever rings up: whom, for what.
struct CallView {
  OfferView offer;
  VolunteerView volunteer;
  JobCard need;
};
struct CheckView {
  SafetyCheck check;
  bool shows_note{false};
  bool shows_ids{false};
};
// A concern with what it was noticed about, in the words of the desk.
struct ReferralView {
  Referral referral;
  int need_number{0};
  std::string need_title;
  std::optional<std::string> person;  // who was visited
  std::optional<std::string> taken_by_name;
};
struct SeriesView {
  Series series;
  std::vector<Occurrence> next;  // the days to come, soonest first
};
// A visit with who made it, and a watch with the person as normal time shows them.
struct VisitView {
  WatchVisit visit;
  std::optional<std::string> by_name;
};
struct WatchView {
  Watch watch;
  Disclosed<RegistrantView> person;
  std::vector<std::string> watcher_names;  // in the order of watcher_ids
  std::optional<VisitView> last_visit;
  bool is_mine{false};  // the asker is one of the watchers, or nobody is named and the district is theirs
  bool is_due{false};
};
// One mark on the live map.
struct Dot {
  std::optional<RegistrantId> registrant_id;  // never for the wall
  std::optional<DistrictId> district_id;
  Position position;  // the wall: centre of the 0.01° cell
  SafetyStatus status{};
  std::optional<Instant> since;
  int count{1};
  bool desk_only{false};        // Policy::desk_only of the person
  std::optional<int> number{};  // of the registrant: how columns name a person
};
struct NeedDot {
  std::optional<NeedId> need_id;
  std::optional<int> number;
  std::optional<DistrictId> district_id;
  Position position;
  NeedStatus status{};
  Priority priority{};
  int count{1};
};

// A plan with the needs and people that its lines name; lines whose noun may not be seen are left out.
struct PlanView {
  Plan plan;
  PlanContent content;
  std::vector<Need> needs;            // in the order of content.needs
  std::vector<Volunteer> volunteers;  // in the order of content.people
  bool can_undo{false};
};
struct TeamView {
  Team team;
  std::vector<Volunteer> volunteers;  // in the order of team.members
};

// The legal setting of a question: outside of an incident everything is normal time.
struct Setting {
  LegalPhase phase{LegalPhase::normal};  // disclosing_phase(incident, now): a drill is always normal
};

class Policy {
 public:
  // Which classes of this registrant the actor may see, by the second table of DOMAIN §3.3. Normal: consented persons
  // only, for everybody. Imminent: all persons for the desk, consented ones for coordinators. Declared: all persons.
  static Classes classes_for(const Actor& actor, const Registrant& registrant, const Setting& setting);
  // The same for somebody who broke the glass for this one person: what the role would see in a declared phase.
  static Classes classes_behind_glass(const Actor& actor, const Registrant& registrant);
  // Whether coordinators may not learn of this person in this setting, while the desk may.
  static bool desk_only(bool consented, const Setting& setting);
  // Whether a round of this setting counts the person at all (consented, or a phase that widens).
  static bool counts(const Registrant& registrant, const Setting& setting);

  static std::optional<Disclosed<RegistrantView>> registrant(const Actor& actor, Registrant r, const Setting& setting);
  static std::optional<Disclosed<RegistrantView>> registrant_behind_glass(const Actor& actor, Registrant r);
  // nullopt where even the existence is private.
  static std::optional<Disclosed<NeedView>> need(const Actor& actor, Need n, const Places& places);
  // Own record in full; desk in full; coordinators their districts; others nothing.
  static std::optional<Disclosed<VolunteerView>> volunteer(const Actor& actor, Volunteer v);
  // `need` decides the address: everyday from acceptance (at most 24 hours before the start), in an incident from
  // dispatch, until the offer is served or the need is closed.
  static std::optional<Disclosed<OfferView>> offer(const Actor& actor, Offer o, int waitlist_position, const Need& need,
                                                   const Places& places, std::optional<Volunteer> volunteer,
                                                   Instant now);
  // Only where the person's telephone number may be seen.
  static std::optional<Disclosed<CallView>> call(const Actor& actor, Offer o, Need need, const Places& places,
                                                 Volunteer volunteer, Instant now);
  // Own ones; the desk all, coordinators those of their districts' people.
  static std::optional<Disclosed<Preference>> preference(const Actor& actor, Preference p,
                                                         const std::optional<DistrictId>& district_of_person);
  static bool address_is_open(const Need& need, const Offer& offer, Instant now);
  static Disclosed<CheckView> check(const Actor& actor, SafetyCheck c);
  // For the wall: grouped by cell, district and status, deceased left out. For others: single dots; of the deceased
  // only the word that the dot is gone (count 0).
  static Disclosed<std::vector<Dot>> dots(const Actor& actor, std::vector<Dot> exact);
  static Disclosed<std::vector<NeedDot>> need_dots(const Actor& actor, std::vector<NeedDot> exact);
  // The same people in columns, by the same rules; nobody for the wall, which gets sums of cells.
  static Disclosed<DotColumns> columns(const Actor& actor, DotColumns exact);
  // The centre of the cell in which the wall shows a person: pure, so that its sums can be kept one change at a time.
  static Position wall_cell(const Position& exact);
  // Coordinators get the rows of their own districts. They and the wall get the deceased left out of all counts. A
  // total is made of what came through here, never of the rows before.
  static Disclosed<std::vector<Progress>> progress(const Actor& actor, std::vector<Progress> rows);
  // Desk roles all; a coordinator those of own districts, with the people and needs of own districts.
  static std::optional<Disclosed<PlanView>> plan(const Actor& actor, PlanView view);
  static std::optional<Disclosed<TeamView>> team(const Actor& actor, TeamView view);
  // Nouns of the 生活応援隊: the desk, and coordinators within their own districts. Nobody else learns that they exist.
  static std::optional<Disclosed<ServiceUser>> service_user(const Actor& actor, ServiceUser u);
  static std::optional<Disclosed<SeriesView>> series(const Actor& actor, SeriesView s);
  static std::optional<Disclosed<ReferralView>> referral(const Actor& actor, ReferralView r);
  // A watch is of normal time: whoever may see the person by consent sees it, whatever an incident may open besides.
  static std::optional<Disclosed<WatchView>> watch(const Actor& actor, WatchView view);
  static std::optional<Disclosed<std::vector<VisitView>>> visits(const Actor& actor, const Registrant& of,
                                                                 std::vector<VisitView> visits);
  // Who may be named to look in on people of the district, told to those who arrange it: the desk, and its
  // coordinators.
  static std::optional<Disclosed<Watcher>> watcher(const Actor& actor, const Account& account,
                                                   const DistrictId& district);
  // Everybody with a map sees place and kind; the words, where they are public or of own districts.
  static std::optional<Disclosed<MapNoteView>> map_note(const Actor& actor, MapNoteView view);
  static std::optional<Disclosed<Account>> account(const Actor& actor, Account a);
};

// The key under which one encoding may be shared: equal keys see equal bytes.
std::string audience_of(const Actor& actor);

}  // namespace musubi::domain
