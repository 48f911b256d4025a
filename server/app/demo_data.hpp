#pragma once
// The lists that the demo is made of: real place names with centres typed from general knowledge (略図), everything
// about people invented.

#include <span>
#include <string_view>
#include <vector>

#include "shared/base/geo.hpp"
#include "shared/domain/need.hpp"

namespace musubi::app::demo {

struct Town {
  std::string_view name;
  Position center;
};
struct Area {
  std::string_view name;
  std::string_view kana;
  Position center;
  std::vector<Town> towns;
};
std::span<const Area> areas();  // 26
// The shore from south-west to north-east, roughly.
std::span<const Position> coast();

struct Name {
  std::string_view text;
  std::string_view kana;
};
std::span<const Name> surnames();
std::span<const Name> given_names();  // even index: usually women, odd: usually men

struct Trouble {
  std::string_view title;
  domain::NeedCategory category;
  std::vector<domain::Skill> skills;
  int people;
  int minutes;
  std::string_view detail;
  std::string_view bring;
};
std::span<const Trouble> everyday_troubles();
std::span<const Trouble> quake_troubles();
// Who has to go there: two carry what one cannot, a crew has a leader and somebody who knows the work.
domain::Crew crew_of(const Trouble& trouble);

}  // namespace musubi::app::demo
