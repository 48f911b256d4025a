#pragma once
// Kanji that people mean as one in names: 髙 and 高, 﨑 and 崎, 澤 and 沢.

namespace musubi::domain {

// The usual form; the character itself where it has no other.
char32_t usual_kanji(char32_t c);

}  // namespace musubi::domain
