#include "server/store/plan_store.hpp"

#include "server/store/columns.hpp"
#include "shared/domain/need_life.hpp"

namespace musubi::store {

using domain::Plan;
using domain::PlanContent;

namespace {

template <class T>
T whole(Result<T> read) {
  if (!read) throw StoreError(StoreError::Kind::broken, read.error().detail);
  return *std::move(read);
}

Plan plan_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Plan p;
  p.id = column.id<PlanId>();
  p.incident_id = column.maybe_id<IncidentId>();
  p.district_id = column.maybe_id<DistrictId>();
  p.day = column.day();
  p.status = column.code<domain::PlanStatus>();
  p.made_at = column.instant();
  p.made_by = column.maybe_id<AccountId>();
  p.seq = column.i64();
  p.objective = column.i64();
  p.bound = column.i64();
  p.is_exact = column.flag();
  p.summary = whole(domain::summary_from(column.text()));
  p.version = column.integer();
  p.is_drill = column.flag();
  return p;
}

void insert_version(Tx& tx, const Plan& plan, const PlanContent& content, const PlanChangeOf& change, int version) {
  tx.run(sql::plan_version_insert, {value_of(plan.id), value_of(version), value_of(change.before), value_of(change.now),
                                    value_of(change.by), domain::content_text(content)});
}

// The three statuses in which a need looks for people.
struct Looking {
  std::string first, second, third;
};
Looking looking() {
  Looking out;
  std::size_t found = 0;
  for (std::size_t i = 0; i < domain::all_codes<domain::NeedStatus>().size(); ++i) {
    const auto status = static_cast<domain::NeedStatus>(i);
    if (!domain::takes_offers(status)) continue;
    std::string* const slots[] = {&out.first, &out.second, &out.third};
    if (found < 3) *slots[found++] = domain::code(status);
  }
  return out;
}

template <class... More>
std::vector<Row> in_world(ReadTx& tx, const sql::Statement& statement, const PlanWorld& world, const More&... more) {
  return tx.query(statement, {value_of(world.is_drill), value_of(world.incident), value_of(more)...});
}

}  // namespace

std::optional<Plan> find_plan(ReadTx& tx, PlanId id) {
  return decoded_first(tx, tx.first(sql::plan_by_id, {value_of(id)}), plan_from);
}

std::vector<Plan> plans(ReadTx& tx, const PlanFilter& f, const Page& page) {
  const Cursor below = page.below();
  const auto rows =
      tx.query(sql::plan_page, {value_of(f.incident.has_value()), value_of(f.incident), value_of(f.without_drills),
                                value_of(f.district.has_value()), value_of(f.district), value_of(f.day.has_value()),
                                value_of(f.day), value_of(below.ms), value_of(below.id), value_of(page.limit)});
  return decoded<Plan>(tx, rows, plan_from);
}

void insert_plan(Tx& tx, const Plan& p, const PlanContent& content) {
  tx.run(sql::plan_insert, {value_of(p.id), value_of(p.incident_id), value_of(p.district_id), value_of(p.day),
                            value_of(p.status), value_of(p.made_at), value_of(p.made_by), value_of(content.seq),
                            value_of(content.objective), value_of(content.bound), value_of(content.is_exact()),
                            domain::summary_text(domain::summary_of(content)), value_of(p.version)});
  insert_version(tx, p, content, {0, std::nullopt, p.made_at, p.made_by}, p.version);
}

bool update_plan(Tx& tx, const Plan& p, const PlanContent& content, const PlanChangeOf& change) {
  const auto changed =
      tx.run(sql::plan_update, {value_of(p.id), value_of(p.status), value_of(content.seq), value_of(content.objective),
                                value_of(content.bound), value_of(content.is_exact()),
                                domain::summary_text(domain::summary_of(content)), value_of(change.expected_version)});
  if (changed != 1) return false;
  insert_version(tx, p, content, change, change.expected_version + 1);
  return true;
}

std::optional<PlanVersion> find_plan_version(ReadTx& tx, PlanId id, int version) {
  const auto row = tx.first(sql::plan_version_by_number, {value_of(id), value_of(version)});
  if (!row) return std::nullopt;
  Columns column(tx, *row);
  PlanVersion found;
  found.before = column.maybe_integer();
  found.content = whole(domain::content_from(column.text()));
  return found;
}

std::vector<LiveOffer> live_offers(ReadTx& tx, const PlanWorld& world) {
  std::vector<LiveOffer> offers;
  for (const auto& row : in_world(tx, sql::plan_live_offers, world)) {
    Columns column(tx, row);
    LiveOffer o;
    o.need_id = column.id<NeedId>();
    o.volunteer_id = column.id<VolunteerId>();
    o.status = column.code<domain::OfferStatus>();
    o.starts_at = column.maybe_instant();
    o.ends_at = column.maybe_instant();
    offers.push_back(o);
  }
  return offers;
}

std::vector<DeclinedOffer> declined_offers(ReadTx& tx, const PlanWorld& world) {
  const auto in = looking();
  std::vector<DeclinedOffer> offers;
  for (const auto& row : in_world(tx, sql::plan_declined, world, in.first, in.second, in.third)) {
    Columns column(tx, row);
    DeclinedOffer o;
    o.need_id = column.id<NeedId>();
    o.volunteer_id = column.id<VolunteerId>();
    o.at = column.instant();
    offers.push_back(o);
  }
  return offers;
}

std::vector<RecentWork> recent_work(ReadTx& tx, const PlanWorld& world, Instant since) {
  std::vector<RecentWork> work;
  for (const auto& row : in_world(tx, sql::plan_recent_work, world, since)) {
    Columns column(tx, row);
    RecentWork one;
    one.volunteer_id = column.id<VolunteerId>();
    one.served_at = column.instant();
    one.starts_at = column.maybe_instant();
    one.ends_at = column.maybe_instant();
    work.push_back(one);
  }
  return work;
}

std::vector<PastHelp> past_helpers(ReadTx& tx, const PlanWorld& world) {
  const auto in = looking();
  std::vector<PastHelp> help;
  for (const auto& row : in_world(tx, sql::plan_past_helpers, world, in.first, in.second, in.third)) {
    Columns column(tx, row);
    PastHelp one;
    one.volunteer_id = column.id<VolunteerId>();
    one.need_id = column.id<NeedId>();
    one.jobs = column.integer();
    help.push_back(one);
  }
  return help;
}

}  // namespace musubi::store
