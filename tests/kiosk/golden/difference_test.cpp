// The measure itself: what a person would notice is noticed, what only another rasteriser does is not.
#include "tests/kiosk/golden/difference.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace bangnin::kiosk::golden {
namespace {

// A kept picture: real letters, keys, cards and drawings.
const Picture& home() {
    static const Picture picture = [] {
        const auto loaded =
            load_png(std::string(std::getenv("BANGNIN_SOURCE_DIR")) + "/tests/kiosk/golden/pictures/home.png");
        if (!loaded) ADD_FAILURE() << loaded.error();
        return loaded.value_or(make_picture(540, 960));
    }();
    return picture;
}

struct Area {
    int x, y, w, h;  // px of the picture
};

// The whole left card of the second row, with its shadow and words.
constexpr Area card{30, 380, 240, 180};

void over(const Area& area, const std::function<void(int x, int y)>& each) {
    for (int y = area.y; y < area.y + area.h; ++y) {
        for (int x = area.x; x < area.x + area.w; ++x) each(x, y);
    }
}

void copy_pixel(const std::uint8_t* from, std::uint8_t* to) { std::copy(from, from + 3, to); }

std::uint8_t bounded(double value) { return static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0)); }

// What lies in the area stands `dx`, `dy` farther.
Picture moved(const Picture& picture, const Area& area, int dx, int dy) {
    Picture changed = picture;
    over(area, [&](int x, int y) { copy_pixel(picture.at(x - dx, y - dy), changed.at(x, y)); });
    return changed;
}

TEST(Difference, OfAPictureFromItselfIsNothing) {
    const Difference seen = difference(home(), home());
    EXPECT_TRUE(seen.looks_the_same());
    EXPECT_EQ(seen.largest, 0);
}

TEST(Difference, BetweenSizesIsAlwaysSeen) {
    EXPECT_FALSE(difference(home(), make_picture(960, 540)).looks_the_same());
    EXPECT_FALSE(difference(make_picture(0, 0), make_picture(0, 0)).looks_the_same());
}

// Known distances in L*a*b*: black to white is 100, sRGB's red to green 170.6.
TEST(Difference, IsThatOfTheCie) {
    const auto plain = [](std::uint8_t r, std::uint8_t g, std::uint8_t b) {
        Picture picture = make_picture(block_px, block_px);
        over({0, 0, block_px, block_px}, [&](int x, int y) {
            const std::uint8_t colour[]{r, g, b};
            copy_pixel(colour, picture.at(x, y));
        });
        return picture;
    };
    EXPECT_NEAR(difference(plain(0, 0, 0), plain(255, 255, 255)).largest, 100, 0.2);
    EXPECT_NEAR(difference(plain(255, 0, 0), plain(0, 255, 0)).largest, 170.6, 0.5);
}

TEST(Difference, SeesAColourThatIsAnother) {
    for (const int channel : {0, 1, 2}) {
        Picture changed = home();
        over({40, 400, 20, 20}, [&](int x, int y) {
            std::uint8_t& part = changed.at(x, y)[channel];
            part = static_cast<std::uint8_t>(part > 127 ? part - 12 : part + 12);
        });
        EXPECT_FALSE(difference(home(), changed).looks_the_same()) << channel;
    }
}

TEST(Difference, SeesABoxThatHasMoved) {
    for (const auto& [dx, dy] : {std::pair{1, 0}, {0, 1}, {-2, 0}, {3, 3}}) {
        const Difference seen = difference(home(), moved(home(), card, dx, dy));
        EXPECT_FALSE(seen.looks_the_same()) << dx << ", " << dy;
    }
}

TEST(Difference, SeesAWordThatIsGone) {
    Picture changed = home();
    // As wide and high as one letter of the smallest text.
    const Area letter{40, 30, 16, 16};
    over(letter, [&](int x, int y) { copy_pixel(home().at(letter.x, letter.y + 40), changed.at(x, y)); });
    EXPECT_FALSE(difference(home(), changed).looks_the_same());
}

// Every edge is a little softer or harder, everywhere: the same words in the same places.
TEST(Difference, DoesNotSeeAnotherWayToDrawEdges) {
    for (const double strength : {-0.12, 0.12}) {
        Picture changed = home();
        over({1, 1, home().width - 2, home().height - 2}, [&](int x, int y) {
            for (int c = 0; c < 3; ++c) {
                const double mean = (home().at(x - 1, y)[c] + home().at(x + 1, y)[c] + home().at(x, y - 1)[c] +
                                     home().at(x, y + 1)[c]) /
                                    4.0;
                const double own = home().at(x, y)[c];
                changed.at(x, y)[c] = bounded(own + strength * (own - mean));
            }
        });
        const Difference seen = difference(home(), changed);
        EXPECT_GT(seen.largest, 0);
        EXPECT_TRUE(seen.looks_the_same()) << strength << ": " << seen.text();
    }
}

TEST(Difference, DoesNotSeeRounding) {
    std::mt19937 random(7);
    Picture changed = home();
    for (std::uint8_t& part : changed.rgb) part = bounded(part + static_cast<int>(random() % 5) - 2);
    EXPECT_TRUE(difference(home(), changed).looks_the_same()) << difference(home(), changed).text();
}

TEST(Difference, IsMarkedWhereItIs) {
    const Picture changed = moved(home(), card, 3, 3);
    const Difference seen = difference(home(), changed);
    const Picture marks = marked(home(), seen);
    int inside = 0;
    int outside = 0;
    over({0, 0, marks.width, marks.height}, [&](int x, int y) {
        const bool red = marks.at(x, y)[1] + 40 < marks.at(x, y)[0];
        const bool near = x > card.x - 8 && x < card.x + card.w + 8 && y > card.y - 8 && y < card.y + card.h + 8;
        if (red) ++(near ? inside : outside);
    });
    EXPECT_GT(inside, 100);
    EXPECT_EQ(outside, 0);
}

TEST(Picture, ComesBackFromItsFile) {
    const auto file = std::filesystem::temp_directory_path() / ("bangnin-picture-" + std::to_string(getpid()) + ".png");
    ASSERT_TRUE(save_png(home(), file));
    const auto again = load_png(file);
    std::filesystem::remove(file);
    ASSERT_TRUE(again) << again.error();
    EXPECT_EQ(*again, home());
    EXPECT_FALSE(load_png(file));
}

}  // namespace
}  // namespace bangnin::kiosk::golden
