#pragma once
// The lists that field phones carry: taken, read, renewed, locked, and what the house answers when a phone asks how its
// list stands. Taking one and reading it is audited; whom it names is kept for the trail.

#include "server/flow/env.hpp"
#include "server/flow/incident_flow.hpp"
#include "server/store/pack_store.hpp"
#include "shared/domain/district.hpp"
#include "shared/domain/pack.hpp"

namespace musubi::flow {

// The digest of the session that a device signs in with; none for somebody who is not signed in.
using DeviceSession = std::optional<store::Bytes>;

// Own districts for a coordinator, chosen ones for the desk. Until its hours are over, or the phase that it needs.
Result<Outcome> take_pack(Write& w, const domain::NewPack& ask, const DeviceSession& session);
// By the carrier, while it is live: whom it names and until when, anew, with the round that is open now. pack_ended
// otherwise.
Result<Outcome> renew_pack(Write& w, const PackId& id, const domain::RenewPack& ask, const DeviceSession& session);
// A lost phone: its pack ends and so does the session of that device. Locked twice is locked.
Result<Outcome> lock_pack(Write& w, const PackId& id);
// By the device's ticket, signed in or not: remembers that the device was seen, and says how the pack stands.
Result<Outcome> hear_from_device(Write& w, const PackId& id, const domain::PackContact& said,
                                 const DeviceSession& session);

// The pack with what the world says: whether its carrier, districts and phase are still there.
domain::PackState pack_standing(store::ReadTx& tx, const domain::Pack& pack, Instant now);
bool is_carrier(const domain::Actor& actor, const domain::Pack& pack);

struct PackView {
  domain::Pack pack;
  domain::PackState state{};
  std::string account_name;
};
// Own ones; the desk all.
Result<PackView> read_pack(Read& r, const PackId& id);
Listed<PackView> list_packs(Read& r, const store::Page& page);
// The packs that named this person, newest first; for the desk.
Result<Listed<PackView>> packs_that_named(Read& r, const RegistrantId& person);

struct PackRound {
  domain::Incident incident;
  domain::CheckRound round;
  std::vector<Watched> people;
};
struct PackContents {
  PackView pack;
  std::vector<PackRound> rounds;
  std::vector<domain::District> districts;
  std::vector<domain::Place> towns;  // round about the people, for a map without network
  std::int64_t seq{0};
};
// For the carrier alone, through the policy of now. pack_ended when it is not live. Audited.
Result<PackContents> read_pack_people(Read& r, const PackId& id);

// Equal for people under one address, and nothing else can be read from it. Only where the address may be seen.
std::optional<std::string> household_of(const Read& r, const domain::Disclosed<domain::RegistrantView>& person);

}  // namespace musubi::flow
