// Any bytes as a line on the automation port: a request or a reason.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kiosk/automation/protocol.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    const auto request = bangnin::kiosk::automation::parse_request(line);
    if (!request && request.error().empty()) {
        std::abort();
    }
    return 0;
}
