// A card's text block: any 256 bytes, and blocks of any other size.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "devices/id_card/text_block.h"
#include "devices/scanner/scan_line.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin::devices;
    const std::span<const std::uint8_t> bytes(data, size);
    static_cast<void>(decode_text_block(bytes));
    if (!is_utf8(decode_new_address(bytes))) std::abort();
    std::array<std::uint8_t, 256> block{};
    for (std::size_t i = 0; i < block.size() && i < size; ++i) block[i] = data[i];
    if (const auto card = decode_text_block(block)) {
        if (!is_utf8(card->name) || !is_utf8(card->number) || !is_utf8(card->address)) std::abort();
    }
    return 0;
}
