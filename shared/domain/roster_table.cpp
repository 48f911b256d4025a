#include "shared/domain/roster_table.hpp"

#include <bit>
#include <functional>

namespace musubi::domain {

void RosterTable::reserve(std::size_t people) {
  ids_.reserve(people);
  numbers_.reserve(people);
  positions_.reserve(people);
  districts_of_.reserve(people);
  flags_.reserve(people);
  grow_index(people);
}

std::size_t RosterTable::bucket_of(const RegistrantId& id) const {
  const std::size_t mask = index_.size() - 1;
  std::size_t at = std::hash<Uuid>{}(id)&mask;
  while (index_[at] != k_none && ids_[index_[at]] != id) at = (at + 1) & mask;
  return at;
}

void RosterTable::grow_index(std::size_t people) {
  const std::size_t wanted = std::bit_ceil(people * 2 + 16);
  if (wanted <= index_.size()) return;
  index_.assign(wanted, k_none);
  for (Slot slot = 0; slot < ids_.size(); ++slot) index_[bucket_of(ids_[slot])] = slot;
}

std::uint16_t RosterTable::take_district(const DistrictId& id) {
  const auto [at, is_new] = district_index_.try_emplace(id, static_cast<std::uint16_t>(districts_.size()));
  if (is_new) districts_.push_back(id);
  return at->second;
}

RosterTable::Slot RosterTable::put(const PicturePerson& person) {
  grow_index(ids_.size() + 1);
  const std::size_t bucket = bucket_of(person.id);
  if (index_[bucket] == k_none) {
    index_[bucket] = static_cast<Slot>(ids_.size());
    ids_.push_back(person.id);
    numbers_.push_back({});
    positions_.push_back({});
    districts_of_.push_back({});
    flags_.push_back({});
  }
  const Slot slot = index_[bucket];
  numbers_[slot] = static_cast<std::uint32_t>(person.number);
  positions_[slot] = person.position.value_or(Position{});
  districts_of_[slot] = take_district(person.district_id);
  flags_[slot] =
      static_cast<std::uint8_t>(k_active | (person.consented ? k_consented : 0) | (person.position ? k_placed : 0));
  return slot;
}

void RosterTable::remove(Slot slot) { flags_[slot] &= static_cast<std::uint8_t>(~k_active); }

std::optional<RosterTable::Slot> RosterTable::find(const RegistrantId& id) const {
  if (index_.empty()) return std::nullopt;
  const Slot slot = index_[bucket_of(id)];
  return slot == k_none ? std::nullopt : std::optional(slot);
}

std::optional<std::uint16_t> RosterTable::index_of(const DistrictId& id) const {
  const auto at = district_index_.find(id);
  return at == district_index_.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace musubi::domain
