#include "server/flow/import_flow.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "server/flow/memory.hpp"
#include "server/store/district_store.hpp"
#include "server/store/registrant_store.hpp"
#include "server/store/volunteer_store.hpp"
#include "tests/support/test_store.hpp"

namespace musubi::flow {
namespace {

using domain::ImportKind;
using domain::PlaceKind;
using domain::Reject;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::TestStore;

constexpr Instant k_now{1'796'000'000'000};

class Importing : public ::testing::Test {
 protected:
  Result<Outcome> run(const Command& command) {
    Result<Outcome> result = fail(Code::broken);
    store_->write_now([&](store::Tx& tx) {
      Write w{tx, actor_, k_now, memory_, make_id_, "test"};
      result = command(w);
      return result ? store::Verdict::keep : store::Verdict::refuse;
    });
    return result;
  }
  void look(const std::function<void(Read&)>& reading) {
    store_->read_now([&](store::ReadTx& tx) {
      Read r{tx, actor_, k_now, memory_, "test"};
      reading(r);
    });
  }
  ImportFile read(ImportKind kind, std::string_view csv) {
    domain::ImportSetting setting;
    look([&](Read& r) { setting = import_setting(r); });
    return read_csv(kind, csv, setting);
  }
  Result<Outcome> import(ImportKind kind, std::string_view csv) {
    const auto file = read(kind, csv);
    return run([&](Write& w) { return import_file(w, file); });
  }
  std::vector<Reject> check(const ImportFile& file) {
    std::vector<Reject> rejects;
    look([&](Read& r) { rejects = check_import(r, file); });
    return rejects;
  }
  std::size_t count(PlaceKind kind) {
    std::size_t n = 0;
    look([&](Read& r) { n = store::places(r.tx, kind).size(); });
    return n;
  }
  // The real lists; absent they are a printed skip, required ones a failure.
  static std::optional<std::string> real(const std::string& name) {
    const char* given = std::getenv("MUSUBI_TEST_DATA");
    const std::string folder = given ? given : MUSUBI_SOURCE_DIR "/../shared/data";
    std::ifstream in(folder + '/' + name, std::ios::binary);
    if (!in) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  static bool is_required() { return std::getenv("CI") || std::getenv("MUSUBI_REQUIRE_DATA"); }

  TestStore store_;
  Memory memory_;
  domain::Actor actor_ = domain::the_system();
  MakeId make_id_ = random_ids([] { return k_now.ms; });
};

#define REAL_OR_SKIP(variable, name)                                             \
  const auto variable = real(name);                                              \
  if (!(variable) && is_required()) FAIL() << "MUSUBI_TEST_DATA: no " << (name); \
  if (!(variable)) GTEST_SKIP() << "MUSUBI_TEST_DATA: no " << (name)

const std::string k_districts = "code,name,lat,lng\r\nD01,緑,35.257,139.159\r\nD02,新玉,35.254,139.166\r\n";
const std::string k_volunteers =
    "name,name_kana,phone,district_code\r\n見本 花子,ミホン ハナコ,090-0000-0001,D01\r\n"
    "見本 太郎,ミホン タロウ,090-0000-0002,D02\r\n";

TEST_F(Importing, TheRealListsComeInWholeAndAgainDoubleNothing) {
  REAL_OR_SKIP(towns, "odawara-isj-b-14206.csv");
  REAL_OR_SKIP(shelters, "odawara-evacuation-shelters-gsi.csv");
  REAL_OR_SKIP(sites, "odawara-emergency-sites-gsi.csv");
  for (int time = 0; time < 2; ++time) {
    for (const auto& [kind, csv, rows] :
         {std::tuple{ImportKind::places, &*towns, "137"}, std::tuple{ImportKind::shelters, &*shelters, "38"},
          std::tuple{ImportKind::shelters, &*sites, "45"}}) {
      const auto done = import(kind, *csv);
      ASSERT_TRUE(done);
      EXPECT_EQ(done->code, "import");
      EXPECT_EQ(done->ref("rows"), rows);
      EXPECT_EQ(done->ref("accepted"), rows);
    }
    EXPECT_EQ(count(PlaceKind::town), 137U);
    EXPECT_EQ(count(PlaceKind::shelter), 38U);
    EXPECT_EQ(count(PlaceKind::evac_site), 45U);
  }
}

TEST_F(Importing, ATownIsFoundInAnAddressAsSoonAsItIsImported) {
  REAL_OR_SKIP(towns, "odawara-isj-b-14206.csv");
  EXPECT_FALSE(memory_.find_town("小田原市井細田123"));
  ASSERT_TRUE(import(ImportKind::places, *towns));
  const auto town = memory_.find_town("小田原市井細田123");
  ASSERT_TRUE(town);
  EXPECT_EQ(town->name, "井細田");
}

TEST_F(Importing, OneBadLineIsNamedAndNothingIsWritten) {
  REAL_OR_SKIP(shelters, "odawara-evacuation-shelters-gsi.csv");
  auto spoiled = *shelters;
  const auto line_3 = spoiled.find('\n', spoiled.find('\n') + 1);
  spoiled.insert(spoiled.find(",35.", line_3) + 1, "x");
  const auto file = read(ImportKind::shelters, spoiled);
  EXPECT_THAT(check(file), ElementsAre(Reject{3, "緯度", "format"}));
  EXPECT_EQ(file.row_count(), 38U);
  EXPECT_EQ(accepted_rows(file, check(file)), 37U);
  const auto before = store_.seq();
  const auto done = run([&](Write& w) { return import_file(w, file); });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, Code::invalid);
  EXPECT_EQ(count(PlaceKind::shelter), 0U);
  EXPECT_EQ(store_.seq(), before);
}

TEST_F(Importing, LeavesOneEventForTheFileAndOneForEachPerson) {
  ASSERT_TRUE(import(ImportKind::districts, k_districts));
  const auto before = store_.seq();
  ASSERT_TRUE(import(ImportKind::volunteers, k_volunteers));
  EXPECT_EQ(store_.seq(), before + 3);
}

TEST_F(Importing, DistrictsAreReplacedByCodeAndKeepTheirId) {
  ASSERT_TRUE(import(ImportKind::districts, k_districts));
  std::optional<domain::District> first;
  look([&](Read& r) { first = store::find_district_by_code(r.tx, "D01"); });
  ASSERT_TRUE(import(ImportKind::districts, "code,name,lat,lng\r\nD01,みどり,35.258,139.160\r\n"));
  look([&](Read& r) {
    EXPECT_EQ(store::districts(r.tx).size(), 2U);
    const auto again = store::find_district_by_code(r.tx, "D01");
    EXPECT_EQ(again->name, "みどり");
    EXPECT_EQ(again->id, first->id);
  });
}

TEST_F(Importing, PeopleLandInTheirDistrictAndAreFoundByName) {
  ASSERT_TRUE(import(ImportKind::districts, k_districts));
  ASSERT_TRUE(import(ImportKind::volunteers, k_volunteers));
  look([&](Read& r) {
    const auto d01 = store::find_district_by_code(r.tx, "D01");
    store::VolunteerFilter there;
    there.district = d01->id;
    const auto people = store::volunteers(r.tx, there, {});
    ASSERT_EQ(people.size(), 1U);
    EXPECT_EQ(people.front().name, "見本 花子");
  });
  const auto hits = memory_.with_people(
      [](const auto& people) { return people.search("みほん", domain::PersonKind::volunteer, 10).size(); });
  EXPECT_EQ(hits, 2U);
}

TEST_F(Importing, AnUnknownDistrictCodeIsRefusedByLine) {
  EXPECT_THAT(
      check(read(ImportKind::volunteers, k_volunteers)),
      ElementsAre(Reject{2, "district_code", "unknown_reference"}, Reject{3, "district_code", "unknown_reference"}));
}

TEST_F(Importing, AVolunteerOfTheSameKanaAndPhoneIsKnownAlready) {
  ASSERT_TRUE(import(ImportKind::districts, k_districts));
  ASSERT_TRUE(import(ImportKind::volunteers, k_volunteers));
  // Other spelling, same person; the other one has another phone.
  const auto file = read(ImportKind::volunteers,
                         "name,name_kana,phone\r\n見本 タロー,みほん たろう,09000000002\r\n"
                         "見本 花子,ミホン ハナコ,090-0000-0003\r\n");
  EXPECT_THAT(check(file), ElementsAre(Reject{2, "name_kana", "already_exists"}));
  const auto done = run([&](Write& w) { return import_file(w, file); });
  ASSERT_FALSE(done);
  EXPECT_THAT(rejects_of(done.error().fields), ElementsAre(Reject{2, "name_kana", "already_exists"}));
  look([&](Read& r) { EXPECT_EQ(store::volunteers(r.tx, {}, {}).size(), 2U); });
}

TEST_F(Importing, ARegistrantWhoIsKnownIsRecognisedAndNotDoubled) {
  ASSERT_TRUE(import(ImportKind::districts, k_districts));
  const std::string header = "name,name_kana,address,district_code,consent\r\n";
  ASSERT_TRUE(import(ImportKind::registrants, header + "見本 正,ミホン タダシ,小田原市栄町1-2,D01,1\r\n"));
  const auto before = store_.seq();
  ASSERT_TRUE(import(ImportKind::registrants, header + "見本 正,ミホン タダシ,小田原市栄町１－２,D01,1\r\n"));
  EXPECT_EQ(store_.seq(), before + 2) << "the file's own two events and none of a person";
  ASSERT_TRUE(import(ImportKind::registrants, header + "見本 正,ミホン タダシ,小田原市栄町9-9,D01,1\r\n"));
  EXPECT_EQ(memory_.with_roster([](const auto& roster) { return roster.size(); }), 2U);
}

// From before people had keys: the import gives them theirs first, else everybody would be new.
TEST_F(Importing, APersonFromBeforeTheKeysIsRecognisedToo) {
  ASSERT_TRUE(import(ImportKind::districts, k_districts));
  const std::string csv = "name,name_kana,address,district_code\r\n見本 正,ミホン タダシ,小田原市栄町1-2,D01\r\n";
  ASSERT_TRUE(import(ImportKind::registrants, csv));
  store_->write_now([&](store::Tx& tx) {
    for (const auto& person : store::registrants(tx, {}, {}))
      tx.run(sql::registrant_keys_set,
             {store::Bytes{std::string(person.id.bytes.begin(), person.id.bytes.end())}, {}, {}, {}, {}, {}});
    return store::Verdict::keep;
  });
  ASSERT_TRUE(import(ImportKind::registrants, csv));
  look([&](Read& r) { EXPECT_EQ(store::registrants(r.tx, {}, {}).size(), 1U); });
}

TEST(ImportWords, EveryReasonOfTheReaderHasWordsInBothLanguages) {
  const auto none = import_words("no such code");
  for (const auto* code :
       {"required", "format", "too_long", "out_of_range", "unknown", "unknown_reference", "duplicate", "already_exists",
        "cells", "empty", "encoding", "too_many", "far_from_district"}) {
    EXPECT_NE(import_words(code).ja, none.ja) << code;
    EXPECT_NE(import_words(code).en, none.en) << code;
  }
}

}  // namespace
}  // namespace musubi::flow
