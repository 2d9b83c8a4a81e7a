// Any bytes as the document "hall": settings with a queue in them, or a reason.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/settings/hall_settings.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin::sync;
    static const HallSettings own = [] {
        HallSettings settings;
        settings.name.zh = "大厅";
        settings.services.emplace_back();
        return settings;
    }();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto settings = with_document(own, text, "hall");
    if (settings ? settings->services.empty() || settings->name.zh.empty() : settings.error().reason.empty()) {
        std::abort();
    }
    return 0;
}
