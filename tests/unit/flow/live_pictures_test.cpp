// The picture in memory says what counting everybody anew from the store would say, whatever was done in between.
#include "server/flow/live_pictures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "server/flow/incident_flow.hpp"
#include "server/flow/memory.hpp"
#include "server/flow/people_flow.hpp"
#include "server/flow/registrant_flow.hpp"
#include "server/store/account_store.hpp"
#include "server/store/district_store.hpp"
#include "server/store/registrant_store.hpp"
#include "tests/support/test_store.hpp"

namespace musubi::flow {
namespace {

using domain::SafetyStatus;
using ::testing::IsEmpty;
using testing::TestStore;

class Pictures : public ::testing::Test {
 protected:
  Pictures() {
    actor_.account_id = AccountId(make_id_());
    actor_.role = domain::Role::admin;
    actor_.signed_in = true;
    do_all([&](Write& w) {
      domain::Account account;
      account.id = *actor_.account_id;
      account.login = "picture";
      account.name = "見本";
      account.role = actor_.role;
      store::insert_account(w.tx, account, "hash");
      for (const char* code : {"A", "B", "C", "D"}) {
        const auto made = add_district(w, {std::nullopt, code, code, "", {35.2, 139.1}, {}, {}, false});
        districts_.push_back(made->ref_id<DistrictId>());
      }
      return Outcome{};
    });
    for (int i = 0; i < 40; ++i) add_person();
    incident_ =
        do_all([](Write& w) { return open_incident(w, {std::nullopt, "地震", false, {}}); }).ref_id<IncidentId>();
  }

  Outcome do_all(const Command& command) {
    Result<Outcome> result = fail(Code::broken);
    store_->write_now([&](store::Tx& tx) {
      Write w{tx, actor_, now_, memory_, make_id_, "test"};
      result = command(w);
      return result ? store::Verdict::keep : store::Verdict::refuse;
    });
    now_ = now_.plus_ms(1 + static_cast<std::int64_t>(below(5000)));
    return result ? *result : Outcome{};
  }
  void look(const std::function<void(Read&)>& reading) {
    store_->read_now([&](store::ReadTx& tx) {
      Read r{tx, actor_, now_, memory_, "test"};
      reading(r);
    });
  }
  std::uint64_t below(std::uint64_t n) { return chance_() % n; }
  template <class T>
  const T& any(const std::vector<T>& list) {
    return list[below(list.size())];
  }
  std::optional<Position> some_position() {
    if (below(8) == 0) return std::nullopt;
    return Position{35.2 + static_cast<double>(below(400)) / 10'000, 139.1 + static_cast<double>(below(400)) / 10'000};
  }

  void add_person() {
    domain::NewRegistrant ask;
    ask.registrant.district_id = any(districts_);
    ask.registrant.name = "見本";
    ask.registrant.position = some_position();
    ask.registrant.consented = below(4) > 0;
    const auto made = do_all([&](Write& w) { return add_registrant(w, ask); });
    people_.push_back(made.ref_id<RegistrantId>());
  }
  void change_person() {
    domain::RegistrantPatch patch;
    switch (below(4)) {
      case 0:
        patch.district_id = any(districts_);
        break;
      case 1:
        patch.consented = below(2) == 0;
        break;
      case 2:
        patch.status = static_cast<domain::RegistrantStatus>(below(3));
        break;
      default:
        patch.position.emplace(some_position());
    }
    const auto id = any(people_);
    do_all([&](Write& w) -> Result<Outcome> {
      auto person = store::find_registrant(w.tx, id);
      return change_registrant(w, id, person->version, patch);
    });
  }
  void check_person() {
    if (rounds_.empty()) return;
    domain::NewCheck ask;
    ask.registrant_id = any(people_);
    ask.status = static_cast<SafetyStatus>(below(domain::k_safety_statuses));
    ask.method = domain::CheckMethod::visit;
    ask.occurred_at = now_.plus_ms(-static_cast<std::int64_t>(below(60'000)));
    const auto round = below(5) == 0 ? any(rounds_) : rounds_.back();
    do_all([&](Write& w) { return record_check(w, round, ask); });
  }
  void change_round() {
    if (!rounds_.empty() && below(2) == 0) {
      do_all([&](Write& w) -> Result<Outcome> {
        return close_round(w, rounds_.back(), store::find_round(w.tx, rounds_.back())->version);
      });
      return;
    }
    domain::NewRound ask;
    if (below(2) == 0) ask.district_ids = {any(districts_), any(districts_)};
    const auto made = do_all([&](Write& w) { return start_round(w, incident_, ask); });
    if (!made.refs.empty()) rounds_.push_back(made.ref_id<RoundId>());
  }
  void change_phase() {
    // Straight to the store, as any of the ways to decide a phase ends: the event is what the picture hears of.
    do_all([&](Write& w) -> Result<Outcome> {
      auto incident = store::find_incident(w.tx, incident_);
      incident->legal_phase = static_cast<domain::LegalPhase>(below(3));
      incident->decision = domain::PhaseDecision{*actor_.account_id, "津波", now_};
      (void)store::update_incident(w.tx, *incident, incident->version);
      auto e = w.event("incident.changed");
      e.incident_id = incident_;
      w.tx.append(e);
      return Outcome{};
    });
  }
  void do_something() {
    const auto what = below(100);
    if (what < 60) return check_person();
    if (what < 80) return change_person();
    if (what < 88) return add_person();
    if (what < 94) return change_round();
    change_phase();
  }

  // Everything counted from rows, without the picture's own code.
  struct Counted {
    std::vector<domain::Progress> rows;
    std::map<RegistrantId, domain::PersonStanding> people;
    std::map<std::tuple<double, double, DistrictId, SafetyStatus>, int> cells;
  };
  static Counted count_anew(Read& r, const IncidentId& id) {
    Counted out;
    const auto incident = store::find_incident(r.tx, id);
    const auto rounds = store::rounds(r.tx, id);
    const auto phase = domain::disclosing_phase(*incident, r.now);
    std::vector<domain::PersonStanding> standings;
    if (!rounds.empty())
      for (const auto& row : store::roster(r.tx)) {
        const auto* round = domain::round_of(row.district_id, rounds);
        if (!round || (!row.consented && phase == domain::LegalPhase::normal)) continue;
        domain::PersonStanding p{row.id, row.district_id, SafetyStatus::unconfirmed, round->started_at, std::nullopt};
        if (const auto s = store::find_state(r.tx, round->id, row.id))
          p = {row.id, row.district_id, s->status, s->open_since, s->recorded_at};
        standings.push_back(p);
        out.people[row.id] = p;
        if (!row.position) continue;
        const auto cell = rounded(*row.position);
        ++out.cells[{std::round(cell.lat * 1e3), std::round(cell.lng * 1e3), row.district_id, p.status}];
      }
    std::vector<DistrictId> districts;
    for (const auto& d : store::districts(r.tx)) districts.push_back(d.id);
    out.rows = domain::progress_by_district(districts, standings);
    const auto needs = store::open_needs_by_district(r.tx, id);
    for (auto& row : out.rows)
      if (const auto at = needs.find(*row.district_id); at != needs.end()) row.needs_open = at->second;
    return out;
  }
  static void expect_same(const domain::Picture& picture, const Counted& wanted) {
    const auto rows = picture.progress();
    ASSERT_EQ(rows.size(), wanted.rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      EXPECT_EQ(rows[i].district_id, wanted.rows[i].district_id);
      EXPECT_EQ(rows[i].counts, wanted.rows[i].counts);
      EXPECT_EQ(rows[i].oldest_open_since, wanted.rows[i].oldest_open_since);
      EXPECT_EQ(rows[i].last_recorded_at, wanted.rows[i].last_recorded_at);
      EXPECT_EQ(rows[i].needs_open, wanted.rows[i].needs_open);
    }
    std::size_t people = 0;
    picture.for_each([&](const domain::Picture::Seen& seen) {
      ++people;
      const auto at = wanted.people.find(seen.person.registrant_id);
      ASSERT_NE(at, wanted.people.end());
      EXPECT_EQ(seen.person.district_id, at->second.district_id);
      EXPECT_EQ(seen.person.status, at->second.status);
      EXPECT_EQ(seen.person.open_since, at->second.open_since);
      EXPECT_EQ(seen.person.recorded_at, at->second.recorded_at);
    });
    EXPECT_EQ(people, wanted.people.size());
    decltype(wanted.cells) cells;
    for (const auto& dot : picture.cells())
      cells[{std::round(dot.position.lat * 1e3), std::round(dot.position.lng * 1e3), *dot.district_id, dot.status}] +=
          dot.count;
    EXPECT_EQ(cells, wanted.cells);
    EXPECT_EQ(picture.columns().size(), picture.placed());
  }
  void expect_picture_is_right() {
    look([&](Read& r) {
      const auto wanted = count_anew(r, incident_);
      ASSERT_TRUE(r.memory.pictures.look(r.tx, incident_, r.now,
                                         [&](const domain::Picture& picture) { expect_same(picture, wanted); }));
    });
  }

  std::mt19937_64 chance_{20'261'127};
  Instant now_{1'796'000'000'000};
  TestStore store_;
  Memory memory_;
  domain::Actor actor_;
  AccountId account_;
  MakeId make_id_ = random_ids([] { return 1'796'000'000'000; });
  std::vector<DistrictId> districts_;
  std::vector<RegistrantId> people_;
  std::vector<RoundId> rounds_;
  IncidentId incident_;
};

TEST_F(Pictures, SayWhatTheStoreSaysAfterAnySequenceOfCommands) {
  expect_picture_is_right();
  for (int step = 0; step < 1200 && !HasFailure(); ++step) {
    do_something();
    // Also after several changes at once, as for a reader who comes late.
    if (below(3) == 0) expect_picture_is_right();
  }
  expect_picture_is_right();
  EXPECT_THAT(store_.faults(), IsEmpty());
}

TEST_F(Pictures, AreNotReadAnewForAChangeOfOnePerson) {
  do_all([&](Write& w) { return start_round(w, incident_, {}); });
  rounds_.clear();
  expect_picture_is_right();
  const auto before = memory_.pictures.counters();
  for (int i = 0; i < 5; ++i) change_person();
  expect_picture_is_right();
  const auto after = memory_.pictures.counters();
  EXPECT_EQ(after.loads, before.loads);
  EXPECT_GE(after.touched - before.touched, 1);
  EXPECT_LE(after.touched - before.touched, 5);
}

TEST_F(Pictures, SeeADecisionsEndThoughNothingHappens) {
  const auto until = now_.plus_s(3600);
  do_all([&](Write& w) { return start_round(w, incident_, {}); });
  do_all([&](Write& w) -> Result<Outcome> {
    auto incident = store::find_incident(w.tx, incident_);
    incident->legal_phase = domain::LegalPhase::declared;
    incident->decision =
        domain::PhaseDecision{*actor_.account_id, "津波", now_, domain::PhasePurpose::life_protection, until};
    (void)store::update_incident(w.tx, *incident, incident->version);
    auto e = w.event("incident.changed");
    e.incident_id = incident_;
    w.tx.append(e);
    return Outcome{};
  });
  expect_picture_is_right();
  now_ = until.plus_s(1);
  expect_picture_is_right();
}

TEST_F(Pictures, OfACommandThatIsRolledBackAreKeptByNobody) {
  expect_picture_is_right();
  store_->write_now([&](store::Tx& tx) {
    Write w{tx, actor_, now_, memory_, make_id_, "test"};
    (void)start_round(w, incident_, {});
    std::size_t rounds = 0;
    (void)memory_.pictures.look(tx, incident_, now_, [&](const domain::Picture& p) { rounds = p.rounds().size(); });
    EXPECT_EQ(rounds, 1U);
    return store::Verdict::refuse;
  });
  expect_picture_is_right();
}

TEST_F(Pictures, OfTooManyPeopleForOneMessageSayHowManyAndNameNobody) {
  do_all([&](Write& w) { return start_round(w, incident_, {}); });
  look([&](Read& r) {
    const auto all = read_map(r, incident_, 1000);
    const auto few = read_map(r, incident_, 3);
    ASSERT_TRUE(all && few);
    EXPECT_EQ(all->dots_omitted, 0U);
    EXPECT_GT(all->dots->size(), 3U);
    EXPECT_THAT(*few->dots, IsEmpty());
    EXPECT_EQ(few->dots_omitted, all->dots->size());
    EXPECT_EQ(domain::total_of(*few->rows).total(), domain::total_of(*all->rows).total());
    auto wall = actor_;
    wall.role = domain::Role::viewer;
    Read for_wall{r.tx, wall, r.now, r.memory, "test"};
    EXPECT_GT(read_map(for_wall, incident_, 3)->dots->size(), 3U);
  });
}

TEST_F(Pictures, OfAnUnknownIncidentAreNotFound) {
  look([&](Read& r) {
    const auto looked = r.memory.pictures.look(r.tx, IncidentId(make_id_()), r.now, [](const domain::Picture&) {});
    ASSERT_FALSE(looked);
    EXPECT_EQ(looked.error().code, Code::not_found);
  });
}

TEST(Snapshots, AreGivenAtTheirOwnNumberOnly) {
  SnapshotCache cache;
  const auto bytes = std::make_shared<const std::string>("columns");
  cache.put("wall", 7, bytes);
  EXPECT_EQ(cache.find("wall", 7), bytes);
  EXPECT_EQ(cache.find("wall", 8), nullptr);
  EXPECT_EQ(cache.find("desk", 7), nullptr);
}

TEST(Snapshots, MakeRoomByDroppingTheLeastUsed) {
  SnapshotCache cache;
  const auto large = [] { return std::make_shared<const std::string>(30 * 1024 * 1024, 'x'); };
  cache.put("a", 1, large());
  cache.put("b", 1, large());
  EXPECT_NE(cache.find("a", 1), nullptr);
  cache.put("c", 1, large());
  EXPECT_EQ(cache.find("b", 1), nullptr);
  EXPECT_NE(cache.find("a", 1), nullptr);
  EXPECT_NE(cache.find("c", 1), nullptr);
}

}  // namespace
}  // namespace musubi::flow
