// Offers: what goes in comes out; places, expiry and history follow from them.
#include "shared/domain/offer_rules.hpp"
#include "tests/store/tables.hpp"

namespace musubi::testing {
namespace {

using domain::OfferStatus;
using Kind = store::StoreError::Kind;

constexpr std::int64_t k_hour_ms = 3'600'000;
constexpr std::int64_t k_day_ms = 24 * k_hour_ms;

class OfferStore : public StoreTables {
 protected:
  void SetUp() override {
    StoreTables::SetUp();
    auto need = a_need(1);
    need.people_needed = 2;
    store::insert_need(tx, need);
    store::insert_need(tx, a_need(2));
  }

  void put(domain::Offer offer, OfferStatus status) {
    offer.status = status;
    if (status == OfferStatus::waitlisted && !offer.waitlist_order) offer.waitlist_order = offer.made_at.ms;
    store::insert_offer(tx, offer);
  }
  void put_accepted(domain::Offer offer, int place) {
    offer.place_number = place;
    put(std::move(offer), OfferStatus::accepted);
  }
  void put_served(domain::Offer offer, Instant at) {
    offer.served_at = at;
    put(std::move(offer), OfferStatus::accepted);
  }
  template <class Work>
  std::optional<Kind> refusal(Work work) {
    try {
      work();
      return std::nullopt;
    } catch (const store::StoreError& error) {
      return error.kind;
    }
  }
};

domain::Offer a_full_offer(int n) {
  auto o = an_offer(n, 1, 3);
  o.status = OfferStatus::accepted;
  o.answered_at = Instant{21'000};
  o.answered_by = domain::AnsweredBy::staff;
  o.decline_reason = domain::DeclineReason::too_far;
  o.place_number = 2;
  o.arrived_at = Instant{22'000};
  o.reasons = {{"near", "1200"}, {"same_district", std::nullopt}, {"skill", "cleaning"}};
  o.warnings = {{"no_insurance", std::nullopt}};
  o.version = 3;
  return o;
}

TEST_F(OfferStore, KeepsAnOfferWithEverythingAndWithTheLeast) {
  store::insert_offer(tx, a_full_offer(1));
  store::insert_offer(tx, an_offer(2, 1, 4));
  EXPECT_SAME(store::find_offer(tx, an_id<OfferId>(1)), std::optional(a_full_offer(1)));
  EXPECT_SAME(store::find_offer(tx, an_id<OfferId>(2)), std::optional(an_offer(2, 1, 4)));
  EXPECT_FALSE(store::find_offer(tx, an_id<OfferId>(3)).has_value());
  EXPECT_EQ(ids_of(store::offers_of_need(tx, an_id<NeedId>(1))), ids(1, 2));
  EXPECT_TRUE(store::offers_of_need(tx, an_id<NeedId>(2)).empty());
}

TEST_F(OfferStore, RaisesTheVersionWithEachUpdateAndGivesThePlaceBackWhenServed) {
  store::insert_offer(tx, an_offer(1, 1, 3));
  auto o = a_full_offer(1);
  store::update_offer(tx, o);
  o.version = 2;
  EXPECT_SAME(store::find_offer(tx, o.id), std::optional(o));
  o.served_at = Instant{23'000};
  o.place_number.reset();
  store::update_offer(tx, o);
  o.version = 3;
  EXPECT_SAME(store::find_offer(tx, o.id), std::optional(o));
  put_accepted(an_offer(2, 1, 4), 2);  // the place is free again
}

TEST_F(OfferStore, RefusesAPlaceThatIsHeldOrDoesNotExist) {
  put_accepted(an_offer(1, 1, 3), 1);
  EXPECT_EQ(refusal([&] { put_accepted(an_offer(2, 1, 4), 1); }), Kind::unique);
  EXPECT_EQ(refusal([&] { put_accepted(an_offer(3, 1, 5), 3); }), Kind::check);
  EXPECT_EQ(refusal([&] { put(an_offer(4, 1, 3), OfferStatus::open); }), Kind::unique);  // one live offer each
  put(an_offer(5, 1, 6), OfferStatus::open);
  auto tap = *store::find_offer(tx, an_id<OfferId>(5));
  tap.status = OfferStatus::accepted;
  tap.place_number = 3;
  EXPECT_EQ(refusal([&] { store::update_offer(tx, tap); }), Kind::check);
}

TEST_F(OfferStore, MovesTheLimitOfPlacesWithThePeopleNeeded) {
  put_accepted(an_offer(1, 1, 3), 2);
  auto need = *store::find_need(tx, an_id<NeedId>(1));
  need.people_needed = 1;
  EXPECT_EQ(refusal([&] { store::update_need(tx, need, 1); }), Kind::check);  // place 2 is held
  need.people_needed = 3;
  EXPECT_TRUE(store::update_need(tx, need, 1));
  put_accepted(an_offer(2, 1, 4), 3);
}

TEST_F(OfferStore, ShowsAVolunteerWhatIsLiveAndWhatWasRecentlyAnswered) {
  for (int n = 3; n <= 7; ++n) store::insert_need(tx, a_need(n));
  put(an_offer(1, 1, 5), OfferStatus::open);
  put(an_offer(2, 2, 5), OfferStatus::waitlisted);
  put_accepted(an_offer(3, 3, 5), 1);
  auto declined = an_offer(4, 4, 5);
  declined.answered_at = Instant{90'000};
  put(declined, OfferStatus::declined);
  declined = an_offer(5, 5, 5);
  declined.answered_at = Instant{60'000};
  put(declined, OfferStatus::declined);
  put(an_offer(6, 6, 5), OfferStatus::expired);
  put_served(an_offer(7, 7, 5), {91'000});
  put(an_offer(8, 1, 6), OfferStatus::open);
  const auto shown_after = [&](std::int64_t ms) {
    return ids_of(store::offers_of_volunteer(tx, an_id<VolunteerId>(5), {ms}));
  };
  EXPECT_EQ(shown_after(80'000), ids(7, 4, 3, 2, 1));
  EXPECT_EQ(shown_after(90'500), ids(7, 3, 2, 1));
  EXPECT_EQ(shown_after(0), ids(7, 6, 5, 4, 3, 2, 1));
}

TEST_F(OfferStore, FindsTheOpenOffersThatAreDueLongestFirst) {
  put(an_offer(3, 1, 5), OfferStatus::open);
  put(an_offer(1, 1, 3), OfferStatus::open);
  put(an_offer(2, 1, 4), OfferStatus::open);
  put(an_offer(0, 1, 6), OfferStatus::expired);
  EXPECT_EQ(store::next_expiry(tx), Instant{50'001});
  EXPECT_EQ(ids_of(store::due_offers(tx, {50'000}, 10)), ids());
  EXPECT_EQ(ids_of(store::due_offers(tx, {50'002}, 10)), ids(1, 2));
  EXPECT_EQ(ids_of(store::due_offers(tx, {99'999}, 2)), ids(1, 2));
  tx.run({"test", "UPDATE offer SET status = 'expired'"});
  EXPECT_EQ(store::next_expiry(tx), std::nullopt);
}

TEST_F(OfferStore, KeepsTheOrderOfTheWaitingList) {
  const std::vector<std::int64_t> orders{7, 3, 5};
  for (int n = 1; n <= 3; ++n) {
    auto o = an_offer(n, 1, n);
    o.waitlist_order = orders.at(static_cast<std::size_t>(n - 1));
    put(o, OfferStatus::waitlisted);
  }
  const auto offers = store::offers_of_need(tx, an_id<NeedId>(1));
  EXPECT_EQ(domain::waitlist_position(offers.at(0), offers), 3);
  EXPECT_EQ(domain::waitlist_position(offers.at(1), offers), 1);
  EXPECT_EQ(domain::waitlist_position(offers.at(2), offers), 2);
}

TEST_F(OfferStore, TellsWhoHoldsAPlaceOrWaitsForOneWithoutAllTheOthers) {
  put_accepted(an_offer(1, 1, 1), 2);
  put_served(an_offer(2, 1, 2), {30'000});
  put(an_offer(3, 1, 3), OfferStatus::open);
  put(an_offer(4, 1, 4), OfferStatus::waitlisted);
  put(an_offer(5, 1, 5), OfferStatus::declined);
  EXPECT_EQ(ids_of(store::offers_holding(tx, an_id<NeedId>(1))), ids(1, 4));
}

TEST_F(OfferStore, CountsPlacesAsTheRulesDoForOneNeedAndForMany) {
  store::insert_need(tx, a_need(3));
  put_accepted(an_offer(1, 1, 1), 2);
  put_served(an_offer(2, 1, 2), {30'000});
  put(an_offer(3, 1, 3), OfferStatus::open);
  put(an_offer(4, 1, 4), OfferStatus::waitlisted);
  put(an_offer(5, 1, 5), OfferStatus::declined);
  put(an_offer(6, 2, 6), OfferStatus::open);
  put_accepted(an_offer(7, 3, 7), 1);
  const std::vector<domain::Need> asked{*store::find_need(tx, an_id<NeedId>(1)),
                                        *store::find_need(tx, an_id<NeedId>(3))};
  const auto many = store::places_of_many(tx, asked);
  EXPECT_EQ(many.size(), 2U);  // need 2 lies between them and was not asked for
  for (const auto& need : asked) {
    const auto counted = domain::count_places(need, store::offers_of_need(tx, need.id));
    EXPECT_SAME(store::places_of(tx, need), counted);
    EXPECT_SAME(many.at(need.id), counted);
  }
  EXPECT_SAME(many.at(an_id<NeedId>(1)), (domain::Places{2, 1, 1, 1}));
  EXPECT_TRUE(store::places_of_many(tx, {}).empty());
}

class HelperHistory : public OfferStore {
 protected:
  store::HelperHistory of(int volunteer, const domain::Need& need) {
    for (const auto& h : store::helper_history(tx, need, now_))
      if (h.volunteer_id == an_id<VolunteerId>(volunteer)) return h;
    ADD_FAILURE() << "no history of volunteer " << volunteer;
    return {};
  }
  domain::Need put_need(int n, std::int64_t starts_ms, std::optional<std::int64_t> ends_ms) {
    auto need = a_need(n);
    need.starts_at = Instant{starts_ms};
    if (ends_ms) need.ends_at = Instant{*ends_ms};
    store::insert_need(tx, need);
    return need;
  }
  Instant now_{100 * k_day_ms};
};

TEST_F(HelperHistory, CountsJobsAtTheSamePersonAndOfTheLastWeeks) {
  store::insert_registrant(tx, a_registrant(1));
  for (int n = 10; n <= 11; ++n) {
    auto need = a_need(n);
    need.registrant_id = an_id<RegistrantId>(1);
    store::insert_need(tx, need);
  }
  put_served(an_offer(1, 11, 1), now_.plus_ms(-40 * k_day_ms));
  put_served(an_offer(2, 1, 1), now_.plus_ms(-2 * k_day_ms));
  const auto h = of(1, *store::find_need(tx, an_id<NeedId>(10)));
  EXPECT_EQ(h.past_jobs_here, 1);
  EXPECT_EQ(h.jobs_last_weeks, 1);
  EXPECT_FALSE(h.already_offered);
  EXPECT_EQ(of(1, *store::find_need(tx, an_id<NeedId>(2))).past_jobs_here, 0);
}

TEST_F(HelperHistory, KnowsWhoHasALiveOfferOfThisNeed) {
  put(an_offer(1, 1, 1), OfferStatus::open);
  put(an_offer(2, 1, 2), OfferStatus::waitlisted);
  put_accepted(an_offer(3, 1, 3), 1);
  put(an_offer(4, 1, 4), OfferStatus::declined);
  put_served(an_offer(5, 1, 5), {1'000});
  const auto need = *store::find_need(tx, an_id<NeedId>(1));
  for (const int n : {1, 2, 3}) EXPECT_TRUE(of(n, need).already_offered) << n;
  for (const int n : {4, 5}) EXPECT_FALSE(of(n, need).already_offered) << n;
}

TEST_F(HelperHistory, KnowsWhoIsBusyAtThatTime) {
  const auto asked = put_need(10, 10 * k_hour_ms, 12 * k_hour_ms);
  put_need(11, 11 * k_hour_ms, 13 * k_hour_ms);  // overlaps
  put_need(12, 12 * k_hour_ms, 14 * k_hour_ms);  // begins when the other ends
  put_need(13, 8 * k_hour_ms, std::nullopt);     // no end: taken as three hours
  put_need(14, 6 * k_hour_ms, std::nullopt);
  for (int n = 1; n <= 4; ++n) put_accepted(an_offer(n, 10 + n, n), 1);
  put(an_offer(5, 11, 5), OfferStatus::open);  // not a promise yet
  EXPECT_TRUE(of(1, asked).busy_then);
  EXPECT_FALSE(of(2, asked).busy_then);
  EXPECT_TRUE(of(3, asked).busy_then);
  EXPECT_FALSE(of(4, asked).busy_then);
  EXPECT_FALSE(of(5, asked).busy_then);
  EXPECT_FALSE(of(1, *store::find_need(tx, an_id<NeedId>(1))).busy_then);  // no start
}

TEST_F(HelperHistory, LeavesOutWhatHappenedInAnotherDrill) {
  auto drill = a_need(10);
  drill.incident_id = an_id<IncidentId>(2);
  store::insert_need(tx, drill);
  put_served(an_offer(1, 10, 1), now_);
  EXPECT_TRUE(store::helper_history(tx, *store::find_need(tx, an_id<NeedId>(1)), now_).empty());
  EXPECT_EQ(of(1, drill).jobs_last_weeks, 1);
}

}  // namespace
}  // namespace musubi::testing
