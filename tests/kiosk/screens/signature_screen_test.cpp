// The signature page under a finger: from the glass to the pictures that are made of what was signed.
#include "kiosk/journeys/signature/signature_screen.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "kiosk/journeys/ids.h"
#include "tests/kiosk/screens/gallery.h"
#include "ui/input/signature_picture.h"

namespace bangnin::kiosk::samples {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// The page alone, with what it is told done.
class SignatureScreen : public testing::Test {
  protected:
    void open(const SignatureOrder& order) {
        state_ = std::make_unique<SignatureState>(order);
        result_.reset();
        gallery_.show(sample_, settings_);
    }
    [[nodiscard]] screen::Rect rect(std::string_view id) const {
        const auto* node = gallery_.tree().find(id);
        return node != nullptr ? node->rect : screen::Rect{};
    }
    // From left to right over this part of the pad's width, in the pad's upper half.
    void sign(float share) {
        const screen::Rect pad = rect(ids::signature_pad);
        std::vector<screen::Point> way;
        for (int i = 0; i <= 20; ++i) {
            const float part = static_cast<float>(i) / 20;
            way.push_back({pad.x + pad.w * (0.1F + share * part), pad.y + pad.h * (0.3F + 0.1F * part * part)});
        }
        gallery_.stroke(sample_, settings_, way);
    }
    void tap(std::string_view id) {
        (void)gallery_.touch(sample_, settings_, rect(id).centre());
        gallery_.show(sample_, settings_);
    }
    [[nodiscard]] std::size_t strokes() const { return state_->signature.ink().strokes.size(); }
    [[nodiscard]] std::string notice() const {
        const auto* node = gallery_.tree().find(ids::page_notice);
        return node != nullptr ? node->label : "";
    }

    Gallery gallery_;
    Settings settings_;
    std::unique_ptr<SignatureState> state_;
    std::optional<SignatureResult> result_;
    Sample sample_{"signature", [this](screen::Ui& ui, const Settings& settings) { return paint(ui, settings); }};

  private:
    std::string paint(screen::Ui& ui, const Settings& settings) {
        const View view{.now = now(),
                        .settings = settings,
                        .hall = hall_,
                        .queues = queues_,
                        .departments = departments_,
                        .status = {},
                        .remaining = {}};
        const auto event = draw_signature(ui, *state_, view);
        if (!event) return {};
        auto next = step(*state_, *event);
        *state_ = std::move(next.state);
        for (const auto& action : next.actions) {
            if (const auto* closed = std::get_if<signature_action::Close>(&action)) result_ = closed->result;
        }
        return "event";
    }

    Hall hall_;
    std::vector<QueueLine> queues_;
    std::vector<DepartmentCell> departments_;
};

TEST_F(SignatureScreen, WhatAFingerWritesIsGivenAndHasItsPictures) {
    open({.documents = {SignedDocument::application_form}});
    sign(0.6F);
    sign(0.02F);
    ASSERT_EQ(strokes(), 2U);
    EXPECT_EQ(gallery_.tree().find(ids::signature_pad)->value, "已经写了 2 笔");
    const auto& first = state_->signature.ink().strokes.front();
    const auto& field = state_->signature.field();
    EXPECT_NEAR(field.width_mm, rect(ids::signature_pad).w * millimetres_per_unit, 0.01);
    EXPECT_NEAR(first.front().x, field.width_mm * 0.1F, 0.3);
    EXPECT_NEAR(first.back().x, field.width_mm * 0.7F, 0.3);
    tap(ids::signature_undo);
    EXPECT_EQ(strokes(), 1U);
    tap(ids::signature_redo);
    EXPECT_EQ(strokes(), 2U);
    tap(ids::signature_done);
    ASSERT_TRUE(result_);
    EXPECT_EQ(result_->end, SignatureEnd::here);
    EXPECT_THAT(input::to_svg(result_->signature), StartsWith("<svg"));
    const auto png = input::to_png(result_->signature, 8);
    ASSERT_TRUE(png);
    EXPECT_GT(png->size(), 500U);
}

TEST_F(SignatureScreen, TooLittleIsRefusedWithAReasonAndThePadStays) {
    open({});
    const screen::Rect pad = rect(ids::signature_pad);
    sign(0.02F);
    tap(ids::signature_done);
    EXPECT_FALSE(result_);
    EXPECT_THAT(notice(), HasSubstr("太短"));
    EXPECT_EQ(rect(ids::signature_pad).y, pad.y) << "a finger that is on it must not be moved";
    EXPECT_EQ(rect(ids::signature_pad).h, pad.h);
    tap(ids::signature_redo);
    EXPECT_THAT(notice(), HasSubstr("不用恢复"));
    sign(0.4F);
    EXPECT_EQ(notice(), "");
    tap(ids::signature_clear);
    EXPECT_EQ(strokes(), 0U);
    tap(ids::signature_clear);
    EXPECT_THAT(notice(), HasSubstr("空的"));
}

TEST_F(SignatureScreen, AnotherSizeOfTextKeepsWhatWasSigned) {
    open({});
    sign(0.6F);
    const auto ink = state_->signature.ink();
    settings_.type_size = TypeSize::largest;
    settings_.language = Language::en;
    gallery_.show(sample_, settings_);
    EXPECT_EQ(state_->signature.ink(), ink);
    sign(0.3F);
    EXPECT_EQ(strokes(), 2U);
    tap(ids::signature_done);
    ASSERT_TRUE(result_);
}

TEST_F(SignatureScreen, WhoCannotUseAFingerIsToldWhatToDo) {
    open({.on_paper = OnPaper::possible});
    EXPECT_THAT(gallery_.tree().find(ids::signature_pad)->label, HasSubstr("“纸上签”"));
    tap(ids::signature_on_paper);
    EXPECT_FALSE(result_) << "it is asked first";
    tap(ids::signature_paper_confirm);
    ASSERT_TRUE(result_);
    EXPECT_EQ(result_->end, SignatureEnd::on_paper);
    open({});
    EXPECT_THAT(gallery_.tree().find(ids::signature_pad)->label, HasSubstr("呼叫工作人员"));
    EXPECT_EQ(gallery_.tree().find(ids::signature_on_paper), nullptr);
}

}  // namespace
}  // namespace bangnin::kiosk::samples
