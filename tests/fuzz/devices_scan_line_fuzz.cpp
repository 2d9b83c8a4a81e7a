// Scanner lines: whatever comes, a scan is clean and bounded.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <variant>

#include "devices/scanner/scan_line.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin::devices;
    ScanAssembler assembler;
    for (const auto& event : assembler.feed(std::span(data, size), {})) {
        const auto* scan = std::get_if<Scan>(&event);
        if (scan == nullptr) continue;
        if (scan->text.empty() || scan->text.size() > max_scan_bytes || !is_utf8(scan->text)) std::abort();
    }
    return 0;
}
