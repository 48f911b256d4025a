// The map as it was, with the clock moved by hand, and 災害地図メモ: who may write, what stands, what the journal says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/flow/history_flow.hpp"
#include "server/flow/map_note_flow.hpp"
#include "server/flow/memory.hpp"
#include "server/flow/people_flow.hpp"
#include "server/flow/registrant_flow.hpp"
#include "server/store/event_store.hpp"
#include "tests/support/test_store.hpp"

namespace musubi::flow {
namespace {

using domain::SafetyStatus;
using testing::TestStore;

class LookingBack : public ::testing::Test {
 protected:
  // 24 November 2026: two districts, three consented people in the first, an incident opened at 9:00.
  void SetUp() override {
    at("08:00");
    here_ = a_district("D1");
    there_ = a_district("D2");
    for (int i = 0; i < 3; ++i) people_.push_back(a_person(i));
    at("09:00");
    incident_ = make<IncidentId>([](Write& w) { return open_incident(w, {{}, "見本の地震", false, {}}); });
  }

  void at(const std::string& clock) { now_ = *Instant::parse("2026-11-24T" + clock + ":00+09:00"); }
  static Instant moment(const std::string& clock) { return *Instant::parse("2026-11-24T" + clock + ":00+09:00"); }
  Result<Outcome> run(const Command& command) {
    Result<Outcome> result = fail(Code::broken);
    store_->write_now([&](store::Tx& tx) {
      Write w{tx, actor_, now_, memory_, make_id_, "test"};
      result = command(w);
      return result ? store::Verdict::keep : store::Verdict::refuse;
    });
    return result;
  }
  template <class I>
  I make(const Command& command) {
    const auto done = run(command);
    EXPECT_TRUE(done) << (done ? "" : std::to_string(static_cast<int>(done.error().code)));
    return done ? done->ref_id<I>() : I{};
  }
  void look(const std::function<void(Read&)>& reading) {
    store_->read_now([&](store::ReadTx& tx) {
      Read r{tx, actor_, now_, memory_, "test"};
      reading(r);
    });
  }
  DistrictId a_district(const std::string& code) {
    return make<DistrictId>(
        [&](Write& w) { return add_district(w, {{}, code, "見本", "みほん", {35.25, 139.15}, {}, {}, false}); });
  }
  RegistrantId a_person(int n) {
    return make<RegistrantId>([&](Write& w) {
      domain::Registrant p;
      p.district_id = here_;
      p.name = "見守 花子" + std::to_string(n);
      p.name_kana = "ミマモリ ハナコ";
      p.address = "見本町" + std::to_string(n);
      p.position = Position{35.25 + n * 0.02, 139.15};
      p.consented = true;
      return add_registrant(w, {p});
    });
  }
  RoundId a_round() {
    return make<RoundId>([&](Write& w) { return start_round(w, incident_, {}); });
  }
  void check(RoundId round, RegistrantId person, SafetyStatus status, std::optional<Instant> occurred = {}) {
    const auto done = run([&](Write& w) {
      domain::NewCheck ask;
      ask.registrant_id = person;
      ask.status = status;
      ask.method = domain::CheckMethod::visit;
      ask.occurred_at = occurred;
      return record_check(w, round, ask);
    });
    ASSERT_TRUE(done);
  }
  // Counts of the first district at a moment: open, safe at home, needing help.
  std::vector<int> counts_at(const std::string& clock) {
    std::vector<int> out;
    look([&](Read& r) {
      const auto map = read_map_at(r, incident_, moment(clock));
      ASSERT_TRUE(map) << clock;
      const auto& row = (*map->rows)[0];
      out = {row.open(), row.counts[static_cast<std::size_t>(SafetyStatus::safe_home)],
             row.counts[static_cast<std::size_t>(SafetyStatus::needs_help)]};
    });
    return out;
  }

  TestStore store_;
  Memory memory_;
  domain::Actor actor_ = domain::the_system();
  Instant now_;
  MakeId make_id_ = random_ids([this] { return now_.ms; });
  DistrictId here_;
  DistrictId there_;
  IncidentId incident_;
  std::vector<RegistrantId> people_;
};

TEST_F(LookingBack, CountsByWhatHadBeenRecordedUntilThen) {
  at("09:10");
  const auto round = a_round();
  at("09:20");
  check(round, people_[0], SafetyStatus::safe_home);
  at("10:30");  // a phone comes back from two hours without signal: it was seen at 9:15
  check(round, people_[1], SafetyStatus::needs_help, moment("09:15"));
  at("11:00");
  EXPECT_EQ(counts_at("09:10"), (std::vector{3, 0, 0}));
  EXPECT_EQ(counts_at("09:20"), (std::vector{2, 1, 0}));
  EXPECT_EQ(counts_at("10:29"), (std::vector{2, 1, 0})) << "nobody knew yet";
  EXPECT_EQ(counts_at("10:30"), (std::vector{1, 1, 1}));
}

TEST_F(LookingBack, ShowsTheRoundThatWasOpenThen) {
  at("09:10");
  const auto first = a_round();
  check(first, people_[0], SafetyStatus::safe_home);
  at("12:00");
  a_round();
  at("13:00");
  look([&](Read& r) {
    const auto before = read_map_at(r, incident_, moment("09:05"));
    EXPECT_FALSE(before->round);
    EXPECT_EQ((*before->dots).size(), 0U);
    const auto then = read_map_at(r, incident_, moment("11:59"));
    ASSERT_TRUE(then->round);
    EXPECT_EQ(then->round->number, 1);
    EXPECT_FALSE(then->round->closed_at) << "it was open then";
    EXPECT_EQ(read_map_at(r, incident_, moment("12:00"))->round->number, 2);
  });
  EXPECT_EQ(counts_at("11:59"), (std::vector{2, 1, 0}));
  EXPECT_EQ(counts_at("12:00"), (std::vector{3, 0, 0}));
}

TEST_F(LookingBack, KnowsNobodyWhoCameOntoTheRosterLater) {
  at("09:10");
  a_round();
  at("10:00");
  a_person(9);
  at("11:00");
  EXPECT_EQ(counts_at("09:59"), (std::vector{3, 0, 0}));
  EXPECT_EQ(counts_at("10:00"), (std::vector{4, 0, 0}));
}

TEST_F(LookingBack, ShowsAWallRoundedDotsOfThePastToo) {
  at("09:10");
  a_round();
  at("10:00");
  actor_ = {};
  actor_.signed_in = true;
  actor_.role = domain::Role::viewer;
  look([&](Read& r) {
    const auto map = read_map_at(r, incident_, moment("09:30"));
    ASSERT_EQ((*map->dots).size(), 3U);
    for (const auto& dot : *map->dots) {
      EXPECT_FALSE(dot.registrant_id);
      EXPECT_EQ(dot.position, rounded(dot.position));
    }
  });
}

TEST_F(LookingBack, RefusesMomentsBeforeTheIncidentAndAfterNow) {
  at("10:00");
  look([&](Read& r) {
    EXPECT_FALSE(read_map_at(r, incident_, moment("08:59")));
    EXPECT_FALSE(read_map_at(r, incident_, moment("10:01")));
    EXPECT_TRUE(read_map_at(r, incident_, moment("10:00")));
  });
}

TEST_F(LookingBack, ShowsTheNeedsThatWereOpenThen) {
  at("09:30");
  const auto need = make<NeedId>([&](Write& w) {
    domain::NewNeed ask;
    ask.title = "家具の片づけ";
    ask.district_id = here_;
    ask.requester.name = "見本 太郎";
    ask.address = "見本町1";
    ask.position = Position{35.25, 139.15};
    ask.incident_id = incident_;
    return open_need(w, ask);
  });
  at("10:00");
  ASSERT_TRUE(run([&](Write& w) { return step_need(w, need, domain::CancelStep{}); }));
  at("11:00");
  const auto needs_at = [&](const std::string& clock) {
    std::size_t count = 99;
    look([&](Read& r) { count = (*read_map_at(r, incident_, moment(clock))->needs).size(); });
    return count;
  };
  EXPECT_EQ(needs_at("09:29"), 0U);
  EXPECT_EQ(needs_at("09:30"), 1U);
  EXPECT_EQ(needs_at("10:00"), 0U);
}

class MapNotes : public LookingBack {
 protected:
  domain::NewMapNote ask(DistrictId district) const {
    domain::NewMapNote note;
    note.district_id = district;
    note.kind = domain::MapNoteKind::closed_road;
    note.text = "橋が落ちている";
    note.points = {{35.25, 139.15}, {35.26, 139.15}};
    return note;
  }
  std::size_t standing(std::optional<Instant> when = {}) {
    std::size_t count = 99;
    look([&](Read& r) { count = list_map_notes(r, incident_, when, {10, {}})->items.size(); });
    return count;
  }
  void as_coordinator_of(DistrictId district) {
    actor_ = {};
    actor_.signed_in = true;
    actor_.role = domain::Role::coordinator;
    actor_.districts = {district};
  }
};

TEST_F(MapNotes, AreMadeChangedAndEndedAndThePastKeepsThem) {
  at("09:30");
  const auto id = make<MapNoteId>([&](Write& w) { return make_map_note(w, incident_, ask(here_)); });
  EXPECT_EQ(standing(), 1U);
  domain::MapNotePatch patch;
  patch.text = std::optional<std::string>("片側だけ通れる");
  EXPECT_TRUE(run([&](Write& w) { return change_map_note(w, id, 1, patch); }));
  EXPECT_EQ(run([&](Write& w) { return change_map_note(w, id, 1, patch); }).error().code, Code::stale_edit);
  at("10:00");
  domain::MapNotePatch end;
  end.end = true;
  EXPECT_TRUE(run([&](Write& w) { return change_map_note(w, id, 2, end); }));
  EXPECT_EQ(standing(), 0U);
  EXPECT_EQ(standing(moment("09:45")), 1U);
  EXPECT_EQ(standing(moment("09:29")), 0U);
  std::vector<std::string> told;
  look([&](Read& r) {
    for (const auto& e : store::events_of_incident_after(r.tx, incident_, 0, 100))
      if (e.type.starts_with("note.")) told.push_back(e.type + " " + e.data);
  });
  EXPECT_EQ(told, (std::vector<std::string>{"note.made kind=closed_road", "note.changed kind=closed_road",
                                            "note.ended kind=closed_road"}))
      << "ids and codes, never the words";
}

TEST_F(MapNotes, EndByThemselvesAtTheirHour) {
  at("09:30");
  auto note = ask(here_);
  note.until = moment("09:45");
  make<MapNoteId>([&](Write& w) { return make_map_note(w, incident_, note); });
  EXPECT_EQ(standing(), 1U);
  at("09:45");
  EXPECT_EQ(standing(), 0U);
}

TEST_F(MapNotes, AreWrittenInOwnDistrictsOnlyAndReadWithoutWordsElsewhere) {
  at("09:30");
  as_coordinator_of(there_);
  EXPECT_EQ(run([&](Write& w) { return make_map_note(w, incident_, ask(here_)); }).error().code, Code::forbidden);
  const auto own = make<MapNoteId>([&](Write& w) { return make_map_note(w, incident_, ask(there_)); });
  as_coordinator_of(here_);
  domain::MapNotePatch end;
  end.end = true;
  EXPECT_EQ(run([&](Write& w) { return change_map_note(w, own, 1, end); }).error().code, Code::forbidden);
  look([&](Read& r) {
    const auto note = read_map_note(r, own);
    ASSERT_TRUE(note);
    EXPECT_FALSE((*note)->shows_text);
    EXPECT_EQ((*note)->note.kind, domain::MapNoteKind::closed_road);
  });
}

TEST_F(MapNotes, OfADrillStayInTheDrillAndAClosedIncidentTakesNone) {
  at("09:30");
  const auto drill = make<IncidentId>([](Write& w) { return open_incident(w, {{}, "訓練", true, {}}); });
  make<MapNoteId>([&](Write& w) { return make_map_note(w, drill, ask(here_)); });
  EXPECT_EQ(standing(), 0U);
  domain::IncidentPatch close;
  close.status = domain::IncidentStatus::closed;
  ASSERT_TRUE(run([&](Write& w) { return change_incident(w, incident_, 1, close); }));
  EXPECT_EQ(run([&](Write& w) { return make_map_note(w, incident_, ask(here_)); }).error().code, Code::incident_closed);
}

}  // namespace
}  // namespace musubi::flow
