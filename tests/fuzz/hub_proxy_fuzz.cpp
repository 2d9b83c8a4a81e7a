// What a proxy says before the TLS: any bytes are an address, nobody, or a fault.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/hub/address_range.h"
#include "sync/hub/proxy_header.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto address = hub::proxied_address(bytes);
    // What is told to be an address is one.
    if (address && !address->empty() && !hub::AddressRange::parse(*address)) std::abort();
    const auto range = hub::AddressRange::parse(bytes);
    if (range) range->holds("10.0.0.1");
    return 0;
}
