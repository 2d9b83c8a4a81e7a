#include "sync/model/toml_text.h"

#include <algorithm>
#include <string>

namespace bangnin::sync {
namespace {

// Where a string that begins at `at` ends: the place behind its closing quotes, or the end of the text.
std::size_t end_of_string(std::string_view toml, std::size_t at) {
    const char quote = toml[at];
    const bool many_lines = toml.substr(at, 3) == std::string(3, quote);
    const std::size_t width = many_lines ? 3 : 1;
    for (std::size_t place = at + width; place < toml.size(); ++place) {
        if (quote == '"' && toml[place] == '\\') {
            ++place;
        } else if (toml.substr(place, width) == std::string(width, quote)) {
            return place + width;
        } else if (!many_lines && toml[place] == '\n') {
            return place;  // unfinished: the parser will say so
        }
    }
    return toml.size();
}

}  // namespace

std::optional<std::uint32_t> line_with_bare_letters(std::string_view toml) {
    for (std::size_t place = 0; place < toml.size();) {
        const char letter = toml[place];
        if (letter == '#') {
            place = std::min(toml.find('\n', place), toml.size());
        } else if (letter == '"' || letter == '\'') {
            place = end_of_string(toml, place);
        } else if (static_cast<unsigned char>(letter) >= 0x80) {
            return static_cast<std::uint32_t>(1 + std::ranges::count(toml.substr(0, place), '\n'));
        } else {
            ++place;
        }
    }
    return std::nullopt;
}

}  // namespace bangnin::sync
