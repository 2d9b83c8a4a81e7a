#include "tests/kiosk/golden/difference.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

namespace bangnin::kiosk::golden {
namespace {

struct Lab {
    float l = 0;
    float a = 0;
    float b = 0;
};

Lab operator-(const Lab& x, const Lab& y) { return {x.l - y.l, x.a - y.a, x.b - y.b}; }
void add(Lab& sum, const Lab& part, float weight) {
    sum.l += weight * part.l;
    sum.a += weight * part.a;
    sum.b += weight * part.b;
}
float length(const Lab& x) { return std::sqrt(x.l * x.l + x.a * x.a + x.b * x.b); }

// IEC 61966-2-1.
std::array<float, 256> linear_light() {
    std::array<float, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double c = static_cast<double>(i) / 255;
        table[i] = static_cast<float>(c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
    }
    return table;
}

// CIE 15: the cube root of the ratio to white, with its straight beginning.
float compressed(float ratio) {
    constexpr float bend = 216.0F / 24389.0F;
    constexpr float slope = 841.0F / 108.0F;
    return ratio > bend ? std::cbrt(ratio) : slope * ratio + 4.0F / 29.0F;
}

Lab lab_of(const std::uint8_t* rgb) {
    static const std::array<float, 256> light = linear_light();
    const float r = light[rgb[0]];
    const float g = light[rgb[1]];
    const float b = light[rgb[2]];
    // sRGB's primaries under D65, each row divided by white's.
    const float x = compressed(0.43394F * r + 0.37623F * g + 0.18983F * b);
    const float y = compressed(0.21264F * r + 0.71517F * g + 0.07219F * b);
    const float z = compressed(0.01775F * r + 0.10945F * g + 0.87280F * b);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

// What one picture has more than the other, pixel by pixel.
class Surplus {
  public:
    // `actual` of the same size.
    Surplus(const Picture& expected, const Picture& actual)
        : width_(expected.width),
          height_(expected.height),
          pixels_(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_)) {
        for (int y = 0; y < height_; ++y) {
            for (int x = 0; x < width_; ++x) {
                const std::uint8_t* was = expected.at(x, y);
                const std::uint8_t* is = actual.at(x, y);
                if (!std::equal(was, was + 3, is)) pixels_[offset(x, y)] = lab_of(is) - lab_of(was);
            }
        }
    }

    // The mean over the eight neighbours and itself, by distance.
    [[nodiscard]] Lab blurred(int x, int y) const {
        constexpr std::array<float, 3> weights{0.25F, 0.5F, 0.25F};
        Lab sum;
        for (int dy = -1; dy <= 1; ++dy) {
            for (int dx = -1; dx <= 1; ++dx) {
                const std::size_t place = offset(std::clamp(x + dx, 0, width_ - 1), std::clamp(y + dy, 0, height_ - 1));
                add(sum, pixels_[place],
                    weights[static_cast<std::size_t>(dx + 1)] * weights[static_cast<std::size_t>(dy + 1)]);
            }
        }
        return sum;
    }

  private:
    [[nodiscard]] std::size_t offset(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
    }

    int width_;
    int height_;
    std::vector<Lab> pixels_;
};

struct Block {
    int left, top, right, bottom;
};

float mean_of(const Surplus& surplus, const Block& block) {
    float sum = 0;
    for (int y = block.top; y < block.bottom; ++y) {
        for (int x = block.left; x < block.right; ++x) sum += length(surplus.blurred(x, y));
    }
    return sum / static_cast<float>((block.right - block.left) * (block.bottom - block.top));
}

// How much the eye overlooks there: 1 where all is even.
float masking(const Picture& picture, const Block& block) {
    float darkest = std::numeric_limits<float>::max();
    float lightest = 0;
    for (int y = std::max(0, block.top - 1); y < std::min(picture.height, block.bottom + 1); ++y) {
        for (int x = std::max(0, block.left - 1); x < std::min(picture.width, block.right + 1); ++x) {
            const float l = lab_of(picture.at(x, y)).l;
            darkest = std::min(darkest, l);
            lightest = std::max(lightest, l);
        }
    }
    return 1 + (lightest - darkest) / masking_lightness;
}

int blocks_along(int px) { return (px + block_px - 1) / block_px; }

}  // namespace

std::string Difference::text() const {
    if (blocks.empty()) return "the pictures are not of one size";
    std::array<char, 160> words{};
    const int length = std::snprintf(words.data(), words.size(),
                                     "%d of %zu blocks are seen to differ, most of all at (%d, %d) by %.1f",
                                     noticed_blocks, blocks.size(), largest_x, largest_y, static_cast<double>(largest));
    return {words.data(), static_cast<std::size_t>(length)};
}

Difference difference(const Picture& expected, const Picture& actual) {
    Difference found;
    if (expected.width != actual.width || expected.height != actual.height) return found;
    const Surplus surplus(expected, actual);
    found.columns = blocks_along(expected.width);
    found.rows = blocks_along(expected.height);
    for (int row = 0; row < found.rows; ++row) {
        for (int column = 0; column < found.columns; ++column) {
            const Block block{column * block_px, row * block_px, std::min((column + 1) * block_px, expected.width),
                              std::min((row + 1) * block_px, expected.height)};
            const float mean = mean_of(surplus, block);
            const float seen = mean > noticed ? mean / masking(expected, block) : mean;
            found.blocks.push_back(seen);
            if (seen > noticed) ++found.noticed_blocks;
            if (seen > found.largest) {
                found.largest = seen;
                found.largest_x = (block.left + block.right) / 2;
                found.largest_y = (block.top + block.bottom) / 2;
            }
        }
    }
    return found;
}

Picture marked(const Picture& expected, const Difference& difference) {
    Picture picture = expected;
    constexpr int palest = 160;
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            std::uint8_t* rgb = picture.at(x, y);
            const int grey = palest + (255 - palest) * (rgb[0] + rgb[1] + rgb[2]) / (3 * 255);
            const auto block = static_cast<std::size_t>((y / block_px) * difference.columns + x / block_px);
            const float seen = block < difference.blocks.size() ? difference.blocks[block] : 0.0F;
            const float red = seen > noticed ? std::min(1.0F, 0.3F + seen / 20) : 0.0F;
            const auto rest = static_cast<std::uint8_t>(static_cast<float>(grey) * (1 - red));
            rgb[0] = red > 0 ? 255 : static_cast<std::uint8_t>(grey);
            rgb[1] = rest;
            rgb[2] = rest;
        }
    }
    return picture;
}

}  // namespace bangnin::kiosk::golden
