// A text the hall configured, in the languages it gave.
#pragma once

#include <string>

namespace bangnin::sync {

/// In which people of the hall read.
enum class Language { zh, mn, en };

/// `in()` falls back to Chinese.
struct HallText {
    std::string zh;
    std::string mn;
    std::string en;
    [[nodiscard]] const std::string& in(Language language) const;
    friend bool operator==(const HallText&, const HallText&) = default;
};

}  // namespace bangnin::sync
