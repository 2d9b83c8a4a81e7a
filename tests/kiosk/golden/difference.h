// How different two pictures look to a person.
//
// The measure: the colours' distance in CIE L*a*b* (CIE 1976, where 2.3 is what an eye just notices of two large areas
// side by side), blurred a little, its mean over blocks of 4 × 4 pixels, which are 8 × 8 on the glass; and less where
// the kept picture is itself restless, since an eye overlooks more there. So what another version of a rasteriser does
// to the edges of letters stays small, while a colour that is another, a line that has moved and a letter that was
// changed are large at once.
#pragma once

#include <string>
#include <vector>

#include "tests/kiosk/golden/picture.h"

namespace bangnin::kiosk::golden {

inline constexpr int block_px = 4;

/// So much between the lightest and the darkest of a block hides half of a difference.
inline constexpr float masking_lightness = 23.0F;
/// A block that differs by more is seen to differ.
inline constexpr float noticed = 2.3F;
/// So many noticed blocks may be there by chance, as long as none reaches `striking`.
inline constexpr int chance_blocks = 3;
inline constexpr float striking = 4.6F;

struct Difference {
    int columns = 0;  // of blocks
    int rows = 0;
    std::vector<float> blocks;  // row by row; empty where the pictures are not of one size
    int noticed_blocks = 0;
    float largest = 0;
    int largest_x = 0;  // px of the pictures, the middle of that block
    int largest_y = 0;

    [[nodiscard]] bool looks_the_same() const {
        return !blocks.empty() && largest < striking && noticed_blocks <= chance_blocks;
    }
    /// One sentence for a failed test.
    [[nodiscard]] std::string text() const;
};

[[nodiscard]] Difference difference(const Picture& expected, const Picture& actual);

/// The expected picture in pale grey, on it in red what is noticed: the stronger, the more.
[[nodiscard]] Picture marked(const Picture& expected, const Difference& difference);

}  // namespace bangnin::kiosk::golden
