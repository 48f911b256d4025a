#pragma once
// Whether a line of a roster means somebody who is known. Certain, doubtful or nobody: doubt is for people to decide.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/domain/registrant.hpp"

namespace musubi::domain {

// What identifies a person, each in one spelling; empty where it is not known. Two people who share none of them are
// never compared.
struct PersonKeys {
  std::string city, kana, phone, address, birth;
};
PersonKeys keys_of(const Registrant& person);

// 0 (nothing in common) … 1 (the same), by the edits between two kana readings without spaces, small letters and long
// vowels as they are heard: ヨシオ and ヨシヲ are one, ハナコ and ハナエ nearly.
double kana_likeness(std::string_view a, std::string_view b);
// Same name, with kanji that people mean as one, without spaces.
bool same_name(std::string_view a, std::string_view b);

struct Recognised {
  enum class As : std::uint8_t { nobody, same, unsure };
  As as{As::nobody};
  std::optional<RegistrantId> who{};     // when the same
  std::vector<RegistrantId> candidates;  // when unsure, best first
  // Why it is not certain: same_number_other_person, other_number, several, same_kana, same_birth, same_name,
  // same_phone, same_address, like_kana, left_before.
  std::vector<std::string> reasons;
};

// By the city's number; else by kana and birth date with one more sign (name, phone or address); else by what is alike.
// People of one household share phone and address: that alone never makes a doubt.
Recognised recognise(const Registrant& line, std::span<const Registrant> alike);

}  // namespace musubi::domain
