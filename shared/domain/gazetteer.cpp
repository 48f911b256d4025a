#include "shared/domain/gazetteer.hpp"

#include <algorithm>
#include <array>

#include "shared/base/text.hpp"

namespace musubi::domain {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

// 字 as a word of its own ("大字飯泉字下河原"), never the 字 of 十字.
void drop_aza(std::string& text) {
  replace_all(text, "大字", "");
  constexpr std::string_view k_aza = "字";
  for (auto at = text.find(k_aza); at != std::string::npos; at = text.find(k_aza, at)) {
    const bool of_a_name = std::string_view(text).substr(0, at).ends_with("十");
    if (of_a_name) {
      at += k_aza.size();
    } else {
      text.erase(at, k_aza.size());
    }
  }
}

// How towns and addresses are compared: 東ヶ丘 = 東が丘 = 東ケ丘, 北の窪 = 北ノ窪, with or without 大字 and 字.
std::string spelling(std::string_view text) {
  std::string out = normalized_kana(text);
  replace_all(out, "ヶ", "ケ");
  replace_all(out, "ガ", "ケ");
  drop_aza(out);
  return out;
}

bool starts_with_any(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return text.starts_with(w); });
}
bool ends_with_any(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return text.ends_with(w); });
}

std::size_t without_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

// Where `key` ends when the address has it at `at`, spaces inside of it or not; npos otherwise.
std::size_t end_of_match(std::string_view address, std::size_t at, std::string_view key) {
  for (const char wanted : key) {
    at = without_spaces(address, at);
    if (at >= address.size() || address[at] != wanted) return std::string_view::npos;
    ++at;
  }
  return at;
}

bool word_may_start_at(std::string_view address, std::size_t at) {
  constexpr std::array<std::string_view, 6> k_units{"都", "県", "市", "区", "郡", "村"};
  if (at == 0) return true;
  const auto before = address.substr(0, at);
  return static_cast<unsigned char>(before.back()) < 0x80 || ends_with_any(before, k_units);
}

bool word_may_end_at(std::string_view address, std::size_t at) {
  constexpr std::array<std::string_view, 12> k_numerals{"一", "二", "三", "四", "五", "六",
                                                        "七", "八", "九", "十", "番", "、"};
  if (at >= address.size()) return true;
  const auto after = address.substr(at);
  return static_cast<unsigned char>(after.front()) < 0x80 || starts_with_any(after, k_numerals);
}

// "酒匂3-12" means 酒匂三丁目: the hyphen of a 丁目 must be followed by a number.
bool chome_is_meant(std::string_view address, std::string_view key, std::size_t end) {
  if (!key.ends_with('-') && !key.ends_with("ノ")) return true;
  const auto next = without_spaces(address, end);
  return next < address.size() && address[next] >= '0' && address[next] <= '9';
}

// The positions behind "神奈川県" and "小田原市", the furthest first; always also the very start.
std::vector<std::size_t> starts(std::string_view address) {
  constexpr std::array<std::string_view, 4> k_prefecture_ends{"都", "道", "府", "県"};
  constexpr std::size_t k_prefecture_bytes_max = 12;  // 神奈川県
  constexpr std::size_t k_city_bytes_max = 24;
  std::vector<std::size_t> out{0};
  std::size_t city = 0;
  for (const std::size_t bytes : {std::size_t{9}, k_prefecture_bytes_max})
    if (address.size() >= bytes && ends_with_any(address.substr(0, bytes), k_prefecture_ends)) city = bytes;
  if (city != 0) out.push_back(city);
  for (auto at = address.find("市", city + 3); at != std::string_view::npos && at - city <= k_city_bytes_max;
       at = address.find("市", at + 3))
    out.push_back(at + 3);
  std::ranges::reverse(out);
  return out;
}

}  // namespace

Gazetteer::Gazetteer(std::span<const Place> towns) {
  constexpr std::string_view k_chome = "丁目";
  for (const auto& place : towns) {
    const std::string key = spelling(place.name);
    if (place.kind != PlaceKind::town || key.empty()) continue;
    const std::size_t town = towns_.size();
    towns_.push_back(place);
    keys_.push_back({key, town});
    if (!key.ends_with(k_chome)) continue;
    const std::string stem = key.substr(0, key.size() - k_chome.size());
    keys_.push_back({stem + "-", town});
    keys_.push_back({stem + "ノ", town});
  }
  std::ranges::sort(keys_, [](const Entry& a, const Entry& b) {
    return a.key.size() != b.key.size() ? a.key.size() > b.key.size() : a.town < b.town;
  });
}

const Place* Gazetteer::town_at(std::string_view address, std::size_t at) const {
  for (const auto& entry : keys_) {
    const auto end = end_of_match(address, at, entry.key);
    if (end == std::string_view::npos || !chome_is_meant(address, entry.key, end)) continue;
    // 栄 followed by more letters is rather the unknown 栄本町 than 栄.
    if (length_in_characters(entry.key) == 1 && !word_may_end_at(address, end)) continue;
    return &towns_[entry.town];
  }
  return nullptr;
}

const Place* Gazetteer::find(std::string_view address) const {
  const std::string text = spelling(address);
  for (const std::size_t at : starts(text))
    if (const Place* found = town_at(text, at)) return found;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (word_may_start_at(text, at))
      if (const Place* found = town_at(text, at)) return found;
  return nullptr;
}

}  // namespace musubi::domain
