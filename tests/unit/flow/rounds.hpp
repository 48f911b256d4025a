#pragma once
// A city with two districts, its people and an incident on a real store, with a clock that the test moves.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "server/flow/arrival_flow.hpp"
#include "server/flow/check_flow.hpp"
#include "server/flow/clock_flow.hpp"
#include "server/flow/escalation_flow.hpp"
#include "server/flow/incident_flow.hpp"
#include "server/flow/memory.hpp"
#include "server/flow/registrant_flow.hpp"
#include "server/flow/rescue_flow.hpp"
#include "server/store/account_store.hpp"
#include "server/store/district_store.hpp"
#include "tests/support/test_store.hpp"

namespace musubi::flow {
using domain::EscalationStep;
using domain::SafetyStatus;
using testing::TestStore;

class Rounds : public ::testing::Test {
 protected:
  void SetUp() override {
    run([&](Write& w) -> Result<Outcome> {
      for (const auto* id : {&east_, &west_}) {
        domain::District d;
        d.id = *id;
        d.code = id == &east_ ? "D01" : "D02";
        d.name = d.name_kana = "見本";
        d.center = {35.25, 139.15};
        store::insert_district(w.tx, d);
      }
      domain::Account a;
      a.id = *actor_.account_id;
      a.login = "staff";
      a.name = "受付 一郎";
      a.role = domain::Role::staff;
      store::insert_account(w.tx, a, "hash");
      a.id = other_;
      a.login = "other";
      store::insert_account(w.tx, a, "hash");
      return Outcome{204, "none", {}};
    });
    incident_ = open(false);
  }

  Result<Outcome> run(const Command& command) {
    Result<Outcome> result = fail(Code::broken);
    store_->write_now([&](store::Tx& tx) {
      Write w{tx, actor_, now_, memory_, make_id_, "test"};
      result = command(w);
      return result ? store::Verdict::keep : store::Verdict::refuse;
    });
    return result;
  }
  template <class Fn>
  auto look(Fn reading) {
    std::optional<decltype(reading(std::declval<Read&>()))> out;
    store_->read_now([&](store::ReadTx& tx) {
      Read r{tx, actor_, now_, memory_, "test"};
      out = reading(r);
    });
    return std::move(*out);
  }
  void pass(int minutes) { now_ = now_.plus_s(60LL * minutes); }
  void tick() { (void)run(&clock_work); }

  IncidentId open(bool is_drill) {
    domain::NewIncident ask;
    ask.name = "地震";
    ask.is_drill = is_drill;
    return run([&](Write& w) { return open_incident(w, ask); })->ref_id<IncidentId>();
  }
  RegistrantId a_person(const DistrictId& district, const std::function<void(domain::Registrant&)>& change = {}) {
    domain::NewRegistrant ask;
    ask.registrant.district_id = district;
    ask.registrant.name = "要配 " + std::to_string(++people_);
    ask.registrant.name_kana = "ヨウハイ";
    ask.registrant.address = "小田原市見本町" + std::to_string(people_);
    ask.registrant.consented = true;
    if (change) change(ask.registrant);
    return run([&](Write& w) { return add_registrant(w, ask); })->ref_id<RegistrantId>();
  }
  RoundId a_round(std::vector<DistrictId> districts = {}) {
    domain::NewRound ask;
    ask.district_ids = std::move(districts);
    return run([&](Write& w) { return start_round(w, incident_, ask); })->ref_id<RoundId>();
  }
  Result<Outcome> check(const RoundId& round, const RegistrantId& person, SafetyStatus status,
                        domain::CheckMethod method = domain::CheckMethod::visit, int minutes_ago = 0) {
    domain::NewCheck ask;
    ask.registrant_id = person;
    ask.status = status;
    ask.method = method;
    ask.occurred_at = now_.plus_s(-60LL * minutes_ago);
    return run([&](Write& w) { return record_check(w, round, ask); });
  }
  Watched row(const RoundId& round, const RegistrantId& person) {
    auto list = look([&](Read& r) { return watch_list(r, round, {}); });
    EXPECT_TRUE(list);
    const auto at =
        std::ranges::find_if(list->items, [&](const Watched& w) { return w.registrant->registrant.id == person; });
    EXPECT_NE(at, list->items.end());
    return *at;
  }
  domain::Progress progress() {
    return domain::total_of(look([&](Read& r) { return picture_of(r, incident_); })->progress);
  }
  std::vector<domain::RescueView> rescues() {
    return look([&](Read& r) { return list_rescues(r, incident_, std::nullopt); })->items;
  }

  TestStore store_;
  Memory memory_;
  std::int64_t ids_made_{0};
  MakeId make_id_{[this] {
    Uuid id;
    ++ids_made_;
    id.bytes[6] = 0x70;
    id.bytes[8] = 0x80;
    for (int i = 0; i < 4; ++i) id.bytes[15 - i] = static_cast<std::uint8_t>(ids_made_ >> (8 * i));
    return id;
  }};
  Instant now_{*Instant::parse("2026-11-23T09:30:00.000+09:00")};
  DistrictId east_{make_id_()};
  DistrictId west_{make_id_()};
  AccountId other_{make_id_()};
  domain::Actor actor_{[this] {
    domain::Actor a;
    a.account_id = AccountId(make_id_());
    a.role = domain::Role::staff;
    a.signed_in = true;
    return a;
  }()};
  IncidentId incident_;
  int people_{0};
};

}  // namespace musubi::flow
