#include "shared/domain/rights.hpp"

#include <array>

namespace musubi::domain {
namespace {

struct Row {
  Right right;
  std::string_view roles;  // a = admin, s = staff, c = coordinator, v = volunteer, w = viewer (the wall)
};

constexpr auto k_table = std::to_array<Row>({
    {Right::open_to_all, "ascvw"},     {Right::own_session, "ascvw"},
    {Right::manage_accounts, "a"},     {Right::manage_districts, "a"},
    {Right::manage_incidents, "a"},    {Right::open_incidents, "as"},
    {Right::decide_phase, "a"},        {Right::manage_organizations, "as"},
    {Right::read_incidents, "ascvw"},  {Right::read_volunteers, "asc"},
    {Right::write_volunteers, "asc"},  {Right::read_squads, "asc"},
    {Right::write_squads, "asc"},      {Right::read_needs, "asc"},
    {Right::write_needs, "asc"},       {Right::step_needs, "ascv"},
    {Right::read_offers, "ascv"},      {Right::make_offers, "asc"},
    {Right::answer_offers, "ascv"},    {Right::erase_preferences, "ascv"},
    {Right::set_offer_policy, "a"},    {Right::read_registrants, "asc"},
    {Right::write_registrants, "as"},  {Right::start_rounds, "as"},
    {Right::record_checks, "asc"},     {Right::read_progress, "ascw"},
    {Right::search_people, "asc"},     {Right::run_imports, "a"},
    {Right::read_audit, "a"},          {Right::read_places, "ascvw"},
    {Right::plan_matching, "asc"},     {Right::set_policies, "a"},
    {Right::read_support, "asc"},      {Right::write_support, "asc"},
    {Right::set_support_policy, "as"}, {Right::set_support_calendar, "a"},
    {Right::break_glass, "asc"},       {Right::read_trails, "as"},
    {Right::hand_over_rescues, "as"},  {Right::carry_packs, "asc"},
    {Right::lock_packs, "as"},         {Right::print_rosters, "as"},
    {Right::wipe_drills, "a"},         {Right::watch_weekdays, "asc"},
    {Right::write_map_notes, "asc"},
});

constexpr bool in_order_of_the_enum() {
  for (std::size_t i = 0; i < k_table.size(); ++i)
    if (static_cast<std::size_t>(k_table[i].right) != i) return false;
  return k_table.size() == static_cast<std::size_t>(Right::write_map_notes) + 1;
}
static_assert(in_order_of_the_enum(), "one row for every right, in order");

constexpr char letter(Role role) {
  switch (role) {
    case Role::admin:
      return 'a';
    case Role::staff:
      return 's';
    case Role::coordinator:
      return 'c';
    case Role::volunteer:
      return 'v';
    case Role::viewer:
      return 'w';
  }
  return '?';
}

}  // namespace

Result<void> may(const Actor& actor, Right right) {
  if (right == Right::open_to_all || actor.system) return {};
  if (!actor.signed_in) return fail(Code::not_signed_in);
  const auto& row = k_table[static_cast<std::size_t>(right)];
  if (row.roles.find(letter(actor.role)) == std::string_view::npos) return fail(Code::forbidden);
  return {};
}

Result<void> may_see_district(const Actor& actor, const DistrictId& district) {
  if (!actor.signed_in) return fail(Code::not_signed_in);
  if (actor.is_desk()) return {};
  if (actor.role == Role::coordinator && actor.has_district(district)) return {};
  return fail(Code::not_found);
}

Result<void> may_work_in_district(const Actor& actor, const DistrictId& district) {
  const auto seen = may_see_district(actor, district);
  if (!seen && seen.error().code == Code::not_found) return fail(Code::forbidden);
  return seen;
}

Result<void> may_see_offer(const Actor& actor, const Offer& offer, const DistrictId& need_district) {
  if (is_own(actor, offer)) return {};
  return may_see_district(actor, need_district);
}

bool is_own(const Actor& actor, const Offer& offer) {
  return actor.signed_in && actor.volunteer_id && *actor.volunteer_id == offer.volunteer_id;
}

}  // namespace musubi::domain
