#pragma once
// Registrants (要配慮者) as kept. Everything about a person is sealed.

#include <optional>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/registrant.hpp"

namespace musubi::store {

struct RegistrantFilter {
  std::optional<DistrictId> district{};
  bool consented_only{false};
  bool active_only{true};
};

// What a map and the counts of a round need of everybody; only the position is opened.
struct RosterRow {
  RegistrantId id;
  DistrictId district_id;
  std::optional<Position> position;
  bool consented{false};
};

std::optional<domain::Registrant> find_registrant(ReadTx& tx, RegistrantId id);
std::optional<RegistrantId> registrant_of_number(ReadTx& tx, int number);
std::vector<domain::Registrant> registrants(ReadTx& tx, const RegistrantFilter& filter, const Page& page);
std::vector<RosterRow> roster(ReadTx& tx);  // the active ones, district by district
void insert_registrant(Tx& tx, const domain::Registrant& registrant);
// Writes version expected_version + 1; false when somebody was faster, and then nothing is written.
bool update_registrant(Tx& tx, const domain::Registrant& registrant, int expected_version);

}  // namespace musubi::store
