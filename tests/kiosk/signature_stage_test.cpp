// The signature page as the terminal shows and speaks it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/roles/kiosk_pages.h"
#include "kiosk/spoken_words.h"

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class SignatureStage : public testing::Test {
  protected:
    SignatureStage() { session_.place = Place::signature; }

    [[nodiscard]] Stage stage() const {
        return {.session = session_, .ticket = ticket_, .progress = progress_, .signature = &state_};
    }
    [[nodiscard]] View view() const {
        return {.now = {},
                .settings = {},
                .hall = hall_,
                .queues = queues_,
                .departments = departments_,
                .status = {},
                .remaining = {}};
    }
    [[nodiscard]] std::string said() const {
        const auto words = page_words(stage(), view(), Earshot::hall);
        return words ? words->text : std::string();
    }
    void tell(const SignatureEvent& event) { state_ = step(state_, event).state; }
    void draw_stroke() {
        tell(signature_event::Write{.samples = {{PenPhase::down, 10, 10, 0ms}, {PenPhase::up, 60, 10, 40ms}},
                                    .pad = {.width = 900, .height = 400, .units_a_mm = 4}});
    }

    Session session_;
    std::optional<TicketState> ticket_;
    std::optional<ProgressState> progress_;
    Hall hall_;
    std::vector<QueueLine> queues_;
    std::vector<DepartmentCell> departments_;
    SignatureState state_{SignatureOrder{.on_paper = OnPaper::possible}};
};

TEST_F(SignatureStage, IsSilentWhileSomebodySigns) {
    EXPECT_THAT(said(), HasSubstr("请用手指在框里签名字"));
    draw_stroke();
    EXPECT_EQ(said(), "");
    EXPECT_THAT(page_caption(stage(), view()), HasSubstr("请用手指在框里签名字")) << "it can still be read";
    tell(signature_event::Refused{signature_event::Key::finish});
    EXPECT_THAT(said(), HasSubstr("太短")) << "a key that does nothing says why";
    draw_stroke();
    EXPECT_EQ(said(), "");
    tell(signature_event::Clear{});
    EXPECT_THAT(said(), HasSubstr("请用手指在框里签名字"));
    draw_stroke();
    session_.overlay = Overlay::leave_question;
    EXPECT_NE(said(), "") << "the question over it is heard";
}

TEST_F(SignatureStage, HasItsNames) {
    EXPECT_EQ(screen_name(stage()), "apply.signature");
    tell(signature_event::AskPaper{});
    EXPECT_EQ(screen_name(stage()), "apply.signature.paper");
    EXPECT_THAT(said(), HasSubstr("纸上签"));
}

}  // namespace
}  // namespace bangnin::kiosk
