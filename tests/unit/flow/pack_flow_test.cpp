// Lists of field phones, with the clock moved by hand: whom they name, when they end, and who can end them.
#include "server/flow/pack_flow.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/flow/account_flow.hpp"
#include "server/flow/audit_flow.hpp"
#include "server/flow/memory.hpp"
#include "server/flow/people_flow.hpp"
#include "server/flow/registrant_flow.hpp"
#include "server/store/incident_store.hpp"
#include "tests/support/test_store.hpp"

namespace musubi::flow {
namespace {

using domain::PackState;
using testing::TestStore;

constexpr std::int64_t k_hour_s = 3'600;
const std::string k_ticket = "ticket-of-the-device-made-by-chance";

class Carrying : public ::testing::Test {
 protected:
  // Two districts; in the first two who consented and one who did not; a coordinator of the first; a real incident.
  void SetUp() override {
    actor_ = domain::the_system();
    here_ = district("D1");
    there_ = district("D2");
    desk_ = account("desk", domain::Role::admin, {});
    carrier_ = account("carrier", domain::Role::coordinator, {here_});
    first_ = person(here_, true, "小田原市見本町1番地2");
    person(here_, true, "見本町1-2");
    hidden_ = person(here_, false, "見本町9-9");
    person(there_, true, "見本町1-2");
    incident_ = make<IncidentId>([](Write& w) {
      domain::NewIncident ask;
      ask.name = "見本の地震";
      return open_incident(w, ask);
    });
    round_ = make<RoundId>([&](Write& w) { return start_round(w, incident_, {}); });
  }

  DistrictId district(const std::string& code) {
    return make<DistrictId>(
        [&](Write& w) { return add_district(w, {{}, code, "見本" + code, "みほん", {35.2, 139.1}, {}, {}, false}); });
  }
  domain::Actor account(const std::string& login, domain::Role role, std::vector<DistrictId> districts) {
    const auto id = make<AccountId>([&](Write& w) {
      domain::NewAccount ask;
      ask.login = login;
      ask.name = "見本 " + login;
      ask.role = role;
      ask.district_ids = districts;
      return add_account(w, ask, "hash");
    });
    return {id, role, districts, std::nullopt, true, false};
  }
  RegistrantId person(const DistrictId& district, bool consented, const std::string& address) {
    return make<RegistrantId>([&](Write& w) {
      domain::NewRegistrant ask;
      ask.registrant.district_id = district;
      ask.registrant.name = "要配 見本";
      ask.registrant.name_kana = "ヨウハイ ミホン";
      ask.registrant.address = address;
      ask.registrant.consented = consented;
      return add_registrant(w, ask);
    });
  }
  Result<Outcome> run(const domain::Actor& actor, const Command& command) {
    Result<Outcome> result = fail(Code::broken);
    store_->write_now([&](store::Tx& tx) {
      Write w{tx, actor, now_, memory_, make_id_, "test"};
      result = command(w);
      return result ? store::Verdict::keep : store::Verdict::refuse;
    });
    return result;
  }
  template <class I>
  I make(const Command& command) {
    const auto done = run(actor_, command);
    EXPECT_TRUE(done) << (done ? "" : std::to_string(static_cast<int>(done.error().code)));
    return done ? done->ref_id<I>() : I{};
  }
  static domain::NewPack an_ask(std::optional<RoundId> round = std::nullopt) {
    domain::NewPack ask;
    ask.round_id = round;
    ask.device_name = "見本の携帯";
    ask.ticket = k_ticket;
    return ask;
  }
  PackId take() {
    const auto done = run(carrier_, [&](Write& w) { return take_pack(w, an_ask(), session_); });
    EXPECT_TRUE(done);
    return done ? done->ref_id<PackId>() : PackId{};
  }
  Result<PackContents> contents(const PackId& id, const domain::Actor& actor) {
    Result<PackContents> found = fail(Code::broken);
    store_->read_now([&](store::ReadTx& tx) {
      Read r{tx, actor, now_, memory_, "test"};
      found = read_pack_people(r, id);
      audits_ = r.audits.size();
    });
    return found;
  }
  PackState state(const PackId& id) {
    PackState found{};
    store_->read_now([&](store::ReadTx& tx) { found = pack_standing(tx, store::find_pack(tx, id)->pack, now_); });
    return found;
  }
  std::string told(const PackId& id, const std::string& ticket, bool is_wiped = false) {
    const auto done = run({}, [&](Write& w) { return hear_from_device(w, id, {ticket, is_wiped}, std::nullopt); });
    return done ? done->ref("state") : "refused";
  }
  void decide(domain::LegalPhase phase, std::optional<Instant> until) {
    store_->write_now([&](store::Tx& tx) {
      auto incident = *store::find_incident(tx, incident_);
      incident.legal_phase = phase;
      incident.decision =
          domain::PhaseDecision{*desk_.account_id, "見本", now_, domain::PhasePurpose::check_safety, until};
      store::update_incident(tx, incident, incident.version);
      return store::Verdict::keep;
    });
  }

  std::optional<Instant> phase_ends() {
    std::optional<Instant> until;
    store_->read_now([&](store::ReadTx& tx) { until = store::find_incident(tx, incident_)->decision->until; });
    return until;
  }

  TestStore store_;
  Memory memory_;
  Instant now_{*Instant::parse("2026-11-24T09:00:00+09:00")};
  MakeId make_id_ = random_ids([this] { return now_.ms; });
  domain::Actor actor_, desk_, carrier_;
  DistrictId here_, there_;
  RegistrantId first_, hidden_;
  IncidentId incident_;
  RoundId round_;
  DeviceSession session_{store::Bytes{"session-of-the-device"}};
  std::size_t audits_{0};
};

TEST_F(Carrying, NamesTheConsentedOfTheOwnDistrictAndLeavesATrail) {
  const auto id = take();
  const auto found = contents(id, carrier_);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->rounds.size(), 1U);
  EXPECT_EQ(found->rounds[0].people.size(), 2U);
  for (const auto& one : found->rounds[0].people) EXPECT_EQ(one.registrant->registrant.district_id, here_);
  EXPECT_EQ(found->pack.pack.people, 2);
  EXPECT_EQ(found->pack.pack.expires_at, now_.plus_s(24 * k_hour_s));
  EXPECT_GE(audits_, 1U);
  store_->read_now([&](store::ReadTx& tx) {
    Read r{tx, desk_, now_, memory_, "test"};
    EXPECT_EQ(packs_that_named(r, first_)->items.size(), 1U);
    EXPECT_TRUE(packs_that_named(r, hidden_)->items.empty());
    Read own{tx, carrier_, now_, memory_, "test"};
    EXPECT_FALSE(packs_that_named(own, first_));
    const auto trail = store::audit_rows(tx, {10, std::nullopt});
    const auto row = std::ranges::find(trail, std::string("pack"), &store::AuditRow::action);
    ASSERT_NE(row, trail.end());
    EXPECT_EQ(row->subjects, 2);
    const auto seen = read_trail(r, first_, {10, std::nullopt});
    ASSERT_TRUE(seen);
    EXPECT_TRUE(std::ranges::any_of(seen->items, [](const auto& line) { return line.row.action == "pack"; }));
  });
}

TEST_F(Carrying, PutsPeopleOfOneHouseTogetherWhateverTheSpelling) {
  const auto found = contents(take(), carrier_);
  ASSERT_TRUE(found);
  store_->read_now([&](store::ReadTx& tx) {
    const Read r{tx, carrier_, now_, memory_, "test"};
    const auto& people = found->rounds[0].people;
    const auto one = household_of(r, people[0].registrant);
    ASSERT_TRUE(one);
    EXPECT_EQ(one, household_of(r, people[1].registrant));
    EXPECT_EQ(one->find("見本"), std::string::npos);
  });
}

TEST_F(Carrying, IsReadByItsCarrierAloneAndOnlyWhileItIsLive) {
  const auto id = take();
  EXPECT_EQ(contents(id, desk_).error().code, Code::not_found);
  now_ = now_.plus_s(24 * k_hour_s);
  EXPECT_EQ(state(id), PackState::expired);
  EXPECT_EQ(contents(id, carrier_).error().code, Code::pack_ended);
  const auto renewed = run(carrier_, [&](Write& w) { return renew_pack(w, id, {}, session_); });
  EXPECT_EQ(renewed.error().code, Code::pack_ended);
}

TEST_F(Carrying, IsRenewedByItsCarrierBeforeTheEnd) {
  const auto id = take();
  now_ = now_.plus_s(20 * k_hour_s);
  actor_ = domain::the_system();
  person(here_, true, "見本町3");
  EXPECT_FALSE(run(desk_, [&](Write& w) { return renew_pack(w, id, {}, session_); }));
  EXPECT_TRUE(run(carrier_, [&](Write& w) { return renew_pack(w, id, {}, session_); }));
  const auto found = contents(id, carrier_);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->rounds[0].people.size(), 3U);
  EXPECT_EQ(found->pack.pack.expires_at, now_.plus_s(24 * k_hour_s));
}

TEST_F(Carrying, IsRenewedForTheRoundThatFollows) {
  const auto id = take();
  const auto next = make<RoundId>([&](Write& w) { return start_round(w, incident_, {}); });
  EXPECT_TRUE(contents(id, carrier_)->rounds.empty());
  EXPECT_TRUE(run(carrier_, [&](Write& w) { return renew_pack(w, id, {}, session_); }));
  const auto found = contents(id, carrier_);
  ASSERT_EQ(found->rounds.size(), 1U);
  EXPECT_EQ(found->rounds[0].round.id, next);
  EXPECT_EQ(found->rounds[0].people.size(), 2U);
}

TEST_F(Carrying, EndsWithThePhaseThatItNeeds) {
  decide(domain::LegalPhase::declared, now_.plus_s(6 * k_hour_s));
  const auto id = take();
  const auto found = contents(id, carrier_);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->rounds[0].people.size(), 3U);
  EXPECT_TRUE(found->pack.pack.is_widened);
  // As far as the store keeps when a phase ends.
  const auto until = phase_ends();
  EXPECT_EQ(found->pack.pack.expires_at, until.value_or(now_.plus_s(24 * k_hour_s)));
  decide(domain::LegalPhase::normal, std::nullopt);
  EXPECT_EQ(state(id), PackState::withdrawn);
  EXPECT_EQ(told(id, k_ticket), "withdrawn");
}

TEST_F(Carrying, LastsItsHoursWhereThePhaseShowsNothingMore) {
  (void)run(actor_, [&](Write& w) {
    auto gone = *store::find_registrant(w.tx, hidden_);
    gone.status = domain::RegistrantStatus::removed;
    store::update_registrant(w.tx, gone, gone.version);
    w.tx.on_commit([&memory = memory_, gone] { memory.put_person(gone); });
    return outcome(200, "registrant", hidden_);
  });
  decide(domain::LegalPhase::declared, now_.plus_s(6 * k_hour_s));
  const auto found = contents(take(), carrier_);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->pack.pack.expires_at, now_.plus_s(24 * k_hour_s));
}

TEST_F(Carrying, LocksALostPhoneWithItsSession) {
  const auto token = store::Bytes{"session-of-the-device"};
  (void)run(actor_, [&](Write& w) { return start_session(w, {token, *carrier_.account_id}); });
  ASSERT_TRUE(memory_.session(token, now_));
  const auto id = take();
  EXPECT_TRUE(run(desk_, [&](Write& w) { return lock_pack(w, id); }));
  EXPECT_TRUE(run(desk_, [&](Write& w) { return lock_pack(w, id); }));
  EXPECT_FALSE(memory_.session(token, now_));
  EXPECT_EQ(told(id, k_ticket), "locked");
  EXPECT_EQ(contents(id, carrier_).error().code, Code::pack_ended);
}

TEST_F(Carrying, TellsItsStandingToTheTicketAndToNobodyElse) {
  const auto id = take();
  EXPECT_EQ(told(id, k_ticket), "live");
  EXPECT_EQ(told(id, "ticket-that-somebody-guessed-somehow"), "refused");
  EXPECT_EQ(told(id, k_ticket, true), "returned");
}

TEST_F(Carrying, IsWithdrawnWithTheDistrictOfItsCarrier) {
  const auto id = take();
  domain::AccountPatch patch;
  patch.district_ids = std::vector{there_};
  ASSERT_TRUE(run(desk_, [&](Write& w) { return change_account(w, *carrier_.account_id, 1, patch); }));
  EXPECT_EQ(told(id, k_ticket), "withdrawn");
}

TEST_F(Carrying, LeavesADrillBehindUnlessItsRoundIsNamed) {
  const auto drill = make<IncidentId>([](Write& w) {
    domain::NewIncident ask;
    ask.name = "訓練";
    ask.is_drill = true;
    return open_incident(w, ask);
  });
  const auto round = make<RoundId>([&](Write& w) { return start_round(w, drill, {}); });
  const auto real = contents(take(), carrier_);
  ASSERT_TRUE(real);
  EXPECT_THAT(real->pack.pack.rounds, ::testing::ElementsAre(round_));
  const auto named = run(carrier_, [&](Write& w) { return take_pack(w, an_ask(round), session_); });
  ASSERT_TRUE(named);
  const auto only = contents(named->ref_id<PackId>(), carrier_);
  ASSERT_TRUE(only);
  EXPECT_THAT(only->pack.pack.rounds, ::testing::ElementsAre(round));
}

TEST_F(Carrying, AsksTheDeskForDistrictsAndKeepsOthersOut) {
  const auto none = run(desk_, [&](Write& w) { return take_pack(w, an_ask(), session_); });
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().fields.at(0).field, "district_ids");
  const auto beyond = run(carrier_, [&](Write& w) {
    auto ask = an_ask();
    ask.district_ids = {there_};
    return take_pack(w, ask, session_);
  });
  EXPECT_EQ(beyond.error().code, Code::not_found);
}

}  // namespace
}  // namespace musubi::flow
