// Any bytes as a configuration file: values or a reason.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kiosk/config.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto config = bangnin::kiosk::parse_config(text, "fuzz.toml");
    if (config ? config->services.empty() : config.error().reason.empty()) {
        std::abort();
    }
    return 0;
}
