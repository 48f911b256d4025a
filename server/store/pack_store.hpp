#pragma once
// Packs of field phones as kept, with whom each of them named.

#include <optional>
#include <span>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/pack.hpp"

namespace musubi::store {

struct StoredPack {
  domain::Pack pack;
  Bytes ticket_hash;                  // Codec::digest of the device's ticket
  std::optional<Bytes> session_hash;  // the session with which the device was seen last
};

std::optional<StoredPack> find_pack(ReadTx& tx, PackId id);
// Newest first by (taken, id); of one account when given.
std::vector<domain::Pack> packs(ReadTx& tx, std::optional<AccountId> account, const Page& page);
void insert_pack(Tx& tx, const StoredPack& pack);
// Writes version pack.version + 1 and the rounds that are new; false when somebody was faster.
bool update_pack(Tx& tx, const StoredPack& pack);

// Whom it names; those whom it named before stay, for the trail.
void put_pack_people(Tx& tx, PackId id, std::span<const RegistrantId> people);
std::vector<RegistrantId> pack_people(ReadTx& tx, PackId id);
std::vector<PackId> packs_naming(ReadTx& tx, RegistrantId person);

}  // namespace musubi::store
