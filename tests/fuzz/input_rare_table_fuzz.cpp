// Any bytes as the table of the Han characters: refused or a table that can be asked anything.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "ui/input/rare/han_set.h"
#include "ui/input/rare/rare_table.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin::input;
    (void)RareTable::parse({data, size});
    // The right size and head with these bytes all through it.
    std::vector<std::uint8_t> bytes(han_table_header_bytes + gb18030_han_count * han_record_bytes);
    for (std::size_t i = 0; size > 0 && i < bytes.size(); ++i) {
        bytes[i] = data[i % size];
    }
    std::memcpy(bytes.data(), han_table_magic, 8);
    for (std::size_t i = 0; i < 4; ++i) {
        bytes[8 + i] = static_cast<std::uint8_t>(gb18030_han_count >> (8 * (3 - i)) & 0xFFU);
    }
    const auto table = RareTable::parse(bytes);
    if (table) {
        (void)table->by_radical(radicals()[size % radicals().size()], size % 2 == 0 ? std::optional(8U) : std::nullopt);
        (void)table->by_gb_code(0x82358F33);
    }
    return 0;
}
