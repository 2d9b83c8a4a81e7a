// What is heard of a text while the caret's keys go through it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/announcement.h"
#include "kiosk/journeys/ids.h"
#include "kiosk/roles/kiosk_pages.h"
#include "kiosk/spoken_words.h"

namespace bangnin::kiosk {
namespace {

class EntryStage : public testing::Test {
  protected:
    EntryStage() { session_.place = Place::entry; }

    [[nodiscard]] std::string said(const EntryState& state, Earshot earshot) const {
        const Stage stage{.session = session_, .ticket = ticket_, .progress = progress_, .entry = &state};
        const View view{.now = {},
                        .settings = {},
                        .hall = hall_,
                        .queues = queues_,
                        .departments = departments_,
                        .status = {},
                        .remaining = {}};
        const auto words = page_words(stage, view, earshot);
        return words ? words->text : std::string();
    }
    // One character back from the end, by the caret's keys.
    static EntryState back_from_end(EntryKind kind, std::string_view text) {
        const EntryOrder order{.subject = EntrySubject::phone_number, .kind = kind, .limit = 20, .text = Secret(text)};
        const auto opened = step(begin_entry(order, Language::zh), entry_event::OpenCaret{}, {});
        return step(opened.state, entry_event::MoveCaret{input::Move::left}, {}).state;
    }

    Session session_;
    std::optional<TicketState> ticket_;
    std::optional<ProgressState> progress_;
    Hall hall_;
    std::vector<QueueLine> queues_;
    std::vector<DepartmentCell> departments_;
};

TEST_F(EntryStage, TheHallHearsWhereTheCaretIsInANumberAndNotWhatItPasses) {
    const EntryState phone = back_from_end(EntryKind::phone, "13812345679");
    EXPECT_EQ(said(phone, Earshot::hall), "光标在第 10 个字后面，共 11 个字");
    EXPECT_EQ(said(phone, Earshot::headphones), "“9”，光标在第 10 个字后面，共 11 个字");
    const EntryState deleted = step(phone, entry_event::Backspace{}, {}).state;
    EXPECT_EQ(said(deleted, Earshot::hall), "删了，光标在第 9 个字后面，共 10 个字");
    EXPECT_EQ(said(deleted, Earshot::headphones), "删了“7”，光标在第 9 个字后面，共 10 个字");
}

TEST_F(EntryStage, WordsAreToldAsTheyAreWhenTheyAreWritten) {
    EXPECT_EQ(said(back_from_end(EntryKind::text, "很好"), Earshot::hall), "“好”，光标在第 1 个字后面，共 2 个字");
}

TEST_F(EntryStage, FiguresAndLettersAreNotReadOutToTheHallInAnyText) {
    for (const char* comment : {"请回电13812345678", "车牌蒙E1234A"}) {
        EXPECT_THAT(said(back_from_end(EntryKind::text, comment), Earshot::hall), testing::StartsWith("光标在第"))
            << comment;
        EXPECT_THAT(said(back_from_end(EntryKind::text, comment), Earshot::headphones), testing::StartsWith("“"))
            << comment;
    }
}

TEST_F(EntryStage, WhoStandsOnTheFieldByTheKeypadHearsHowToMoveTheCaret) {
    screen::Node field;
    field.id = std::string(ids::entry_field);
    field.role = screen::Role::field;
    field.label = "姓名";
    EXPECT_THAT(announcement(field, Position{.place = 1, .of = 40}, Earshot::hall),
                testing::HasSubstr("按确定键移动光标"));
    EXPECT_THAT(announcement(field, std::nullopt, Earshot::hall), testing::Not(testing::HasSubstr("按确定键")))
        << "a finger places it";
}

}  // namespace
}  // namespace bangnin::kiosk
