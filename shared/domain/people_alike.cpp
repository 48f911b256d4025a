// A whole list of names against everybody at once.
#include <algorithm>

#include "shared/base/text.hpp"
#include "shared/domain/gazetteer.hpp"
#include "shared/domain/people_index.hpp"

namespace musubi::domain {
namespace {

using LinesOf = std::unordered_multimap<std::string, std::size_t>;

std::string name_key(std::string_view text) {
  std::string out = normalized_kana(text);
  std::erase(out, ' ');
  return out;
}

// Keys of four letters and more that are one letter apart share their first two letters or their last two.
struct Ends {
  std::string head, tail;
};
std::optional<Ends> ends_of(std::string_view key) {
  const auto letters = decode_utf8(key);
  if (letters.size() < 3) return std::nullopt;
  const auto part = [&](std::size_t from) {
    return "\x01" + std::to_string(static_cast<std::uint32_t>(letters[from])) + ' ' +
           std::to_string(static_cast<std::uint32_t>(letters[from + 1]));
  };
  return Ends{'<' + part(0), '>' + part(letters.size() - 2)};
}

struct Wanted {
  std::string name, kana;
};

}  // namespace

std::vector<std::vector<Uuid>> PeopleIndex::alike(PersonKind kind, std::span<const ArrivalPerson> list) const {
  std::vector<Wanted> wanted;
  LinesOf same;
  LinesOf near;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& person = list[i];
    wanted.push_back({name_key(person.name), person.name_kana ? name_key(*person.name_kana) : std::string()});
    for (const auto* key : {&wanted.back().name, &wanted.back().kana}) {
      if (key->empty()) continue;
      same.emplace(*key, i);
      if (const auto ends = ends_of(*key)) {
        near.emplace(ends->head, i);
        near.emplace(ends->tail, i);
      }
    }
    if (const auto digits = person.phone ? phone_digits(*person.phone) : std::string(); !digits.empty())
      same.emplace(digits, i);
  }
  std::vector<std::vector<Uuid>> found(list.size());
  const auto keep = [&](std::size_t line, const Uuid& id) {
    if (found[line].empty() || found[line].back() != id) found[line].push_back(id);
  };
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].kind != kind) continue;
    const Uuid& id = entries_[i].id;
    for (const auto* key : {&keys_[i].name, &keys_[i].kana, &keys_[i].phone}) {
      if (key->empty()) continue;
      const auto [from, to] = same.equal_range(*key);
      for (auto at = from; at != to; ++at) keep(at->second, id);
    }
    for (const auto* key : {&keys_[i].name, &keys_[i].kana}) {
      const auto ends = ends_of(*key);
      if (!ends) continue;
      for (const auto* end : {&ends->head, &ends->tail}) {
        const auto [from, to] = near.equal_range(*end);
        for (auto at = from; at != to; ++at)
          if (letters_apart(*key, wanted[at->second].name) <= 1 || letters_apart(*key, wanted[at->second].kana) <= 1)
            keep(at->second, id);
      }
    }
  }
  return found;
}

}  // namespace musubi::domain
