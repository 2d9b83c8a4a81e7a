#include "ui/input/handwriting/skeleton.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <utility>

namespace bangnin::input {
namespace {

struct Pixel {
    int x = 0;
    int y = 0;
};

// Clockwise from the one above.
constexpr std::array<Pixel, 8> around{{{0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}}};

bool black(const Bitmap& bitmap, int x, int y) {
    if (x < 0 || y < 0 || x >= bitmap.width || y >= bitmap.height) {
        return false;
    }
    return bitmap.ink[static_cast<std::size_t>(y) * static_cast<std::size_t>(bitmap.width) +
                      static_cast<std::size_t>(x)] != 0;
}

std::uint8_t& at(Bitmap& bitmap, Pixel pixel) {
    return bitmap.ink[static_cast<std::size_t>(pixel.y) * static_cast<std::size_t>(bitmap.width) +
                      static_cast<std::size_t>(pixel.x)];
}

// Bit i is the neighbour around[i].
unsigned neighbours(const Bitmap& bitmap, Pixel pixel) {
    unsigned bits = 0;
    for (std::size_t i = 0; i < around.size(); ++i) {
        if (black(bitmap, pixel.x + around[i].x, pixel.y + around[i].y)) {
            bits |= 1U << i;
        }
    }
    return bits;
}

enum class Pass : std::uint8_t { lower_right, upper_left };

bool removable(unsigned bits, Pass pass) {
    const int count = std::popcount(bits);
    const unsigned turned = ((bits << 1U) | (bits >> 7U)) & 0xFFU;
    const int rises = std::popcount(bits & ~turned);  // from white to black, going round
    if (count < 2 || count > 6 || rises != 1) {
        return false;
    }
    const auto all_black = [bits](unsigned mask) { return (bits & mask) == mask; };
    constexpr unsigned up = 1U << 0U, right = 1U << 2U, down = 1U << 4U, left = 1U << 6U;
    return pass == Pass::lower_right ? !all_black(up | right | down) && !all_black(right | down | left)
                                     : !all_black(up | right | left) && !all_black(up | down | left);
}

std::vector<Pixel> black_pixels(const Bitmap& bitmap) {
    std::vector<Pixel> pixels;
    for (int y = 0; y < bitmap.height; ++y) {
        for (int x = 0; x < bitmap.width; ++x) {
            if (black(bitmap, x, y)) {
                pixels.push_back({x, y});
            }
        }
    }
    return pixels;
}

// Pixels in the order of a walk along their lines.
std::vector<Pixel> in_line_order(const Bitmap& skeleton) {
    Bitmap unseen = skeleton;
    std::vector<Pixel> order;
    std::vector<Pixel> ahead;
    for (const Pixel start : black_pixels(skeleton)) {
        ahead.push_back(start);
        while (!ahead.empty()) {
            const Pixel pixel = ahead.back();
            ahead.pop_back();
            if (at(unseen, pixel) == 0) {
                continue;
            }
            at(unseen, pixel) = 0;
            order.push_back(pixel);
            for (const Pixel step : around) {
                if (black(unseen, pixel.x + step.x, pixel.y + step.y)) {
                    ahead.push_back({pixel.x + step.x, pixel.y + step.y});
                }
            }
        }
    }
    return order;
}

// What is joined to the pixel within a few steps.
std::vector<Pixel> neighbourhood(const Bitmap& skeleton, Pixel centre, int reach) {
    std::vector<Pixel> found{centre};
    std::size_t ring = 0;
    for (int step = 0; step < reach; ++step) {
        const std::size_t end = found.size();
        for (; ring < end; ++ring) {
            for (const Pixel move : around) {
                const Pixel next{found[ring].x + move.x, found[ring].y + move.y};
                const bool known = std::ranges::any_of(found, [&](Pixel p) { return p.x == next.x && p.y == next.y; });
                if (!known && black(skeleton, next.x, next.y)) {
                    found.push_back(next);
                }
            }
        }
    }
    return found;
}

}  // namespace

Bitmap skeleton_of(Bitmap bitmap) {
    std::vector<Pixel> left = black_pixels(bitmap);
    bool changed = true;
    while (changed) {
        changed = false;
        for (const Pass pass : {Pass::lower_right, Pass::upper_left}) {
            std::vector<Pixel> removed;
            std::vector<Pixel> kept;
            for (const Pixel pixel : left) {
                (removable(neighbours(bitmap, pixel), pass) ? removed : kept).push_back(pixel);
            }
            for (const Pixel pixel : removed) {
                at(bitmap, pixel) = 0;
            }
            changed = changed || !removed.empty();
            left = std::move(kept);
        }
    }
    return bitmap;
}

Shape shape_of_skeleton(const Bitmap& skeleton) {
    constexpr int reach = 4;
    constexpr double least_coherence = 0.4;  // 1 on a straight line, 0 where two cross at a right angle
    Shape shape;
    for (const Pixel pixel : in_line_order(skeleton)) {
        const std::vector<Pixel> near = neighbourhood(skeleton, pixel, reach);
        double x = 0, y = 0, xx = 0, xy = 0, yy = 0;
        for (const Pixel other : near) {
            x += other.x;
            y += other.y;
        }
        x /= static_cast<double>(near.size());
        y /= static_cast<double>(near.size());
        for (const Pixel other : near) {
            xx += (other.x - x) * (other.x - x);
            xy += (other.x - x) * (other.y - y);
            yy += (other.y - y) * (other.y - y);
        }
        const double strength = std::hypot(xx - yy, 2 * xy);
        if (strength <= 0 || strength < least_coherence * (xx + yy)) {
            continue;
        }
        shape.push_back({static_cast<float>(pixel.x), static_cast<float>(pixel.y),
                         static_cast<float>((xx - yy) / strength), static_cast<float>(2 * xy / strength), 1});
    }
    return shape;
}

}  // namespace bangnin::input
