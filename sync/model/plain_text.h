// Words that people write into a record.
#pragma once

#include <cstddef>
#include <string_view>

namespace bangnin::sync {

// UTF-8 (Unicode 15, table 3-7) of at most so many code points, without control characters except the line feed.
bool plain_text_valid(std::string_view text, std::size_t most_code_points);

}  // namespace bangnin::sync
