// The city's list as it comes: encodings, headings, broken lines; and whether a line means somebody who is known.
#include "shared/domain/roster.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "shared/base/text.hpp"
#include "shared/domain/csv.hpp"
#include "shared/domain/encoding.hpp"
#include "shared/domain/gazetteer.hpp"
#include "shared/domain/imports.hpp"
#include "shared/domain/person_match.hpp"

namespace musubi::domain {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

DistrictId district() { return *DistrictId::parse("01900000-0000-7000-8000-000000000001"); }
RegistrantId person_id(int n) {
  return *RegistrantId::parse("01900000-0000-7000-8000-00000000000" + std::to_string(n));
}

ImportSetting setting() {
  ImportSetting s;
  s.districts["D01"] = district();
  s.districts["緑"] = district();
  s.towns = {{normalized("見本町二丁目"), district()}};
  s.now = *Instant::parse("2026-11-27T10:00:00.000+09:00");
  return s;
}

TEST(DecodeFile, ReadsUtf8WithAndWithoutAMarkAndCp932WithTheExtensionsOfNecAndIbm) {
  EXPECT_EQ(decode_file("\xef\xbb\xbf氏名").text, "氏名");
  EXPECT_EQ(decode_file("氏名").encoding, TextEncoding::utf8);
  // 髙 (IBM) 﨑 (IBM) ① (NEC) ㍼ (NEC) ～ ー and half-width ｶﾅ, as Windows writes them.
  const auto got = decode_file("\x8e\x81\x96\xbc,\xfb\xfc\xfa\xb1\x87\x40\x87\x8f\x81\x60\x81\x5b,\xb6\xc5\r\n");
  EXPECT_EQ(got.encoding, TextEncoding::cp932);
  EXPECT_EQ(got.text, "氏名,髙﨑①㍼～ー,ｶﾅ\r\n");
  EXPECT_EQ(got.broken, 0U);
}

TEST(DecodeFile, OneBrokenCharacterStaysInItsCell) {
  const auto cp932 = decode_file("\x8e\x81\x96\xbc,\x82,\x96\xbc\r\n\x8e\x81\r\n");
  EXPECT_EQ(cp932.encoding, TextEncoding::cp932);
  EXPECT_EQ(cp932.text, "氏名,\xef\xbf\xbd,名\r\n氏\r\n");
  const auto utf8 = decode_file("氏名,\xff,住所,電話番号\r\n");
  EXPECT_EQ(utf8.encoding, TextEncoding::utf8);
  EXPECT_EQ(utf8.text, "氏名,\xef\xbf\xbd,住所,電話番号\r\n");
}

TEST(DecodeFile, WhateverComesInValidUtf8GoesOut) {
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes;
    for (auto n = random() % 40; n > 0; --n) bytes.push_back(static_cast<char>(random() % 256));
    ASSERT_TRUE(valid_utf8(decode_file(bytes).text));
  }
}

TEST(CsvLines, ABrokenLineCostsItselfOnly) {
  const auto got = read_csv_lines("a,b\n1,2\n\"never closed,3\n4,5\n6,x\"y\n7,8\n");
  ASSERT_EQ(got.rows.size(), 4U);
  EXPECT_EQ(got.rows[3].line, 6U);
  EXPECT_THAT(got.rows[3].cells, ElementsAre("7", "8"));
  ASSERT_EQ(got.broken.size(), 2U);
  EXPECT_EQ(got.broken[0].line, 3U);
  EXPECT_EQ(got.broken[1].line, 5U);
}

TEST(CsvLines, SayTheSameAsTheStrictReaderWhereNothingIsBroken) {
  std::mt19937 random(11);
  const std::string signs = "ab,\"\n\r漢";
  for (int i = 0; i < 30'000; ++i) {
    std::string text;
    for (auto n = random() % 24; n > 0; --n) {
      const auto points = decode_utf8(signs);
      text += encode_utf8(std::u32string(1, points[random() % points.size()]));
    }
    const auto lines = read_csv_lines(text);
    const auto strict = read_csv(text);
    ASSERT_EQ(strict.has_value(), lines.broken.empty()) << text;
    if (!strict) continue;
    ASSERT_EQ(strict->size(), lines.rows.size()) << text;
    for (std::size_t r = 0; r < strict->size(); ++r) ASSERT_EQ((*strict)[r].cells, lines.rows[r].cells) << text;
  }
}

const std::string k_city =
    "整理番号,氏名,フリガナ,生年月日,性別,住所,電話番号（自宅）,地区名,避難支援等を必要とする事由,要介護度,障害等級,"
    "同意,"
    "同意日,世帯主\r\n"
    "００１,髙橋 ハナ,ﾀｶﾊｼ "
    "ﾊﾅ,S10.4.3,女,見本町１－２,０４６５－００－０００１,緑,歩行;独居,要介護３,身体２級,〇,R6.4.1,x\r\n"
    "002,見本 太郎,ミホン タロウ,昭和12年1月2日,男,小田原市見本町2丁目3,,,,要支援1,,×,,x\r\n";

TEST(CityRoster, IsReadByTheHeadingsThatCitiesUse) {
  const auto got = import_registrants(k_city, setting());
  ASSERT_THAT(got.rejected, IsEmpty());
  ASSERT_EQ(got.items.size(), 2U);
  EXPECT_THAT(got.ignored, ElementsAre("世帯主"));
  const auto& hana = got.items[0];
  EXPECT_EQ(hana.birth_date->text(), "1935-04-03");
  EXPECT_EQ(hana.phone, "0465-00-0001");
  EXPECT_EQ(hana.support_level, 3);
  EXPECT_EQ(hana.support_note, "要介護度：要介護３\n障害等級：身体２級");
  EXPECT_THAT(hana.support_reasons, ElementsAre("歩行", "独居"));
  EXPECT_TRUE(hana.consented);
  EXPECT_EQ(hana.consent_on->text(), "2024-04-01");
  const auto& taro = got.items[1];
  EXPECT_FALSE(taro.consented);
  EXPECT_EQ(taro.district_id, district()) << "found by the town in the address";
  EXPECT_EQ(taro.support_level, std::nullopt) << "要支援 is no level of ours";
}

TEST(CityRoster, WhoeverStandsInTheListOfTheConsentedHasConsentedUnlessItSaysNo) {
  auto implied = setting();
  implied.consent_is_implied = true;
  const auto without = import_registrants("氏名,フリガナ,住所,地区\n甲,コウ,見本町1,緑\n", implied);
  ASSERT_EQ(without.items.size(), 1U);
  EXPECT_TRUE(without.items[0].consented);
  EXPECT_FALSE(import_registrants(k_city, implied).items[1].consented);
}

TEST(CityRoster, BrokenLinesAreToldByTheirOwnHeadingsAndTheOthersAreGood) {
  const auto got = import_registrants(
      "氏名,フリガナ,生年月日,住所,地区,同意\n"
      "甲,コウ,S10.4.3,見本町1,緑,〇\n"
      "乙,オツ,昭和10年4月31日,見本町1,緑,〇\n"
      "丙,ヘイ,,見本町1,赤,たぶん\n"
      "\"丁,テイ,,見本町1,緑,〇\n"
      "戊,ボ,,見本町1,緑\n"
      "己,キ,,見本\xef\xbf\xbd,緑,〇\n"
      "庚,コウ,,見本町9,緑,有\n",
      setting());
  EXPECT_EQ(got.rows, 7U);
  EXPECT_THAT(got.lines, ElementsAre(2U, 8U));
  EXPECT_THAT(got.rejected, ElementsAre(Reject{3, "生年月日", "format"}, Reject{4, "地区", "unknown_reference"},
                                        Reject{4, "同意", "format"}, Reject{5, "#1", "format"}, Reject{6, "", "cells"},
                                        Reject{7, "", "encoding"}));
}

TEST(CityRoster, ItsPartsKeepTheLinesAndTheirNumbers) {
  const std::vector<std::size_t> lines{2, 4, 5};
  const auto parts = roster_parts("氏名,フリガナ,住所,地区\n甲,コウ,a,緑\nx\n乙,オツ,\"b\nc\",緑\n", lines, 1);
  ASSERT_EQ(parts.size(), 2U);
  const auto second = import_registrants(parts[1], setting());
  ASSERT_EQ(second.items.size(), 1U);
  EXPECT_EQ(second.items[0].address, "b\nc");
  EXPECT_THAT(second.lines, ElementsAre(4U));
}

Registrant hana(int id = 1) {
  Registrant r;
  r.id = person_id(id);
  r.city_number = "001";
  r.name = "高橋 ハナ";
  r.name_kana = "タカハシ ハナ";
  r.birth_date = Day::parse("1935-04-03");
  r.address = "小田原市見本町1-2";
  r.phone = "0465-00-0001";
  r.district_id = district();
  r.consented = true;
  return r;
}

template <class Change>
Registrant with(Registrant r, const Change& change) {
  change(r);
  return r;
}

using As = Recognised::As;

TEST(Recognise, KnowsAPersonByTheNumberOfTheCityAlsoAfterAMove) {
  const auto line = with(hana(), [](auto& r) {
    r.address = "小田原市別町9";
    r.phone = "090-0000-0009";
    r.name = "新姓 ハナ";
  });
  const auto got = recognise(line, std::vector{hana()});
  EXPECT_EQ(got.as, As::same);
  EXPECT_EQ(got.who, person_id(1));
}

TEST(Recognise, KnowsAPersonWithoutNumberByKanaBirthAndOneMoreSign) {
  const auto line = with(hana(), [](auto& r) {
    r.city_number.reset();
    r.name = "髙橋　ハナ";                 // the other form of the letter, a full-width space
    r.name_kana = "ﾀｶﾊｼ ﾊﾅ";               // half-width
    r.address = "小田原市見本町１丁目２";  // written otherwise
    r.phone.reset();
  });
  EXPECT_EQ(recognise(line, std::vector{hana()}).as, As::same);
}

TEST(Recognise, DoubtsAReusedNumberASecondNumberASlipOfThePenAndWhoHadLeft) {
  const auto reused = with(hana(), [](auto& r) {
    r.name = "別人 一郎";
    r.name_kana = "ベツジン イチロウ";
    r.birth_date = Day::parse("1950-01-01");
  });
  EXPECT_THAT(recognise(reused, std::vector{hana()}).reasons, Contains("same_number_other_person"));
  const auto renumbered = with(hana(), [](auto& r) { r.city_number = "777"; });
  EXPECT_THAT(recognise(renumbered, std::vector{hana()}).reasons, Contains("other_number"));
  const auto slip = with(hana(), [](auto& r) {
    r.city_number.reset();
    r.name_kana = "タカハシ ハル";
    r.name = "高橋 ハル";
  });
  const auto doubt = recognise(slip, std::vector{hana()});
  EXPECT_EQ(doubt.as, As::unsure);
  EXPECT_THAT(doubt.candidates, ElementsAre(person_id(1)));
  EXPECT_THAT(doubt.reasons, Contains("like_kana"));
  const auto left = with(hana(), [](auto& r) { r.status = RegistrantStatus::moved; });
  EXPECT_THAT(recognise(hana(), std::vector{left}).reasons, Contains("left_before"));
}

TEST(Recognise, DoesNotDoubtPeopleOfOneHousehold) {
  const auto husband = with(hana(), [](auto& r) {
    r.city_number = "002";
    r.name = "高橋 正";
    r.name_kana = "タカハシ タダシ";
    r.birth_date = Day::parse("1933-08-01");
  });
  EXPECT_EQ(recognise(husband, std::vector{hana()}).as, As::nobody);
}

TEST(Recognise, TwoWhoMayBeMeantAreNeverChosenBetween) {
  const auto twin = with(hana(2), [](auto& r) { r.city_number.reset(); });
  const auto other = with(hana(1), [](auto& r) { r.city_number.reset(); });
  const auto line = with(hana(), [](auto& r) { r.city_number.reset(); });
  const auto got = recognise(line, std::vector{other, twin});
  EXPECT_EQ(got.as, As::unsure);
  EXPECT_THAT(got.candidates, ElementsAre(person_id(1), person_id(2)));
}

TEST(ChangedFields, AreWhatTheCityChangedAndNotWhatStaffCorrected) {
  auto person = hana();
  const auto told = told_by(person, true);
  person.phone = "090-1111-2222";  // corrected at the desk
  EXPECT_THAT(changed_fields(person, hana(), true, told), IsEmpty());
  const auto moved = with(hana(), [](auto& r) { r.address = "小田原市別町9"; });
  EXPECT_THAT(changed_fields(person, moved, true, told), ElementsAre(RosterField::address));
}

TEST(ChangedFields, AnEmptyCellTakesNothingAwayButConsentTakenBackHoldsAlways) {
  auto person = hana();
  const auto told = told_by(person, true);
  const auto emptier = with(hana(), [](auto& r) { r.phone.reset(); });
  EXPECT_THAT(changed_fields(person, emptier, true, told), IsEmpty());
  const auto withdrawn = with(hana(), [](auto& r) { r.consented = false; });
  EXPECT_THAT(changed_fields(person, withdrawn, true, told), ElementsAre(RosterField::consent));
  EXPECT_THAT(changed_fields(person, withdrawn, true, told_by(withdrawn, true)), ElementsAre(RosterField::consent))
      << "also when the list before said so and somebody gave it back by hand";
  EXPECT_THAT(changed_fields(person, withdrawn, false, told), IsEmpty()) << "a list without the column says nothing";
}

}  // namespace
}  // namespace musubi::domain
