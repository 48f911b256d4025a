#include "shared/domain/picture.hpp"

#include <algorithm>
#include <cmath>

namespace musubi::domain {
namespace {

std::optional<Instant> instant_of(std::int64_t ms) {
  return ms == INT64_MIN ? std::nullopt : std::optional(Instant{ms});
}

bool counts_person(bool consented, LegalPhase phase) {
  Registrant person;
  person.consented = consented;
  return Policy::counts(person, Setting{phase});
}

}  // namespace

std::size_t Picture::CellHash::operator()(const CellKey& key) const noexcept {
  const auto row = static_cast<std::uint64_t>(static_cast<std::uint32_t>(key.row));
  const auto col = static_cast<std::uint64_t>(static_cast<std::uint32_t>(key.col));
  return static_cast<std::size_t>(((row << 32) ^ (col << 12) ^ key.district) * 0x9e3779b97f4a7c15ULL >> 16);
}

Picture::Picture(const RosterTable& roster, Incident incident, std::vector<CheckRound> rounds, LegalPhase phase)
    : roster_(roster), incident_(std::move(incident)), rounds_(std::move(rounds)), phase_(phase) {
  entries_.resize(roster.size());
  for (Slot slot = 0; slot < entries_.size(); ++slot) stand(slot, nullptr);
}

const CheckRound* Picture::round_of(Slot slot) const {
  const std::size_t district = roster_.district(slot);
  while (round_by_district_.size() <= district) {
    const auto* round = domain::round_of(roster_.districts()[round_by_district_.size()], rounds_);
    round_by_district_.push_back(round ? static_cast<int>(round - rounds_.data()) : -1);
  }
  const int index = round_by_district_[district];
  return index < 0 ? nullptr : &rounds_[static_cast<std::size_t>(index)];
}

void Picture::stand(Slot slot, const CheckState* state) {
  if (slot >= entries_.size()) entries_.resize(roster_.size());
  take_out(slot);
  auto& entry = entries_[slot];
  entry.status = state ? state->status : SafetyStatus::unconfirmed;
  entry.recorded_at = state ? state->recorded_at.ms : k_never;
  const auto* round = round_of(slot);
  const auto unheard_since = round ? std::optional(round->started_at) : std::nullopt;
  const auto open_since = state ? state->open_since : unheard_since;
  entry.open_since = open_since ? open_since->ms : k_never;
  if (is_counting_ && is_counted(slot)) add(slot, 1);
}

void Picture::take_out(Slot slot) {
  if (slot < entries_.size() && entries_[slot].counted) add(slot, -1);
}

bool Picture::is_counted(Slot slot) const {
  return roster_.active(slot) && (roster_.consented(slot) ? counts_consented_ : counts_others_) &&
         round_of(slot) != nullptr;
}

bool Picture::is_desk_only(Slot slot) const { return Policy::desk_only(roster_.consented(slot), Setting{phase_}); }

void Picture::add(Slot slot, int sign) {
  auto& entry = entries_[slot];
  entry.counted = sign > 0;
  auto& row = tally(roster_.district(slot));
  const auto status = static_cast<std::size_t>(entry.status);
  row.counts[status] += sign;
  if (is_open(entry.status) && entry.open_since != k_never) {
    const auto at = row.open_since.try_emplace(entry.open_since, 0).first;
    if ((at->second += sign) == 0) row.open_since.erase(at);
  }
  if (sign > 0)
    row.last_recorded = std::max(row.last_recorded, entry.recorded_at);
  else if (entry.recorded_at != k_never && entry.recorded_at == row.last_recorded)
    row.is_last_known = false;
  if (!roster_.has_position(slot)) return;
  placed_ += static_cast<std::size_t>(sign);
  const auto cell = cells_.try_emplace(cell_key(slot)).first;
  cell->second[status] += sign;
  if (sign < 0 && std::ranges::all_of(cell->second, [](int n) { return n == 0; })) cells_.erase(cell);
}

void Picture::count_all() {
  is_counting_ = true;
  counts_consented_ = counts_person(true, phase_);
  counts_others_ = counts_person(false, phase_);
  tallies_.clear();
  cells_.clear();
  placed_ = 0;
  for (Slot slot = 0; slot < entries_.size(); ++slot) {
    entries_[slot].counted = false;
    if (is_counted(slot)) add(slot, 1);
  }
}

void Picture::change_phase(LegalPhase phase) {
  phase_ = phase;
  count_all();
}

Picture::Tally& Picture::tally(std::uint16_t district) const {
  if (district >= tallies_.size()) tallies_.resize(roster_.districts().size());
  return tallies_[district];
}

void Picture::find_last_recorded(std::uint16_t district) const {
  auto& row = tally(district);
  row.last_recorded = k_never;
  for (Slot slot = 0; slot < entries_.size(); ++slot)
    if (entries_[slot].counted && roster_.district(slot) == district)
      row.last_recorded = std::max(row.last_recorded, entries_[slot].recorded_at);
  row.is_last_known = true;
}

Progress Picture::row(std::uint16_t district) const {
  const auto& counted = tally(district);
  if (!counted.is_last_known) find_last_recorded(district);
  Progress out;
  out.district_id = roster_.districts()[district];
  out.counts = counted.counts;
  if (!counted.open_since.empty()) out.oldest_open_since = Instant{counted.open_since.begin()->first};
  out.last_recorded_at = instant_of(counted.last_recorded);
  const auto needs = needs_open_.find(*out.district_id);
  out.needs_open = needs == needs_open_.end() ? 0 : needs->second;
  return out;
}

std::optional<Progress> Picture::progress_of(const DistrictId& district) const {
  if (const auto index = roster_.index_of(district)) return row(*index);
  if (std::ranges::find(districts_, district) == districts_.end()) return std::nullopt;
  Progress nobody;
  nobody.district_id = district;
  if (const auto needs = needs_open_.find(district); needs != needs_open_.end()) nobody.needs_open = needs->second;
  return nobody;
}

std::vector<Progress> Picture::progress() const {
  std::vector<Progress> rows;
  rows.reserve(districts_.size());
  for (const auto& id : districts_) rows.push_back(*progress_of(id));
  for (std::uint16_t i = 0; i < tallies_.size(); ++i) {
    const auto& id = roster_.districts()[i];
    const bool counts_any = std::ranges::any_of(tallies_[i].counts, [](int n) { return n != 0; });
    if (counts_any && std::ranges::find(districts_, id) == districts_.end()) rows.push_back(row(i));
  }
  return rows;
}

Picture::Seen Picture::seen(Slot slot) const {
  const auto& entry = entries_[slot];
  const auto& district = roster_.districts()[roster_.district(slot)];
  return {{roster_.id(slot), district, entry.status, instant_of(entry.open_since), instant_of(entry.recorded_at)},
          roster_.has_position(slot) ? std::optional(roster_.position(slot)) : std::nullopt,
          static_cast<int>(roster_.number(slot)),
          is_desk_only(slot)};
}

std::optional<Picture::Seen> Picture::person(const RegistrantId& id) const {
  const auto slot = roster_.find(id);
  if (!slot || *slot >= entries_.size() || !entries_[*slot].counted) return std::nullopt;
  return seen(*slot);
}

DotColumns Picture::columns() const {
  constexpr double k_per_degree = 1e6;
  const bool has_desk_only = Policy::desk_only(false, Setting{phase_});
  DotColumns out;
  out.districts = roster_.districts();
  out.number.reserve(placed_);
  out.lat.reserve(placed_);
  out.lng.reserve(placed_);
  out.status.reserve(placed_);
  out.district.reserve(placed_);
  out.since.reserve(placed_);
  for (Slot slot = 0; slot < entries_.size(); ++slot) {
    const auto& entry = entries_[slot];
    if (!entry.counted || !roster_.has_position(slot)) continue;
    const auto& at = roster_.position(slot);
    out.number.push_back(roster_.number(slot));
    out.lat.push_back(static_cast<std::int32_t>(std::lround(at.lat * k_per_degree)));
    out.lng.push_back(static_cast<std::int32_t>(std::lround(at.lng * k_per_degree)));
    out.status.push_back(entry.status);
    out.district.push_back(roster_.district(slot));
    if (has_desk_only) out.desk_only.push_back(is_desk_only(slot));
    out.since.push_back(entry.open_since == k_never || !is_open(entry.status) ? 0 : entry.open_since);
  }
  if (!has_desk_only) out.desk_only.assign(out.size(), false);
  return out;
}

Picture::CellKey Picture::cell_key(Slot slot) const {
  // Centres of cells end on 0.005°: in thousandths they are whole.
  constexpr double k_thousandths = 1e3;
  const Position cell = Policy::wall_cell(roster_.position(slot));
  return {static_cast<std::int32_t>(std::lround(cell.lat * k_thousandths)),
          static_cast<std::int32_t>(std::lround(cell.lng * k_thousandths)), roster_.district(slot)};
}

Dot Picture::cell_dot(const CellKey& key, std::size_t status, int count) const {
  const Position centre{key.row / 1e3, key.col / 1e3};
  return {std::nullopt, roster_.districts()[key.district],
          centre,       static_cast<SafetyStatus>(status),
          std::nullopt, count,
          false,        std::nullopt};
}

std::vector<Dot> Picture::cells() const {
  std::vector<Dot> dots;
  for (const auto& [key, counts] : cells_)
    for (std::size_t status = 0; status < counts.size(); ++status)
      if (counts[status] > 0) dots.push_back(cell_dot(key, status, counts[status]));
  return dots;
}

std::vector<Dot> Picture::cells_of(const RegistrantId& id) const {
  std::vector<Dot> dots;
  const auto slot = roster_.find(id);
  if (!slot || *slot >= entries_.size() || !entries_[*slot].counted || !roster_.has_position(*slot)) return dots;
  const auto key = cell_key(*slot);
  const auto& counts = cells_.at(key);
  for (std::size_t status = 0; status < counts.size(); ++status) dots.push_back(cell_dot(key, status, counts[status]));
  return dots;
}

}  // namespace musubi::domain
