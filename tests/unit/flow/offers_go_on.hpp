#pragma once
// A centre on a real store with a clock that the test moves: people, needs, offers and waves in a line each.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "server/flow/clock_flow.hpp"
#include "server/flow/memory.hpp"
#include "server/flow/notice_flow.hpp"
#include "server/flow/offer_flow.hpp"
#include "server/flow/preference_flow.hpp"
#include "server/flow/wave_flow.hpp"
#include "server/store/district_store.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/notice_store.hpp"
#include "server/store/offer_store.hpp"
#include "server/store/preference_store.hpp"
#include "server/store/volunteer_store.hpp"
#include "tests/support/test_store.hpp"

namespace musubi::flow {
using domain::NoticeKind;
using domain::NoticeStatus;
using domain::Offer;
using domain::OfferStatus;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TestStore;

inline const Instant k_morning = *Instant::parse("2026-11-23T09:30:00.000+09:00");
inline const Instant k_night = *Instant::parse("2026-11-23T22:00:00.000+09:00");

class OffersGoOn : public ::testing::Test {
 protected:
  OffersGoOn() = default;
  explicit OffersGoOn(TestStore::Settings settings) : store_(std::move(settings)) {}

  void SetUp() override {
    run([&](Write& w) -> Result<Outcome> {
      domain::District d;
      d.id = district_;
      d.code = "D01";
      d.name = d.name_kana = "見本";
      d.center = {35.25, 139.15};
      store::insert_district(w.tx, d);
      return Outcome{204, "none", {}};
    });
  }

  Result<Outcome> run(const Command& command, domain::Actor actor = domain::the_system()) {
    Result<Outcome> result = fail(Code::broken);
    store_->write_now([&](store::Tx& tx) {
      Write w{tx, actor, now_, memory_, make_id_, "test"};
      result = command(w);
      return result ? store::Verdict::keep : store::Verdict::refuse;
    });
    return result;
  }
  template <class Fn>
  auto look(Fn reading) {
    std::optional<decltype(reading(std::declval<Read&>()))> out;
    const auto actor = domain::the_system();
    store_->read_now([&](store::ReadTx& tx) {
      Read r{tx, actor, now_, memory_, "test"};
      out = reading(r);
    });
    return std::move(*out);
  }

  template <class I>
  I fresh() {
    return I(make_id_());
  }
  // Nearest first: the n-th lives n hundred metres from the work.
  std::vector<VolunteerId> people(int n, const std::function<void(domain::Volunteer&)>& change = {}) {
    std::vector<VolunteerId> ids;
    run([&](Write& w) -> Result<Outcome> {
      for (int i = 0; i < n; ++i) {
        domain::Volunteer v;
        v.id = fresh<VolunteerId>();
        v.number = ++people_;
        v.name = v.name_kana = v.phone = "x";
        v.district_id = district_;
        v.position = Position{35.25 + 0.0009 * people_, 139.15};
        v.consent_at = now_;
        v.insurance = domain::InsuranceCover{domain::InsurancePlan::natural_disaster, std::nullopt,
                                             *Day::parse("2020-04-01"), *Day::parse("2099-03-31"), std::nullopt};
        if (change) change(v);
        store::insert_volunteer(w.tx, v);
        ids.push_back(v.id);
      }
      return Outcome{204, "none", {}};
    });
    return ids;
  }
  NeedId a_need(int places, const std::function<void(domain::Need&)>& change = {}) {
    domain::Need need;
    need.id = fresh<NeedId>();
    need.number = ++needs_;
    need.district_id = district_;
    need.title = "庭の草取り";
    need.status = domain::NeedStatus::match_waiting;
    need.position = Position{35.25, 139.15};
    need.people_needed = places;
    need.received_at = need.status_since = now_;
    if (change) change(need);
    run([&](Write& w) -> Result<Outcome> {
      store::insert_need(w.tx, need);
      return Outcome{204, "none", {}};
    });
    return need.id;
  }
  Result<Outcome> wave(const NeedId& need, std::int64_t expires_in_s = 3600, std::optional<int> together = {}) {
    return run([&](Write& w) { return start_wave(w, need, {expires_in_s, together}); });
  }
  OfferId offer(const NeedId& need, const VolunteerId& who, std::int64_t expires_in_s = 3600) {
    const auto made = run([&](Write& w) { return make_offers(w, need, {{who}, std::nullopt, expires_in_s}); });
    EXPECT_TRUE(made);
    return made->ref_id<OfferId>("offer");
  }
  Result<Outcome> accept(const OfferId& id) {
    return run([&](Write& w) { return accept_offer(w, id, {}); });
  }
  Result<Outcome> decline(const OfferId& id, std::optional<domain::DeclineReason> why = {}) {
    return run([&](Write& w) { return decline_offer(w, id, {false, why}); });
  }
  Result<Outcome> substitute(const OfferId& id) {
    return run([&](Write& w) { return want_substitute(w, id); });
  }
  void tick() { (void)run(&clock_work); }
  void pass(std::int64_t seconds) {
    now_ = now_.plus_s(seconds);
    tick();
  }

  std::vector<Offer> offers(const NeedId& need) {
    return look([&](Read& r) { return store::offers_of_need(r.tx, need); });
  }
  std::vector<Offer> with(const NeedId& need, OfferStatus status) {
    auto all = offers(need);
    std::erase_if(all, [status](const Offer& o) { return o.status != status; });
    return all;
  }
  std::optional<Offer> of(const NeedId& need, const VolunteerId& who) {
    for (auto& o : offers(need))
      if (o.volunteer_id == who) return o;
    return std::nullopt;
  }
  WavePicture picture(const NeedId& need) {
    return *look([&](Read& r) { return wave_of(r, need); });
  }
  std::vector<domain::Notice> notices(const VolunteerId& who, NoticeKind kind) {
    auto all = look([&](Read& r) { return store::notices_of_volunteer(r.tx, who, {0}, 100); });
    std::erase_if(all, [kind](const domain::Notice& n) { return n.kind != kind; });
    return all;
  }
  std::vector<domain::Preference> wishes(const VolunteerId& who) {
    return look([&](Read& r) { return store::preferences_of(r.tx, who, {INT64_MIN}); });
  }

  TestStore store_;
  Memory memory_;
  Instant now_{k_morning};
  MakeId make_id_ = random_ids([this] { return now_.ms; });
  DistrictId district_{Uuid::v7(1, std::array<std::uint8_t, 10>{})};
  int people_{0};
  int needs_{0};
};

}  // namespace musubi::flow
