#pragma once
// Asking on and on for one need: as many people at a time as will fill its places, by what was observed. Pure sizes and
// moments; who comes next is matching's, the asking itself is flow's.

#include <optional>
#include <span>

#include "shared/domain/need.hpp"
#include "shared/domain/offer.hpp"
#include "shared/domain/offer_policy.hpp"

namespace musubi::domain {

enum class WaveCause : std::uint8_t { staff, drop_out, substitute };
MUSUBI_CODES(WaveCause, "staff", "drop_out", "substitute");
enum class WaveStatus : std::uint8_t { running, ended };
MUSUBI_CODES(WaveStatus, "running", "ended");
enum class WaveEnd : std::uint8_t {
  full,
  no_candidates,
  stopped,
  closed
};  // closed: the need takes no offers any more
MUSUBI_CODES(WaveEnd, "full", "no_candidates", "stopped", "closed");
enum class CallResult : std::uint8_t { no_answer, busy, call_later };
MUSUBI_CODES(CallResult, "no_answer", "busy", "call_later");

struct Wave {
  WaveId id;
  NeedId need_id;
  WaveCause cause{};
  WaveStatus status{};
  std::optional<WaveEnd> end_reason;
  std::int64_t expires_in_s{0};
  std::optional<int> together;
  int acceptance_permille{500};
  int rounds{0};  // how often people were asked
  int asked{0};
  std::optional<AccountId> started_by;  // none: the house itself
  Instant started_at;
  std::optional<Instant> ended_at;
  int version{1};
};

struct WaveCounts {
  int open{0};
  int accepted{0};  // with those who wait
  int declined{0};
  int expired{0};
  std::optional<Instant> next_expiry;
};
// A wave with what came of it and how many people its need still wants.
struct WaveStanding {
  Wave wave;
  WaveCounts counts;
  int missing{0};
};
// How many people a wave would ask now.
struct WaveForecast {
  int missing{0};
  int acceptance_permille{500};
  int size{0};
};

// Offers of the last 90 days that came to an end, or are held: yes are those accepted and those on a waiting list.
struct AnswerCount {
  std::int64_t asked{0};
  std::int64_t yes{0};
};

// (yes + prior_yes) / (asked + prior_yes + prior_no): the mean of the Beta posterior, in permille, 100 … 950.
int expected_acceptance_permille(const AnswerCount& seen, const OfferPolicy& policy);
// ceil(missing / acceptance); 0 when nobody is missing.
int wave_size(int missing, int acceptance_permille);
// How many to ask now, with `open` people already asked.
int people_to_ask(const Wave& wave, int missing, int open);
// Free places and places that are to be given away, less those who wait for one. `offers`: at least those that hold a
// place or wait.
int people_missing(const Need& need, std::span<const Offer> offers);
// When an offer of a wave ends: never later than the start of the work, where that is still to come.
Instant wave_offer_end(Instant now, std::int64_t expires_in_s, const std::optional<Instant>& starts_at);

}  // namespace musubi::domain
