#pragma once
// Where everybody stands in one incident, kept in step person by person: a change costs what it changes, and the counts
// of districts and of the wall's cells are there without counting. Everything in it can be derived from the store; it
// is a copy, never a truth of its own. Not thread-safe: its holder guards it.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "shared/domain/disclosure.hpp"
#include "shared/domain/dot_columns.hpp"
#include "shared/domain/roster_table.hpp"
#include "shared/domain/safety.hpp"

namespace musubi::domain {

class Picture {
 public:
  using Slot = RosterTable::Slot;

  // Everybody as never heard of, and nobody counted yet: stand() for those who were heard of and count_all() follow.
  Picture(const RosterTable& roster, Incident incident, std::vector<CheckRound> rounds, LegalPhase phase);

  // What somebody is known to be. nullptr: never heard of in the round of their district.
  void stand(Slot slot, const CheckState* state);
  // Before the roster changes this person, or the round that counts them; stand() after it.
  void take_out(Slot slot);
  void count_all();
  // A phase that widens or narrows whom the round counts; standings are kept.
  void change_phase(LegalPhase phase);

  // Of rounds that count the same people as before.
  void set_rounds(std::vector<CheckRound> rounds) { rounds_ = std::move(rounds); }
  void set_incident(Incident incident) { incident_ = std::move(incident); }
  void set_districts(std::vector<DistrictId> districts) { districts_ = std::move(districts); }
  void set_needs_open(std::unordered_map<DistrictId, int> needs) { needs_open_ = std::move(needs); }

  [[nodiscard]] const Incident& incident() const { return incident_; }
  [[nodiscard]] const std::vector<CheckRound>& rounds() const { return rounds_; }
  [[nodiscard]] const CheckRound* round_of(Slot slot) const;
  [[nodiscard]] LegalPhase phase() const { return phase_; }

  // One row a district, in the order of set_districts, then districts that only occur among the people.
  [[nodiscard]] std::vector<Progress> progress() const;
  [[nodiscard]] std::optional<Progress> progress_of(const DistrictId& district) const;
  [[nodiscard]] std::size_t placed() const { return placed_; }  // counted people with a position

  struct Seen {
    PersonStanding person;
    std::optional<Position> position;
    int number{0};
    bool desk_only{false};  // Policy::desk_only in this phase
  };
  // nullopt: the round does not count them.
  [[nodiscard]] std::optional<Seen> person(const RegistrantId& id) const;
  template <class Fn>
  void for_each(Fn fn) const {
    for (Slot slot = 0; slot < entries_.size(); ++slot)
      if (entries_[slot].counted) fn(seen(slot));
  }
  // Everybody counted who has a position.
  [[nodiscard]] DotColumns columns() const;
  // The wall's cells, whole counts by district and status; of all, or of those in which the person stands.
  [[nodiscard]] std::vector<Dot> cells() const;
  // With a zero for each status that nobody has, so that a mark that is gone can be told.
  [[nodiscard]] std::vector<Dot> cells_of(const RegistrantId& id) const;

 private:
  static constexpr std::int64_t k_never = INT64_MIN;
  struct Entry {
    std::int64_t open_since{k_never};
    std::int64_t recorded_at{k_never};
    SafetyStatus status{};
    bool counted{false};
  };
  using Counts = std::array<int, k_safety_statuses>;
  struct Tally {
    Counts counts{};
    std::map<std::int64_t, int> open_since;  // how many are open since then
    std::int64_t last_recorded{k_never};
    bool is_last_known{true};  // false: whoever was recorded last has left
  };
  struct CellKey {
    std::int32_t row{0}, col{0};
    std::uint16_t district{0};
    bool operator==(const CellKey&) const = default;
  };
  struct CellHash {
    std::size_t operator()(const CellKey& key) const noexcept;
  };

  [[nodiscard]] bool is_counted(Slot slot) const;
  [[nodiscard]] bool is_desk_only(Slot slot) const;
  [[nodiscard]] Seen seen(Slot slot) const;
  [[nodiscard]] CellKey cell_key(Slot slot) const;
  [[nodiscard]] Dot cell_dot(const CellKey& key, std::size_t status, int count) const;
  [[nodiscard]] Progress row(std::uint16_t district) const;
  void find_last_recorded(std::uint16_t district) const;
  void add(Slot slot, int sign);
  Tally& tally(std::uint16_t district) const;

  const RosterTable& roster_;
  Incident incident_;
  std::vector<CheckRound> rounds_;
  LegalPhase phase_;
  std::vector<DistrictId> districts_;
  std::unordered_map<DistrictId, int> needs_open_;
  mutable std::vector<int> round_by_district_;  // index in rounds_ by the roster's district, -1 none
  bool is_counting_{false};
  bool counts_consented_{false}, counts_others_{false};  // whom the phase counts
  std::vector<Entry> entries_;                           // by slot
  mutable std::vector<Tally> tallies_;
  std::unordered_map<CellKey, Counts, CellHash> cells_;
  std::size_t placed_{0};
};

}  // namespace musubi::domain
