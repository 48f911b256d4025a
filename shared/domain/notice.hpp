#pragma once
// What somebody is told, and when. A notice waits for its moment; quiet hours delay the notice, never the offer.

#include <optional>
#include <vector>

#include "shared/domain/offer.hpp"
#include "shared/domain/offer_policy.hpp"

namespace musubi::domain {

enum class NoticeKind : std::uint8_t {
  offer_made,
  offer_reminder,
  job_reminder,
  promoted,
  substituted,  // somebody took over the place that was to be given away
  withdrawn,
  place_filled,
  team_formed,  // the desk gave a place in a team
};
MUSUBI_CODES(NoticeKind, "offer_made", "offer_reminder", "job_reminder", "promoted", "substituted", "withdrawn",
             "place_filled", "team_formed");
enum class NoticeStatus : std::uint8_t { waiting, sent, cancelled };
MUSUBI_CODES(NoticeStatus, "waiting", "sent", "cancelled");
enum class NoticeChannel : std::uint8_t { app };
MUSUBI_CODES(NoticeChannel, "app");

struct Notice {
  NoticeId id;
  NoticeKind kind{};
  NoticeStatus status{};
  NoticeChannel channel{};
  VolunteerId volunteer_id;
  OfferId offer_id;
  NeedId need_id;
  bool is_drill{false};
  Instant planned_at;  // when it would be told without quiet hours; one notice of a kind for an offer at a moment
  Instant due_at;
  std::optional<Instant> sent_at;
  std::optional<Instant> seen_at;
};

// The moment itself, or the end of the quiet hours in which it lies (to the minute).
Instant after_quiet(Instant at, const QuietHours& quiet);
const QuietHours& quiet_of(const Volunteer& who, const OfferPolicy& policy);

// After reminder_percent of the offer's time, but reminder_before_min before its end; none for shorter offers.
std::optional<Instant> offer_reminder_at(Instant made, Instant expires, const OfferPolicy& policy);
// The evening before and job_before_min before the start: those still to come, earliest first.
std::vector<Instant> job_reminders_at(Instant starts, Instant now, const OfferPolicy& policy);

}  // namespace musubi::domain
