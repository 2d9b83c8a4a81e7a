// The console's style sheet and script, inside the program. Their addresses carry a hash of what they are: a browser
// may keep them for ever, and never has one of another version.
#pragma once

#include <string>
#include <string_view>

namespace bangnin::hub::console {

struct Asset {
    std::string file;  // "console.0123456789abcdef.css"
    std::string_view type;
    std::string_view content;
    std::string path() const { return "/console/assets/" + file; }
};

const Asset& style_sheet();
const Asset& script();
// Null where no asset has that name.
const Asset* find_asset(std::string_view file);

}  // namespace bangnin::hub::console
