// The picker for rare characters, behind InputMethod. Two ways lead to every Han character of GB 18030-2022, the second
// one to all its other characters too that a font shows: the standard maps the whole of Unicode.
//   radical keys   钅 (one of radicals()), then digits: the strokes beside it. Another radical key starts anew.
//   code keys      hex digits, with or without "U+": a code point (4 or 5 digits, "U+4DAE"), or the bytes of GB 18030
//                  (4 or 8 digits, "82358F33", of Han). While digits are missing, the characters that begin so
//                  (others than Han where one digit is missing). A code that stands for nothing one can write, and is
//                  no beginning of one that does, has no prospect: controls, surrogates, private use, what is no
//                  character, and what no font shows.
// Each candidate's comment is its code point, "U+4DAE". Enter and space take the first candidate.
#pragma once

#include <functional>
#include <memory>

#include "ui/input/input_method.h"
#include "ui/input/rare/rare_table.h"

namespace bangnin::input {

// Whether a font has this character, asked by press(). Han characters are not asked for: the fonts have them all.
using ShowsCharacter = std::function<bool(char32_t)>;

[[nodiscard]] std::unique_ptr<InputMethod> make_rare_method(RareTable table, ShowsCharacter shows);

}  // namespace bangnin::input
