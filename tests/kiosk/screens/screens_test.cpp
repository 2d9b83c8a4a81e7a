#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/sheet.h"
#include "kiosk/journeys/session/frame_screen.h"
#include "kiosk/journeys/ticket/paper_watch.h"
#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/screens/rules.h"

namespace bangnin::kiosk::samples {
namespace {

using ::testing::IsEmpty;

Gallery& gallery() {
    static Gallery value;
    return value;
}

constexpr screen::Size surface{1080, 1920};

struct Dress {
    const char* name;
    Settings settings;
};

std::vector<Dress> dresses() {
    return {
        {"zh", {}},
        {"en", {.language = Language::en}},
        {"mn", {.language = Language::mn}},
        {"large", {.type_size = TypeSize::large}},
        {"contrast", {.contrast = Contrast::high}},
        {"low", {.reach = Reach::low}},
        {"en-large-contrast-low",
         {.language = Language::en, .type_size = TypeSize::large, .contrast = Contrast::high, .reach = Reach::low}}};
}

// Runs the check on every page in every dress.
template <typename Check>
void on_every_page(Check check) {
    for (const Dress& dress : dresses()) {
        for (const Sample& sample : all()) {
            SCOPED_TRACE(sample.name + " " + dress.name);
            gallery().show(sample, dress.settings);
            check(sample, dress);
        }
    }
}

// The smallest size a text may be made to fit: Han stays at the design's smallest role, Latin letters are wider.
float smallest_allowed(Language language) {
    switch (language) {
        case Language::zh:
            return 28;
        case Language::en:
            return 24;
        case Language::mn:
            return 23;
    }
    return 28;
}

TEST(Screens, KeepTheRulesOfTheDesign) {
    on_every_page([](const Sample& sample, const Dress& dress) {
        gallery().save(sample.name + "." + dress.name);
        const screen::Description& page = gallery().describe(sample, dress.settings);
        EXPECT_THAT(faults_of_controls(gallery().tree(), surface), IsEmpty());
        EXPECT_THAT(faults_of_texts(gallery().tree(), surface), IsEmpty());
        EXPECT_EQ(page.tree, gallery().tree()) << "told otherwise than it is drawn";
        EXPECT_THAT(gallery().audit().overflowing, IsEmpty());
        EXPECT_GE(gallery().audit().smallest_px, smallest_allowed(dress.settings.language))
            << gallery().audit().smallest;
    });
}

// Columns of Mongolian run from left to right, which those of any other language do not; and Mongolian does not lie.
TEST(Screens, MongolianStandsAndAllElseLies) {
    for (const TypeSize size : {TypeSize::normal, TypeSize::largest}) {
        for (const Sample& sample : all()) {
            SCOPED_TRACE(sample.name);
            gallery().show(sample, {.language = Language::mn, .type_size = size});
            EXPECT_THAT(gallery().audit().against_flow, IsEmpty());
        }
    }
}

TEST(Screens, EveryControlAnswers) {
    for (const Sample& sample : all()) {
        SCOPED_TRACE(sample.name);
        gallery().show(sample, {});
        const screen::Tree tree = gallery().tree();
        for (const screen::Node& node : tree.nodes()) {
            const bool mine = node.reach == screen::Reach::touchable && node.layer == tree.top_layer();
            if (!mine || node.role == screen::Role::dialog || node.id == ids::attract_anywhere) continue;
            if (node.id == ids::frame_staff) continue;  // it is held, not touched
            const bool dead = node.availability == screen::Availability::disabled &&
                              (node.id == ids::frame_back || node.id.starts_with("ticket.") ||
                               node.id == ids::department_previous || node.id == ids::department_next);
            gallery().show(sample, {});
            const std::string answer = gallery().touch(sample, {}, node.rect.centre());
            // A key that only moves what is longer than its place answers by that.
            const bool silent = answer.empty() && gallery().tree() == tree;
            EXPECT_EQ(silent, dead) << node.id << " answered '" << answer << "'";
        }
    }
}

TEST(Screens, SayWhatMattersInTheTree) {
    const auto node = [](const char* sample_name, std::string_view id) {
        for (const Sample& sample : all()) {
            if (sample.name != sample_name) continue;
            gallery().show(sample, {});
            const screen::Node* found = gallery().tree().find(id);
            return found != nullptr ? found->label + "|" + found->value : std::string("absent");
        }
        return std::string("no such sample");
    };
    EXPECT_EQ(node("05-issued", ids::ticket_number), "A1023|");
    EXPECT_EQ(node("05-issued", ids::ticket_ahead), "前面还有|3 人");
    EXPECT_EQ(node("05-issued", ids::ticket_estimate), "大约等|8–14 分钟");
    EXPECT_EQ(node("05-issued", ids::page_title), "取号成功，请取走小票|");
    EXPECT_EQ(node("05-issued", ids::ticket_qr), "二维码|https://hall.example/t/7K2M9QXA7K2M9QXA7K2M9QXA7K");
    EXPECT_EQ(node("05-issued-printing", ids::ticket_estimate), "大约等（截至 10:32）|不用等");
    EXPECT_EQ(node("06-no-paper", ids::page_help), "小票纸用完了，这次没有打印。|");
    EXPECT_EQ(node("06-reprint", ids::ticket_print), "补打小票|");
    EXPECT_EQ(node("06-no-paper", ids::ticket_print), "absent");
    EXPECT_EQ(node("02-home", ids::home_status_called), "正在叫号|A1019 3 号窗口");
    EXPECT_EQ(node("25-home-offline", ids::home_status_called), "正在叫号（截至 10:32）|A1019 3 号窗口");
    EXPECT_EQ(node("25-home-never-online", ids::home_status_waiting), "现在等候|—");
    EXPECT_EQ(node("03-department", ids::department(11)), "林草局|等候 3 人");
    EXPECT_EQ(node("03-department-closed", ids::department(2)), "发改委|今天 14:00 开始");
    EXPECT_EQ(node("03-department-unknown", ids::department(3)), "工信局|可以取号");
    EXPECT_EQ(node("04-committing-card", ids::page_title), "李*明，已读到。请取回身份证|");
    EXPECT_EQ(node("04-committing-card", ids::page_help), "1507**********1234|");
    EXPECT_EQ(node("14-case", ids::progress_ahead), "前面还有|3 人");
    EXPECT_EQ(node("04-identify-lift", ids::page_title), "请拿起身份证，再放一次|");
    EXPECT_EQ(node("04-identify-lift", ids::frame_caption), "读卡区上已经放着一张身份证。请先拿起来，再放一次。|");
    EXPECT_EQ(node("05-existing", ids::page_title), "您已有号码，请取走小票|");
    EXPECT_EQ(node("05-existing-printing", ids::page_title), "您已有号码，正在补打…|");
    EXPECT_EQ(node("05-existing", ids::ticket_ahead), "前面还有|2 人");
    EXPECT_EQ(node("05-existing-missed", ids::ticket_ahead), "absent") << "0 ahead would be a promise";
    EXPECT_EQ(node("05-existing-missed", ids::ticket_estimate), "absent");
    EXPECT_EQ(node("05-existing-missed", ids::page_notice),
              "叫过号了，今天仍然有效。\n请到窗口说一声，会接着为您办。|");
    EXPECT_EQ(node("05-existing-finished", ids::ticket_ahead), "absent");
    EXPECT_EQ(node("05-existing-finished", ids::frame_caption), "您的号码是 A 1 0 2 3。已经办完。|");
    EXPECT_EQ(node("06-existing", ids::page_title), "您已有号码，仍然有效|");
    EXPECT_EQ(node("05-issued-without-hub", ids::ticket_qr), "二维码|7K2M9QXA7K2M9QXA7K2M9QXA7K");
    EXPECT_EQ(node("06-left-unprinted", ids::unprinted_number), "A1023|");
    EXPECT_EQ(node("06-left-unprinted", ids::unprinted_qr), "二维码|https://hall.example/t/7K2M9QXA7K2M9QXA7K2M9QXA7K");
    EXPECT_EQ(node("06-left-unprinted", ids::frame_caption),
              "您前面取的号码 A 1 0 2 3 没有打印出小票，号码仍然有效，请记住。|");
    EXPECT_EQ(node("14-case-noise", ids::progress_number), "A1023|");
    EXPECT_THAT(node("14-case-noise", ids::page_notice), ::testing::StartsWith("二维码没有读清。"));
    EXPECT_EQ(node("17-timeout", ids::dialog_remaining), "剩余秒数|16");
    EXPECT_EQ(node("02-home-not-offered", ids::frame_caption), "这项服务请到帮您办窗口办理，工作人员会帮您。|");
}

TEST(Screens, WhereACardWasForgottenThereIsNoWayHome) {
    int pages = 0;
    for (const Sample& sample : all()) {
        gallery().show(sample, {});
        if (gallery().tree().find(ids::card_taken) == nullptr) continue;
        ++pages;
        for (const auto id : {ids::frame_home, ids::frame_back}) {
            const screen::Node* key = gallery().tree().find(id);
            ASSERT_NE(key, nullptr);
            EXPECT_EQ(key->availability, screen::Availability::disabled) << sample.name << " " << id;
        }
    }
    EXPECT_GT(pages, 0);
}

TEST(Screens, ANoteWithoutLinesTakesNoRoom) {
    const auto with_note = [](std::string_view id) {
        return Sample{"note", [id](screen::Ui& ui, const Settings& settings) {
                          const Hall hall;
                          const std::vector<QueueLine> queues;
                          const std::vector<DepartmentCell> departments;
                          const View view{.now = now(),
                                          .settings = settings,
                                          .hall = hall,
                                          .queues = queues,
                                          .departments = departments,
                                          .status = {},
                                          .remaining = {}};
                          Page page(ui, view);
                          page.snow();
                          Sheet sheet(page);
                          sheet.heading("title");
                          if (!id.empty()) sheet.note(id, Tone::good, screen::Icon::check, {{.source = ""}});
                          sheet.draw();
                          return std::string();
                      }};
    };
    for (const auto language : {Language::zh, Language::mn}) {
        gallery().show(with_note(""), {.language = language});
        const screen::Tree without = gallery().tree();
        gallery().show(with_note(ids::page_notice), {.language = language});
        EXPECT_EQ(gallery().tree().find(ids::page_notice), nullptr);
        EXPECT_EQ(gallery().tree().nodes().size(), without.nodes().size());
    }
}

TEST(Screens, ControlsGiveTheirOwnEvents) {
    const auto answer = [](const char* sample_name, const std::string& id) {
        for (const Sample& sample : all()) {
            if (sample.name != sample_name) continue;
            gallery().show(sample, {});
            const auto target = gallery().tree().target(id, surface);
            return target ? gallery().touch(sample, {}, *target) : std::string("unreachable");
        }
        return std::string("no such sample");
    };
    const auto session = [](const SessionEvent& event) { return "session." + std::to_string(event.index()); };
    EXPECT_EQ(answer("02-home", "home.ticket"), session(session_event::Choose{Offer::ticket}));
    EXPECT_EQ(answer("02-home", "home.apply"), "unreachable") << "dimmed: only a finger gets its reason";
    EXPECT_EQ(answer("02-home", "frame.language.en"), session(session_event::ChooseLanguage{Language::en}));
    EXPECT_EQ(answer("02-home", "frame.call"), session(session_event::CallStaff{}));
    EXPECT_EQ(answer("03-department", "frame.back"), session(session_event::Back{}));
    EXPECT_EQ(answer("17-timeout", "dialog.confirm"), session(session_event::Stay{}));
    EXPECT_EQ(answer("17-timeout", "dialog.cancel"), session(session_event::LeaveNow{}));
    EXPECT_EQ(answer("17-leave", "dialog.confirm"), session(session_event::LeaveNow{}));
    EXPECT_EQ(answer("06-left-unprinted", "dialog.confirm"),
              "paper." + std::to_string(PaperEvent{paper_event::Noted{}}.index()));
    EXPECT_EQ(answer("06-left-unprinted", "ticket.print"), "unreachable") << "the page lies under the notice";
    EXPECT_EQ(answer("17-timeout", "department.1"), "unreachable") << "the page lies under the dialog";
}

TEST(Screens, SpellNumbersAndSayNoticesInTheChosenLanguage) {
    for (const Sample& sample : all()) {
        if (sample.name != "05-issued") continue;
        gallery().show(sample, {});
        const screen::Node* caption = gallery().tree().find(ids::frame_caption);
        ASSERT_NE(caption, nullptr);
        EXPECT_EQ(caption->label, "取号成功，您的号码是 A 1 0 2 3，前面还有 3 人，请取走小票。");
        gallery().show(sample, {.language = Language::en});
        caption = gallery().tree().find(ids::frame_caption);
        ASSERT_NE(caption, nullptr);
        EXPECT_EQ(caption->label, "Your number is A 1 0 2 3, with 3 ahead of you. Please take your ticket.");
    }
}

}  // namespace
}  // namespace bangnin::kiosk::samples
