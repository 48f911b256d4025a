#pragma once
// Finds the town in an address that somebody typed, and so a position: "神奈川県小田原市酒匂3-12" → 酒匂三丁目.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/domain/district.hpp"

namespace musubi::domain {

// One spelling for comparing Japanese text: full-width ASCII and half-width kana to their usual forms, lower case,
// spaces and hyphen-like signs unified, 丁目 numerals to Arabic digits.
std::string normalized(std::string_view text);
std::string normalized_kana(std::string_view text);  // the same, and hiragana as katakana
std::string phone_digits(std::string_view text);     // also +81 → 0
// A Japanese number has 9 digits at least without its leading 0; ITU-T E.164 ends at 15.
inline constexpr std::size_t k_callable_digits_min = 9;
inline constexpr std::size_t k_callable_digits_max = 15;

class Gazetteer {
 public:
  Gazetteer() = default;
  explicit Gazetteer(std::span<const Place> towns);
  // The longest town name behind prefecture and city, else the longest one that begins a word elsewhere (behind a
  // space, a sign, or 市 区 郡 村); never one in the middle of a word. Spellings that people mean as one are one:
  // 1丁目 １丁目 一丁目 1-2 1の2, ヶ ケ が, の ノ, 大字 and 字 or none. nullptr when none.
  [[nodiscard]] const Place* find(std::string_view address) const;
  [[nodiscard]] std::size_t size() const { return towns_.size(); }

 private:
  struct Entry {
    std::string key;
    std::size_t town;
  };
  [[nodiscard]] const Place* town_at(std::string_view address, std::size_t at) const;

  std::vector<Place> towns_;
  std::vector<Entry> keys_;  // longest key first; a town with 丁目 has several
};

}  // namespace musubi::domain
