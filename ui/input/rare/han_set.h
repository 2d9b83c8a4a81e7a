// The Han characters of GB 18030-2022, implementation level 3: 87,887. They are what ISO/IEC 10646 had when the
// standard was written: the unified ideographs up to U+9FEF (66 of them new in 2022), extensions A to F without what
// was added to their blocks later, and the twelve unified ideographs that stand among the compatibility ideographs.
// (Sources: Section 9 and Annex of the standard as described by Ken Lunde, "The GB 18030-2022 Standard" and "The First
// Amendment", which names the later additions; the Unicode Standard, Unihan, for the twelve.)
#pragma once

#include <array>
#include <cstddef>
#include <optional>

namespace bangnin::input {

struct HanRange {
    char32_t first;
    char32_t last;  // inclusive
};

inline constexpr std::array gb18030_han_ranges{
    HanRange{0x3400, 0x4DB5},    // extension A
    HanRange{0x4E00, 0x9FEF},    // the first block
    HanRange{0xFA0E, 0xFA0F},    // the twelve
    HanRange{0xFA11, 0xFA11},    //
    HanRange{0xFA13, 0xFA14},    //
    HanRange{0xFA1F, 0xFA1F},    //
    HanRange{0xFA21, 0xFA21},    //
    HanRange{0xFA23, 0xFA24},    //
    HanRange{0xFA27, 0xFA29},    //
    HanRange{0x20000, 0x2A6D6},  // extension B
    HanRange{0x2A700, 0x2B734},  // C
    HanRange{0x2B740, 0x2B81D},  // D
    HanRange{0x2B820, 0x2CEA1},  // E
    HanRange{0x2CEB0, 0x2EBE0},  // F
};

[[nodiscard]] constexpr std::size_t count_gb18030_han() {
    std::size_t count = 0;
    for (const HanRange& range : gb18030_han_ranges) {
        count += range.last - range.first + 1;
    }
    return count;
}

inline constexpr std::size_t gb18030_han_count = 87'887;
static_assert(count_gb18030_han() == gb18030_han_count);

// The characters numbered from 0 in the order of their code points.
[[nodiscard]] constexpr std::optional<std::size_t> gb18030_han_index(char32_t character) {
    std::size_t before = 0;
    for (const HanRange& range : gb18030_han_ranges) {
        if (character >= range.first && character <= range.last) {
            return before + (character - range.first);
        }
        before += range.last - range.first + 1;
    }
    return std::nullopt;
}

// index: less than gb18030_han_count, else nothing.
[[nodiscard]] constexpr std::optional<char32_t> gb18030_han_at(std::size_t index) {
    for (const HanRange& range : gb18030_han_ranges) {
        const std::size_t size = range.last - range.first + 1;
        if (index < size) {
            return static_cast<char32_t>(range.first + index);
        }
        index -= size;
    }
    return std::nullopt;
}

}  // namespace bangnin::input
