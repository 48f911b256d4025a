// What the house says of packs, and what a pack holds.
#include <algorithm>

#include "server/flow/memory.hpp"
#include "server/flow/pack_flow.hpp"
#include "server/store/account_store.hpp"
#include "server/store/district_store.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

using domain::Pack;
using domain::PackState;

PackView view_of(Read& r, Pack pack) {
  PackView view;
  view.state = pack_standing(r.tx, pack, r.now);
  if (const auto account = store::find_account(r.tx, pack.account_id)) view.account_name = account->name;
  view.pack = std::move(pack);
  return view;
}

std::vector<domain::Place> towns_around(Read& r, const std::vector<PackRound>& rounds) {
  constexpr double k_margin_deg = 0.015;  // about 1.5 km
  double south = 90, north = -90, west = 180, east = -180;
  for (const auto& part : rounds)
    for (const auto& one : part.people)
      if (const auto& at = one.registrant->registrant.position; at) {
        south = std::min(south, at->lat), north = std::max(north, at->lat);
        west = std::min(west, at->lng), east = std::max(east, at->lng);
      }
  std::vector<domain::Place> out;
  for (auto& town : store::places(r.tx, domain::PlaceKind::town))
    if (town.position.lat >= south - k_margin_deg && town.position.lat <= north + k_margin_deg &&
        town.position.lng >= west - k_margin_deg && town.position.lng <= east + k_margin_deg)
      out.push_back(std::move(town));
  return out;
}

}  // namespace

PackState pack_standing(store::ReadTx& tx, const Pack& pack, Instant now) {
  const auto own = domain::state_of(pack, now);
  if (own != PackState::live) return own;
  const auto account = store::find_account(tx, pack.account_id);
  if (!account || account->status != domain::AccountStatus::active) return PackState::withdrawn;
  const auto actor = Memory::actor_of(*account);
  for (const auto& district : pack.districts)
    if (!domain::may_see_district(actor, district)) return PackState::withdrawn;
  if (!pack.is_widened) return PackState::live;
  for (const auto& id : pack.rounds)
    if (const auto round = store::find_round(tx, id))
      if (const auto incident = store::find_incident(tx, round->incident_id))
        if (domain::disclosing_phase(*incident, now) != domain::LegalPhase::normal) return PackState::live;
  return PackState::withdrawn;
}

bool is_carrier(const domain::Actor& actor, const Pack& pack) {
  return actor.account_id && *actor.account_id == pack.account_id;
}

Result<PackView> read_pack(Read& r, const PackId& id) {
  auto s = store::find_pack(r.tx, id);
  if (!s || (!r.actor.is_desk() && !is_carrier(r.actor, s->pack))) return fail(Code::not_found);
  return view_of(r, std::move(s->pack));
}

Listed<PackView> list_packs(Read& r, const store::Page& page) {
  Listed<PackView> list;
  list.seq = r.tx.seq();
  auto items = store::packs(r.tx, r.actor.is_desk() ? std::nullopt : r.actor.account_id, {page.limit + 1, page.after});
  if (static_cast<int>(items.size()) > page.limit) {
    items.resize(static_cast<std::size_t>(page.limit));
    list.next = store::Cursor{items.back().taken_at.ms, items.back().id};
  }
  for (auto& pack : items) list.items.push_back(view_of(r, std::move(pack)));
  return list;
}

Result<Listed<PackView>> packs_that_named(Read& r, const RegistrantId& person) {
  if (!r.actor.is_desk()) return fail(Code::not_found);
  Listed<PackView> list;
  list.seq = r.tx.seq();
  for (const auto& id : store::packs_naming(r.tx, person))
    if (auto s = store::find_pack(r.tx, id)) list.items.push_back(view_of(r, std::move(s->pack)));
  std::ranges::sort(list.items, std::ranges::greater{},
                    [](const PackView& v) { return std::pair(v.pack.taken_at, v.pack.id); });
  return list;
}

Result<PackContents> read_pack_people(Read& r, const PackId& id) {
  auto s = store::find_pack(r.tx, id);
  if (!s || !is_carrier(r.actor, s->pack)) return fail(Code::not_found);
  PackContents out;
  const auto named = store::pack_people(r.tx, id);
  out.pack = view_of(r, std::move(s->pack));
  if (out.pack.state != PackState::live) return fail(Code::pack_ended);
  out.seq = r.tx.seq();
  for (const auto& round_id : out.pack.pack.rounds) {
    auto round = store::find_round(r.tx, round_id);
    auto incident = round ? store::find_incident(r.tx, round->incident_id) : std::nullopt;
    if (!incident || round->closed_at) continue;
    PackRound part{std::move(*incident), std::move(*round), {}};
    for (const auto& district : out.pack.pack.districts) {
      WatchFilter filter;
      filter.district = district;
      filter.limit = domain::k_pack_people_max;
      auto list = watch_list(r, round_id, filter);
      if (!list) return pass_on(list.error());
      for (auto& one : list->items)
        if (std::ranges::binary_search(named, one.registrant->registrant.id)) part.people.push_back(std::move(one));
    }
    out.rounds.push_back(std::move(part));
  }
  for (const auto& district : out.pack.pack.districts)
    if (auto found = store::find_district(r.tx, district)) out.districts.push_back(std::move(*found));
  out.towns = towns_around(r, out.rounds);
  r.audits.push_back({AuditId{}, r.now, r.actor.account_id, "read", "pack", id, std::nullopt, std::nullopt,
                      out.pack.pack.people, std::string(r.request_id)});
  return out;
}

std::optional<std::string> household_of(const Read& r, const domain::Disclosed<domain::RegistrantView>& person) {
  if (!person->classes.a) return std::nullopt;
  const auto address = domain::household_address(person->registrant.address);
  if (address.empty()) return std::nullopt;
  // Within the district: the same words elsewhere are another house.
  const auto digest = r.tx.codec().digest("household", person->registrant.district_id.text() + address);
  static constexpr std::string_view k_hex = "0123456789abcdef";
  std::string out;
  for (const char c : digest.data.substr(0, 8)) {
    out += k_hex[static_cast<unsigned char>(c) >> 4U];
    out += k_hex[static_cast<unsigned char>(c) & 15U];
  }
  return out;
}

}  // namespace musubi::flow
