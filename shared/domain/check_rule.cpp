// The report that counts, out of all reports of a person in a round (the rule stands in safety.hpp).
#include <algorithm>
#include <array>
#include <tuple>

#include "shared/domain/safety.hpp"

namespace musubi::domain {
namespace {

constexpr std::array<std::int64_t, 3> k_retry_ms{30 * k_minute_ms, 60 * k_minute_ms, 120 * k_minute_ms};

enum class Says : std::uint8_t { tried, safe, dead, help, rescue };  // in the order of weight

Says says(SafetyStatus s) {
  switch (s) {
    case SafetyStatus::unconfirmed:
    case SafetyStatus::checking:
    case SafetyStatus::unreachable:
      return Says::tried;
    case SafetyStatus::safe_home:
    case SafetyStatus::safe_sheltered:
    case SafetyStatus::safe_elsewhere:
      return Says::safe;
    case SafetyStatus::deceased:
      return Says::dead;
    case SafetyStatus::needs_help:
      return Says::help;
    case SafetyStatus::needs_rescue:
      return Says::rescue;
  }
  return Says::tried;
}
bool is_sure(const SafetyCheck& r) { return r.confidence == CheckConfidence::certain; }
bool is_need(Says s) { return s == Says::help || s == Says::rescue; }

bool is_correction(const SafetyCheck& before, const SafetyCheck& after) {
  return before.recorded_by && before.recorded_by == after.recorded_by && is_sure(before) && is_sure(after);
}

// The same word of the same reporter on the same visit: a note that follows, or a second press. It proves nothing new.
bool is_same_word(const SafetyCheck& before, const SafetyCheck& after) {
  return before.recorded_by && before.recorded_by == after.recorded_by && before.status == after.status &&
         after.occurred_at.ms - before.occurred_at.ms <= k_same_visit_ms;
}

bool would_lower(const SafetyCheck& known, const SafetyCheck& r) {
  return says(r.status) < says(known.status) && is_sure(known) && !is_sure(r);
}

bool disagree(const SafetyCheck& before, const SafetyCheck& after) {
  if (after.occurred_at.ms - before.occurred_at.ms > k_disagree_ms || is_correction(before, after)) return false;
  const auto a = says(before.status);
  const auto b = says(after.status);
  if (a == Says::safe && b == Says::safe) return before.status != after.status && !is_sure(after);
  return a != b && !(is_need(a) && is_need(b));
}

// Walks through the reports in the order in which they happened.
class Walk {
 public:
  explicit Walk(const CheckRound& round) : round_(round), open_since_(round.started_at) {}

  void take(const SafetyCheck& r) {
    passed_.push_back(&r);
    if (says(r.status) == Says::tried)
      try_again(r);
    else
      hear(r);
  }

  void settle(const SafetyCheck& chosen, Instant at) {
    stand(chosen);
    conflict_ = nullptr;
    for (const auto* r : passed_)
      if (r->recorded_at > at && says(r->status) > says(chosen.status) &&
          (!conflict_ || says(r->status) > says(conflict_->status)))
        conflict_ = r;
  }

  [[nodiscard]] CheckState state() const {
    return {round_.id,
            standing_->registrant_id,
            standing_->id,
            standing_->status,
            standing_->occurred_at,
            is_open(standing_->status) ? open_since_ : std::nullopt,
            standing_->recorded_at,
            conflict_ ? std::optional(conflict_->id) : std::nullopt,
            next_check_at_};
  }

 private:
  void stand(const SafetyCheck& r) {
    standing_ = known_ = &r;
    open_since_.reset();
    tries_ = 0;
    next_check_at_ = r.next_check_at;
  }

  void hear(const SafetyCheck& r) {
    if (known_ && !(conflict_ && is_sure(r)) && would_lower(*known_, r)) {
      if (!conflict_) conflict_ = &r;
      return;
    }
    if (known_) {
      if (conflict_ && is_sure(r) && !is_same_word(*known_, r))
        conflict_ = nullptr;
      else if (disagree(*known_, r))
        conflict_ = known_;
    }
    stand(r);
  }

  void try_again(const SafetyCheck& r) {
    const auto wait_ms = k_retry_ms[std::min(tries_, k_retry_ms.size() - 1)];
    const bool is_try = r.status != SafetyStatus::unconfirmed;
    next_check_at_ = r.next_check_at ? r.next_check_at
                     : is_try        ? std::optional(r.occurred_at.plus_ms(wait_ms))
                                     : std::nullopt;
    tries_ += is_try ? 1 : 0;
    if (standing_ && says(standing_->status) > Says::safe) return;
    if (standing_ && !is_open(standing_->status)) open_since_ = r.occurred_at;
    standing_ = &r;
  }

  const CheckRound& round_;
  std::vector<const SafetyCheck*> passed_;
  const SafetyCheck* standing_{nullptr};
  const SafetyCheck* known_{nullptr};     // the last one that says how they are
  const SafetyCheck* conflict_{nullptr};  // says otherwise, and nobody has looked at it
  std::optional<Instant> open_since_;
  std::optional<Instant> next_check_at_;
  std::size_t tries_{0};
};

using Reports = std::vector<const SafetyCheck*>;

// What a reporter takes back (unconfirmed) has not been said: their last word before it, and the taking back itself
// where something else is known.
Reports without_taken_back(const Reports& order) {
  Reports kept;
  Reports taking_back;
  for (const auto* r : order) {
    if (r->status != SafetyStatus::unconfirmed || !r->recorded_by) {
      kept.push_back(r);
      continue;
    }
    const auto last = std::find_if(kept.rbegin(), kept.rend(), [&](const SafetyCheck* said) {
      return said->recorded_by == r->recorded_by && says(said->status) > Says::tried;
    });
    if (last == kept.rend()) {
      kept.push_back(r);
    } else {
      kept.erase(std::next(last).base());
      taking_back.push_back(r);
    }
  }
  return kept.empty() ? taking_back : kept;
}

}  // namespace

CheckConfidence usual_confidence(CheckMethod method) {
  switch (method) {
    case CheckMethod::cloth:
      return CheckConfidence::sign;
    case CheckMethod::family:
    case CheckMethod::shelter:
      return CheckConfidence::told;
    case CheckMethod::visit:
    case CheckMethod::phone:
    case CheckMethod::self:
      break;
  }
  return CheckConfidence::certain;
}

std::optional<CheckState> standing(const CheckRound& round, std::span<const SafetyCheck> reports,
                                   std::span<const Settlement> settlements) {
  if (reports.empty()) return std::nullopt;
  Reports order;
  for (const auto& r : reports) order.push_back(&r);
  // Of one moment the graver counts: two phones that tapped together must not depend on who was sent first.
  std::ranges::sort(order, {}, [](const SafetyCheck* r) { return std::tuple(r->occurred_at, says(r->status), r->id); });
  order = without_taken_back(order);
  std::vector<Settlement> decisions(settlements.begin(), settlements.end());
  std::ranges::sort(decisions, {}, [](const Settlement& s) { return std::tuple(s.settled_at, s.check_id); });

  Walk walk(round);
  auto decision = decisions.begin();
  const auto decide_until = [&](std::optional<Instant> next) {
    for (; decision != decisions.end() && (!next || decision->settled_at < *next); ++decision) {
      const auto chosen = std::ranges::find(reports, decision->check_id, &SafetyCheck::id);
      if (chosen != reports.end()) walk.settle(*chosen, decision->settled_at);
    }
  };
  for (const auto* r : order) {
    decide_until(r->occurred_at);
    walk.take(*r);
  }
  decide_until(std::nullopt);
  return walk.state();
}

}  // namespace musubi::domain
