#pragma once
// Bytes of a file as UTF-8, whatever office program wrote them.

#include <cstddef>
#include <string>
#include <string_view>

namespace musubi::domain {

enum class TextEncoding { utf8, cp932 };

struct DecodedText {
  std::string text;  // valid UTF-8 without a byte order mark; what could not be read is U+FFFD
  TextEncoding encoding{TextEncoding::utf8};
  std::size_t broken{0};  // characters that could not be read
};

// UTF-8 with or without a byte order mark, else CP932 (Shift_JIS with the NEC and IBM extensions). A file that is
// broken in both is read as the one with fewer broken characters, so that one bad line does not turn all others into
// noise.
DecodedText decode_file(std::string_view bytes);

// The character of a two-byte code, 0 where CP932 has none.
char32_t cp932_character(unsigned char lead, unsigned char trail);

}  // namespace musubi::domain
