// Who decides on a phase and how it ends; one person's file in an emergency; what is remembered of every look.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/flow/audit_flow.hpp"
#include "server/flow/break_glass_flow.hpp"
#include "server/flow/clock_flow.hpp"
#include "server/flow/incident_flow.hpp"
#include "server/flow/memory.hpp"
#include "server/flow/phase_flow.hpp"
#include "server/flow/registrant_flow.hpp"
#include "server/store/account_store.hpp"
#include "server/store/district_store.hpp"
#include "server/store/event_store.hpp"
#include "tests/support/test_store.hpp"

namespace musubi::flow {
namespace {

using domain::LegalPhase;
using domain::Role;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::int64_t k_hour_s = 3600;

class Access : public ::testing::Test {
 protected:
  void SetUp() override {
    run(admin_, [&](Write& w) -> Result<Outcome> {
      for (const auto& [id, code] : {std::pair(here_, "D01"), std::pair(there_, "D02")}) {
        domain::District d;
        d.id = id;
        d.code = code;
        d.name = d.name_kana = "見本";
        store::insert_district(w.tx, d);
      }
      for (auto* actor : {&admin_, &staff_, &coordinator_}) {
        domain::Account a;
        a.id = *actor->account_id;
        a.login = a.id.text();
        a.name = "係 " + std::string(domain::code(actor->role));
        a.role = actor->role;
        store::insert_account(w.tx, a, "hash");
      }
      return Outcome{204, "none", {}};
    });
    silent_ = add(here_, "無言 太郎");
    elsewhere_ = add(there_, "遠方 花子");
  }

  static domain::Actor actor(Role role, int n, std::vector<DistrictId> districts = {}) {
    domain::Actor a;
    a.account_id = id_of<AccountId>(n);
    a.role = role;
    a.signed_in = true;
    a.districts = std::move(districts);
    return a;
  }
  template <class I>
  static I id_of(int n) {
    std::array<std::uint8_t, 10> random{};
    random[9] = static_cast<std::uint8_t>(n);
    return I(Uuid::v7(1, random));
  }
  Result<Outcome> run(const domain::Actor& who, const Command& command) {
    Result<Outcome> result = fail(Code::broken);
    store_->write_now([&](store::Tx& tx) {
      Write w{tx, who, now_, memory_, make_id_, "test", "POST /test"};
      result = command(w);
      return result ? store::Verdict::keep : store::Verdict::refuse;
    });
    return result;
  }
  template <class Fn>
  auto look(const domain::Actor& who, Fn reading) {
    std::optional<decltype(reading(std::declval<Read&>()))> out;
    store_->read_now([&](store::ReadTx& tx) {
      Read r{tx, who, now_, memory_, "test"};
      out = reading(r);
      audits_ = std::move(r.audits);
    });
    return std::move(*out);
  }
  RegistrantId add(const DistrictId& district, std::string name) {
    domain::NewRegistrant ask;
    ask.registrant.district_id = district;
    ask.registrant.name = ask.registrant.name_kana = std::move(name);
    ask.registrant.address = "見本町1";
    ask.registrant.family_note = "長女は市外";
    return run(admin_, [&](Write& w) { return add_registrant(w, ask); })->ref_id<RegistrantId>();
  }
  IncidentId open(bool is_drill = false) {
    domain::NewIncident ask;
    ask.name = "見本地震";
    ask.is_drill = is_drill;
    return run(staff_, [&](Write& w) { return open_incident(w, ask); })->ref_id<IncidentId>();
  }
  Result<Outcome> decide(const IncidentId& id, LegalPhase phase, std::optional<Instant> until = {},
                         const domain::Actor* who = nullptr) {
    domain::IncidentPatch patch;
    patch.legal_phase = phase;
    patch.phase_reason = "震度6強";
    patch.phase_purpose = domain::PhasePurpose::check_safety;
    patch.phase_until = until;
    return change(id, patch, who ? *who : admin_);
  }
  Result<Outcome> change(const IncidentId& id, const domain::IncidentPatch& patch, const domain::Actor& who) {
    const int version = incident(id).version;
    return run(who, [&](Write& w) { return change_incident(w, id, version, patch); });
  }
  domain::Incident incident(const IncidentId& id) {
    return *look(admin_, [&](Read& r) { return store::find_incident(r.tx, id); });
  }
  std::vector<PhaseLine> history(const IncidentId& id) {
    return look(staff_, [&](Read& r) { return list_phases(r, id); })->items;
  }
  void pass(std::int64_t seconds) {
    now_ = now_.plus_s(seconds);
    if (look(admin_, [](Read& r) { return clock_is_due(r); })) (void)run(domain::the_system(), &clock_work);
  }
  bool sees(const domain::Actor& who, const RegistrantId& person, std::optional<IncidentId> in = {}) {
    return look(who, [&](Read& r) { return read_registrant(r, person, in).has_value(); });
  }
  Result<Outcome> glass(const domain::Actor& who, const RegistrantId& person, std::optional<IncidentId> in = {}) {
    return run(who, [&](Write& w) {
      return break_glass(w, {.registrant_id = person, .number = {}, .incident_id = in, .reason = "家族から電話"});
    });
  }
  std::vector<std::string> events(std::int64_t after) {
    return look(admin_, [&](Read& r) {
      std::vector<std::string> out;
      for (const auto& e : store::events_after(r.tx, after, 100)) out.push_back(e.type + ' ' + e.data);
      return out;
    });
  }

  testing::TestStore store_;
  Memory memory_;
  Instant now_{*Instant::parse("2026-11-23T09:30:00.000+09:00")};
  MakeId make_id_ = random_ids([this] { return now_.ms; });
  DistrictId here_{id_of<DistrictId>(1)}, there_{id_of<DistrictId>(2)};
  domain::Actor admin_{actor(Role::admin, 11)}, staff_{actor(Role::staff, 12)};
  domain::Actor coordinator_{actor(Role::coordinator, 13, {here_})};
  RegistrantId silent_, elsewhere_;  // without consent, here and there
  std::vector<store::AuditRow> audits_;
};

TEST_F(Access, OnlyTheAdminDecidesAndNotBeyondFourteenDays) {
  const auto quake = open();
  EXPECT_EQ(decide(quake, LegalPhase::declared, {}, &staff_).error().code, Code::forbidden);
  EXPECT_EQ(decide(quake, LegalPhase::declared, now_.plus_s(15 * 24 * k_hour_s)).error().code, Code::invalid);
  EXPECT_EQ(incident(quake).legal_phase, LegalPhase::normal);
  EXPECT_THAT(history(quake), IsEmpty());
}

TEST_F(Access, AWiderPhaseEndsByItselfAndTellsTheScreens) {
  const auto quake = open();
  ASSERT_TRUE(decide(quake, LegalPhase::declared));
  EXPECT_EQ(incident(quake).decision->until, now_.plus_s(72 * k_hour_s));
  EXPECT_TRUE(sees(staff_, silent_, quake));
  const auto seq = store_.seq();
  pass(72 * k_hour_s - 1);
  EXPECT_TRUE(sees(staff_, silent_, quake));
  EXPECT_THAT(events(seq), IsEmpty());
  pass(1);
  EXPECT_FALSE(sees(staff_, silent_, quake));
  EXPECT_EQ(incident(quake).legal_phase, LegalPhase::normal);
  EXPECT_THAT(events(seq), ElementsAre("incident.changed phase=normal"));
  pass(60);
  EXPECT_THAT(events(seq), ElementsAre("incident.changed phase=normal")) << "once";
  EXPECT_EQ(history(quake).at(0).record.ended_how, domain::PhaseEnding::time);
}

TEST_F(Access, NothingIsShownBetweenTheEndAndTheClocksNextLook) {
  const auto quake = open();
  ASSERT_TRUE(decide(quake, LegalPhase::imminent, now_.plus_s(10)));
  now_ = now_.plus_s(10);
  EXPECT_EQ(incident(quake).legal_phase, LegalPhase::imminent);
  EXPECT_FALSE(sees(staff_, silent_, quake));
}

TEST_F(Access, TheHistoryKeepsWhoDecidedWhatForAndHowItEnded) {
  const auto quake = open();
  ASSERT_TRUE(decide(quake, LegalPhase::imminent));
  pass(60);
  ASSERT_TRUE(decide(quake, LegalPhase::declared));
  pass(60);
  ASSERT_TRUE(decide(quake, LegalPhase::declared, now_.plus_s(5 * 24 * k_hour_s))) << "the same again renews it";
  domain::IncidentPatch close;
  close.status = domain::IncidentStatus::closed;
  ASSERT_TRUE(change(quake, close, admin_));
  const auto lines = history(quake);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].record.ended_how, domain::PhaseEnding::closed);
  EXPECT_EQ(lines[1].record.ended_how, domain::PhaseEnding::decision);
  EXPECT_EQ(lines[2].record.phase, LegalPhase::imminent);
  EXPECT_EQ(lines[2].record.decision.purpose, domain::PhasePurpose::check_safety);
  EXPECT_EQ(lines[2].record.decision.reason, "震度6強");
  EXPECT_EQ(lines[2].decided_by_name, "係 admin");
  domain::IncidentPatch reopen;
  reopen.status = domain::IncidentStatus::open;
  ASSERT_TRUE(change(quake, reopen, admin_));
  EXPECT_EQ(incident(quake).legal_phase, LegalPhase::normal) << "a reopened incident begins in normal time";
}

TEST_F(Access, TheGlassOpensOnePersonForHalfAnHourToOneAccount) {
  EXPECT_FALSE(sees(staff_, silent_));
  const auto seq = store_.seq();
  const auto broken = glass(staff_, silent_);
  ASSERT_TRUE(broken);
  EXPECT_EQ(broken->status, 201);
  EXPECT_TRUE(sees(staff_, silent_));
  EXPECT_FALSE(sees(staff_, elsewhere_)) << "one person";
  EXPECT_FALSE(sees(coordinator_, silent_)) << "one account";
  EXPECT_EQ(look(staff_, [&](Read& r) { return list_registrants(r, {}, {}, {})->items.size(); }), 0U) << "no list";
  EXPECT_THAT(events(seq), ElementsAre("glass.broken "));
  const auto line = look(admin_, [&](Read& r) { return list_glasses(r, {}, {}); }).items.at(0);
  EXPECT_EQ(line.account_name, "係 staff");
  EXPECT_EQ(line.glass.reason, "家族から電話");
  now_ = now_.plus_s(30 * 60);
  EXPECT_FALSE(sees(staff_, silent_));
}

TEST_F(Access, ACoordinatorOpensOwnDistrictsOnlyAndLearnsNothingOfTheOthers) {
  ASSERT_TRUE(glass(coordinator_, silent_));
  const auto refused = glass(coordinator_, elsewhere_);
  const auto nobody = glass(coordinator_, id_of<RegistrantId>(99));
  EXPECT_EQ(refused.error().code, Code::not_found);
  EXPECT_EQ(nobody.error().code, Code::not_found);
  const auto by_number = run(coordinator_, [&](Write& w) {
    return break_glass(w, {.registrant_id = {}, .number = 1, .incident_id = {}, .reason = "本人の紙"});
  });
  EXPECT_TRUE(by_number) << "the first registrant, by the number on the paper";
}

TEST_F(Access, InADrillTheGlassNeitherBreaksNorShowsWhatIsOpen) {
  const auto drill = open(true);
  EXPECT_EQ(glass(staff_, silent_, drill).error().code, Code::not_in_drill);
  ASSERT_TRUE(glass(staff_, silent_));
  EXPECT_TRUE(sees(staff_, silent_));
  EXPECT_FALSE(sees(staff_, silent_, drill));
}

TEST_F(Access, EveryLookIsAskedToBeRemembered) {
  const auto quake = open();
  ASSERT_TRUE(decide(quake, LegalPhase::declared));
  EXPECT_TRUE(sees(staff_, silent_, quake));
  ASSERT_EQ(audits_.size(), 1U);
  EXPECT_EQ(audits_[0].action, "read");
  EXPECT_THAT(audits_[0].subject_ids, ElementsAre(silent_));
  EXPECT_FALSE(sees(staff_, silent_));
  EXPECT_EQ(audits_.at(0).action, "refused");
  EXPECT_EQ(look(staff_, [&](Read& r) { return list_registrants(r, {}, quake, {})->items.size(); }), 2U);
  EXPECT_EQ(audits_.at(0).subject_ids.size(), 2U);
  EXPECT_EQ(look(staff_, [&](Read& r) { return search(r, {"registrant", "無言", quake})->size(); }), 1U);
  EXPECT_EQ(audits_.at(0).action, "search");
  EXPECT_EQ(look(staff_, [&](Read& r) { return search(r, {"registrant", "無言", {}})->size(); }), 0U);
  EXPECT_THAT(audits_, IsEmpty());
  const auto trail = look(staff_, [&](Read& r) { return read_trail(r, silent_, {}); });
  ASSERT_EQ(trail->items.size(), 1U);
  EXPECT_EQ(trail->items[0].row.action, "written");
  EXPECT_EQ(trail->items[0].row.route, "POST /test");
  EXPECT_EQ(trail->items[0].actor_name, "係 admin");
}

TEST_F(Access, InAnImminentPhaseACoordinatorSeesConsentedPeopleOnly) {
  const auto typhoon = open();
  ASSERT_TRUE(decide(typhoon, LegalPhase::imminent));
  EXPECT_FALSE(sees(coordinator_, silent_, typhoon));
  EXPECT_TRUE(sees(staff_, silent_, typhoon));
  ASSERT_TRUE(decide(typhoon, LegalPhase::declared));
  EXPECT_TRUE(sees(coordinator_, silent_, typhoon));
  EXPECT_FALSE(sees(coordinator_, elsewhere_, typhoon));
}

}  // namespace
}  // namespace musubi::flow
