#pragma once
// The roster of 避難行動要支援者. Every reading leaves an audit row.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/store/registrant_store.hpp"
#include "shared/domain/commands.hpp"
#include "shared/domain/disclosure.hpp"

namespace musubi::flow {

Result<Outcome> add_registrant(Write& w, const domain::NewRegistrant& ask);
// Only whom the writer may see, or has open behind the glass; not_found otherwise.
Result<Outcome> change_registrant(Write& w, const RegistrantId& id, int if_version,
                                  const domain::RegistrantPatch& patch);
// The row, its event and its place in memory, for whoever decided on the change; false when somebody was faster.
bool keep_registrant(Write& w, const domain::Registrant& person, int if_version);
// By the phase of the incident, or behind the glass that this account broke for the person (never in a drill's frame).
Result<domain::Disclosed<domain::RegistrantView>> read_registrant(Read& r, const RegistrantId& id,
                                                                  std::optional<IncidentId> incident);
// For whoever has just written about the person or broken the glass: what they may see of it in normal time, if
// anything.
std::optional<domain::Disclosed<domain::RegistrantView>> written_registrant(Read& r, const RegistrantId& id);
using RegistrantList = Listed<domain::Disclosed<domain::RegistrantView>>;
// In the setting of an incident when one is given (its phase may widen), in normal time otherwise.
Result<RegistrantList> list_registrants(Read& r, std::optional<DistrictId> district, std::optional<IncidentId> incident,
                                        const store::Page& page);

struct SearchHit {
  std::string kind;
  Uuid id;
  int number{0};
  std::string title;  // a name that the policy lets the actor see
  std::string subtitle;
  DistrictId district_id;
  std::optional<std::string> status;
  std::vector<std::string> reasons;
};
// People and needs by name, kana, phone or number, within what the actor may see in normal time or in the incident that
// is named. Audited when registrants are found.
Result<std::vector<SearchHit>> search(Read& r, const domain::SearchQuestion& q);

}  // namespace musubi::flow
