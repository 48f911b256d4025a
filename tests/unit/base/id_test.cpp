#include "shared/base/id.hpp"

#include <gtest/gtest.h>

#include <type_traits>
#include <unordered_set>

namespace musubi {
namespace {

constexpr std::array<std::uint8_t, 10> k_random{0xff, 0xee, 0xdd, 0xcc, 0xbb, 0xaa, 0x99, 0x88, 0x77, 0x66};

TEST(Id, a_version_7_id_carries_its_time_in_front_and_its_version_and_variant) {
  const auto id = Uuid::v7(0x0123456789ab, k_random);
  EXPECT_EQ(id.text(), "01234567-89ab-7fee-9dcc-bbaa99887766");
}

TEST(Id, later_ids_sort_behind_earlier_ones) { EXPECT_LT(Uuid::v7(1'000, k_random), Uuid::v7(1'001, k_random)); }

TEST(Id, text_and_back_is_the_same_id_in_upper_and_lower_case) {
  const auto id = Uuid::v7(1'700'000'000'000, k_random);
  EXPECT_EQ(Uuid::parse(id.text()), id);
  EXPECT_EQ(Uuid::parse("01234567-89AB-7FEE-9DCC-BBAA99887766"), Uuid::v7(0x0123456789ab, k_random));
}

TEST(Id, anything_but_the_36_character_form_is_no_id) {
  for (const std::string_view bad : {"", "0123456789ab7fee9dccbbaa99887766", "01234567-89ab-7fee-9dcc-bbaa9988776",
                                     "01234567-89ab-7fee-9dcc-bbaa998877666", "01234567-89ab-7fee-9dcc-bbaa9988776g",
                                     "{1234567-89ab-7fee-9dcc-bbaa9988776}", "0123456-789ab-7fee-9dcc-bbaa99887766"})
    EXPECT_FALSE(Uuid::parse(bad)) << bad;
}

TEST(Id, the_id_of_one_noun_cannot_be_handed_over_as_the_id_of_another) {
  static_assert(!std::is_convertible_v<VolunteerId, NeedId>);
  static_assert(!std::is_assignable_v<NeedId&, VolunteerId>);
}

TEST(Id, equal_ids_are_one_in_a_hash_set) {
  std::unordered_set<NeedId> ids;
  ids.insert(NeedId(Uuid::v7(1, k_random)));
  ids.insert(NeedId(Uuid::v7(1, k_random)));
  ids.insert(NeedId(Uuid::v7(2, k_random)));
  EXPECT_EQ(ids.size(), 2U);
  EXPECT_TRUE(NeedId().is_nil());
}

}  // namespace
}  // namespace musubi
