#include "shared/wire/decode.hpp"
#include "shared/wire/rules.hpp"

namespace musubi::wire {
namespace {

constexpr std::size_t k_districts_max = 100;

}  // namespace

Result<domain::NewIncident> decode_new_incident(const Json& body) {
  Reader r(body);
  domain::NewIncident ask;
  ask.id = r.optional("id", new_id<IncidentId>());
  ask.name = r.required("name", name_line());
  ask.is_drill = r.required("is_drill", boolean());  // never guessed: a drill taken for real, or the other way round
  ask.kind = r.value_or("kind", choice<domain::IncidentKind>(), domain::IncidentKind::other);
  return finished(r, std::move(ask));
}

Result<domain::IncidentPatch> decode_incident_patch(const Json& body) {
  Reader r(body);
  domain::IncidentPatch ask;
  ask.name = r.patch("name", name_line());
  ask.status = r.patch("status", choice<domain::IncidentStatus>());
  ask.legal_phase = r.patch("legal_phase", choice<domain::LegalPhase>());
  ask.phase_purpose = r.patch("phase_purpose", choice<domain::PhasePurpose>());
  ask.phase_reason = r.patch("phase_reason", prose());
  ask.phase_until = r.patch("phase_until", instant());
  // A phase opens the records of people who never agreed to it: it comes with its purpose and reason, and they with it.
  const bool widens = ask.legal_phase && *ask.legal_phase != domain::LegalPhase::normal;
  if (r.has("legal_phase") && !r.has("phase_reason")) r.refuse("phase_reason", refused::required);
  if (widens && !r.has("phase_purpose")) r.refuse("phase_purpose", refused::required);
  const bool says_more = r.has("phase_reason") || r.has("phase_purpose") || r.has("phase_until");
  if (says_more && !r.has("legal_phase")) r.refuse("legal_phase", refused::required);
  return finished(r, std::move(ask));
}

Result<domain::NewRound> decode_new_round(const Json& body) {
  Reader r(body);
  domain::NewRound ask;
  ask.id = r.optional("id", new_id<RoundId>());
  ask.name = r.optional("name", name_line());
  ask.district_ids = r.value_or("district_ids", list(id<DistrictId>(), k_districts_max), {});
  ask.cause = r.optional("cause", choice<domain::RoundCause>());
  return finished(r, std::move(ask));
}

Result<domain::RoundPatch> decode_round_patch(const Json& body) {
  Reader r(body);
  domain::RoundPatch ask;
  ask.close = r.patch("closed", boolean()).value_or(false);
  if (!r.has("closed")) r.refuse("closed", refused::required);
  // A closed round stays closed; a new one takes its place.
  const bool reopens = r.has("closed") && body["closed"].is_boolean() && !ask.close;
  if (reopens) r.refuse("closed", refused::out_of_range);
  return finished(r, std::move(ask));
}

}  // namespace musubi::wire
