// Thousands of random stories of one need: whatever people tap, places are never oversold and the queue is fair.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "make.hpp"
#include "shared/domain/need_life.hpp"
#include "shared/domain/offer_rules.hpp"

namespace musubi::domain {
namespace {

constexpr int k_stories = 3'000;
constexpr int k_taps = 40;
constexpr int k_offers = 12;

class Story {
 public:
  explicit Story(unsigned seed) : random_(seed) {
    need_ = make::need();
    need_.people_needed = pick(1, 4);
    need_.waitlist_max = pick(0, 4);
    for (int n = 1; n <= k_offers; ++n) offers_.push_back(make::offer(n));
  }

  void run() {
    for (int i = 0; i < k_taps; ++i) {
      step(offers_[static_cast<std::size_t>(pick(0, k_offers - 1))]);
      settle();
      if (testing::Test::HasFatalFailure()) return;
      check();
    }
  }
  [[nodiscard]] int promoted() const { return promoted_; }
  [[nodiscard]] int refused() const { return refused_; }

 private:
  int pick(int min, int max) { return std::uniform_int_distribution(min, max)(random_); }

  void step(Offer& offer) {
    now_ = now_.plus_s(pick(0, 60));
    switch (pick(0, 9)) {
      case 0:
        return decline(offer);
      case 1:
        return withdraw(offer);
      case 2:
        if (offer.status == OfferStatus::open) offer.status = OfferStatus::expired;
        return;
      case 3:
        need_.people_needed += 1;
        return;
      case 4:
        return lower();
      default:
        return tap(offer);
    }
  }

  void tap(Offer& offer) {
    const auto before = offer.status;
    const auto decided = accept(need_, offer, offers_, now_);
    if (!decided) {
      ++refused_;
      ASSERT_NE(before, OfferStatus::accepted) << "whoever has a place keeps it when they tap again";
      return;
    }
    if (std::holds_alternative<AlreadyTaken>(*decided)) {
      ASSERT_TRUE(before == OfferStatus::accepted || before == OfferStatus::waitlisted);
      return;
    }
    ASSERT_EQ(before, OfferStatus::open);
    if (const auto* take = std::get_if<TakePlace>(&*decided)) {
      offer.status = OfferStatus::accepted;
      offer.place_number = take->place_number;
      ASSERT_TRUE(queue_.empty()) << "nobody passes those who wait";
    } else {
      offer.status = OfferStatus::waitlisted;
      offer.waitlist_order = std::get<JoinWaitlist>(*decided).order;
      queue_.push_back(offer.id);
    }
    const auto again = accept(need_, offer, offers_, now_);
    ASSERT_TRUE(again && std::holds_alternative<AlreadyTaken>(*again)) << "the same tap gets the same answer";
  }

  void leave(Offer& offer, OfferStatus status) {
    offer.status = status;
    offer.place_number.reset();
    offer.waitlist_order.reset();
    std::erase(queue_, offer.id);
  }
  void decline(Offer& offer) {
    if (may_decline(offer, now_)) leave(offer, OfferStatus::declined);
  }
  void withdraw(Offer& offer) {
    if (may_withdraw(offer)) leave(offer, OfferStatus::withdrawn);
  }
  void lower() {
    const int wanted = std::max(1, need_.people_needed - pick(1, 2));
    const auto moved = renumbered(wanted, offers_);
    if (!moved) {
      ASSERT_GT(count_places(need_, offers_).accepted, wanted);
      return;
    }
    for (const auto& m : *moved) find(m.offer_id).place_number = m.place_number;
    need_.people_needed = wanted;
  }

  // What the flow does after every change: the waiting list moves up.
  void settle() {
    for (const auto& m : promotions(need_, offers_)) {
      ASSERT_FALSE(queue_.empty());
      ASSERT_EQ(m.offer_id, queue_.front()) << "first come, first served";
      queue_.erase(queue_.begin());
      Offer& offer = find(m.offer_id);
      offer.status = OfferStatus::accepted;
      offer.place_number = m.place_number;
      offer.waitlist_order.reset();
      ++promoted_;
    }
    need_.status = after_places(need_.status, count_places(need_, offers_).accepted, need_.people_needed);
  }

  void check() {
    const auto places = count_places(need_, offers_);
    ASSERT_LE(places.accepted, need_.people_needed);
    ASSERT_LE(places.waitlisted, need_.waitlist_max);
    ASSERT_FALSE(places.free() > 0 && places.waitlisted > 0) << "a place stays empty while somebody waits";
    ASSERT_EQ(need_.status == NeedStatus::assigned, places.free() == 0);
    std::set<int> numbers;
    for (const auto& o : offers_) {
      ASSERT_EQ(o.place_number.has_value(), o.status == OfferStatus::accepted);
      if (!o.place_number) continue;
      ASSERT_TRUE(numbers.insert(*o.place_number).second) << "two people hold one place";
      ASSERT_GE(*o.place_number, 1);
      ASSERT_LE(*o.place_number, need_.people_needed);
    }
    for (std::size_t i = 0; i < queue_.size(); ++i)
      ASSERT_EQ(waitlist_position(find(queue_[i]), offers_), static_cast<int>(i) + 1);
  }

  Offer& find(const OfferId& id) { return *std::ranges::find(offers_, id, &Offer::id); }

  std::mt19937 random_;
  Need need_;
  std::vector<Offer> offers_;
  std::vector<OfferId> queue_;  // who waits, by our own book
  Instant now_{make::k_now};
  int promoted_{0};
  int refused_{0};
};

TEST(OfferProperty, whatever_people_tap_no_place_is_given_twice_and_the_queue_is_fair) {
  int promoted = 0;
  int refused = 0;
  for (unsigned seed = 1; seed <= k_stories; ++seed) {
    SCOPED_TRACE("story " + std::to_string(seed));
    Story story(seed);
    story.run();
    if (HasFatalFailure()) return;
    promoted += story.promoted();
    refused += story.refused();
  }
  // The stories are worth their time only when they meet waiting lists and full needs.
  EXPECT_GT(promoted, k_stories / 2);
  EXPECT_GT(refused, k_stories);
}

TEST(OfferProperty, a_thousand_taps_on_three_places_give_three_acceptances) {
  const Need need = make::need();
  std::vector<Offer> all;
  for (int n = 1; n <= 1'000; ++n) all.push_back(make::offer(n));
  int taken = 0;
  int told = 0;
  for (auto& offer : all) {
    const auto decided = accept(need, offer, all, make::k_now);
    if (!decided) {
      EXPECT_EQ(decided.error().code, Code::place_taken);
      ++told;
      continue;
    }
    offer.status = OfferStatus::accepted;
    offer.place_number = std::get<TakePlace>(*decided).place_number;
    ++taken;
  }
  EXPECT_EQ(taken, 3);
  EXPECT_EQ(told, 997);
}

}  // namespace
}  // namespace musubi::domain
