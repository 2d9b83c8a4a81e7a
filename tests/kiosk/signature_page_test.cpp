#include "kiosk/journeys/signature/signature_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;
using namespace signature_event;
using testing::IsEmpty;
using testing::SizeIs;

constexpr PadSize pad{.width = 960, .height = 480, .units_a_mm = 4};  // 240 × 120 mm

class Signing {
  public:
    explicit Signing(const SignatureOrder& order = {.on_paper = OnPaper::possible}) : state(order) {}

    void tell(const SignatureEvent& event) {
        auto next = step(state, event);
        state = std::move(next.state);
        actions = std::move(next.actions);
    }
    // A stroke to the right of so many mm.
    void stroke(float mm, const PadSize& on = pad, float x = 40, float y = 40) {
        const float end = x + mm * on.units_a_mm;
        at += 1s;
        tell(Write{.samples = {{PenPhase::down, x, y, at},
                               {PenPhase::move, (x + end) / 2, y, at + 100ms},
                               {PenPhase::up, end, y, at + 200ms}},
                   .pad = on});
    }
    [[nodiscard]] const input::Ink& ink() const { return state.signature.ink(); }
    [[nodiscard]] const SignatureResult* result() const {
        const auto* closed = actions.size() == 1 ? std::get_if<signature_action::Close>(&actions.front()) : nullptr;
        return closed != nullptr ? &closed->result : nullptr;
    }

    SignatureState state;
    std::vector<SignatureAction> actions;
    std::chrono::milliseconds at{5'000'000};
};

TEST(SignaturePage, KeepsStrokesInMillimetresAndTheirTimes) {
    Signing page;
    page.stroke(30);
    ASSERT_THAT(page.actions, SizeIs(1));
    EXPECT_TRUE(std::holds_alternative<signature_action::Answer>(page.actions[0]));
    page.stroke(10);
    const input::InkStroke first{{10, 10, 0}, {25, 10, 100}, {40, 10, 200}};
    ASSERT_THAT(page.ink().strokes, SizeIs(2));
    EXPECT_EQ(page.ink().strokes[0], first);
    EXPECT_EQ(page.ink().strokes[1].front().at_ms, 1000);
    EXPECT_EQ(page.state.signature.field(), (input::SignatureField{.width_mm = 240, .height_mm = 120}));
}

TEST(SignaturePage, IsDoneWithAStrokeOfTwentyMillimetres) {
    Signing page;
    page.tell(Finish{});
    EXPECT_THAT(page.actions, IsEmpty());
    page.stroke(19);
    page.stroke(19);
    EXPECT_FALSE(is_enough(page.state)) << "one stroke must be as long, not all together";
    page.tell(Finish{});
    EXPECT_THAT(page.actions, IsEmpty());
    EXPECT_EQ(page.state.hint, SignatureHint::too_little);
    page.stroke(20);
    EXPECT_EQ(page.state.hint, SignatureHint::none);
    EXPECT_TRUE(is_enough(page.state));
    page.tell(Finish{});
    ASSERT_NE(page.result(), nullptr);
    EXPECT_EQ(page.result()->end, SignatureEnd::here);
    EXPECT_EQ(page.result()->signature.ink(), page.ink());
}

TEST(SignaturePage, WhatWasTakenBackComesBack) {
    Signing page;
    page.stroke(30);
    page.stroke(40);
    const input::Ink both = page.ink();
    page.tell(Undo{});
    EXPECT_THAT(page.ink().strokes, SizeIs(1));
    page.tell(Redo{});
    EXPECT_EQ(page.ink(), both);
    page.tell(Clear{});
    EXPECT_FALSE(has_ink(page.state));
    EXPECT_TRUE(can_redo(page.state));
    page.tell(Redo{});
    EXPECT_EQ(page.ink(), both);
    page.tell(Clear{});
    page.stroke(50);
    EXPECT_FALSE(can_redo(page.state)) << "signing again means it";
    EXPECT_THAT(page.ink().strokes, SizeIs(1));
    EXPECT_EQ(page.ink().strokes[0].front().at_ms, 0);
}

TEST(SignaturePage, KeysThatCanDoNothingSayWhy) {
    Signing page;
    page.tell(Refused{Key::undo});
    EXPECT_EQ(page.state.hint, SignatureHint::nothing_drawn);
    page.tell(Refused{Key::redo});
    EXPECT_EQ(page.state.hint, SignatureHint::nothing_undone);
    page.tell(Refused{Key::finish});
    EXPECT_EQ(page.state.hint, SignatureHint::too_little);
    page.stroke(30);
    EXPECT_EQ(page.state.hint, SignatureHint::none);
    EXPECT_TRUE(is_signing(page.state));
    for (std::size_t i = 0; i < input::max_signature_strokes; ++i) page.stroke(1);
    EXPECT_EQ(page.state.hint, SignatureHint::full);
    EXPECT_THAT(page.ink().strokes, SizeIs(input::max_signature_strokes));
    page.tell(Undo{});
    EXPECT_EQ(page.state.hint, SignatureHint::none);
}

TEST(SignaturePage, GoingBackGivesTheInkToWhoAsked) {
    Signing page;
    page.stroke(30);
    page.tell(Back{});
    ASSERT_NE(page.result(), nullptr);
    EXPECT_EQ(page.result()->end, SignatureEnd::left);
    Signing again({.begun = page.result()->signature});
    EXPECT_EQ(again.ink(), page.ink());
    again.stroke(30);
    EXPECT_THAT(again.ink().strokes, SizeIs(2));
    EXPECT_EQ(again.ink().strokes[1].front().at_ms, page.ink().strokes[0].back().at_ms) << "time goes on";
}

TEST(SignaturePage, OnPaperIsAskedFirstAndOnlyWhereItIsPossible) {
    Signing page;
    page.stroke(30);
    page.tell(SignOnPaper{});
    EXPECT_THAT(page.actions, IsEmpty()) << "nobody has asked";
    page.tell(AskPaper{});
    EXPECT_EQ(screen_name(page.state), "apply.signature.paper");
    page.stroke(30);
    page.tell(Clear{});
    page.tell(Finish{});
    EXPECT_THAT(page.ink().strokes, SizeIs(1)) << "the pad is covered";
    EXPECT_THAT(page.actions, IsEmpty());
    page.tell(Back{});
    EXPECT_EQ(screen_name(page.state), "apply.signature");
    EXPECT_TRUE(has_ink(page.state));
    page.tell(AskPaper{});
    page.tell(KeepSigning{});
    EXPECT_EQ(screen_name(page.state), "apply.signature");
    page.tell(AskPaper{});
    page.tell(SignOnPaper{});
    ASSERT_NE(page.result(), nullptr);
    EXPECT_EQ(page.result()->end, SignatureEnd::on_paper);

    Signing test({.purpose = SignaturePurpose::test});
    test.tell(AskPaper{});
    EXPECT_EQ(screen_name(test.state), "apply.signature");
}

// Another text size, another pad: the ink stands smaller in its middle, and the finger writes where the ink is seen.
TEST(SignaturePage, InkStaysInProportionOnAnotherPad) {
    Signing page;
    page.stroke(30);
    constexpr PadSize low{.width = 960, .height = 240, .units_a_mm = 4};
    const InkFit fit = fit_on(low, page.state.signature.field());
    EXPECT_FLOAT_EQ(fit.units_a_mm, 2);
    EXPECT_FLOAT_EQ(fit.left, 240);
    EXPECT_FLOAT_EQ(fit.top, 0);
    page.stroke(10, low, 240 + 20, 20);
    EXPECT_EQ(page.state.signature.field(), (input::SignatureField{.width_mm = 240, .height_mm = 120}));
    const auto& stroke = page.ink().strokes.back();
    EXPECT_FLOAT_EQ(stroke.front().x, 10);
    EXPECT_FLOAT_EQ(stroke.front().y, 10);
    EXPECT_FLOAT_EQ(stroke.back().x, 30) << "20 mm of the field, drawn at half its size";
    page.tell(Clear{});
    page.stroke(30, low);
    EXPECT_EQ(page.state.signature.field(), (input::SignatureField{.width_mm = 240, .height_mm = 60}))
        << "who signs again signs on the pad that is there";
}

SignatureEvent random_event(std::mt19937& random) {
    const auto below = [&random](unsigned limit) { return static_cast<float>(random() % limit); };
    switch (random() % 12) {
        case 0:
            return Undo{};
        case 1:
            return Redo{};
        case 2:
            return Clear{};
        case 3:
            return Refused{static_cast<Key>(random() % 4)};
        case 4:
            return Finish{};
        case 5:
            return AskPaper{};
        case 6:
            return SignOnPaper{};
        case 7:
            return KeepSigning{};
        case 8:
            return Back{};
        default:
            break;
    }
    Write written{.samples = {}, .pad = {.width = below(1200), .height = below(600), .units_a_mm = 4}};
    for (auto count = random() % 4; count > 0; --count) {
        written.samples.push_back({static_cast<PenPhase>(random() % 3), below(2000) - 400, below(2000) - 400,
                                   std::chrono::milliseconds(random() % 100'000)});
    }
    return written;
}

// Whatever is told in whatever order: what 签好了 gives is a signature, nothing leaves its field, and the page can
// always be left.
TEST(SignaturePage, AnyEventsInAnyOrder) {
    for (std::uint32_t seed = 0; seed < 60; ++seed) {
        std::mt19937 random(seed);
        Signing page({.on_paper = seed % 2 == 0 ? OnPaper::possible : OnPaper::impossible});
        for (int i = 0; i < 300; ++i) {
            page.tell(random_event(random));
            const auto& field = page.state.signature.field();
            for (const auto& stroke : page.ink().strokes) {
                for (const auto& point : stroke) {
                    ASSERT_TRUE(point.x >= 0 && point.x <= field.width_mm && point.y >= 0 && point.y <= field.height_mm)
                        << seed;
                }
            }
            if (page.result() != nullptr && page.result()->end == SignatureEnd::here) {
                ASSERT_EQ(page.result()->signature.amount(), input::InkAmount::enough) << seed;
            }
            ASSERT_TRUE(page.state.on_paper == OnPaper::possible || page.state.paper == PaperQuestion::closed);
        }
        page.tell(Back{});
        if (page.result() == nullptr) page.tell(Back{});
        ASSERT_NE(page.result(), nullptr) << seed;
        EXPECT_EQ(page.result()->end, SignatureEnd::left);
    }
}

}  // namespace
}  // namespace bangnin::kiosk
