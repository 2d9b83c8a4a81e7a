// The picker for rare characters, behind InputMethod. Two ways lead to every Han character of GB 18030-2022:
//   radical keys   钅 (one of radicals()), then digits: the strokes beside it. Another radical key starts anew.
//   code keys      hex digits, with or without "U+": a code point (4 or 5 digits, "U+4DAE"), or the bytes of GB 18030
//                  (4 or 8 digits, "82358F33"). While digits are missing, the characters that begin so.
// Each candidate's comment is its code point, "U+4DAE". Enter and space take the first candidate.
#pragma once

#include <memory>

#include "ui/input/input_method.h"
#include "ui/input/rare/rare_table.h"

namespace bangnin::input {

[[nodiscard]] std::unique_ptr<InputMethod> make_rare_method(RareTable table);

}  // namespace bangnin::input
