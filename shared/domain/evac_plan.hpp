#pragma once
// 個別避難計画 (災害対策基本法 49条の14; fields: DOMAIN §3.4). What a registrant's record has already (supporters,
// shelter, route, keys, family) stays there, once; this holds the rest and says which class each field is of.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "shared/domain/codes.hpp"
#include "shared/domain/registrant.hpp"

namespace musubi::domain {

// b: support need; c: plan, route, keys; d: family (DOMAIN §3.3). Whoever may not see a class gets none of its fields.
enum class FieldClass : std::uint8_t { b, c, d };

// The texts of the form.
enum class PlanText : std::uint8_t {
  living_with,
  mobility,
  hearing,
  sight,
  cognition,
  language,
  medical_device,
  medicine,
  dialysis,
  allergies,
  assistive_items,
  shelter_second,
  shelter_welfare,
  hazards,
  transport,
  bring,
  consent_scope,
  family_contact,
  care_manager,
};
MUSUBI_CODES(PlanText, "living_with", "mobility", "hearing", "sight", "cognition", "language", "medical_device",
             "medicine", "dialysis", "allergies", "assistive_items", "shelter_second", "shelter_welfare", "hazards",
             "transport", "bring", "consent_scope", "family_contact", "care_manager");
inline constexpr std::size_t k_plan_texts = CodesOf<PlanText>::names.size();

constexpr FieldClass class_of(PlanText text) {
  if (text <= PlanText::assistive_items) return FieldClass::b;
  return text >= PlanText::family_contact ? FieldClass::d : FieldClass::c;
}

// Somebody who agreed to help (避難支援等実施者); tied to the supporter of the same name and phone.
struct SupporterConsent {
  std::string name;
  std::string phone;
  std::optional<std::string> relation;
  std::optional<Day> agreed_on;
};

inline constexpr int k_start_level_min = 2;
inline constexpr int k_start_level_max = 5;
inline constexpr int k_start_level_usual = 3;  // 警戒レベル3 高齢者等避難
inline constexpr int k_battery_hours_max = 240;
inline constexpr int k_evacuation_minutes_max = 24 * 60;
inline constexpr std::size_t k_supporters_wanted = 2;

struct EvacPlan {
  RegistrantId registrant_id;
  std::array<std::optional<std::string>, k_plan_texts> texts{};
  std::optional<bool> lives_alone;           // b
  std::optional<int> device_battery_hours;   // b
  std::optional<int> evacuation_minutes;     // c
  int start_level{k_start_level_usual};      // c: leaves at this warning level
  std::vector<SupporterConsent> supporters;  // c
  std::optional<Day> consent_on;             // c: to the plan and its use
  std::optional<Day> reviewed_on;            // c
  std::optional<Day> next_review_on;         // c
  Instant changed_at;

  [[nodiscard]] const std::optional<std::string>& text(PlanText which) const {
    return texts[static_cast<std::size_t>(which)];
  }
  std::optional<std::string>& text(PlanText which) { return texts[static_cast<std::size_t>(which)]; }
};

// What is still missing for a plan that would work, as codes: supporters (fewer than two), supporter_consent (one has
// not agreed), shelter, route, device_power (a device without battery hours), review (none set).
std::vector<std::string> gaps_of(const Registrant& person, const EvacPlan& plan);

// A plan as it is sent: the plan's own fields, and those of the registrant's record that stand on the same form.
struct EvacPlanForm {
  EvacPlan plan;
  std::vector<Supporter> supporters;
  std::optional<std::string> shelter_first, route, keys, family_note;
};

}  // namespace musubi::domain
