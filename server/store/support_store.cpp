#include "server/store/support_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::ServiceUser;
using domain::SupportCalendar;
using domain::SupportLink;
using domain::SupportPolicy;

namespace {

ServiceUser user_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  ServiceUser u;
  u.id = column.id<ServiceUserId>();
  u.number = column.integer();
  u.district_id = column.id<DistrictId>();
  u.name = column.sealed("service_user.name");
  u.name_kana = column.sealed("service_user.name_kana");
  u.phone = column.sealed("service_user.phone");
  u.address = column.sealed("service_user.address");
  u.position = column.maybe_sealed_position("service_user.position");
  u.note = column.maybe_sealed("service_user.note");
  u.status = column.code<domain::ServiceUserStatus>();
  u.visited_on = column.maybe_day();
  u.visited_by = column.maybe_id<AccountId>();
  u.registered_on = column.maybe_day();
  u.created_at = column.instant();
  u.version = column.integer();
  return u;
}

std::int64_t write_user(Tx& tx, const sql::Statement& statement, const ServiceUser& u, int version) {
  return tx.run(statement,
                {value_of(u.id), value_of(u.number), value_of(u.district_id), sealed(tx, "service_user.name", u.name),
                 sealed(tx, "service_user.name_kana", u.name_kana), sealed(tx, "service_user.phone", u.phone),
                 sealed(tx, "service_user.address", u.address), sealed(tx, "service_user.position", u.position),
                 sealed(tx, "service_user.note", u.note), value_of(u.status), value_of(u.visited_on),
                 value_of(u.visited_by), value_of(u.registered_on), value_of(u.created_at), value_of(version)});
}

SupportPolicy policy_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  SupportPolicy p;
  p.district_id = column.id<DistrictId>();
  p.fee_kind = column.code<domain::FeeKind>();
  p.fee_yen = column.integer();
  p.helper_yen = column.integer();
  p.categories = column.codes<domain::NeedCategory>();
  p.minutes_max = column.maybe_integer();
  p.assigned_by = column.code<domain::AssignedBy>();
  p.first_visit_together = column.flag();
  p.first_offer_hours = column.integer();
  p.note = column.maybe_text();
  p.version = column.integer();
  return p;
}

SupportLink link_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  column.skip();
  SupportLink link;
  link.service_user_id = column.id<ServiceUserId>();
  link.series_id = column.maybe_id<SeriesId>();
  link.day = column.maybe_day();
  link.with_coordinator = column.flag();
  link.first_until = column.maybe_instant();
  link.override_reason = column.maybe_sealed("need_support.override_reason");
  link.fee_kind = column.code<domain::FeeKind>();
  link.fee_yen = column.integer();
  return link;
}

}  // namespace

std::optional<ServiceUser> find_service_user(ReadTx& tx, ServiceUserId id) {
  return decoded_first(tx, tx.first(sql::service_user_by_id, {value_of(id)}), user_from);
}

std::vector<ServiceUser> service_users(ReadTx& tx, const ServiceUserFilter& filter, const Page& page) {
  const Cursor below = page.below();
  const Value status = filter.status ? value_of(*filter.status) : Value(std::string());
  const auto rows =
      tx.query(sql::service_user_page, {value_of(filter.district.has_value()), value_of(filter.district), status,
                                        value_of(below.ms), value_of(below.id), value_of(page.limit)});
  return decoded<ServiceUser>(tx, rows, user_from);
}

void insert_service_user(Tx& tx, const ServiceUser& user) {
  write_user(tx, sql::service_user_insert, user, user.version);
}

bool update_service_user(Tx& tx, const ServiceUser& user, int expected_version) {
  return write_user(tx, sql::service_user_update, user, expected_version) == 1;
}

SupportPolicy support_policy_of(ReadTx& tx, DistrictId district) {
  auto kept = decoded_first(tx, tx.first(sql::support_policy_of, {value_of(district)}), policy_from);
  if (kept) return *std::move(kept);
  SupportPolicy fresh;
  fresh.district_id = district;
  return fresh;
}

bool put_support_policy(Tx& tx, const SupportPolicy& p, int expected_version) {
  return tx.run(sql::support_policy_put,
                {value_of(p.district_id), value_of(p.fee_kind), value_of(p.fee_yen), value_of(p.helper_yen),
                 joined_codes(p.categories), value_of(p.minutes_max), value_of(p.assigned_by),
                 value_of(p.first_visit_together), value_of(p.first_offer_hours), value_of(p.note),
                 value_of(expected_version)}) == 1;
}

SupportCalendar support_calendar(ReadTx& tx) {
  const auto row = tx.first(sql::support_calendar_now);
  SupportCalendar calendar;
  if (!row) return calendar;
  Columns column(tx, *row);
  calendar.horizon_days = column.integer();
  for (const auto& word : split(column.text(), ' ')) {
    const auto day = Day::parse(word);
    if (!day) throw StoreError(StoreError::Kind::broken, "closed day");
    calendar.closed_days.push_back(*day);
  }
  calendar.version = column.integer();
  return calendar;
}

bool update_support_calendar(Tx& tx, const SupportCalendar& calendar, int expected_version) {
  std::vector<std::string> days;
  for (const Day day : calendar.closed_days) days.push_back(day.text());
  return tx.run(sql::support_calendar_update,
                {value_of(calendar.horizon_days), joined(days, ' '), value_of(expected_version)}) == 1;
}

void read_support_links(ReadTx& tx, std::span<domain::Need> needs) {
  const auto span = id_span(needs, [](const domain::Need& need) { return need.id; });
  if (!span) return;
  std::map<Uuid, SupportLink> links;
  for (const auto& row : tx.query(sql::need_support_span, {value_of(span->first), value_of(span->last)}))
    links[row.uuid(0)] = link_from(tx, row);
  if (links.empty()) return;
  for (auto& need : needs)
    if (const auto found = links.find(need.id); found != links.end()) need.support = found->second;
}

void insert_support_link(Tx& tx, NeedId need, const SupportLink& link) {
  tx.run(sql::need_support_insert, {value_of(need), value_of(link.service_user_id), value_of(link.series_id),
                                    value_of(link.day), value_of(link.with_coordinator), value_of(link.first_until),
                                    sealed(tx, "need_support.override_reason", link.override_reason)});
}

void update_support_link(Tx& tx, NeedId need, const SupportLink& link) {
  tx.run(sql::need_support_update, {value_of(need), value_of(link.with_coordinator), value_of(link.first_until)});
}

std::vector<NeedOfSeries> needs_of_series(ReadTx& tx, SeriesId series, Day from) {
  std::vector<NeedOfSeries> found;
  for (const auto& row : tx.query(sql::need_support_of_series, {value_of(series), value_of(from)})) {
    Columns column(tx, row);
    NeedOfSeries one;
    one.day = column.day();
    one.need_id = column.id<NeedId>();
    one.status = column.code<domain::NeedStatus>();
    one.with_coordinator = column.flag();
    found.push_back(one);
  }
  return found;
}

std::vector<NeedOfUser> needs_of_user(ReadTx& tx, ServiceUserId user) {
  std::vector<NeedOfUser> found;
  for (const auto& row : tx.query(sql::need_support_of_user, {value_of(user)})) {
    Columns column(tx, row);
    const auto need_id = column.id<NeedId>();
    found.push_back({need_id, column.code<domain::NeedStatus>()});
  }
  return found;
}

std::vector<VolunteerId> last_helpers(ReadTx& tx, SeriesId series) {
  std::vector<VolunteerId> helpers;
  for (const auto& row : tx.query(sql::need_support_last_helpers, {value_of(series)}))
    helpers.emplace_back(row.uuid(0));
  return helpers;
}

}  // namespace musubi::store
