#pragma once
// Registrants (要配慮者) as kept. Everything about a person is sealed.

#include <optional>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/registrant.hpp"
#include "shared/domain/roster.hpp"

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
// Whoever shares the city's number, kana, phone, address or birth date with the line; of any status.
std::vector<domain::Registrant> registrants_alike(ReadTx& tx, const domain::Registrant& line, int limit);
// Gives keys to people from before there were any; how many it was, 0 when all have theirs.
int key_registrants(Tx& tx, int limit);
// What rosters left behind with a person: where the position comes from, and what the newest list told of them.
struct RosterFacts {
  domain::PinSource source{};
  std::vector<std::string> told;
};
RosterFacts roster_facts(ReadTx& tx, RegistrantId id);
void set_position_source(Tx& tx, RegistrantId id, domain::PinSource source);
void set_roster_line(Tx& tx, RegistrantId id, const std::vector<std::string>& told);
// The two lists, counted: everybody, and who has consented.
struct RosterCount {
  DistrictId district_id;
  int all{0};
  int consented{0};
};
std::vector<RosterCount> roster_counts(ReadTx& tx);
void insert_registrant(Tx& tx, const domain::Registrant& registrant);
// Writes version expected_version + 1; false when somebody was faster, and then nothing is written.
bool update_registrant(Tx& tx, const domain::Registrant& registrant, int expected_version);

}  // namespace musubi::store
