// Any bytes as a message catalogue: parsed or refused, and everything found in it can be read.
#include <cstddef>
#include <cstdint>
#include <span>

#include "ui/locale/catalogue.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto catalogue = bangnin::locale::Catalogue::parse(std::as_bytes(std::span(data, size)));
    if (!catalogue) return 0;
    std::size_t total = 0;
    catalogue->for_each([&](std::string_view original, std::string_view translation) {
        total += original.size() + translation.size() + catalogue->find(original, {}, 2).value_or("").size();
    });
    return total == SIZE_MAX ? 1 : 0;
}
