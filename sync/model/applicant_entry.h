// What people type of an applicant's numbers, as it is kept; nothing where it is none. Full-width figures, as an input
// method may leave them, spaces, and what copied text brings along unseen do not matter. Pure and total.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bangnin::sync {

// Six digits.
std::optional<std::string> postcode_of(std::string_view text);
// A mobile's number, an area code with a number and perhaps an extension, or one that begins with 400 or 800; +86 in
// front of it is left out.
std::optional<std::string> telephone_of(std::string_view text);
// YYYY-RRRRRR-II-NN-NNNNNN; its hyphens may be left out.
std::optional<std::string> project_code_of(std::string_view text);
// Above nothing, in ten thousands of yuan, as it is printed: "1200.00万元".
std::optional<std::string> investment_of(std::string_view text);

}  // namespace bangnin::sync
