#include "shared/domain/arrival.hpp"

#include <algorithm>

#include "shared/base/text.hpp"
#include "shared/domain/gazetteer.hpp"

namespace musubi::domain {
namespace {

std::string name_key(std::string_view text) {
  std::string out = normalized_kana(text);
  std::erase(out, ' ');
  return out;
}

struct Likeness {
  int score{0};  // 0: somebody else
  bool proven{false};
};

template <class T>
int agreement(const std::optional<T>& a, const std::optional<T>& b) {
  if (!a || !b) return 0;
  return *a == *b ? 1 : -1;
}

std::optional<std::string> digits_of(const std::optional<std::string>& phone) {
  if (!phone) return std::nullopt;
  auto digits = phone_digits(*phone);
  return digits.empty() ? std::nullopt : std::optional(std::move(digits));
}

Likeness likeness(const ArrivalPerson& person, const RosterPerson& on_roster) {
  const auto name = name_key(person.name);
  const auto their_name = name_key(on_roster.name);
  const auto their_kana = name_key(on_roster.name_kana);
  // A list is often written in kana only.
  const auto kana = person.name_kana ? name_key(*person.name_kana) : name;
  const bool same_name = name == their_name;
  const bool same_kana = kana == their_kana;
  const int birth = agreement(person.birth_date, on_roster.birth_date);
  const int phone = agreement(digits_of(person.phone), digits_of(on_roster.phone));
  // 佐藤清 and 佐藤実 are one kanji apart and two people; 渡辺 and 渡邊 with one birth date are one.
  const bool near_kanji = letters_apart(name, their_name) <= 1 && (birth > 0 || phone > 0);
  const bool near = letters_apart(kana, their_kana) <= 1 || near_kanji;
  if (!same_name && !same_kana && !near) return {};
  // Another birth date is another person, unless the name is the same to the letter: dates are mistyped as well.
  if (birth < 0 && !(same_name && same_kana)) return {};
  const int score = (same_name ? 4 : 0) + (same_kana ? 3 : 0) + (near ? 1 : 0) + 4 * birth + 3 * phone;
  const bool proven = (same_name || same_kana) && birth >= 0 && (birth > 0 || phone > 0);
  return {std::max(score, 1), proven};
}

}  // namespace

int letters_apart(std::string_view a, std::string_view b) {
  const auto x = decode_utf8(a);
  const auto y = decode_utf8(b);
  const auto& shorter = x.size() <= y.size() ? x : y;
  const auto& longer = x.size() <= y.size() ? y : x;
  if (longer.size() - shorter.size() > 1) return 2;
  std::size_t head = 0;
  while (head < shorter.size() && shorter[head] == longer[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter.size() - head && shorter[shorter.size() - 1 - tail] == longer[longer.size() - 1 - tail]) ++tail;
  const auto left = longer.size() - head - tail;
  return left > 1 ? 2 : static_cast<int>(left);
}

ArrivalMatch match_arrival(const ArrivalPerson& person, std::span<const RosterPerson> roster) {
  struct Alike {
    RegistrantId id;
    Likeness how;
  };
  std::vector<Alike> alike;
  for (const auto& one : roster)
    if (const auto how = likeness(person, one); how.score > 0) alike.push_back({one.id, how});
  if (alike.empty()) return {};
  std::ranges::sort(alike, {}, [](const Alike& a) { return std::pair(-a.how.score, a.id); });
  ArrivalMatch match;
  if (std::ranges::count_if(alike, [](const Alike& a) { return a.how.proven; }) == 1) {
    const auto one = std::ranges::find_if(alike, [](const Alike& a) { return a.how.proven; });
    return {ArrivalResult::matched, {one->id}};
  }
  match.result = ArrivalResult::unsure;
  for (const auto& a : alike)
    if (match.candidates.size() < k_candidates_max) match.candidates.push_back(a.id);
  return match;
}

}  // namespace musubi::domain
