// The compiled catalogues that the build puts into the program (see embed.cmake). Readable from any thread.
#pragma once

#include <cstddef>
#include <span>

#include "ui/locale/completeness.h"

namespace bangnin::locale {

std::span<const std::byte> embedded_english();
std::span<const std::byte> embedded_mongolian();
/// What msgfmt counted in each.
Completeness embedded_english_counts();
Completeness embedded_mongolian_counts();

}  // namespace bangnin::locale
