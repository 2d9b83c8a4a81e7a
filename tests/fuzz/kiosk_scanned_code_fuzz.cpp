// Any bytes a scanner may deliver: an answer, and a token only for codes of ours.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kiosk/journeys/progress/scanned_code.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin::kiosk;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const std::string_view hub : {"hall.example:8443", ""}) {
        const auto code = parse_scanned_code(text, hub);
        const bool ours = code.kind == CodeKind::ticket || code.kind == CodeKind::case_record;
        if (code.token.size() != (ours ? 26U : 0U)) {
            std::abort();
        }
        // What is ours is a bare token as well, and then always a ticket.
        if (ours && parse_scanned_code(code.token, hub).kind != CodeKind::ticket) {
            std::abort();
        }
    }
    return 0;
}
