#pragma once
// The parts of the demo, each planning its piece of the story.

#include <memory>
#include <string>
#include <vector>

#include "server/app/demo_data.hpp"
#include "server/app/demo_story.hpp"
#include "shared/domain/district.hpp"

namespace musubi::app::demo {

inline constexpr int k_volunteers = 400;
inline constexpr int k_registrants = 1'500;
inline constexpr int k_everyday_needs = 120;
inline constexpr int k_consented_percent = 60;

struct Person {
  std::string name;
  std::string kana;
  bool woman{false};
};

// Filled while the story runs.
struct Cast {
  domain::Actor system{domain::the_system()};
  domain::Actor admin, staff, coordinator, volunteer;
  std::vector<DistrictId> districts;                 // as areas()
  std::vector<std::vector<VolunteerId>> volunteers;  // by district
  struct Resident {
    RegistrantId id;
    std::size_t area;
  };
  std::vector<Resident> consented;
  VolunteerId demo_volunteer;
};

struct Stage {
  Story& story;
  Dice& dice;
  std::shared_ptr<Cast> cast;

  Person person(int youngest_name = 0);
  // Somewhere near a town of the area, on land, and its address.
  struct Home {
    std::string address;
    Position position;
  };
  Home home(std::size_t area);
};

// The moment when the story begins: long enough ago that everybody has had time to register.
Instant beginning(Instant now);

std::vector<domain::Place> towns_and_shelters(const flow::MakeId& make_id);
void plan_districts(Stage& stage);
void plan_accounts(Stage& stage, const std::string& password_hash, bool is_demo);
void plan_volunteers(Stage& stage, const std::string& password_hash, bool is_demo);
void plan_registrants(Stage& stage);
void plan_everyday_needs(Stage& stage);
void plan_past_drill(Stage& stage);
void plan_drill_under_way(Stage& stage);
void plan_support(Stage& stage);

// Asks the best candidates, never the demo's own volunteer, whose page tells another story. Fewer when there are fewer.
Result<std::vector<OfferId>> ask_best(flow::Write& w, const Cast& cast, const NeedId& need, int people,
                                      Instant expires);

}  // namespace musubi::app::demo
