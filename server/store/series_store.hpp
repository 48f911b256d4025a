#pragma once
// Jobs that come again, with their exceptions, as kept.

#include <optional>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/support.hpp"

namespace musubi::store {

struct SeriesFilter {
  std::optional<DistrictId> district{};
  std::optional<ServiceUserId> user{};
};
std::optional<domain::Series> find_series(ReadTx& tx, SeriesId id);
std::vector<domain::Series> all_series(ReadTx& tx, const SeriesFilter& filter, const Page& page);  // newest first
void insert_series(Tx& tx, const domain::Series& series);
// Writes version expected_version + 1; false when somebody was faster, and then nothing is written. Exceptions are
// written by themselves.
bool update_series(Tx& tx, const domain::Series& series, int expected_version);
// Replaces the one of the same day.
void put_series_exception(Tx& tx, SeriesId series, const domain::SeriesException& exception);

// Active series whose needs do not reach `day` yet, at most `limit`, longest behind first.
std::vector<SeriesId> due_series(ReadTx& tx, Day day, int limit);
void set_made_until(Tx& tx, SeriesId series, std::optional<Day> day);
// Every active series is due again.
void look_at_all_series_again(Tx& tx);

}  // namespace musubi::store
