#pragma once
// Words that a person typed or that tell of one must not stay behind in memory that was given back.

#include <string.h>

#include <algorithm>
#include <cstddef>
#include <string>

namespace bangnin::text {

// Overwrites the whole buffer of a string, spare room and small-string space included, in a way the compiler cannot
// leave out; the string is empty afterwards and keeps its room.
inline void wipe(std::string& words) {
    words.resize(words.capacity());
    ::explicit_bzero(words.data(), words.size());
    words.clear();
}

// Makes room for `bytes` without leaving a copy in the room it grew out of. The string is wiped.
inline void wipe_and_reserve(std::string& words, std::size_t bytes) {
    wipe(words);
    if (bytes > words.capacity()) {
        words.reserve(std::max(bytes, 2 * words.capacity()));
    }
}

}  // namespace bangnin::text
