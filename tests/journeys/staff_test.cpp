// The staff page on the real programs: the way in, what is printed, and a pause that outlives a restart.
#include <gmock/gmock.h>

#include <fstream>

#include "tests/harness/hub_events.h"
#include "tests/harness/rig_files.h"
#include "tests/journeys/hall.h"

namespace bangnin::journeys {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// What `bangnin-terminal staff-pin` makes of a PIN on its standard input.
std::string hash_of(const std::string& pin, const std::filesystem::path& folder) {
    const auto input = folder / "pin";
    std::ofstream(input) << pin << '\n';
    const std::string program = harness::program("bangnin-terminal").string();
    auto process = harness::Process::start(
        {.arguments = {"/bin/sh", "-c", "exec '" + program + "' staff-pin < '" + input.string() + "'"},
         .environment = {},
         .log = folder / "pin.log"});
    if (!process) return process.error();
    auto line = process->read_line(harness::patience);
    return line ? *line : line.error();
}

class StaffTest : public HallTest {
  protected:
    static constexpr const char* pin = "482915";

    Result<void> open_with_pin(const std::string& more = {}) {
        RigOptions options;
        options.kiosk_configuration = more + "[staff]\npin = \"" + hash_of(pin, folder()) + "\"\n";
        return open(options);
    }
    std::string screen() {
        const auto tree = rig().tree();
        return tree ? (*tree)["screen"].get<std::string>() : tree.error();
    }
    // What a part said, the newest first.
    std::string news(int row) {
        const json shown = node("staff.news." + std::to_string(row));
        return shown.is_object() ? shown.value("label", "") : "";
    }
    json node(const std::string& id) {
        const auto tree = rig().tree();
        for (const json& one : tree ? (*tree)["nodes"] : json::array()) {
            if (one["id"] == id) return one;
        }
        return {};
    }
    // A finger that stays on the hall's mark for so long.
    Result<void> hold_mark(int milliseconds) {
        const json rect = node("frame.staff")["rect"];
        if (!rect.is_array()) return std::unexpected("there is no mark to hold");
        const double x = rect[0].get<double>() + rect[2].get<double>() / 2;
        const double y = rect[1].get<double>() + rect[3].get<double>() / 2;
        const auto held = rig().kiosk({{"do", "drag"}, {"from", {x, y}}, {"to", {x, y}}, {"ms", milliseconds}});
        return held ? Result<void>{} : std::unexpected(held.error());
    }
    Result<void> type(const std::string& digits) {
        for (const char digit : digits) {
            if (auto typed = rig().tap(std::string("keypad.") + digit); !typed) return typed;
        }
        return rig().tap("staff.confirm");
    }
    Result<void> enter() {
        return harness::in_turn({[&] { return hold_mark(5400); }, [&] { return rig().wait_screen("staff.pin"); },
                                 [&] { return type(pin); }, [&] { return rig().wait_screen("staff.home"); }});
    }
    Result<void> answered(const std::string& words) {
        return wait_words(rig(), "staff.answer",
                          [&](const std::string& said) { return said.find(words) != std::string::npos; });
    }
    std::size_t papers() {
        const auto jobs = rig().simulator({{"device", "printer"}, {"do", "jobs"}});
        return jobs ? (*jobs)["jobs"].size() : 999;
    }
};

TEST_F(StaffTest, OnlyHoldingTheMarkAndTheRightPinLeadThere) {
    ASSERT_OK(open_with_pin());
    // A short touch is a touch like any other.
    ASSERT_OK(hold_mark(300));
    ASSERT_OK(rig().wait_screen("home"));
    ASSERT_OK(hold_mark(300));
    EXPECT_EQ(screen(), "home");
    ASSERT_OK(hold_mark(5400));
    ASSERT_OK(rig().wait_screen("staff.pin"));
    ASSERT_OK(type("1234"));
    ASSERT_OK(wait_notice("密码至少 6 位。"));
    ASSERT_OK(type("56"));
    ASSERT_OK(wait_notice("密码不对"));
    EXPECT_EQ(node("staff.pin")["value"], "");
    ASSERT_OK(type("000000"));
    ASSERT_OK(wait_notice("密码不对"));
    ASSERT_OK(type("000000"));
    ASSERT_OK(rig().wait_id("page.help"));
    EXPECT_THAT(rig().value("page.title").value_or(""), HasSubstr("3"));
    EXPECT_THAT(rig().value("page.help").value_or(""), HasSubstr("秒后再试"));
    EXPECT_TRUE(node("keypad.1").is_null()) << "nothing to type with meanwhile";

    // Neither leaving nor a restart shortens the pause.
    ASSERT_OK(rig().tap("staff.leave"));
    ASSERT_OK(rig().wait_screen("attract"));
    rig().stop_kiosk();
    ASSERT_OK(rig().start_kiosk());
    ASSERT_OK(hold_mark(5400));
    ASSERT_OK(rig().wait_screen("staff.pin"));
    EXPECT_TRUE(node("keypad.1").is_null());
    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 31}}).has_value());
    ASSERT_OK(rig().wait_id("keypad.1"));
    ASSERT_OK(type(pin));
    ASSERT_OK(rig().wait_screen("staff.home"));
    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 61}}).has_value());
    ASSERT_OK(rig().wait_screen("attract"));
}

TEST_F(StaffTest, WithoutAPinThePageSaysThatItIsNotSetUp) {
    ASSERT_OK(open());
    ASSERT_OK(hold_mark(5400));
    ASSERT_OK(rig().wait_screen("staff.pin"));
    EXPECT_EQ(rig().value("page.title"), "没有设置工作人员密码");
    ASSERT_OK(rig().tap("staff.leave"));
    ASSERT_OK(rig().wait_screen("attract"));
}

TEST_F(StaffTest, ATestPaperAndTheLastTicketComeOut) {
    ASSERT_OK(open_with_pin());
    ASSERT_OK(enter());
    EXPECT_THAT(node("staff.part.printer")["value"].get<std::string>(), StartsWith("正常"));
    EXPECT_THAT(node("staff.part.store")["value"].get<std::string>(), HasSubstr("今天取号 0 张"));
    ASSERT_OK(rig().tap("staff.print_test"));
    ASSERT_OK(answered("测试页打印好了"));
    EXPECT_EQ(papers(), 1U);
    ASSERT_OK(rig().tap("staff.reprint"));
    ASSERT_OK(answered("今天还没有发出号码"));
    EXPECT_EQ(papers(), 1U);
    ASSERT_OK(rig().tap("staff.leave"));

    const auto ticket = person().take_and_leave("department.3");
    ASSERT_TRUE(ticket) << ticket.error();
    ASSERT_OK(enter());
    EXPECT_THAT(node("staff.part.printer")["value"].get<std::string>(), HasSubstr("换纸后打了 2 张"));
    EXPECT_THAT(node("staff.part.store")["value"].get<std::string>(), HasSubstr("今天取号 1 张"));
    ASSERT_OK(rig().tap("staff.reprint"));
    ASSERT_OK(answered(ticket->number + " 补打好了"));
    EXPECT_EQ(papers(), 3U);
    const auto at_hub = ticket_at_hub(ticket->number, [](const json& one) { return one["print"]["copy"] == 2; });
    ASSERT_TRUE(at_hub) << at_hub.error();
    EXPECT_EQ((*at_hub)["print"]["state"], "printed");
    const auto all = rig().hub_json("/v1/tickets");
    EXPECT_EQ((*all)["tickets"].size(), 1U) << "neither of the other papers is a ticket";

    ASSERT_OK(rig().tap("staff.paper"));
    ASSERT_OK(answered("已重新计数"));
    EXPECT_THAT(node("staff.part.printer")["value"].get<std::string>(), HasSubstr("换纸后打了 0 张"));
    ASSERT_OK(rig().tap("staff.sync"));
    ASSERT_OK(answered("都已送到"));
}

TEST_F(StaffTest, APrinterThatDoesNotAnswerIsNeverWell) {
    ASSERT_OK(open_with_pin());
    ASSERT_OK(enter());
    ASSERT_OK(person().device({{"device", "printer"}, {"do", "set"}, {"paper", "near_end"}})());
    ASSERT_OK(
        wait_words(rig(), "staff.part.printer", [](const std::string& said) { return said.starts_with("纸不多"); }));
    ASSERT_OK(person().device({{"device", "printer"}, {"do", "set"}, {"paper", "out"}})());
    ASSERT_OK(wait_words(rig(), "staff.part.printer",
                         [](const std::string& said) { return said.find("没有纸") != std::string::npos; }));
    ASSERT_OK(rig().tap("staff.print_test"));
    ASSERT_OK(answered("测试页没有打印：没有纸"));
    ASSERT_OK(person().device({{"device", "printer"}, {"do", "unplug"}})());
    ASSERT_OK(
        wait_words(rig(), "staff.part.printer", [](const std::string& said) { return said.starts_with("没有回应"); }));
}

TEST_F(StaffTest, APartTellsWhatItSaidLately) {
    ASSERT_OK(open_with_pin());
    ASSERT_OK(enter());
    ASSERT_OK(person().device({{"device", "printer"}, {"do", "set"}, {"paper", "out"}})());
    ASSERT_OK(
        wait_words(rig(), "staff.part.printer", [](const std::string& said) { return said.starts_with("没有纸"); }));
    ASSERT_OK(rig().tap("staff.part.printer"));
    ASSERT_OK(rig().wait_screen("staff.part"));
    EXPECT_EQ(rig().value("page.title"), "小票打印机");
    EXPECT_THAT(node("staff.advice")["label"].get<std::string>(), HasSubstr("换一卷新纸"));
    EXPECT_THAT(news(1), HasSubstr("没有纸"));
    EXPECT_THAT(news(2), HasSubstr("正常"));
    ASSERT_OK(person().device({{"device", "printer"}, {"do", "set"}, {"paper", "ok"}})());
    ASSERT_OK(rig().tap("staff.paper"));
    ASSERT_OK(answered("已重新计数"));
    // Whichever comes first.
    ASSERT_OK(wait_words(rig(), "staff.news.1", [this](const std::string& first) {
        const std::string second = news(2);
        const auto has = [](const std::string& said, const char* words) {
            return said.find(words) != std::string::npos;
        };
        return (has(first, "换了纸") && has(second, "正常")) || (has(first, "正常") && has(second, "换了纸"));
    }));
    ASSERT_OK(rig().tap("frame.back"));
    ASSERT_OK(rig().wait_screen("staff.home"));

    ASSERT_OK(person().device({{"device", "scanner"}, {"do", "unplug"}})());
    ASSERT_OK(wait_words(rig(), "staff.part.scanner",
                         [](const std::string& said) { return said.find("正在自动重连") != std::string::npos; }));
    ASSERT_OK(rig().tap("staff.part.scanner"));
    ASSERT_OK(rig().wait_screen("staff.part"));
    EXPECT_THAT(news(1), HasSubstr("没有"));
    // Who forgets the page is not asked for a second touch.
    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 70}}).has_value());
    ASSERT_OK(rig().wait_screen("attract"));
}

TEST_F(StaffTest, TheGlassIsTriedOnThePageOnWhichOneSigns) {
    ASSERT_OK(open_with_pin());
    ASSERT_OK(enter());
    ASSERT_OK(rig().tap("staff.part.machine"));
    ASSERT_OK(rig().wait_screen("staff.part"));
    ASSERT_OK(rig().tap("staff.touch"));
    ASSERT_OK(rig().wait_screen("apply.signature"));
    // Longer than the staff page would wait, yet within the time of who signs.
    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 70}}).has_value());
    EXPECT_EQ(screen(), "apply.signature");
    ASSERT_OK(rig().tap("frame.back"));
    ASSERT_OK(rig().wait_screen("staff.part"));
    ASSERT_OK(answered("触摸测试完成"));
    ASSERT_OK(rig().tap("staff.back"));
    ASSERT_OK(rig().wait_screen("staff.home"));
    ASSERT_OK(rig().tap("staff.leave"));
    ASSERT_OK(rig().wait_screen("attract"));
}

TEST_F(StaffTest, APauseOutlivesARestartUntilItIsResumed) {
    ASSERT_OK(open_with_pin());
    ASSERT_OK(enter());
    ASSERT_OK(rig().tap("staff.pause"));
    ASSERT_OK(answered("已暂停使用"));
    ASSERT_OK(rig().tap("staff.leave"));
    ASSERT_OK(rig().wait_screen("closed"));
    EXPECT_EQ(rig().value("page.title"), "这台机器正在检修");

    rig().kill_kiosk();
    ASSERT_OK(rig().start_kiosk());
    ASSERT_OK(rig().wait_screen("closed"));
    ASSERT_OK(rig().tap("frame.home"));
    ASSERT_OK(rig().wait_screen("home"));
    EXPECT_EQ(node("home.ticket")["enabled"], false);
    EXPECT_THAT(rig().value("frame.caption").value_or(""), HasSubstr("这台机器正在检修。"));
    const auto stats = rig().kiosk({{"do", "stats"}});
    ASSERT_TRUE(stats) << stats.error();
    EXPECT_EQ((*stats)["voice"]["spoken"][0]["kind"], "warning") << "who touches it hears why, whoever listens";
    ASSERT_OK(rig().tap("home.progress"));
    ASSERT_OK(rig().wait_screen("progress.scan"));
    ASSERT_OK(rig().tap("frame.home"));
    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 130}}).has_value());
    ASSERT_OK(rig().wait_screen("closed"));

    ASSERT_OK(enter());
    ASSERT_OK(rig().tap("staff.pause"));
    ASSERT_OK(answered("已恢复使用"));
    ASSERT_OK(rig().tap("staff.leave"));
    ASSERT_OK(rig().wait_screen("attract"));
    const auto ticket = person().take_and_leave("department.3");
    EXPECT_TRUE(ticket) << ticket.error();
}

TEST_F(StaffTest, ByTheKeypadAlone) {
    ASSERT_OK(open_with_pin());
    const auto press = [this](const std::string& key) -> Result<void> {
        const auto pressed = rig().kiosk({{"do", "press"}, {"key", key}});
        return pressed ? Result<void>{} : std::unexpected(pressed.error());
    };
    // Goes down to it and hears it once more: what follows OK at once is taken for its echo.
    const auto choose = [&](const std::string& id) -> Result<void> {
        constexpr int more_than_any_page_has = 60;
        for (int presses = 0; presses < more_than_any_page_has && node(id)["focused"] != true; ++presses) {
            if (auto pressed = press("down"); !pressed) return pressed;
        }
        if (auto heard = press("right"); !heard) return heard;
        return press("ok");
    };
    ASSERT_OK(press("down"));
    ASSERT_OK(rig().wait_screen("home"));
    ASSERT_OK(choose("frame.staff"));
    ASSERT_OK(rig().wait_screen("staff.pin"));
    for (const char digit : std::string(pin)) ASSERT_OK(choose(std::string("keypad.") + digit));
    ASSERT_OK(choose("staff.confirm"));
    ASSERT_OK(rig().wait_screen("staff.home"));
    ASSERT_OK(choose("staff.print_test"));
    ASSERT_OK(answered("测试页打印好了"));
    ASSERT_OK(choose("staff.part.printer"));
    ASSERT_OK(rig().wait_screen("staff.part"));
    EXPECT_THAT(news(1), HasSubstr("打印好了"));
    ASSERT_OK(choose("staff.back"));
    ASSERT_OK(rig().wait_screen("staff.home"));
    ASSERT_OK(choose("staff.leave"));
    ASSERT_OK(rig().wait_screen("attract"));
}

}  // namespace
}  // namespace bangnin::journeys
