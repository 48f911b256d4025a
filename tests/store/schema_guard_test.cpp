// Law 3 without any code of ours in between: raw SQL that breaks a rule is refused by the schema of both engines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>

#include "server/store/migrator.hpp"
#include "server/store/sqlite/sqlite_driver.hpp"
#include "tests/support/throwaway_postgres.hpp"

namespace musubi::testing {
namespace {

class Engine {
 public:
  virtual ~Engine() = default;
  virtual bool takes(const std::string& text) = 0;
  [[nodiscard]] virtual std::string blob(const std::string& hex) const = 0;
};

class SqliteEngine : public Engine {
 public:
  SqliteEngine() { (void)store::migrate(*connection_, store::k_sqlite, 1); }
  bool takes(const std::string& text) override {
    try {
      connection_->script(text);
      return true;
    } catch (const store::StoreError& error) {
      EXPECT_NE(error.kind, store::StoreError::Kind::broken) << error.what();  // a rule, not a slip in the test
      return false;
    }
  }
  [[nodiscard]] std::string blob(const std::string& hex) const override { return "x'" + hex + "'"; }

 private:
  TempFolder folder_;
  std::unique_ptr<store::Connection> connection_{
      store::SqliteDriver({.path = folder_.file("musubi.db"), .vfs = {}}).open_writer()};
};

class PostgresEngine : public Engine {
 public:
  PostgresEngine() {
    for (const auto& migration : sql::migrations()) {
      const auto answer = session_.run(store::migration_text(migration, store::k_postgres));
      if (!answer.ok) throw std::runtime_error(answer.message);
    }
  }
  bool takes(const std::string& text) override {
    const PgAnswer answer = session_.run(text);
    if (!answer.ok) {
      EXPECT_EQ(answer.sqlstate.substr(0, 2), "23") << answer.message;
    }
    return answer.ok;
  }
  [[nodiscard]] std::string blob(const std::string& hex) const override { return "'\\x" + hex + "'"; }

 private:
  PgSession session_{ThrowawayPostgres::shared()->fresh_database()};
};

class SchemaGuard : public ::testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    if (GetParam()) {
      MUSUBI_NEEDS_POSTGRES();
      engine_ = std::make_unique<PostgresEngine>();
    } else {
      engine_ = std::make_unique<SqliteEngine>();
    }
    ASSERT_TRUE(takes("INSERT INTO district VALUES (" + id(1) + ", 'D1', 'x', 'x', 35.2, 139.1, NULL, '', TRUE, 1)"));
    for (int i = 1; i <= 6; ++i) {
      ASSERT_TRUE(
          takes("INSERT INTO volunteer (id, number, name, name_kana, phone, skills, availability, status, created_ms,"
                " version) VALUES (" +
                id(10 + i) + ", " + std::to_string(i) + ", " + id(0) + ", " + id(0) + ", " + id(0) +
                ", '', '', 'active', 1, 1)"));
    }
    ASSERT_TRUE(takes(need(2, 3)));
  }

  bool takes(const std::string& text) { return engine_->takes(text); }

  std::string id(int n) {
    const std::string hex = "0123456789abcdef";
    std::string out(30, '0');
    out += hex[static_cast<std::size_t>(n / 16)];
    out += hex[static_cast<std::size_t>(n % 16)];
    return engine_->blob(out);
  }

  std::string need(int n, int people) {
    return "INSERT INTO need (id, number, district_id, title, category, status, status_ms, position_source, "
           "people_needed,"
           " waitlist_max, skills, priority, watch_after, channel, received_ms, version, changed_seq) VALUES (" +
           id(n) + ", " + std::to_string(n) + ", " + id(1) + ", " + id(0) + ", 'other', 'match_waiting', 1, 'none', " +
           std::to_string(people) + ", 0, '', 'normal', FALSE, 'phone', 1, 1, 1)";
  }

  // Offer and volunteer have the same small number.
  std::string accepted(int n, const std::string& place, const std::string& limit, const std::string& served = "NULL") {
    return offer(n, "accepted", place, limit, served);
  }
  std::string offer(int n, const std::string& status, const std::string& place, const std::string& limit,
                    const std::string& served = "NULL", int volunteer = 0) {
    return "INSERT INTO offer (id, need_id, volunteer_id, status, made_ms, expires_ms, place_number, place_limit, "
           "served_ms,"
           " reasons, warnings, version) VALUES (" +
           id(30 + n) + ", " + id(2) + ", " + id(10 + (volunteer == 0 ? n : volunteer)) + ", '" + status + "', 1, 2, " +
           place + ", " + limit + ", " + served + ", '', '', 1)";
  }
  void take_three_places() {
    for (int i = 1; i <= 3; ++i) ASSERT_TRUE(takes(accepted(i, std::to_string(i), "3")));
  }

  std::unique_ptr<Engine> engine_;
};

TEST_P(SchemaGuard, RefusesAFourthAcceptanceOnThreePlaces) {
  take_three_places();
  EXPECT_FALSE(takes(accepted(4, "4", "3")));        // beyond the need's places
  EXPECT_FALSE(takes(accepted(4, "4", "4")));        // with a limit of its own making
  EXPECT_FALSE(takes(accepted(4, "3", "3")));        // somebody else's place
  EXPECT_FALSE(takes(accepted(4, "0", "3")));        // before the first
  EXPECT_FALSE(takes(accepted(4, "NULL", "NULL")));  // without a place
  EXPECT_FALSE(takes(accepted(4, "NULL", "3")));
  EXPECT_FALSE(takes(accepted(4, "4", "NULL")));
  EXPECT_TRUE(takes(offer(4, "open", "NULL", "NULL")));
  EXPECT_FALSE(takes("UPDATE offer SET status = 'accepted' WHERE id = " + id(34)));
  EXPECT_FALSE(takes("UPDATE offer SET status = 'accepted', place_number = 2, place_limit = 3 WHERE id = " + id(34)));
}

TEST_P(SchemaGuard, APlaceGivenBackCanBeTakenAgain) {
  take_three_places();
  EXPECT_FALSE(takes("UPDATE offer SET status = 'declined' WHERE id = " + id(32)));  // keeping the place
  EXPECT_TRUE(
      takes("UPDATE offer SET status = 'declined', place_number = NULL, place_limit = NULL WHERE id = " + id(32)));
  EXPECT_TRUE(takes(accepted(4, "2", "3")));
}

TEST_P(SchemaGuard, RefusesFewerPeopleThanTakenPlaces) {
  take_three_places();
  EXPECT_FALSE(takes("UPDATE need SET people_needed = 2 WHERE id = " + id(2)));
  EXPECT_TRUE(takes("UPDATE need SET people_needed = 4 WHERE id = " + id(2)));
  EXPECT_TRUE(takes(accepted(4, "4", "4")));
  EXPECT_FALSE(takes("UPDATE need SET people_needed = 3 WHERE id = " + id(2)));
}

TEST_P(SchemaGuard, RefusesASecondLiveOfferToTheSameVolunteer) {
  EXPECT_TRUE(takes(offer(1, "open", "NULL", "NULL")));
  EXPECT_FALSE(takes(offer(2, "open", "NULL", "NULL", "NULL", 1)));
  EXPECT_FALSE(takes(offer(2, "accepted", "1", "3", "NULL", 1)));
  EXPECT_TRUE(takes(offer(2, "declined", "NULL", "NULL", "NULL", 1)));
}

TEST_P(SchemaGuard, RefusesAReportWithoutANeed) {
  const auto report = [&](int n, const std::string& need_id) {
    return "INSERT INTO activity_report (id, need_id, outcome, injuries, reported_ms) VALUES (" + id(n) + ", " +
           need_id + ", 'done', FALSE, 1)";
  };
  EXPECT_FALSE(takes(report(50, "NULL")));
  EXPECT_FALSE(takes(report(50, id(99))));
  EXPECT_TRUE(takes(report(50, id(2))));
  EXPECT_FALSE(takes("DELETE FROM need WHERE id = " + id(2)));
}

TEST_P(SchemaGuard, RefusesAStateThatContradictsItself) {
  EXPECT_FALSE(takes("UPDATE need SET status = 'merged' WHERE id = " + id(2)));
  EXPECT_FALSE(takes("UPDATE need SET status = 'merged', merged_into = id WHERE id = " + id(2)));
  EXPECT_FALSE(takes("UPDATE need SET status = 'nonsense' WHERE id = " + id(2)));
  EXPECT_FALSE(takes("UPDATE need SET position_source = 'guessed' WHERE id = " + id(2)));
  EXPECT_FALSE(takes(offer(1, "waitlisted", "NULL", "NULL")));  // without an order
}

TEST_P(SchemaGuard, RefusesACrewThatContradictsItself) {
  EXPECT_TRUE(takes("UPDATE need SET people_min = 2, people_max = 4 WHERE id = " + id(2)));
  EXPECT_FALSE(takes("UPDATE need SET people_min = 4 WHERE id = " + id(2)));
  EXPECT_FALSE(takes("UPDATE need SET people_max = 2 WHERE id = " + id(2)));
  EXPECT_FALSE(takes("UPDATE need SET people_needed = 1 WHERE id = " + id(2)));
  EXPECT_FALSE(takes("UPDATE need SET people_needed = 5 WHERE id = " + id(2)));
  EXPECT_FALSE(takes("UPDATE need SET placard = 'blue' WHERE id = " + id(2)));
}

TEST_P(SchemaGuard, RefusesATeamOfSomebodyElsesOffers) {
  take_three_places();
  ASSERT_TRUE(
      takes("INSERT INTO incident (id, name, kind, is_drill, status, legal_phase, opened_ms, version) VALUES (" +
            id(60) + ", 'x', 'flood', FALSE, 'open', 'normal', 1, 1)"));
  const auto plan = [&](const std::string& numbers) {
    return "INSERT INTO plan (id, incident_id, day, status, made_ms, data_seq, objective, bound, exact, summary, "
           "version)"
           " VALUES (" +
           id(61) + ", " + id(60) + ", 1, 'draft', 1, 1, " + numbers + ", FALSE, '', 1)";
  };
  EXPECT_FALSE(takes(plan("5, 4")));  // better than the best there can be
  ASSERT_TRUE(takes(plan("4, 5")));
  const auto team = [&](int n, int number) {
    return "INSERT INTO team (id, number, incident_id, need_id, plan_id, formed_ms, version) VALUES (" + id(n) + ", " +
           std::to_string(number) + ", " + id(60) + ", " + id(2) + ", " + id(61) + ", 1, 1)";
  };
  ASSERT_TRUE(takes(team(62, 1)));
  EXPECT_FALSE(takes(team(63, 2)));  // a second team of the same plan for the same need
  const auto member = [&](int volunteer, int offer_number, const std::string& leads) {
    return "INSERT INTO team_member (team_id, volunteer_id, offer_id, is_leader) VALUES (" + id(62) + ", " +
           id(10 + volunteer) + ", " + id(30 + offer_number) + ", " + leads + ")";
  };
  EXPECT_FALSE(takes(member(1, 2, "FALSE")));  // another volunteer's offer
  EXPECT_TRUE(takes(member(1, 1, "TRUE")));
  EXPECT_FALSE(takes(member(2, 2, "TRUE")));  // a second leader
  EXPECT_TRUE(takes(member(2, 2, "FALSE")));
}

TEST_P(SchemaGuard, RefusesAnExclusionOfNobodyOrOfOneself) {
  const auto exclusion = [&](const std::string& other, const std::string& need_id) {
    return "INSERT INTO exclusion (id, volunteer_id, other_volunteer_id, need_id, made_ms) VALUES (" + id(70) + ", " +
           id(11) + ", " + other + ", " + need_id + ", 1)";
  };
  EXPECT_FALSE(takes(exclusion("NULL", "NULL")));
  EXPECT_FALSE(takes(exclusion(id(12), id(2))));
  EXPECT_FALSE(takes(exclusion(id(11), "NULL")));
  EXPECT_TRUE(takes(exclusion(id(12), "NULL")));
}

TEST_P(SchemaGuard, RefusesASecondRunningWaveOfTheSameNeed) {
  const auto wave = [&](int n, const std::string& status, const std::string& reason, const std::string& ended) {
    return "INSERT INTO wave (id, need_id, cause, status, end_reason, expires_in_s, acceptance_permille, rounds, asked,"
           " started_ms, ended_ms, version) VALUES (" +
           id(n) + ", " + id(2) + ", 'staff', '" + status + "', " + reason + ", 60, 500, 0, 0, 1, " + ended + ", 1)";
  };
  EXPECT_TRUE(takes(wave(60, "running", "NULL", "NULL")));
  EXPECT_FALSE(takes(wave(61, "running", "NULL", "NULL")));
  EXPECT_TRUE(takes(wave(61, "ended", "'full'", "2")));
  EXPECT_FALSE(takes(wave(62, "ended", "NULL", "NULL")));  // without a reason
}

TEST_P(SchemaGuard, TellsTheSameMomentOnceAndGivesAwayOnlyAHeldPlace) {
  const auto notice = [&](int n, const std::string& status, const std::string& sent) {
    return "INSERT INTO notice (id, kind, status, channel, volunteer_id, offer_id, need_id, is_drill, planned_ms, "
           "due_ms,"
           " sent_ms) VALUES (" +
           id(n) + ", 'offer_made', '" + status + "', 'app', " + id(11) + ", " + id(31) + ", " + id(2) +
           ", FALSE, 1, 1, " + sent + ")";
  };
  ASSERT_TRUE(takes(offer(1, "open", "NULL", "NULL")));
  EXPECT_TRUE(takes(notice(60, "sent", "1")));
  EXPECT_FALSE(takes(notice(61, "waiting", "NULL")));
  EXPECT_TRUE(takes(notice(61, "cancelled", "NULL")));
  EXPECT_FALSE(takes("UPDATE offer SET substitute_ms = 1 WHERE id = " + id(31)));
}

INSTANTIATE_TEST_SUITE_P(Engines, SchemaGuard, ::testing::Bool(),
                         [](const auto& which) { return which.param ? "Postgres" : "Sqlite"; });

}  // namespace
}  // namespace musubi::testing
