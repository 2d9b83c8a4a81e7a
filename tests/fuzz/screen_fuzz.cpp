// The parsers of ui/screen's asset files: icon paths, the icon table, the theme.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ui/screen/icons.h"
#include "ui/screen/theme.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin::screen;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto steps = parse_path(text)) {
        for (const PathStep& step : *steps) {
            for (const float number : step.at) {
                if (!(std::abs(number) <= 10000.0F)) {
                    std::abort();
                }
            }
        }
    }
    (void)Theme::parse(text);
    (void)IconSet::parse(text);
    return 0;
}
