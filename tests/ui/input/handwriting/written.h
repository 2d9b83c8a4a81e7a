// Characters written by hand for the tests: corners of each stroke in a box of 100, in the order taught.
#pragma once

#include <string>
#include <vector>

#include "ui/input/ink.h"

namespace bangnin::input {

struct Written {
    std::string text;
    Ink ink;
};

[[nodiscard]] const std::vector<Written>& written_characters();
[[nodiscard]] Ink ink_of(const std::string& text);  // of a character listed there

[[nodiscard]] Ink with_first_two_swapped(Ink ink);
[[nodiscard]] Ink with_first_two_joined(Ink ink);

}  // namespace bangnin::input
