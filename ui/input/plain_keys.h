// Digits, Latin and symbols: every character key is committed at once, every other key is the field's.
#pragma once

#include <memory>

#include "ui/input/input_method.h"

namespace bangnin::input {

[[nodiscard]] std::unique_ptr<InputMethod> make_plain_method();

}  // namespace bangnin::input
