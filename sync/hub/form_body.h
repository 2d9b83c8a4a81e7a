// What a page's form sends (application/x-www-form-urlencoded, WHATWG URL §5). Pure and total.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace bangnin::hub {

inline constexpr std::size_t longest_form_body = 16 * 1024;
inline constexpr std::size_t most_form_fields = 16;

// Of a name given twice the first counts. A line's end, as browsers send it, is a line feed. Nothing for anything too
// long or badly encoded.
std::optional<std::map<std::string, std::string>> parse_form_body(std::string_view body);

}  // namespace bangnin::hub
