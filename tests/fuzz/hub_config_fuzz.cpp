// Any bytes as the hub's configuration: a configuration within its ranges, or an error with a reason.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/hub/config.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto config = bangnin::hub::parse_config({reinterpret_cast<const char*>(data), size}, "f");
    if (config ? config->services.empty() || config->threads == 0 : config.error().reason.empty()) std::abort();
    return 0;
}
