// The header by which the hub, or whoever answers in its place, puts a device off: a time between now and an hour.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/link/link.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin::sync;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const Instant now : {Instant{}, Instant{std::chrono::hours(24 * 365 * 56)}}) {
        const auto pause = parse_retry_after(text, now);
        if (pause && (pause->count() < 0 || *pause > std::chrono::hours(1))) std::abort();
    }
    return 0;
}
