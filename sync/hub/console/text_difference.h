// What a text has become of another, line by line. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bangnin::hub::console {

enum class LineFate { kept, removed, added };

struct DifferenceLine {
    LineFate fate = LineFate::kept;
    std::string text;

    friend bool operator==(const DifferenceLine&, const DifferenceLine&) = default;
};

// All lines in their order: with what was kept the shortest way from the one to the other, unless both are very long.
std::vector<DifferenceLine> difference(std::string_view before, std::string_view after);

// Only what differs and so many lines around it; nothing where the texts are the same.
std::vector<DifferenceLine> changed_parts(const std::vector<DifferenceLine>& lines, std::size_t around);

}  // namespace bangnin::hub::console
