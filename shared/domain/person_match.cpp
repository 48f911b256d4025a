#include "shared/domain/person_match.hpp"

#include <algorithm>

#include "shared/base/text.hpp"
#include "shared/domain/gazetteer.hpp"

namespace musubi::domain {
namespace {

constexpr double k_like_kana_min = 0.7;
constexpr std::size_t k_candidates_max = 5;

std::u32string without_spaces(std::string_view text) {
  std::u32string out = decode_utf8(text);
  std::erase(out, U' ');
  return out;
}

// As it is heard: small letters as large ones, ヲ as オ, ヅ as ズ, ヂ as ジ, ヴ as ブ, no long-vowel sign, no middle
// dot.
std::u32string heard(std::string_view kana) {
  constexpr std::u32string_view k_from = U"ァィゥェォャュョッヮヵヶヲヅヂヴヰヱ";
  constexpr std::u32string_view k_to = U"アイウエオヤユヨツワカケオズジブイエ";
  static_assert(k_from.size() == k_to.size());
  std::u32string out;
  for (char32_t c : without_spaces(normalized_kana(kana))) {
    if (c == U'ー' || c == U'-' || c == U'・') continue;
    if (const auto at = k_from.find(c); at != std::u32string_view::npos) c = k_to[at];
    out.push_back(c);
  }
  return out;
}

std::size_t edits(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j - 1] + 1, above + 1, corner + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      corner = above;
    }
  }
  return row[b.size()];
}

struct Signs {
  bool number{false}, other_number{false}, kana{false}, like_kana{false}, birth{false}, other_birth{false};
  bool name{false}, phone{false}, address{false};
};

bool same_text(const std::string& a, const std::string& b) { return !a.empty() && a == b; }

Signs signs_of(const Registrant& line, const PersonKeys& keys, const Registrant& known) {
  const PersonKeys other = keys_of(known);
  Signs s;
  s.number = same_text(keys.city, other.city);
  s.other_number = !keys.city.empty() && !other.city.empty() && !s.number;
  s.kana = same_text(keys.kana, other.kana);
  s.like_kana = kana_likeness(line.name_kana, known.name_kana) >= k_like_kana_min;
  s.birth = same_text(keys.birth, other.birth);
  s.other_birth = !keys.birth.empty() && !other.birth.empty() && !s.birth;
  s.name = same_name(line.name, known.name);
  s.phone = same_text(keys.phone, other.phone);
  s.address = same_text(keys.address, other.address);
  return s;
}

bool is_certain(const Signs& s) {
  if (s.number) return s.kana || s.birth || s.name;
  if (s.other_number) return false;
  const bool one_more = s.name || s.phone || s.address;
  if (s.kana && s.birth) return one_more;
  return s.kana && s.address && s.name && !s.other_birth;
}

bool is_doubtful(const Signs& s) {
  if (s.number) return true;
  // Two numbers of the city are two people, unless more than a common name and a day say otherwise.
  if (s.kana && s.birth) return !s.other_number || s.name || s.phone || s.address;
  if (s.kana && (s.phone || s.address)) return true;
  if (s.birth && s.name) return true;
  return s.birth && (s.like_kana || s.address) && (s.phone || s.address);
}

std::vector<std::string> words_of(const Signs& s) {
  std::vector<std::string> out;
  if (s.number && !(s.kana || s.birth || s.name)) out.emplace_back("same_number_other_person");
  if (s.other_number) out.emplace_back("other_number");
  if (s.kana) out.emplace_back("same_kana");
  if (!s.kana && s.like_kana) out.emplace_back("like_kana");
  if (s.birth) out.emplace_back("same_birth");
  if (s.name) out.emplace_back("same_name");
  if (s.phone) out.emplace_back("same_phone");
  if (s.address) out.emplace_back("same_address");
  return out;
}

int weight(const Signs& s) {
  return 8 * s.number + 4 * s.birth + 4 * s.kana + 2 * s.like_kana + 2 * s.name + 2 * s.address + s.phone;
}

}  // namespace

PersonKeys keys_of(const Registrant& p) {
  PersonKeys keys;
  keys.city = normalized(p.city_number.value_or(""));
  keys.kana = encode_utf8(heard(p.name_kana));
  keys.phone = phone_digits(p.phone.value_or(""));
  keys.address = encode_utf8(without_spaces(normalized_kana(p.address)));
  keys.birth = p.birth_date ? p.birth_date->text() : std::string();
  return keys;
}

double kana_likeness(std::string_view a, std::string_view b) {
  const auto one = heard(a);
  const auto two = heard(b);
  const auto longer = std::max(one.size(), two.size());
  if (longer == 0) return 0;
  return 1 - static_cast<double>(edits(one, two)) / static_cast<double>(longer);
}

bool same_name(std::string_view a, std::string_view b) {
  const auto one = without_spaces(normalized(a));
  return !one.empty() && one == without_spaces(normalized(b));
}

Recognised recognise(const Registrant& line, std::span<const Registrant> alike) {
  struct Found {
    const Registrant* known;
    Signs signs;
  };
  const PersonKeys keys = keys_of(line);
  std::vector<Found> certain;
  std::vector<Found> doubtful;
  for (const auto& known : alike) {
    const Signs s = signs_of(line, keys, known);
    if (is_certain(s)) certain.push_back({&known, s});
    if (is_doubtful(s) || is_certain(s)) doubtful.push_back({&known, s});
  }
  // The city's number decides between people who share everything else.
  if (std::ranges::any_of(certain, [](const Found& f) { return f.signs.number; }))
    std::erase_if(certain, [](const Found& f) { return !f.signs.number; });
  Recognised out;
  if (certain.size() == 1 && certain[0].known->status == RegistrantStatus::active) {
    out.as = Recognised::As::same;
    out.who = certain[0].known->id;
    return out;
  }
  if (doubtful.empty()) return out;
  std::ranges::sort(doubtful, [](const Found& a, const Found& b) {
    const int one = weight(a.signs);
    const int two = weight(b.signs);
    return one != two ? one > two : a.known->id < b.known->id;
  });
  out.as = Recognised::As::unsure;
  if (certain.size() > 1) out.reasons.emplace_back("several");
  if (certain.size() == 1) out.reasons.emplace_back("left_before");
  for (auto& word : words_of(doubtful.front().signs)) out.reasons.push_back(std::move(word));
  for (std::size_t i = 0; i < std::min(doubtful.size(), k_candidates_max); ++i)
    out.candidates.push_back(doubtful[i].known->id);
  return out;
}

}  // namespace musubi::domain
