#include "server/store/volunteer_store.hpp"

#include <algorithm>
#include <map>

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::InsuranceCover;
using domain::Slot;
using domain::Volunteer;

namespace {

// "0am 3pm": weekday, then the part of the day.
std::string slots_text(const std::vector<Slot>& slots) {
  std::vector<std::string> words;
  for (const auto& slot : slots) words.push_back(std::to_string(slot.weekday) + std::string(domain::code(slot.part)));
  return joined(words, ' ');
}

std::vector<Slot> slots_from(std::string_view text) {
  std::vector<Slot> slots;
  for (const auto& word : split(text, ' '))
    slots.push_back(
        {.weekday = word.at(0) - '0', .part = enum_from<domain::DayPart>(std::string_view(word).substr(1))});
  return slots;
}

std::optional<InsuranceCover> insurance_from(Columns& column) {
  const auto plan = column.maybe_code<domain::InsurancePlan>();
  const auto joined_on = column.maybe_day();
  const auto from = column.maybe_day();
  const auto until = column.maybe_day();
  auto seen_by = column.maybe_sealed("volunteer.insurance_seen_by");
  if (!plan) return std::nullopt;
  return InsuranceCover{*plan, joined_on, from.value_or(Day{}), until.value_or(Day{}), std::move(seen_by)};
}

std::optional<domain::QuietHours> quiet_from(Columns& column) {
  const auto from = column.maybe_integer();
  const auto until = column.maybe_integer();
  if (!from || !until) return std::nullopt;
  return domain::QuietHours{*from, *until};
}

std::optional<domain::Gender> gender_from(Columns& column) {
  const auto clear = column.maybe_sealed("volunteer.gender");
  return clear ? std::optional(enum_from<domain::Gender>(*clear)) : std::nullopt;
}

std::optional<std::string> text_of(const std::optional<domain::Gender>& gender) {
  return gender ? std::optional(std::string(domain::code(*gender))) : std::nullopt;
}

Volunteer volunteer_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Volunteer v;
  v.id = column.id<VolunteerId>();
  v.number = column.integer();
  v.name = column.sealed("volunteer.name");
  v.name_kana = column.sealed("volunteer.name_kana");
  v.phone = column.sealed("volunteer.phone");
  v.email = column.maybe_sealed("volunteer.email");
  v.position = column.maybe_sealed_position("volunteer.position");
  v.note = column.maybe_sealed("volunteer.note");
  v.district_id = column.maybe_id<DistrictId>();
  v.birth_year = column.maybe_integer();
  v.skills = column.codes<domain::Skill>();
  v.availability = slots_from(column.text());
  v.insurance = insurance_from(column);
  v.consent_at = column.maybe_instant();
  v.status = column.code<domain::VolunteerStatus>();
  v.created_at = column.instant();
  v.version = column.integer();
  v.contact_by = column.code<domain::ContactBy>();
  v.quiet = quiet_from(column);
  v.gender = gender_from(column);
  v.guardian_consent_on = column.maybe_day();
  v.hours_week_max = column.maybe_integer();
  v.travel_max_m = column.maybe_integer();
  v.load_max = column.maybe_code<domain::Load>();
  v.car_seats = column.maybe_integer();
  return v;
}

std::int64_t write_volunteer(Tx& tx, const sql::Statement& statement, const Volunteer& v, int version) {
  const auto& cover = v.insurance;
  return tx.run(statement, {value_of(v.id),
                            value_of(v.number),
                            sealed(tx, "volunteer.name", v.name),
                            sealed(tx, "volunteer.name_kana", v.name_kana),
                            sealed(tx, "volunteer.phone", v.phone),
                            sealed(tx, "volunteer.email", v.email),
                            sealed(tx, "volunteer.position", v.position),
                            sealed(tx, "volunteer.note", v.note),
                            value_of(v.district_id),
                            value_of(v.birth_year),
                            joined_codes(v.skills),
                            slots_text(v.availability),
                            cover ? value_of(cover->plan) : Value{},
                            cover ? value_of(cover->joined_on) : Value{},
                            cover ? value_of(cover->cover_from) : Value{},
                            cover ? value_of(cover->cover_until) : Value{},
                            cover ? sealed(tx, "volunteer.insurance_seen_by", cover->proof_seen_by) : Value{},
                            value_of(v.consent_at),
                            value_of(v.status),
                            value_of(v.created_at),
                            value_of(version),
                            value_of(v.contact_by),
                            v.quiet ? value_of(v.quiet->from) : Value{},
                            v.quiet ? value_of(v.quiet->until) : Value{},
                            sealed(tx, "volunteer.gender", text_of(v.gender)),
                            value_of(v.guardian_consent_on),
                            value_of(v.hours_week_max),
                            value_of(v.travel_max_m),
                            value_of(v.load_max),
                            value_of(v.car_seats)});
}

std::vector<Volunteer> volunteers_from(ReadTx& tx, const std::vector<Row>& rows) {
  auto items = decoded<Volunteer>(tx, rows, volunteer_from);
  const auto span = id_span(items, [](const Volunteer& v) { return v.id; });
  if (!span) return items;
  std::map<Uuid, std::vector<SquadId>> squads_of;
  for (const auto& row : tx.query(sql::volunteer_squad_span, {value_of(span->first), value_of(span->last)}))
    squads_of[row.uuid(0)].emplace_back(row.uuid(1));
  for (auto& v : items)
    if (const auto found = squads_of.find(v.id); found != squads_of.end()) v.squad_ids = found->second;
  return items;
}

}  // namespace

std::optional<Volunteer> find_volunteer(ReadTx& tx, VolunteerId id) {
  auto found = volunteers_from(tx, tx.query(sql::volunteer_by_id, {value_of(id)}));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Volunteer> volunteers(ReadTx& tx, const VolunteerFilter& filter, const Page& page) {
  const Cursor below = page.below();
  const Value status = filter.status ? value_of(*filter.status) : Value(std::string());
  return volunteers_from(
      tx, tx.query(sql::volunteer_page, {value_of(filter.district.has_value()), value_of(filter.district), status,
                                         value_of(below.ms), value_of(below.id), value_of(page.limit)}));
}

std::vector<Volunteer> volunteers_in(ReadTx& tx, std::span<const DistrictId> districts) {
  std::vector<Volunteer> all;
  for (const auto& district : districts) {
    auto some = volunteers(tx, {.district = district, .status = std::nullopt}, Page::everything());
    std::ranges::move(some, std::back_inserter(all));
  }
  return all;
}

std::vector<Volunteer> active_volunteers(ReadTx& tx) {
  return volunteers(tx, {.district = std::nullopt, .status = domain::VolunteerStatus::active}, Page::everything());
}

void insert_volunteer(Tx& tx, const Volunteer& volunteer) {
  write_volunteer(tx, sql::volunteer_insert, volunteer, volunteer.version);
}

bool update_volunteer(Tx& tx, const Volunteer& volunteer, int expected_version) {
  return write_volunteer(tx, sql::volunteer_update, volunteer, expected_version) == 1;
}

}  // namespace musubi::store
