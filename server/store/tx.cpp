#include "server/store/tx.hpp"

#include <utility>

namespace musubi::store {
namespace {

Value id_value(const std::optional<Uuid>& id) {
  if (!id) return {};
  return Bytes{std::string(id->bytes.begin(), id->bytes.end())};
}

template <class Tag>
Value id_value(const std::optional<Id<Tag>>& id) {
  return id_value(id ? std::optional<Uuid>(*id) : std::nullopt);
}

std::int64_t only_number(const std::vector<Row>& rows, const sql::Statement& statement) {
  if (rows.size() != 1) {
    throw StoreError(StoreError::Kind::broken, std::string(statement.name) + ": no counter row", statement.name);
  }
  return rows.front().i64(0);
}

}  // namespace

std::optional<Row> ReadTx::first(const sql::Statement& statement, std::initializer_list<Value> params) {
  auto rows = query(statement, params);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::int64_t ReadTx::seq() { return only_number(query(sql::journal_seq), sql::journal_seq); }

std::int64_t Tx::run(const sql::Statement& statement, std::initializer_list<Value> params) {
  query(statement, params);
  return connection_.changed();
}

std::int64_t Tx::append(domain::Event event) {
  event.seq = only_number(query(sql::journal_next), sql::journal_next);
  query(sql::event_insert, {event.seq, event.type, event.occurred_at.ms, event.recorded_at.ms, id_value(event.actor_id),
                            id_value(event.incident_id), id_value(event.district_id), id_value(event.need_id),
                            id_value(event.offer_id), id_value(event.volunteer_id), id_value(event.registrant_id),
                            id_value(event.round_id), id_value(event.subject_id), event.data});
  const std::int64_t seq = event.seq;
  events_.push_back(std::move(event));
  return seq;
}

std::int64_t Tx::next(std::string_view counter) {
  return only_number(query(sql::counter_next, {std::string(counter)}), sql::counter_next);
}

}  // namespace musubi::store
