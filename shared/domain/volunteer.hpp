#pragma once
// People who help, alone and in squads.

#include <optional>
#include <string>
#include <vector>

#include "shared/base/geo.hpp"
#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/domain/codes.hpp"

namespace musubi::domain {

enum class Skill : std::uint8_t {
  cleaning,
  gardening,
  shopping,
  escort,
  listening,
  carpentry,
  electrical,
  driving,
  light_truck,
  heavy_lifting,
  mud_removal,
  chainsaw,
  nursing,
  childcare,
  sign_language,
  english,
  leader,
};
MUSUBI_CODES(Skill, "cleaning", "gardening", "shopping", "escort", "listening", "carpentry", "electrical", "driving",
             "light_truck", "heavy_lifting", "mud_removal", "chainsaw", "nursing", "childcare", "sign_language",
             "english", "leader");

enum class DayPart : std::uint8_t { am, pm, evening };  // before 12:00, 12:00–17:00, after 17:00 in Japan
MUSUBI_CODES(DayPart, "am", "pm", "evening");

enum class Load : std::uint8_t { light, normal, heavy };  // of the work, and the most that somebody can carry
MUSUBI_CODES(Load, "light", "normal", "heavy");
enum class Gender : std::uint8_t { female, male, other };
MUSUBI_CODES(Gender, "female", "male", "other");

struct Slot {
  int weekday{0};  // 0 = Sunday … 6 = Saturday
  DayPart part{};
  bool operator==(const Slot&) const = default;
};

enum class InsurancePlan : std::uint8_t { basic, natural_disaster, infection };
MUSUBI_CODES(InsurancePlan, "basic", "natural_disaster", "infection");

// ボランティア活動保険: a year from 1 April to 31 March (DOMAIN §1.6).
struct InsuranceCover {
  InsurancePlan plan{};
  std::optional<Day> joined_on;
  Day cover_from;
  Day cover_until;
  std::optional<std::string> proof_seen_by;
};

// phone: staff ring them up; the app is no use to them.
enum class ContactBy : std::uint8_t { app, phone };
MUSUBI_CODES(ContactBy, "app", "phone");

// Minutes of the day in Japan, 0 … 1439, from (included) to until (excluded); over midnight when from > until. Equal:
// never quiet.
struct QuietHours {
  int from{0};
  int until{0};
  bool operator==(const QuietHours&) const = default;
};

enum class VolunteerStatus : std::uint8_t { active, paused, retired };
MUSUBI_CODES(VolunteerStatus, "active", "paused", "retired");

struct Volunteer {
  VolunteerId id;
  int number{0};  // shown as V-0001-5
  std::string name;
  std::string name_kana;
  std::string phone;
  std::optional<std::string> email;
  std::optional<DistrictId> district_id;
  std::optional<Position> position;
  std::optional<int> birth_year;
  std::vector<Skill> skills;
  std::vector<Slot> availability;  // empty = not told, which excludes nobody
  std::optional<InsuranceCover> insurance;
  std::optional<Instant> consent_at;
  std::vector<SquadId> squad_ids;
  std::optional<std::string> note;
  ContactBy contact_by{ContactBy::app};
  std::optional<QuietHours> quiet;  // none: those of the centre
  std::optional<Gender> gender;
  std::optional<Day> guardian_consent_on;  // of a minor's parent or guardian
  std::optional<int> hours_week_max;
  std::optional<int> travel_max_m;
  std::optional<Load> load_max;  // of the work; none: not told, which excludes nobody
  std::optional<int> car_seats;  // of an own car, the driver's included; none: not told
  VolunteerStatus status{VolunteerStatus::active};
  Instant created_at;
  int version{1};
};

enum class SquadKind : std::uint8_t { support_squad, watch_team, group };
MUSUBI_CODES(SquadKind, "support_squad", "watch_team", "group");

struct Squad {
  SquadId id;
  std::string name;
  SquadKind kind{};
  DistrictId district_id;
  std::vector<VolunteerId> member_ids;
  bool keep_together{false};  // in a plan they go to one need together or not at all
  Instant created_at;
  int version{1};
};

enum class OrganizationKind : std::uint8_t { council, district_council, npo, company, group, other };
MUSUBI_CODES(OrganizationKind, "council", "district_council", "npo", "company", "group", "other");
enum class OrganizationStatus : std::uint8_t { active, retired };
MUSUBI_CODES(OrganizationStatus, "active", "retired");

struct Organization {
  OrganizationId id;
  std::string name;
  OrganizationKind kind{};
  std::optional<DistrictId> district_id;
  std::optional<std::string> phone;
  OrganizationStatus status{};
  Instant created_at;
  int version{1};
};

}  // namespace musubi::domain
