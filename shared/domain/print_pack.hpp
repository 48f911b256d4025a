#pragma once
// Numbered packs of personal data on paper: who holds them, until when, and which sheets came back.

#include <optional>
#include <string>
#include <vector>

#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/domain/codes.hpp"

namespace musubi::domain {

enum class PrintKind : std::uint8_t { roster, watch_sheet };
MUSUBI_CODES(PrintKind, "roster", "watch_sheet");
// of a sheet, and of a pack: out while any sheet is out, lost when none is out and one is lost.
enum class PrintStatus : std::uint8_t { out, recovered, lost };
MUSUBI_CODES(PrintStatus, "out", "recovered", "lost");

inline constexpr int k_print_lines_per_sheet = 8;
inline constexpr int k_print_days_out_usual = 7;
inline constexpr int k_print_days_out_max = 366;
inline constexpr int k_print_people_max = 1000;

struct PrintPack {
  PrintId id;
  int number{0};
  PrintKind kind{};
  DistrictId district_id;
  std::optional<IncidentId> incident_id;
  bool is_drill{false};
  std::string purpose;
  std::string for_whom;
  int sheets{1};
  int people{0};
  Day return_by;
  std::optional<AccountId> printed_by;
  Instant printed_at;
  PrintStatus status{PrintStatus::out};
  std::optional<Instant> closed_at;
  int version{1};
};
struct PrintSheet {
  int sheet{1};
  PrintStatus status{PrintStatus::out};
  Instant changed_at;
};
struct PrintLine {
  int line{1};
  int sheet{1};
  RegistrantId registrant_id;
};

struct NewPrint {
  PrintKind kind{};
  DistrictId district_id;
  std::optional<IncidentId> incident_id;
  std::string purpose;
  std::string for_whom;
  std::optional<Day> return_by;
};
struct SheetNumbers {
  std::vector<int> sheets;
};

// Whether a pack's paper should have been back by this day.
inline bool is_overdue(const PrintPack& pack, Day today) {
  return pack.status == PrintStatus::out && pack.return_by < today;
}

}  // namespace musubi::domain
