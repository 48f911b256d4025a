#include "shared/domain/plan.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"
#include "shared/domain/crew_rules.hpp"

namespace musubi::domain {

PlanSummary summary_of(const PlanContent& content) {
  PlanSummary sum;
  for (const auto& need : content.needs) {
    sum.people_wanted += need.wanted();
    sum.people_short += need.short_of();
    if (need.short_of() > 0) ++sum.needs_short;
  }
  sum.people_placed = static_cast<int>(content.assignments.size());
  sum.locks = static_cast<int>(std::ranges::count_if(content.assignments, &PlanAssignment::is_locked));
  sum.people_idle = static_cast<int>(content.people.size()) - sum.people_placed;
  sum.travel_m = content.travel_m;
  return sum;
}

void add_seats(std::vector<PlanSeats>& all, const PlanSeats& more) {
  const auto pool = std::ranges::find(all, more.district_id, &PlanSeats::district_id);
  if (pool == all.end())
    all.push_back(more);
  else
    pool->seats = std::min(limits::plan_seats_max, pool->seats + more.seats);
}

double gap_of(const Plan& plan) {
  if (plan.bound <= 0 || plan.objective >= plan.bound) return 0;
  return std::min(1.0, static_cast<double>(plan.bound - plan.objective) / static_cast<double>(plan.bound));
}

namespace {

// FNV-1a, one value after the other.
class Marker {
 public:
  void add(std::int64_t value) {
    for (int i = 0; i < 8; ++i) {
      hash_ ^= static_cast<std::uint64_t>(value >> (8 * i)) & 0xffU;
      hash_ *= 1'099'511'628'211ULL;
    }
  }
  void add(const std::optional<Instant>& at) { add(at ? at->ms : -1); }
  void add(const Uuid& id) {
    for (const auto byte : id.bytes) add(byte);
  }
  [[nodiscard]] std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_{14'695'981'039'346'656'037ULL};
};

}  // namespace

std::uint64_t need_mark(const Need& need) {
  Marker m;
  m.add(need.starts_at);
  m.add(need.ends_at);
  m.add(need.district_id);
  for (const auto& role : wanted_roles(need.crew)) {
    m.add(static_cast<std::int64_t>(role.role));
    m.add(role.count);
  }
  m.add(need.crew.gender_wish ? static_cast<std::int64_t>(*need.crew.gender_wish) : -1);
  m.add(static_cast<std::int64_t>(need.crew.load));
  m.add(need.crew.placard ? static_cast<std::int64_t>(*need.crew.placard) : -1);
  m.add(need.position ? static_cast<std::int64_t>(need.position->lat * 1e6) : -1);
  m.add(need.position ? static_cast<std::int64_t>(need.position->lng * 1e6) : -1);
  return m.value();
}

// "need/<id>", "volunteer/<id>" or both: a pointer as any other, which the outcome of a key can keep.
std::vector<FieldError> moved_fields(const std::vector<Moved>& moved) {
  std::vector<FieldError> fields;
  for (const auto& one : moved) {
    std::string at;
    if (one.need_id) at = "need/" + one.need_id->text();
    if (one.volunteer_id) at += (at.empty() ? "volunteer/" : "/volunteer/") + one.volunteer_id->text();
    fields.push_back({std::move(at), std::string(code(one.code))});
  }
  return fields;
}

std::vector<Moved> moved_from(const std::vector<FieldError>& fields) {
  constexpr std::size_t k_id = 36;
  const auto id_after = [](const std::string& text, std::string_view word) {
    const auto at = text.find(word);
    return at == std::string::npos ? std::nullopt : Uuid::parse(std::string_view(text).substr(at + word.size(), k_id));
  };
  std::vector<Moved> moved;
  for (const auto& field : fields) {
    const auto what = from_code<MovedCode>(field.code);
    if (!what) continue;
    Moved one{*what, std::nullopt, std::nullopt};
    if (const auto id = id_after(field.field, "need/")) one.need_id = NeedId(*id);
    if (const auto id = id_after(field.field, "volunteer/")) one.volunteer_id = VolunteerId(*id);
    moved.push_back(one);
  }
  return moved;
}

}  // namespace musubi::domain
