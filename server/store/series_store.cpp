#include "server/store/series_store.hpp"

#include <map>

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::Series;
using domain::SeriesException;

namespace {

std::string weekdays_text(const std::vector<int>& weekdays) {
  std::vector<std::string> words;
  for (const int day : weekdays) words.push_back(std::to_string(day));
  return joined(words, ' ');
}

Series series_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Series s;
  s.id = column.id<SeriesId>();
  s.service_user_id = column.id<ServiceUserId>();
  s.district_id = column.id<DistrictId>();
  s.title = column.sealed("series.title");
  s.category = column.code<domain::NeedCategory>();
  for (const auto& word : split(column.text(), ' ')) s.weekdays.push_back(std::stoi(word));
  s.every_weeks = column.integer();
  s.from_minute = column.integer();
  s.until_minute = column.integer();
  s.starts_on = column.day();
  s.ends_on = column.maybe_day();
  s.skip_holidays = column.flag();
  s.people_needed = column.integer();
  s.skills = column.codes<domain::Skill>();
  s.bring = column.maybe_sealed("series.bring");
  s.status = column.code<domain::SeriesStatus>();
  s.made_until = column.maybe_day();
  s.override_reason = column.maybe_sealed("series.override_reason");
  s.created_at = column.instant();
  s.version = column.integer();
  return s;
}

std::int64_t write_series(Tx& tx, const sql::Statement& statement, const Series& s, int version) {
  return tx.run(statement, {value_of(s.id),
                            value_of(s.service_user_id),
                            value_of(s.district_id),
                            sealed(tx, "series.title", s.title),
                            value_of(s.category),
                            weekdays_text(s.weekdays),
                            value_of(s.every_weeks),
                            value_of(s.from_minute),
                            value_of(s.until_minute),
                            value_of(s.starts_on),
                            value_of(s.ends_on),
                            value_of(s.skip_holidays),
                            value_of(s.people_needed),
                            joined_codes(s.skills),
                            sealed(tx, "series.bring", s.bring),
                            value_of(s.status),
                            value_of(s.made_until),
                            sealed(tx, "series.override_reason", s.override_reason),
                            value_of(s.created_at),
                            value_of(version)});
}

std::vector<Series> with_exceptions(ReadTx& tx, std::vector<Series> all) {
  const auto span = id_span(all, [](const Series& s) { return s.id; });
  if (!span) return all;
  std::map<Uuid, std::vector<SeriesException>> exceptions;
  for (const auto& row : tx.query(sql::series_exception_span, {value_of(span->first), value_of(span->last)})) {
    Columns column(tx, row);
    auto& list = exceptions[column.id()];
    SeriesException one;
    one.day = column.day();
    one.kind = column.code<domain::ExceptionKind>();
    one.to_day = column.maybe_day();
    list.push_back(one);
  }
  for (auto& s : all)
    if (const auto found = exceptions.find(s.id); found != exceptions.end()) s.exceptions = found->second;
  return all;
}

}  // namespace

std::optional<Series> find_series(ReadTx& tx, SeriesId id) {
  auto found = with_exceptions(tx, decoded<Series>(tx, tx.query(sql::series_by_id, {value_of(id)}), series_from));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Series> all_series(ReadTx& tx, const SeriesFilter& filter, const Page& page) {
  const Cursor below = page.below();
  const auto rows = tx.query(sql::series_page, {value_of(filter.district.has_value()), value_of(filter.district),
                                                value_of(filter.user.has_value()), value_of(filter.user),
                                                value_of(below.ms), value_of(below.id), value_of(page.limit)});
  return with_exceptions(tx, decoded<Series>(tx, rows, series_from));
}

void insert_series(Tx& tx, const Series& series) { write_series(tx, sql::series_insert, series, series.version); }

bool update_series(Tx& tx, const Series& series, int expected_version) {
  return write_series(tx, sql::series_update, series, expected_version) == 1;
}

void put_series_exception(Tx& tx, SeriesId series, const SeriesException& exception) {
  tx.run(sql::series_exception_put,
         {value_of(series), value_of(exception.day), value_of(exception.kind), value_of(exception.to_day)});
}

std::vector<SeriesId> due_series(ReadTx& tx, Day day, int limit) {
  std::vector<SeriesId> due;
  for (const auto& row : tx.query(sql::series_due, {value_of(day), value_of(limit)})) due.emplace_back(row.uuid(0));
  return due;
}

void set_made_until(Tx& tx, SeriesId series, std::optional<Day> day) {
  tx.run(sql::series_made_until, {value_of(series), value_of(day)});
}

void look_at_all_series_again(Tx& tx) { tx.run(sql::series_look_again); }

}  // namespace musubi::store
