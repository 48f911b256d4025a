#pragma once
// Volunteers and their squads as kept.

#include <optional>
#include <span>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/volunteer.hpp"

namespace musubi::store {

struct VolunteerFilter {
  std::optional<DistrictId> district{};
  std::optional<domain::VolunteerStatus> status{};
};

// All with their squad_ids.
std::optional<domain::Volunteer> find_volunteer(ReadTx& tx, VolunteerId id);
std::vector<domain::Volunteer> volunteers(ReadTx& tx, const VolunteerFilter& filter, const Page& page);  // newest first
std::vector<domain::Volunteer> volunteers_in(ReadTx& tx, std::span<const DistrictId> districts);
std::vector<domain::Volunteer> active_volunteers(ReadTx& tx);
// squad_ids are not written here: a squad holds its members.
void insert_volunteer(Tx& tx, const domain::Volunteer& volunteer);
// Writes version expected_version + 1; false when somebody was faster, and then nothing is written.
bool update_volunteer(Tx& tx, const domain::Volunteer& volunteer, int expected_version);

std::optional<domain::Squad> find_squad(ReadTx& tx, SquadId id);
std::vector<domain::Squad> squads(ReadTx& tx, std::optional<DistrictId> district, const Page& page);  // newest first
std::vector<domain::Squad> squads_kept_together(ReadTx& tx);                                          // by id
void insert_squad(Tx& tx, const domain::Squad& squad);
// Replaces the members as well; false when stale, and then nothing is written.
bool update_squad(Tx& tx, const domain::Squad& squad, int expected_version);

}  // namespace musubi::store
