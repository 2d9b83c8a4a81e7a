#include "ui/screen/description.h"

#include <cairo.h>
#include <gmock/gmock.h>

#include "tests/ui/screen/screen_fixture.h"

namespace bangnin::screen {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

constexpr Rgba red{255, 0, 0, 255};
constexpr Rgba green{0, 255, 0, 255};

class DescriptionTest : public ScreenTest {
  protected:
    // The first words that a page writes.
    Writing written(const std::function<void(Ui&)>& painter) {
        const Description description = screen_.describe(painter);
        return description.writings.empty() ? Writing() : description.writings.front();
    }
};

TEST_F(DescriptionTest, WordsHaveTheirColourTheirPlaceAndTheGroundUnderThem) {
    const Writing words = written([](Ui& ui) {
        ui.fill({0, 0, 1080, 1920}, Paint(red));
        ui.text({100, 200, 400, 0}, "帮您办", {.size = 60});
    });
    EXPECT_EQ(words.words, "帮您办");
    EXPECT_EQ(words.size, 60);
    EXPECT_EQ(words.mark.a, 255);
    EXPECT_EQ(words.unknown_glyphs, 0);
    EXPECT_THAT(words.grounds, ElementsAre(red));
    EXPECT_FALSE(words.over_picture);
    EXPECT_GE(words.ink.x, 99);
    EXPECT_NEAR(words.ink.w, 180, 20);
    EXPECT_NEAR(words.ink.h, 60, 20);
}

TEST_F(DescriptionTest, WordsOverAnEdgeHaveBothGrounds) {
    const Writing words = written([](Ui& ui) {
        ui.fill({0, 0, 1080, 1920}, Paint(red));
        ui.fill({0, 0, 200, 1920}, Paint(green));
        ui.text({100, 200, 400, 0}, "帮您办", {.size = 60});
    });
    EXPECT_THAT(words.grounds, UnorderedElementsAre(red, green));
}

TEST_F(DescriptionTest, WhatLetsLightPassChangesTheGround) {
    const Writing words = written([](Ui& ui) {
        ui.fill({0, 0, 1080, 1920}, Paint(red));
        ui.fill({0, 0, 1080, 1920}, Paint(Rgba{0, 255, 0, 128}));
        ui.text({100, 200, 400, 0}, "帮您办", {.size = 60});
    });
    EXPECT_THAT(words.grounds, ElementsAre(Rgba{127, 128, 0, 255}));
}

TEST_F(DescriptionTest, RoundCornersAreNotUnderTheWords) {
    const auto at = [this](float x, float y) {
        return written([x, y](Ui& ui) {
                   ui.fill({0, 0, 1080, 1920}, Paint(red));
                   ui.fill({100, 100, 400, 400}, Paint(green), 200);
                   ui.text({x, y, 0, 0}, "一", {.size = 30});
               })
            .grounds;
    };
    EXPECT_THAT(at(104, 90), ElementsAre(red));
    EXPECT_THAT(at(290, 290), ElementsAre(green));
}

TEST_F(DescriptionTest, AnIllustrationIsLookedThrough) {
    const Writing words = written([](Ui& ui) {
        ui.fill({0, 0, 1080, 1920}, Paint(red));
        ui.illustration("half", {100, 200, 400, 200}, [](cairo_t* cairo) {
            cairo_set_source_rgb(cairo, 0, 1, 0);
            cairo_rectangle(cairo, 0, 0, 60, 200);
            cairo_fill(cairo);
        });
        ui.text({100, 250, 400, 0}, "帮您办", {.size = 60});
    });
    EXPECT_TRUE(words.over_picture);
    EXPECT_THAT(words.grounds, Contains(red));
    EXPECT_THAT(words.grounds, Contains(green));
}

TEST_F(DescriptionTest, CharactersWithoutAGlyphAreCountedInTheirOwnFlow) {
    for (const text::Flow flow : {text::Flow::horizontal, text::Flow::vertical_mongolian}) {
        const Writing words =
            written([flow](Ui& ui) { ui.text({100, 200, 400, 400}, "帮\U000E1234", {.size = 60, .flow = flow}); });
        EXPECT_EQ(words.flow, flow);
        EXPECT_EQ(words.unknown_glyphs, 1);
    }
}

TEST_F(DescriptionTest, WordsBrokenWithinAreCounted) {
    const auto torn = [this](float width) {
        return written([width](Ui& ui) { ui.text({100, 200, width, 0}, "Contrast key", {.size = 60}); }).torn_words;
    };
    EXPECT_EQ(torn(800), 0);
    EXPECT_EQ(torn(300), 0);
    EXPECT_EQ(torn(150), 1);
}

TEST_F(DescriptionTest, NamesGroundsOfControlsIconsAndLayers) {
    const Description description = screen_.describe([](Ui& ui) {
        ui.button("go", "好的", {200, 400, 480, 120}, {.ground = Ground::primary, .icon = Icon::check});
        ui.begin_modal("dialog", "", {100, 100, 800, 800});
        ui.text({200, 200, 0, 0}, "还在吗", {});
        ui.end_modal();
    });
    ASSERT_EQ(description.surfaces.size(), 1U);
    EXPECT_EQ(description.surfaces[0].rect, (Rect{200, 400, 480, 120}));
    EXPECT_EQ(description.surfaces[0].ground, Ground::primary);
    ASSERT_EQ(description.icons.size(), 1U);
    ASSERT_EQ(description.writings.size(), 2U);
    EXPECT_EQ(description.writings[0].layer, 0);
    EXPECT_EQ(description.writings[1].layer, 1);
    ASSERT_NE(description.tree.find("go"), nullptr);
}

TEST_F(DescriptionTest, WhatIsDescribedIsNotOnTheGlass) {
    settle([](Ui& ui) { ui.fill({0, 0, 1080, 1920}, Paint(red)); });
    (void)screen_.describe([](Ui& ui) {
        ui.fill({0, 0, 1080, 1920}, Paint(green));
        ui.button("go", "好的", {200, 400, 480, 120});
    });
    EXPECT_EQ(pixel(screen_.pixels(), 500, 500), red);
    EXPECT_EQ(screen_.semantics().find("go"), nullptr);
}

}  // namespace
}  // namespace bangnin::screen
