// A look at a TOML text before it is parsed: toml++ 3.3 has undefined behaviour where letters beyond ASCII stand
// outside quotes and comments (in a bare key), where TOML 1.0 does not allow them anyway. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace bangnin::sync {

// The first line, from 1, that has a byte beyond ASCII outside strings and comments; nothing when there is none.
std::optional<std::uint32_t> line_with_bare_letters(std::string_view toml);

}  // namespace bangnin::sync
