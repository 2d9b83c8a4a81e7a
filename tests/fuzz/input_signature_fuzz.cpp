// Any bytes as a signature's JSON: what is taken is given back the same, and its pictures keep their limits.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ui/input/signature_picture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin::input;
    const auto signature = signature_from_json({reinterpret_cast<const char*>(data), size});
    if (!signature) {
        return 0;
    }
    const auto again = signature_from_json(to_json(*signature));
    if (!again || again->ink() != signature->ink()) {
        std::abort();
    }
    if (to_svg(*signature).size() > max_svg_bytes || !to_png(*signature, 1)) {
        std::abort();
    }
    return 0;
}
