#include "server/store/need_store.hpp"

#include <algorithm>
#include <array>
#include <ranges>
#include <utility>

#include "server/store/columns.hpp"
#include "shared/domain/need_life.hpp"

namespace musubi::store {

using domain::Need;
using domain::NeedStatus;

namespace {

// SQL has no list parameters: a statement takes as many statuses as there are, and an empty text is none of them.
constexpr std::size_t k_statuses = domain::all_codes<NeedStatus>().size();
using StatusSlots = std::array<std::string, k_statuses>;

template <class Wanted>
StatusSlots slots_where(Wanted wanted) {
  StatusSlots slots;
  for (std::size_t i = 0; i < k_statuses; ++i) {
    const auto status = static_cast<NeedStatus>(i);
    if (wanted(status)) slots[i] = domain::code(status);
  }
  return slots;
}

template <class... Head>
std::vector<Row> query_by_status(ReadTx& tx, const sql::Statement& statement, const StatusSlots& slots,
                                 const Head&... head) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return tx.query(statement, {value_of(head)..., value_of(slots[I])...});
  }(std::make_index_sequence<k_statuses>{});
}

std::optional<domain::Requester> requester_from(Columns& column) {
  auto name = column.maybe_sealed("need.requester_name");
  auto kana = column.maybe_sealed("need.requester_kana");
  auto phone = column.maybe_sealed("need.requester_phone");
  auto relation = column.maybe_sealed("need.requester_relation");
  if (!name) return std::nullopt;
  return domain::Requester{*std::move(name), std::move(kana).value_or(""), std::move(phone).value_or(""),
                           std::move(relation)};
}

std::optional<Position> position_from(Columns& column) {
  const auto text = column.maybe_sealed("need.position");
  return text ? std::optional(store::position_from(*text)) : std::nullopt;
}

std::optional<domain::Hold> hold_from(Columns& column) {
  auto reason = column.maybe_sealed("need.hold_reason");
  const auto review_on = column.maybe_day();
  return reason ? std::optional(domain::Hold{*std::move(reason), review_on}) : std::nullopt;
}

std::optional<domain::Outcome> outcome_from(Columns& column) {
  auto reason = column.maybe_sealed("need.outcome_reason");
  auto referral = column.maybe_sealed("need.outcome_referral");
  auto note = column.maybe_sealed("need.outcome_note");
  if (!reason) return std::nullopt;
  return domain::Outcome{*std::move(reason), std::move(referral), std::move(note)};
}

// "chainsaw:1 leader:2"
std::string roles_text(const std::vector<domain::RoleCount>& roles) {
  std::vector<std::string> words;
  for (const auto& role : roles)
    words.push_back(std::string(domain::code(role.role)) + ':' + std::to_string(role.count));
  return joined(words, ' ');
}

std::vector<domain::RoleCount> roles_from(std::string_view text) {
  std::vector<domain::RoleCount> roles;
  for (const auto& word : split(text, ' ')) {
    const auto colon = word.find(':');
    if (colon == std::string::npos) throw_unknown_code(word);
    roles.push_back({enum_from<domain::Skill>(word.substr(0, colon)), std::stoi(word.substr(colon + 1))});
  }
  return roles;
}

domain::Crew crew_from(Columns& column) {
  domain::Crew crew;
  crew.people_min = column.integer();
  crew.people_max = column.maybe_integer();
  crew.leader_needed = column.flag();
  crew.roles = roles_from(column.text());
  crew.gender_wish = column.maybe_code<domain::Gender>();
  crew.load = column.code<domain::Load>();
  crew.placard = column.maybe_code<domain::Placard>();
  return crew;
}

Need need_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Need n;
  n.id = column.id<NeedId>();
  n.number = column.integer();
  n.incident_id = column.maybe_id<IncidentId>();
  n.district_id = column.id<DistrictId>();
  n.title = column.sealed("need.title");
  n.detail = column.maybe_sealed("need.detail");
  n.category = column.code<domain::NeedCategory>();
  n.status = column.code<NeedStatus>();
  n.status_before_hold = column.maybe_code<NeedStatus>();
  n.status_since = column.instant();
  n.requester = requester_from(column);
  n.address = column.maybe_sealed("need.address");
  n.town = column.maybe_text();
  n.position = position_from(column);
  n.position_source = column.code<domain::PositionSource>();
  n.people_needed = column.integer();
  n.waitlist_max = column.integer();
  n.skills = column.codes<domain::Skill>();
  n.priority = column.code<domain::Priority>();
  n.crisis_reason = column.maybe_sealed("need.crisis_reason");
  n.watch_after = column.flag();
  n.channel = column.code<domain::Channel>();
  n.starts_at = column.maybe_instant();
  n.ends_at = column.maybe_instant();
  n.bring = column.maybe_sealed("need.bring");
  n.survey = column.maybe_code<domain::SurveyAnswer>();
  n.survey_memo = column.maybe_sealed("need.survey_memo");
  n.hazards = column.maybe_sealed("need.hazards");
  n.hold = hold_from(column);
  n.outcome = outcome_from(column);
  n.merged_into = column.maybe_id<NeedId>();
  n.registrant_id = column.maybe_id<RegistrantId>();
  n.received_at = column.instant();
  n.changed_seq = column.i64();
  n.version = column.integer();
  n.crew = crew_from(column);
  n.is_drill = column.flag();
  return n;
}

std::int64_t write_need(Tx& tx, const sql::Statement& statement, const Need& n, int version) {
  const auto& who = n.requester;
  const auto& outcome = n.outcome;
  return tx.run(statement, {value_of(n.id),
                            value_of(n.number),
                            value_of(n.incident_id),
                            value_of(n.district_id),
                            sealed(tx, "need.title", n.title),
                            sealed(tx, "need.detail", n.detail),
                            value_of(n.category),
                            value_of(n.status),
                            value_of(n.status_before_hold),
                            value_of(n.status_since),
                            who ? sealed(tx, "need.requester_name", who->name) : Value{},
                            who ? sealed(tx, "need.requester_kana", who->name_kana) : Value{},
                            who ? sealed(tx, "need.requester_phone", who->phone) : Value{},
                            who ? sealed(tx, "need.requester_relation", who->relation) : Value{},
                            sealed(tx, "need.address", n.address),
                            value_of(n.town),
                            sealed(tx, "need.position", n.position),
                            value_of(n.position_source),
                            value_of(n.people_needed),
                            value_of(n.waitlist_max),
                            joined_codes(n.skills),
                            value_of(n.priority),
                            sealed(tx, "need.crisis_reason", n.crisis_reason),
                            value_of(n.watch_after),
                            value_of(n.channel),
                            value_of(n.starts_at),
                            value_of(n.ends_at),
                            sealed(tx, "need.bring", n.bring),
                            value_of(n.survey),
                            sealed(tx, "need.survey_memo", n.survey_memo),
                            sealed(tx, "need.hazards", n.hazards),
                            n.hold ? sealed(tx, "need.hold_reason", n.hold->reason) : Value{},
                            n.hold ? value_of(n.hold->review_on) : Value{},
                            outcome ? sealed(tx, "need.outcome_reason", outcome->reason) : Value{},
                            outcome ? sealed(tx, "need.outcome_referral", outcome->referral) : Value{},
                            outcome ? sealed(tx, "need.outcome_note", outcome->note) : Value{},
                            value_of(n.merged_into),
                            value_of(n.registrant_id),
                            value_of(n.received_at),
                            value_of(n.changed_seq),
                            value_of(version),
                            value_of(n.crew.people_min),
                            value_of(n.crew.people_max),
                            value_of(n.crew.leader_needed),
                            roles_text(n.crew.roles),
                            value_of(n.crew.gender_wish),
                            value_of(n.crew.load),
                            value_of(n.crew.placard)});
}

StatusSlots slots_of(const NeedFilter& filter) {
  return slots_where([&](NeedStatus status) {
    const bool listed = filter.statuses.empty() || std::ranges::find(filter.statuses, status) != filter.statuses.end();
    return listed && (!filter.open_only || domain::is_open(status));
  });
}

StatusSlots open_slots() { return slots_where(domain::is_open); }

std::vector<Need> needs_in(ReadTx& tx, const NeedFilter& filter, std::optional<DistrictId> district, const Page& page) {
  const Cursor below = page.below();
  const auto rows = query_by_status(tx, sql::need_page, slots_of(filter), filter.incident.has_value(), filter.incident,
                                    filter.without_drills, district.has_value(), district, filter.volunteer.has_value(),
                                    filter.volunteer, below.ms, below.id, page.limit);
  return decoded<Need>(tx, rows, need_from);
}

bool newer(const Need& a, const Need& b) {
  return std::pair(a.received_at, Uuid(a.id)) > std::pair(b.received_at, Uuid(b.id));
}

// The districts that may appear at all; none when `district` is not among `districts`.
std::vector<DistrictId> wanted_districts(const NeedFilter& filter) {
  std::vector<DistrictId> wanted = filter.districts;
  if (filter.district) std::erase_if(wanted, [&](const DistrictId& id) { return id != *filter.district; });
  std::ranges::sort(wanted);
  const auto doubled = std::ranges::unique(wanted);
  wanted.erase(doubled.begin(), doubled.end());
  return wanted;
}

}  // namespace

std::optional<Need> find_need(ReadTx& tx, NeedId id) {
  return decoded_first(tx, tx.first(sql::need_by_id, {value_of(id)}), need_from);
}

std::vector<Need> needs(ReadTx& tx, const NeedFilter& filter, const Page& page) {
  if (filter.districts.empty()) return needs_in(tx, filter, filter.district, page);
  std::vector<Need> merged;
  for (const auto& district : wanted_districts(filter))
    std::ranges::move(needs_in(tx, filter, district, page), std::back_inserter(merged));
  std::ranges::sort(merged, newer);
  const auto limit = static_cast<std::size_t>(page.limit);
  if (merged.size() > limit) merged.erase(merged.begin() + page.limit, merged.end());
  return merged;
}

void insert_need(Tx& tx, const Need& need) { write_need(tx, sql::need_insert, need, need.version); }

bool update_need(Tx& tx, const Need& need, int expected_version) {
  return write_need(tx, sql::need_update, need, expected_version) == 1;
}

std::optional<Need> open_need_of_registrant(ReadTx& tx, RegistrantId registrant, IncidentId incident) {
  const auto found =
      decoded<Need>(tx, query_by_status(tx, sql::need_of_registrant, open_slots(), registrant, incident), need_from);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<Need> open_needs_of_incident(ReadTx& tx, IncidentId incident) {
  NeedFilter filter;
  filter.incident = incident;
  filter.open_only = true;
  return needs(tx, filter, Page::everything());
}

std::map<DistrictId, int> open_needs_by_district(ReadTx& tx, IncidentId incident) {
  std::map<DistrictId, int> counts;
  for (const auto& row : query_by_status(tx, sql::need_count_by_district, open_slots(), incident))
    counts[DistrictId(row.uuid(0))] = static_cast<int>(row.i64(1));
  return counts;
}

std::vector<Need> every_need_for_index(ReadTx& tx) { return needs(tx, {}, Page::everything()); }

}  // namespace musubi::store
