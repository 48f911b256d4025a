#include "server/store/policy_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

KeptPolicy find_policy(ReadTx& tx, std::string_view name) {
  KeptPolicy kept;
  const auto row = tx.first(sql::policy_by_name, {value_of(name)});
  if (!row) return kept;
  Columns column(tx, *row);
  for (const auto& word : split(column.text(), ' ')) {
    const auto equals = word.find('=');
    if (equals == std::string::npos) throw StoreError(StoreError::Kind::broken, "policy numbers");
    kept.numbers[word.substr(0, equals)] = std::stoi(word.substr(equals + 1));
  }
  kept.version = column.integer();
  return kept;
}

bool keep_policy(Tx& tx, std::string_view name, const std::map<std::string, std::int32_t, std::less<>>& numbers,
                 const PolicyChange& change) {
  if (find_policy(tx, name).version != change.expected_version) return false;
  std::vector<std::string> words;
  for (const auto& [key, value] : numbers) words.push_back(key + '=' + std::to_string(value));
  const auto text = joined(words, ' ');
  if (!tx.first(sql::policy_by_name, {value_of(name)})) {
    tx.run(sql::policy_insert, {value_of(name), text, value_of(change.now), value_of(change.by)});
    return true;
  }
  return tx.run(sql::policy_update, {value_of(name), text, value_of(change.now), value_of(change.by),
                                     value_of(change.expected_version)}) == 1;
}

}  // namespace musubi::store
