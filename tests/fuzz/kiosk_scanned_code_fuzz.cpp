// Any bytes a scanner may deliver: an answer, and a token only for codes of ours.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kiosk/journeys/progress/scanned_code.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin::kiosk;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto code = parse_scanned_code(text, "hall.example:8443");
    const bool ours = code.kind == CodeKind::ticket || code.kind == CodeKind::case_record;
    if (code.token.size() != (ours ? 26U : 0U)) {
        std::abort();
    }
    return 0;
}
