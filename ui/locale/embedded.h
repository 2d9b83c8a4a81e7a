// The compiled catalogues that the build puts into the program (see embed.cmake). Readable from any thread.
#pragma once

#include <cstddef>
#include <span>

namespace bangnin::locale {

std::span<const std::byte> embedded_english();
std::span<const std::byte> embedded_mongolian();

}  // namespace bangnin::locale
