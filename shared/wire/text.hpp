#pragma once
// Text as people type it, made fit to keep: trimmed (full-width spaces too), free of signs that no screen can show.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace musubi::wire {

// Characters, not bytes; a broken sequence counts what it can.
std::size_t char_count(std::string_view utf8);
// Without spaces, tabs, line ends, U+00A0 and U+3000 at both ends.
std::string_view trimmed(std::string_view utf8);
// Nothing but spaces.
bool is_blank(std::string_view utf8);
// Control characters (C0, DEL, C1), line separators, and the marks that turn the reading direction around: a name
// with one of those reads as another name.
bool has_control(std::string_view utf8, bool newline_allowed);
// Line ends become \n, tabs become spaces: what a paste from a mail or a table brings along.
std::string with_plain_breaks(std::string_view utf8);
// A phone number in ASCII, also when typed full-width ("０４６５－２２"); nullopt when anything but digits, spaces,
// hyphens, plus and parentheses is in it, or no digit at all.
std::optional<std::string> phone_text(std::string_view utf8);

}  // namespace musubi::wire
