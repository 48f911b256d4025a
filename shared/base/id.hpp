#pragma once
// Ids are UUIDs: version 7 when we make them (time-ordered, so indexes grow at one end), any version when a client
// brings its own key. An id is never a secret.

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace musubi {

struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  // Lower-case 8-4-4-4-12 form.
  [[nodiscard]] std::string text() const;
  // Accepts upper and lower case; anything but the 36-character form is nullopt.
  static std::optional<Uuid> parse(std::string_view text);
  // `random` fills the 74 bits that are not time; the caller brings it, so that pure code stays deterministic.
  static Uuid v7(std::int64_t unix_ms, std::span<const std::uint8_t, 10> random);

  [[nodiscard]] bool is_nil() const { return *this == Uuid{}; }
  auto operator<=>(const Uuid&) const = default;
};

// One type per noun, so that a volunteer's id cannot be handed over as a need's.
template <class Tag>
struct Id : Uuid {
  Id() = default;
  explicit Id(const Uuid& u) : Uuid(u) {}
  static std::optional<Id> parse(std::string_view text) {
    const auto u = Uuid::parse(text);
    return u ? std::optional<Id>(Id(*u)) : std::nullopt;
  }
  auto operator<=>(const Id&) const = default;
};

using AccountId = Id<struct AccountTag>;
using ArrivalId = Id<struct ArrivalTag>;
using AuditId = Id<struct AuditTag>;
using BreakGlassId = Id<struct BreakGlassTag>;
using CheckId = Id<struct CheckTag>;
using DistrictId = Id<struct DistrictTag>;
using EscalationId = Id<struct EscalationTag>;
using ExclusionId = Id<struct ExclusionTag>;
using HandoverId = Id<struct HandoverTag>;
using IncidentId = Id<struct IncidentTag>;
using MapNoteId = Id<struct MapNoteTag>;
using NeedId = Id<struct NeedTag>;
using NoticeId = Id<struct NoticeTag>;
using OfferId = Id<struct OfferTag>;
using OrganizationId = Id<struct OrganizationTag>;
using PackId = Id<struct PackTag>;
using PlanId = Id<struct PlanTag>;
using PreferenceId = Id<struct PreferenceTag>;
using PrintId = Id<struct PrintTag>;
using ReferralId = Id<struct ReferralTag>;
using RegistrantId = Id<struct RegistrantTag>;
using ReportId = Id<struct ReportTag>;
using ReviewId = Id<struct ReviewTag>;
using RoundId = Id<struct RoundTag>;
using SeriesId = Id<struct SeriesTag>;
using ServiceUserId = Id<struct ServiceUserTag>;
using SessionId = Id<struct SessionTag>;
using SquadId = Id<struct SquadTag>;
using TeamId = Id<struct TeamTag>;
using VisitId = Id<struct VisitTag>;
using VolunteerId = Id<struct VolunteerTag>;
using WatchId = Id<struct WatchTag>;
using WaveId = Id<struct WaveTag>;

}  // namespace musubi

template <>
struct std::hash<musubi::Uuid> {
  std::size_t operator()(const musubi::Uuid& u) const noexcept;
};
template <class Tag>
struct std::hash<musubi::Id<Tag>> : std::hash<musubi::Uuid> {};
