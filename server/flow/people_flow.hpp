#pragma once
// Volunteers, squads, organizations, districts, places: who and what there is.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/store/volunteer_store.hpp"
#include "shared/domain/commands.hpp"
#include "shared/domain/disclosure.hpp"

namespace musubi::flow {

Result<Outcome> add_volunteer(Write& w, const domain::NewVolunteer& ask);
// Their own wishes, by the volunteer of the account: contact_by, quiet, hours_week_max, travel_max_m and load_max of
// the patch; the rest of it is not looked at. not_found for accounts without a volunteer.
Result<Outcome> change_my_wishes(Write& w, int if_version, const domain::VolunteerPatch& wishes);
Result<Outcome> change_volunteer(Write& w, const VolunteerId& id, int if_version, const domain::VolunteerPatch& patch);
Result<domain::Disclosed<domain::VolunteerView>> read_volunteer(Read& r, const VolunteerId& id);
using VolunteerList = Listed<domain::Disclosed<domain::VolunteerView>>;
Result<VolunteerList> list_volunteers(Read& r, const store::VolunteerFilter& filter, const store::Page& page);

Result<Outcome> add_squad(Write& w, const domain::NewSquad& ask);
Result<Outcome> change_squad(Write& w, const SquadId& id, int if_version, const domain::SquadPatch& patch);
Result<domain::Squad> read_squad(Read& r, const SquadId& id);
Result<Listed<domain::Squad>> list_squads(Read& r, std::optional<DistrictId> district, const store::Page& page);

Result<Outcome> add_organization(Write& w, const domain::NewOrganization& ask);
Result<Outcome> change_organization(Write& w, const OrganizationId& id, int if_version,
                                    const domain::OrganizationPatch& patch);
Result<domain::Organization> read_organization(Read& r, const OrganizationId& id);
Listed<domain::Organization> list_organizations(Read& r, const store::Page& page);

Result<Outcome> add_district(Write& w, const domain::NewDistrict& ask);
Result<Outcome> change_district(Write& w, const DistrictId& id, int if_version, const domain::DistrictPatch& patch);
Result<domain::District> read_district(Read& r, const DistrictId& id);
Listed<domain::District> list_districts(Read& r);
Listed<domain::Place> list_places(Read& r, std::optional<domain::PlaceKind> kind);

}  // namespace musubi::flow
