#pragma once
// The parts of the route table, one function a family. routes() joins them.

#include <span>

#include "server/api/call.hpp"

namespace musubi::api {

std::span<const Route> account_routes();   // session, me, accounts, registrations
std::span<const Route> need_routes();      // needs, their steps, duplicates, search
std::span<const Route> offer_routes();     // offers, candidates
std::span<const Route> asking_routes();    // waves, notices, wishes learned, the call list, the policy of asking
std::span<const Route> people_routes();    // volunteers, squads, organizations, districts, places
std::span<const Route> incident_routes();  // incidents, rounds, checks, progress, map, registrants
std::span<const Route> access_routes();    // decisions on phases, files opened in an emergency, who saw whom
std::span<const Route> safety_routes();    // conflicts, rescues, arrival lists, the ladder
std::span<const Route> desk_routes();      // audit
std::span<const Route> map_routes();       // map notes, teams out, areas, sources of the map
std::span<const Route> import_routes();
std::span<const Route> plan_routes();  // plans, what would be if
std::span<const Route> team_routes();
std::span<const Route> policy_routes();   // the weights of matching, exclusions
std::span<const Route> drill_routes();    // the end of a drill
std::span<const Route> watch_routes();    // 見守り on weekdays
std::span<const Route> roster_routes();   // the city's roster, its doubts
std::span<const Route> paper_routes();    // 個別避難計画, numbered packs on paper
std::span<const Route> support_routes();  // 生活応援隊: users, policies, series, referrals, records

// Shapes that more than one family answers with.
Json list_of(Json items, const std::optional<store::Cursor>& next, std::int64_t seq);
// The live map as this asker may see it; also the snapshot of the incident topic. More dots than `dots_max` are only
// counted (dots_omitted): then the columns have them.
Result<Json> map_json(flow::Read& r, const IncidentId& id, std::size_t dots_max);
Result<Answer> map_columns(flow::Read& r, const IncidentId& id);
// The map of an earlier moment.
Result<Json> past_map_json(flow::Read& r, const IncidentId& id, std::string_view at);
// The days of the 生活応援隊 with the holidays of this year and the next.
Json calendar_json(const flow::Read& r, const domain::SupportCalendar& calendar);

}  // namespace musubi::api
