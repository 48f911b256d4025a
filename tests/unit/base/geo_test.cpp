#include "shared/base/geo.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace musubi {
namespace {

constexpr Position k_station{35.2564, 139.1552};

TEST(Geo, one_minute_of_latitude_is_about_a_nautical_mile) {
  EXPECT_NEAR(distance_m({35, 139}, {35.0 + 1.0 / 60, 139}), 1853, 2);
}

TEST(Geo, distance_is_the_same_in_both_directions_and_nothing_to_oneself) {
  const Position elsewhere{35.2830, 139.1764};
  EXPECT_DOUBLE_EQ(distance_m(k_station, elsewhere), distance_m(elsewhere, k_station));
  EXPECT_EQ(distance_m(k_station, k_station), 0);
}

TEST(Geo, a_position_must_be_a_number_on_the_globe) {
  EXPECT_TRUE(is_valid(k_station));
  EXPECT_FALSE(is_valid({91, 0}));
  EXPECT_FALSE(is_valid({0, -181}));
  EXPECT_FALSE(is_valid({std::numeric_limits<double>::quiet_NaN(), 0}));
}

TEST(Geo, houses_of_one_cell_round_to_the_same_point_which_is_none_of_them) {
  EXPECT_EQ(rounded({35.2512, 139.1501}), rounded({35.2599, 139.1587}));
  EXPECT_NE(rounded({35.2512, 139.1501}), rounded({35.2612, 139.1501}));
  EXPECT_NEAR(rounded({35.2512, 139.1501}).lat, 35.255, 1e-9);
}

}  // namespace
}  // namespace musubi
