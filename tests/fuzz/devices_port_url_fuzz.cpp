// What an operator writes as a port: refused with a reason, or a URL whose canonical text means the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "devices/port/port_url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin::devices;
    const auto url = parse_port_url({reinterpret_cast<const char*>(data), size});
    if (!url) {
        if (url.error().empty()) std::abort();
        return 0;
    }
    const auto again = parse_port_url(to_string(*url));
    if (!again || to_string(*again) != to_string(*url) || again->kind != url->kind || again->host != url->host ||
        again->path != url->path || again->port != url->port) {
        std::abort();
    }
    return 0;
}
