// DOMAIN §3.3: who sees the house of a need, and when.
#include <gtest/gtest.h>

#include "make.hpp"
#include "shared/domain/disclosure.hpp"

namespace musubi::domain {
namespace {

using make::k_now;
constexpr std::int64_t k_hour_s = 3600;

Offer accepted() {
  Offer o = make::offer(1, OfferStatus::accepted);
  o.place_number = 1;
  return o;
}

std::optional<Disclosed<OfferView>> seen_by(const Actor& actor, const Need& need, const Offer& offer,
                                            Instant now = k_now) {
  return Policy::offer(actor, offer, 0, need, {}, make::volunteer(1), now);
}

// Everything that tells whose house it is.
void expect_no_household(const Need& n) {
  EXPECT_FALSE(n.requester);
  EXPECT_FALSE(n.address);
  EXPECT_FALSE(n.position);
  EXPECT_FALSE(n.detail);
  EXPECT_FALSE(n.crisis_reason);
  EXPECT_FALSE(n.survey_memo);
  EXPECT_FALSE(n.hazards);
  EXPECT_FALSE(n.outcome);
  EXPECT_FALSE(n.registrant_id);
}

TEST(DisclosureJob, of_somebody_found_in_need_by_a_check_the_card_has_name_and_address_and_no_telephone) {
  const auto view =
      seen_by(make::actor(Role::volunteer), make::need(NeedStatus::working), make::offer(1, OfferStatus::accepted));
  ASSERT_TRUE(view && (*view)->card && (*view)->card->need.requester);
  const auto& need = (*view)->card->need;
  EXPECT_EQ(need.requester->name, make::need().requester->name);
  EXPECT_EQ(need.address, make::need().address);
  EXPECT_EQ(need.requester->phone, "");
  EXPECT_FALSE(need.registrant_id);
  EXPECT_FALSE(need.survey_memo);
}

TEST(DisclosureJob, an_address_is_open_only_for_who_accepted_and_only_while_the_job_lasts) {
  struct Case {
    std::string_view what;
    NeedStatus need;
    bool of_incident;
    OfferStatus offer;
    bool served;
    std::optional<std::int64_t> starts_in_s;
    bool open;
  };
  using enum NeedStatus;
  const auto cases = std::to_array<Case>({
      {"everyday, no start", match_waiting, false, OfferStatus::accepted, false, std::nullopt, true},
      {"everyday, assigned, no start", assigned, false, OfferStatus::accepted, false, std::nullopt, true},
      {"everyday, more than a day before", assigned, false, OfferStatus::accepted, false, 24 * k_hour_s + 1, false},
      {"everyday, a day before", assigned, false, OfferStatus::accepted, false, 24 * k_hour_s, true},
      {"everyday, begun", assigned, false, OfferStatus::accepted, false, -k_hour_s, true},
      {"everyday, arrived early", working, false, OfferStatus::accepted, false, 48 * k_hour_s, true},
      {"everyday, served", working, false, OfferStatus::accepted, true, std::nullopt, false},
      {"everyday, done", done, false, OfferStatus::accepted, false, std::nullopt, false},
      {"everyday, cancelled", cancelled, false, OfferStatus::accepted, false, std::nullopt, false},
      {"everyday, reported", reported, false, OfferStatus::accepted, false, std::nullopt, false},
      {"everyday, held", on_hold, false, OfferStatus::accepted, false, std::nullopt, false},
      {"only offered", match_waiting, false, OfferStatus::open, false, std::nullopt, false},
      {"waiting", assigned, false, OfferStatus::waitlisted, false, std::nullopt, false},
      {"declined", match_waiting, false, OfferStatus::declined, false, std::nullopt, false},
      {"withdrawn", match_waiting, false, OfferStatus::withdrawn, false, std::nullopt, false},
      {"expired", match_waiting, false, OfferStatus::expired, false, std::nullopt, false},
      {"incident, accepted", assigned, true, OfferStatus::accepted, false, std::nullopt, false},
      {"incident, accepted, an hour before", assigned, true, OfferStatus::accepted, false, k_hour_s, false},
      {"incident, dispatched", dispatched, true, OfferStatus::accepted, false, std::nullopt, true},
      {"incident, working", working, true, OfferStatus::accepted, false, std::nullopt, true},
      {"incident, served", working, true, OfferStatus::accepted, true, std::nullopt, false},
      {"incident, reported", reported, true, OfferStatus::accepted, false, std::nullopt, false},
      {"incident, only offered", working, true, OfferStatus::open, false, std::nullopt, false},
  });
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    Need need = make::need(c.need);
    need.registrant_id.reset();
    if (c.of_incident) need.incident_id = make::id<IncidentId>(1);
    if (c.starts_in_s) need.starts_at = k_now.plus_s(*c.starts_in_s);
    Offer offer = make::offer(1, c.offer);
    if (c.served) offer.served_at = k_now;
    EXPECT_EQ(Policy::address_is_open(need, offer, k_now), c.open);

    const auto view = seen_by(make::actor(Role::volunteer), need, offer);
    ASSERT_TRUE(view);
    const auto& card = (*view)->card;
    ASSERT_TRUE(card);
    EXPECT_EQ(card->shows_address, c.open);
    if (c.open) {
      EXPECT_EQ(card->need.address, make::need().address);
      ASSERT_TRUE(card->need.requester);
      EXPECT_EQ(card->need.requester->phone, "0465-00-0001");
      EXPECT_TRUE(card->need.position);
    } else {
      expect_no_household(card->need);
      EXPECT_EQ(card->need.town, "見本町") << "the town is known from the start";
    }
  }
}

TEST(DisclosureJob, the_job_card_never_carries_the_desks_notes_nor_the_roster) {
  const auto view = seen_by(make::actor(Role::volunteer), make::need(NeedStatus::working), accepted());
  ASSERT_TRUE(view && (*view)->card && (*view)->card->shows_address);
  const Need& need = (*view)->card->need;
  EXPECT_FALSE(need.registrant_id);
  EXPECT_FALSE(need.crisis_reason);
  EXPECT_FALSE(need.survey_memo);
  EXPECT_FALSE(need.requester->relation);
  EXPECT_TRUE(need.hazards) << "what is dangerous there is for whoever goes";
}

TEST(DisclosureJob, a_drill_is_marked_and_opens_nothing_more_than_an_incident) {
  Need need = make::need(NeedStatus::assigned);
  need.incident_id = make::id<IncidentId>(1);
  need.is_drill = true;
  const auto view = seen_by(make::actor(Role::volunteer), need, accepted());
  ASSERT_TRUE(view);
  EXPECT_TRUE((*view)->is_drill);
  EXPECT_FALSE((*view)->card->shows_address);
}

TEST(DisclosureJob, an_offer_is_for_its_volunteer_the_desk_and_the_districts_coordinator) {
  Actor other = make::actor(Role::volunteer);
  other.volunteer_id = make::id<VolunteerId>(2);
  EXPECT_FALSE(seen_by(other, make::need(), accepted()));
  EXPECT_FALSE(seen_by(make::coordinator_of(make::k_elsewhere), make::need(), accepted()));
  EXPECT_FALSE(seen_by(make::actor(Role::viewer), make::need(), accepted()));
  EXPECT_FALSE(seen_by(Actor{}, make::need(), accepted()));

  const auto own = seen_by(make::actor(Role::volunteer), make::need(), accepted());
  ASSERT_TRUE(own);
  EXPECT_TRUE((*own)->card);
  EXPECT_FALSE((*own)->volunteer);
  for (const auto& arranging : {make::actor(Role::staff), make::coordinator_of(make::k_home)}) {
    const auto view = seen_by(arranging, make::need(), accepted());
    ASSERT_TRUE(view);
    EXPECT_FALSE((*view)->card);
    ASSERT_TRUE((*view)->volunteer);
    EXPECT_EQ((*view)->volunteer->volunteer.phone, "090-0000-0002");
  }
}

TEST(DisclosureJob, a_helper_from_another_district_is_named_and_can_be_called_once_they_have_said_yes) {
  Volunteer v = make::volunteer(1);
  v.district_id = make::k_elsewhere;
  const auto coordinator = make::coordinator_of(make::k_home);
  const auto asked = Policy::offer(coordinator, make::offer(1), 0, make::need(), {}, v, k_now);
  ASSERT_TRUE(asked && (*asked)->volunteer);
  EXPECT_EQ((*asked)->volunteer->volunteer.name, v.name);
  EXPECT_FALSE((*asked)->volunteer->shows_contact);
  EXPECT_EQ((*asked)->volunteer->volunteer.phone, "");

  const auto coming = Policy::offer(coordinator, accepted(), 0, make::need(), {}, v, k_now);
  ASSERT_TRUE(coming && (*coming)->volunteer);
  EXPECT_TRUE((*coming)->volunteer->shows_contact);
  EXPECT_EQ((*coming)->volunteer->volunteer.phone, v.phone);
  EXPECT_FALSE((*coming)->volunteer->volunteer.note);
  EXPECT_FALSE((*coming)->volunteer->volunteer.position);
}

TEST(DisclosureJob, a_need_is_for_the_desk_and_its_district_and_never_tells_of_the_roster) {
  for (const auto& actor : {make::actor(Role::admin), make::actor(Role::staff), make::coordinator_of(make::k_home)}) {
    const auto view = Policy::need(actor, make::need(), {});
    ASSERT_TRUE(view);
    EXPECT_TRUE((*view)->shows_address && (*view)->shows_requester && (*view)->shows_detail);
    EXPECT_FALSE((*view)->need.registrant_id);
  }
  for (const auto& actor :
       {make::coordinator_of(make::k_elsewhere), make::actor(Role::volunteer), make::actor(Role::viewer), Actor{}})
    EXPECT_FALSE(Policy::need(actor, make::need(), {})) << code(actor.role);
}

TEST(DisclosureJob, the_next_steps_are_those_that_the_asker_may_take) {
  const auto desk = Policy::need(make::actor(Role::staff), make::need(NeedStatus::received), {});
  const auto coordinator = Policy::need(make::coordinator_of(make::k_home), make::need(NeedStatus::received), {});
  ASSERT_TRUE(desk && coordinator);
  EXPECT_EQ((*desk)->next_steps, (std::vector<std::string>{"triage", "hold", "decline", "cancel", "merge"}));
  EXPECT_EQ((*coordinator)->next_steps, (std::vector<std::string>{"triage", "hold", "decline", "cancel"}));
}

TEST(DisclosureJob, a_volunteers_record_is_own_or_of_the_district_and_the_desks_note_is_not_for_them) {
  const auto self = Policy::volunteer(make::actor(Role::volunteer), make::volunteer(1));
  ASSERT_TRUE(self);
  EXPECT_TRUE((*self)->shows_contact);
  EXPECT_FALSE((*self)->volunteer.note);
  EXPECT_FALSE(Policy::volunteer(make::actor(Role::volunteer), make::volunteer(2)));
  EXPECT_TRUE(Policy::volunteer(make::actor(Role::staff), make::volunteer(2)));
  EXPECT_TRUE(Policy::volunteer(make::coordinator_of(make::k_home), make::volunteer(2)));
  EXPECT_FALSE(Policy::volunteer(make::coordinator_of(make::k_elsewhere), make::volunteer(2)));
  EXPECT_FALSE(Policy::volunteer(make::actor(Role::viewer), make::volunteer(2)));
}

TEST(DisclosureJob, an_account_is_seen_by_its_owner_and_the_admin) {
  Account account;
  account.id = *make::actor(Role::staff).account_id;
  EXPECT_TRUE(Policy::account(make::actor(Role::admin), account));
  EXPECT_TRUE(Policy::account(make::actor(Role::staff), account));
  EXPECT_FALSE(Policy::account(make::actor(Role::volunteer), account));
  EXPECT_FALSE(Policy::account(Actor{}, account));
}

TEST(DisclosureJob, who_may_look_in_is_told_to_those_who_arrange_it_and_nothing_more_than_the_name) {
  Account account;
  account.id = make::id<AccountId>(5);
  account.name = "見守 一郎";
  account.role = Role::coordinator;
  account.district_ids = {make::k_home};
  for (const auto& asker : {make::actor(Role::admin), make::actor(Role::staff), make::coordinator_of(make::k_home)}) {
    const auto seen = Policy::watcher(asker, account, make::k_home);
    ASSERT_TRUE(seen);
    EXPECT_EQ((*seen)->id, account.id);
    EXPECT_EQ((*seen)->name, account.name);
  }
  for (const auto& asker :
       {make::coordinator_of(make::k_elsewhere), make::actor(Role::volunteer), make::actor(Role::viewer), Actor{}})
    EXPECT_FALSE(Policy::watcher(asker, account, make::k_home));
  EXPECT_FALSE(Policy::watcher(make::actor(Role::admin), account, make::k_elsewhere)) << "not their district";
}

TEST(DisclosureJob, an_encoding_is_shared_only_by_those_who_see_the_same) {
  Actor two = make::actor(Role::coordinator);
  two.districts = {make::k_elsewhere, make::k_home};
  Actor same_two = make::actor(Role::coordinator);
  same_two.account_id = make::id<AccountId>(77);
  same_two.districts = {make::k_home, make::k_elsewhere};
  EXPECT_EQ(audience_of(two), audience_of(same_two));
  EXPECT_NE(audience_of(two), audience_of(make::coordinator_of(make::k_home)));

  Actor helping_staff = make::actor(Role::staff);
  helping_staff.volunteer_id = make::id<VolunteerId>(1);
  Actor other_volunteer = make::actor(Role::volunteer);
  other_volunteer.volunteer_id = make::id<VolunteerId>(2);
  const std::vector<std::string> keys{audience_of(make::actor(Role::admin)),
                                      audience_of(make::actor(Role::staff)),
                                      audience_of(helping_staff),
                                      audience_of(two),
                                      audience_of(make::actor(Role::volunteer)),
                                      audience_of(other_volunteer),
                                      audience_of(make::actor(Role::viewer)),
                                      audience_of(Actor{})};
  for (std::size_t i = 0; i < keys.size(); ++i)
    for (std::size_t j = i + 1; j < keys.size(); ++j) EXPECT_NE(keys[i], keys[j]);
}

}  // namespace
}  // namespace musubi::domain
