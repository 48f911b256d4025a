#include "shared/domain/people_index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "make.hpp"

namespace musubi::domain {
namespace {

using testing::Contains;
using testing::ElementsAre;

PersonEntry entry(PersonKind kind, int n, std::string name, std::string kana, std::string phone,
                  std::string address = "") {
  PersonEntry e;
  e.kind = kind;
  e.id = make::id<NeedId>(n);
  e.number = n;
  e.name = std::move(name);
  e.name_kana = std::move(kana);
  e.phone = std::move(phone);
  e.address = std::move(address);
  e.district_id = make::k_home;
  return e;
}

PeopleIndex four_people() {
  PeopleIndex index;
  index.put(entry(PersonKind::need, 412, "見本 花子", "ミホン ハナコ", "0465-22-0001"));
  index.put(entry(PersonKind::volunteer, 1, "手伝 一郎", "テツダイ イチロウ", "090-0000-0002"));
  index.put(entry(PersonKind::volunteer, 2, "見本 一郎", "ミホン イチロウ", "090-0000-0003"));
  index.put(entry(PersonKind::registrant, 3, "要支援 ハナコ", "ヨウシエン ハナコ", "0465-22-0004"));
  return index;
}

std::vector<int> numbers(const std::vector<PersonHit>& hits) {
  std::vector<int> out;
  for (const auto& hit : hits) out.push_back(hit.entry->number);
  return out;
}

TEST(PeopleIndex, finds_by_name_kana_phone_and_number_in_any_spelling) {
  const auto index = four_people();
  const auto find = [&](std::string_view text) { return numbers(index.search(text, std::nullopt, 10)); };
  EXPECT_THAT(find("見本花子"), ElementsAre(412));
  EXPECT_THAT(find("みほん"), ElementsAre(412, 2));
  EXPECT_THAT(find("ﾃﾂﾀﾞｲ"), ElementsAre(1));
  EXPECT_THAT(find("０４６５"), ElementsAre(412, 3));
  EXPECT_THAT(find("0002"), ElementsAre(1));
  EXPECT_THAT(find("n-0412-7"), ElementsAre(412));
  EXPECT_THAT(find("V00018"), ElementsAre(1));
  EXPECT_THAT(find("0412-7"), ElementsAre(412));
  EXPECT_THAT(find("N-0412-8"), ElementsAre()) << "a slip in the number finds nobody else";
}

TEST(PeopleIndex, tells_why_and_the_best_comes_first) {
  const auto index = four_people();
  const auto hits = index.search("ハナコ", std::nullopt, 10);
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_THAT(hits[0].reasons, Contains("kana"));
  const auto exact = index.search("テツダイイチロウ", std::nullopt, 10);
  ASSERT_EQ(exact.size(), 1U);
  EXPECT_THAT(exact[0].reasons, ElementsAre("kana"));
  const auto begins = index.search("見本", std::nullopt, 10);
  EXPECT_THAT(numbers(begins), ElementsAre(412, 2));
}

TEST(PeopleIndex, searches_one_kind_keeps_the_limit_and_says_nothing_to_nothing) {
  const auto index = four_people();
  EXPECT_THAT(numbers(index.search("見本", PersonKind::volunteer, 10)), ElementsAre(2));
  EXPECT_EQ(index.search("見本", std::nullopt, 1).size(), 1U);
  EXPECT_TRUE(index.search("", std::nullopt, 10).empty());
  EXPECT_TRUE(index.search("　", std::nullopt, 10).empty());
  EXPECT_TRUE(index.search("09", std::nullopt, 10).empty()) << "two digits are no phone number";
}

TEST(PeopleIndex, a_changed_person_is_found_by_the_new_name_and_an_erased_one_not_at_all) {
  auto index = four_people();
  index.put(entry(PersonKind::need, 412, "新名 花子", "シンメイ ハナコ", "0465-22-0001"));
  EXPECT_EQ(index.size(), 4U);
  EXPECT_THAT(numbers(index.search("新名", std::nullopt, 10)), ElementsAre(412));
  EXPECT_TRUE(index.search("見本花子", std::nullopt, 10).empty());

  index.erase(PersonKind::need, make::id<NeedId>(412));
  index.erase(PersonKind::need, make::id<NeedId>(412));
  EXPECT_EQ(index.size(), 3U);
  EXPECT_TRUE(index.search("新名", std::nullopt, 10).empty());
  EXPECT_THAT(numbers(index.search("要支援", std::nullopt, 10)), ElementsAre(3))
      << "who moved into the gap is still found";
  index.erase(PersonKind::registrant, make::id<NeedId>(3));
  index.put(entry(PersonKind::registrant, 3, "要支援 ハナコ", "ヨウシエン ハナコ", ""));
  EXPECT_THAT(numbers(index.search("要支援", std::nullopt, 10)), ElementsAre(3));
}

PersonEntry open_need(int n, std::optional<IncidentId> incident = std::nullopt, bool is_drill = false) {
  auto e =
      entry(PersonKind::need, n, "見本 花子", "ミホン ハナコ", "0465-22-0001", "神奈川県小田原市酒匂三丁目12番3号");
  e.position = Position{35.2512, 139.1523};
  e.incident_id = incident;
  e.is_drill = is_drill;
  return e;
}

TEST(PeopleIndex, the_same_household_is_noticed_by_phone_kana_address_and_place) {
  PeopleIndex index;
  index.put(open_need(1));
  const auto reasons = [&](const PeopleIndex::Suspect& s) {
    const auto hits = index.duplicates(s, 5);
    return hits.empty() ? std::vector<std::string>() : hits[0].reasons;
  };
  PeopleIndex::Suspect s;
  EXPECT_TRUE(reasons(s).empty());
  s.phone = "+81 465 22 0001";
  EXPECT_THAT(reasons(s), ElementsAre("same_phone"));
  s = {};
  s.name_kana = "みほん　はなこ";
  EXPECT_THAT(reasons(s), ElementsAre("same_kana"));
  s = {};
  s.address = "小田原市酒匂3-12-3";
  EXPECT_THAT(reasons(s), ElementsAre("same_address"));
  s.address = "小田原市酒匂";
  EXPECT_TRUE(reasons(s).empty()) << "a town is no household";
  s = {};
  s.position = Position{35.2516, 139.1523};
  EXPECT_THAT(reasons(s), ElementsAre("near"));
  s.position = Position{35.2522, 139.1523};
  EXPECT_TRUE(reasons(s).empty()) << "110 m away";
}

TEST(PeopleIndex, more_reasons_come_first) {
  PeopleIndex index;
  auto far = open_need(1);
  far.address.clear();
  far.position.reset();
  index.put(far);
  index.put(open_need(2));
  PeopleIndex::Suspect s;
  s.phone = "0465220001";
  s.address = "小田原市酒匂3-12-3";
  EXPECT_THAT(numbers(index.duplicates(s, 5)), ElementsAre(2, 1));
  EXPECT_THAT(numbers(index.duplicates(s, 1)), ElementsAre(2));
}

TEST(PeopleIndex, incidents_and_drills_are_held_apart_and_closed_needs_and_other_kinds_do_not_count) {
  const auto real = make::id<IncidentId>(1);
  const auto drill = make::id<IncidentId>(2);
  PeopleIndex index;
  index.put(open_need(1));
  index.put(open_need(2, real));
  index.put(open_need(3, drill, true));
  auto closed = open_need(4);
  closed.open = false;
  index.put(closed);
  auto person = open_need(5);
  person.kind = PersonKind::registrant;
  index.put(person);

  PeopleIndex::Suspect s;
  s.phone = "0465-22-0001";
  EXPECT_THAT(numbers(index.duplicates(s, 9)), ElementsAre(1, 2));
  s.incident_id = real;
  EXPECT_THAT(numbers(index.duplicates(s, 9)), ElementsAre(2));
  s.incident_id = drill;
  EXPECT_THAT(numbers(index.duplicates(s, 9)), ElementsAre(3));
  s.except = make::id<NeedId>(3);
  EXPECT_TRUE(index.duplicates(s, 9).empty());
}

}  // namespace
}  // namespace musubi::domain
