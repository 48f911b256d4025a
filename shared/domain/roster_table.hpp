#pragma once
// Whom a round may count, in flat columns: one slot a person, in the order of the persons' numbers, shared by the
// pictures of all incidents. 50 bytes a person, so that a prefecture's million fit beside the database. Not
// thread-safe: its holder guards it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "shared/base/geo.hpp"
#include "shared/base/id.hpp"

namespace musubi::domain {

struct PicturePerson {
  RegistrantId id;
  int number{0};
  DistrictId district_id;
  std::optional<Position> position;
  bool consented{false};
};

class RosterTable {
 public:
  using Slot = std::uint32_t;

  void reserve(std::size_t people);
  // The slot of the person, who is on the roster from now on. A person keeps the slot, also through `remove`.
  Slot put(const PicturePerson& person);
  void remove(Slot slot);  // no longer on the roster

  [[nodiscard]] std::optional<Slot> find(const RegistrantId& id) const;
  [[nodiscard]] std::size_t size() const { return ids_.size(); }
  [[nodiscard]] const RegistrantId& id(Slot slot) const { return ids_[slot]; }
  [[nodiscard]] std::uint32_t number(Slot slot) const { return numbers_[slot]; }
  [[nodiscard]] std::uint16_t district(Slot slot) const { return districts_of_[slot]; }
  [[nodiscard]] const Position& position(Slot slot) const { return positions_[slot]; }  // only where has_position
  [[nodiscard]] bool has_position(Slot slot) const { return (flags_[slot] & k_placed) != 0; }
  [[nodiscard]] bool consented(Slot slot) const { return (flags_[slot] & k_consented) != 0; }
  [[nodiscard]] bool active(Slot slot) const { return (flags_[slot] & k_active) != 0; }
  // By the index that district() gives.
  [[nodiscard]] const std::vector<DistrictId>& districts() const { return districts_; }
  [[nodiscard]] std::optional<std::uint16_t> index_of(const DistrictId& id) const;

 private:
  static constexpr std::uint8_t k_active = 1, k_consented = 2, k_placed = 4;
  static constexpr Slot k_none = 0xffffffff;

  [[nodiscard]] std::size_t bucket_of(const RegistrantId& id) const;
  void grow_index(std::size_t people);
  std::uint16_t take_district(const DistrictId& id);

  std::vector<RegistrantId> ids_;
  std::vector<std::uint32_t> numbers_;
  std::vector<Position> positions_;
  std::vector<std::uint16_t> districts_of_;
  std::vector<std::uint8_t> flags_;
  std::vector<Slot> index_;  // open addressing over ids_, a power of two, at most half full
  std::vector<DistrictId> districts_;
  std::unordered_map<DistrictId, std::uint16_t> district_index_;
};

}  // namespace musubi::domain
