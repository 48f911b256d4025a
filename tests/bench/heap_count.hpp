#pragma once
// Counts what this program holds on the heap through operator new, whoever asks for it: ours and the references' alike.

#include <cstdint>

namespace musubi::bench {

// Peak of the bytes held since the last reset, above what was held then.
void reset_heap_peak();
std::int64_t heap_peak_bytes();

}  // namespace musubi::bench
