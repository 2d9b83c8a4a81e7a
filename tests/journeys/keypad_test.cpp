// A person who does not look: the keypad alone, the voice, and the finger of somebody who listens.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <linux/input.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "tests/harness/hub_events.h"
#include "tests/journeys/hall.h"

namespace bangnin::journeys {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// What a sound driver tells of its socket, by a pipe in place of the input device.
class HeadphoneSocket {
  public:
    explicit HeadphoneSocket(const std::filesystem::path& path) {
        mkfifo(path.c_str(), 0600);
        pipe_ = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    }
    ~HeadphoneSocket() { ::close(pipe_); }
    HeadphoneSocket(const HeadphoneSocket&) = delete;
    HeadphoneSocket& operator=(const HeadphoneSocket&) = delete;
    bool tell(bool plugged) const {
        input_event event{};
        event.type = EV_SW;
        event.code = SW_HEADPHONE_INSERT;
        event.value = plugged ? 1 : 0;
        return ::write(pipe_, &event, sizeof event) == static_cast<ssize_t>(sizeof event);
    }

  private:
    int pipe_ = -1;
};

class VoiceTest : public HallTest {
  protected:
    Result<void> open_with(const std::string& voice) {
        RigOptions options;
        options.kiosk_configuration = "[voice]\n" + voice;
        return open(options);
    }
    Result<void> press(const std::string& key) { return done(rig().kiosk({{"do", "press"}, {"key", key}})); }
    // Until the page's own words are heard, with these among them.
    bool hears(const std::string& words) {
        return harness::eventually([&] { return last_spoken("page_guidance").find(words) != std::string::npos; });
    }
    // Down, and again, until the control that is heard begins with these words.
    Result<void> find(const std::string& words);
    // Hears it once more before saying yes: what follows OK at once is taken for its echo.
    Result<void> take(const std::string& words) {
        if (auto found = find(words); !found) return found;
        if (auto heard = press("right"); !heard) return heard;
        return press("ok");
    }
    Result<std::string> focused();
    json voice();
    std::vector<std::string> spoken(const std::string& kind = {});
    std::string last_spoken(const std::string& kind) {
        const auto words = spoken(kind);
        return words.empty() ? "" : words.back();
    }
    bool lit(const std::string& id);
    std::string label(const std::string& id);

  private:
    static Result<void> done(const Result<json>& answer) {
        return answer ? Result<void>{} : std::unexpected(answer.error());
    }
};

json nodes_of(const Result<json>& tree) { return tree ? (*tree)["nodes"] : json::array(); }

Result<std::string> VoiceTest::focused() {
    for (const json& node : nodes_of(rig().tree())) {
        if (node["focused"] == true) return node["id"].get<std::string>();
    }
    return std::unexpected("nothing has the focus");
}

bool VoiceTest::lit(const std::string& id) {
    for (const json& node : nodes_of(rig().tree())) {
        if (node["id"] == id) return node["chosen"].get<bool>();
    }
    return false;
}

std::string VoiceTest::label(const std::string& id) {
    for (const json& node : nodes_of(rig().tree())) {
        if (node["id"] == id) return node["label"].get<std::string>();
    }
    return {};
}

Result<void> VoiceTest::find(const std::string& words) {
    constexpr int more_than_any_page_has = 60;
    for (int presses = 0; presses < more_than_any_page_has; ++presses) {
        if (last_spoken("focused_control").starts_with(words)) return {};
        if (auto pressed = press("down"); !pressed) return pressed;
    }
    return std::unexpected("never heard: " + words);
}

json VoiceTest::voice() {
    const auto stats = rig().kiosk({{"do", "stats"}});
    return stats ? (*stats)["voice"] : json::object();
}

std::vector<std::string> VoiceTest::spoken(const std::string& kind) {
    std::vector<std::string> words;
    const json all = voice();
    for (const json& one : all["spoken"]) {
        if (kind.empty() || one["kind"] == kind) words.push_back(one["text"]);
    }
    return words;
}

// What a gap means to people: nothing for half a minute, then a notice that goes with the first contact.
TEST_F(VoiceTest, TheNetworksAbsenceIsToldAfterAWhileAndSaidOnce) {
    constexpr const char* words = "网络暂时断开，取号照常。";
    ASSERT_OK(open());
    ASSERT_OK(press("down"));
    ASSERT_OK(rig().wait_screen("home"));
    rig().kill_hub();
    ASSERT_TRUE(harness::eventually([this] {
        const auto told = rig().kiosk({{"do", "stats"}});
        return told && (*told)["health"].value("link", "") != "ok";
    }));
    EXPECT_FALSE(rig().value("page.notice").has_value());
    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 31}}));
    ASSERT_OK(wait_notice(words));
    EXPECT_EQ(std::ranges::count(spoken("notice"), words), 1);
    ASSERT_OK(press("ok"));
    ASSERT_OK(rig().wait_screen("ticket.department"));
    ASSERT_OK(press("left"));
    ASSERT_OK(rig().wait_screen("home"));
    ASSERT_OK(wait_notice(words));
    EXPECT_EQ(std::ranges::count(spoken("notice"), words), 1) << "once in a session";
    EXPECT_THAT(last_spoken("page_guidance"), StartsWith("您好，请问要办什么事？"));
    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 31}}));
    const auto waiting = [this] { return label("home.status.called"); };
    EXPECT_TRUE(harness::eventually([&] { return waiting().contains("截至"); })) << waiting();

    ASSERT_OK(rig().start_hub());
    constexpr Milliseconds longer_than_the_link_waits{60'000};
    ASSERT_TRUE(harness::eventually([this] { return label("toast") == "网络已恢复"; }, longer_than_the_link_waits));
    EXPECT_FALSE(rig().value("page.notice").has_value());
    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 7}}));
    EXPECT_TRUE(harness::eventually([this] { return label("toast").empty(); }));
}

// Nothing of the screen is looked at: every step is chosen by what was heard before it.
TEST_F(VoiceTest, AWholeTicketByTheKeypadAlone) {
    const auto path = folder() / "headphones";
    const HeadphoneSocket socket(path);
    ASSERT_OK(open_with("headphone_switch = \"" + path.string() + "\"\n"));
    ASSERT_OK(press("down"));
    ASSERT_TRUE(hears("您好，请问要办什么事？"));
    EXPECT_THAT(spoken("notice"), Contains("语音已打开。"));
    EXPECT_THAT(last_spoken("focused_control"), StartsWith("取号"));
    EXPECT_THAT(last_spoken("focused_control"), HasSubstr("第 1 项，共 "));
    (void)rig().kiosk({{"do", "screenshot"}, {"file", (folder() / "keypad.png").string()}});

    ASSERT_OK(press("ok"));
    ASSERT_TRUE(hears("您要办哪个部门的事？"));
    ASSERT_OK(take("发改委"));
    ASSERT_TRUE(hears("请把身份证放在屏幕右下方的读卡区"));
    ASSERT_OK(press("left"));
    ASSERT_TRUE(hears("您要办哪个部门的事？"));
    ASSERT_OK(take("发改委"));
    ASSERT_TRUE(hears("请把身份证放在屏幕右下方的读卡区"));
    // The phone's keypad page is a page like any other; its keys are said to who wears headphones only.
    ASSERT_OK(take("输入手机号"));
    ASSERT_TRUE(hears("请输入手机号，11 位数字"));
    EXPECT_THAT(last_spoken("focused_control"), StartsWith("戴上耳机才读出这个键"));
    ASSERT_TRUE(socket.tell(true));
    ASSERT_TRUE(harness::eventually([this] {
        return press("right") && last_spoken("focused_control").starts_with("1，按钮");
    })) << last_spoken("focused_control");
    for (const char* digit : {"1，按钮", "3，按钮", "8，按钮"}) ASSERT_OK(take(digit));
    EXPECT_THAT(rig().value("ticket.phone.number").value_or(""), HasSubstr("138"));
    ASSERT_OK(press("left"));
    ASSERT_TRUE(hears("请把身份证放在屏幕右下方的读卡区"));
    ASSERT_OK(take("不登记，直接取号"));
    ASSERT_TRUE(hears("您的号码是 C 1 0 0 1"));
    const auto ticket = person().shown();
    ASSERT_TRUE(ticket) << ticket.error();
    EXPECT_EQ(ticket->number, "C1001");

    ASSERT_OK(find("好的，完成"));
    EXPECT_TRUE(harness::eventually([this] { return voice()["playing"] == true; }));
    ASSERT_OK(press("ok"));
    ASSERT_OK(rig().wait_screen("attract"));
    constexpr Milliseconds far_less_than_a_sentence{400};
    // What was being said has ended: whoever has the headphones in hears the idle screen's words and nothing else.
    EXPECT_TRUE(harness::eventually(
        [this] {
            return std::ranges::all_of(spoken(),
                                       [](const std::string& said) { return said.starts_with("您好，这里是"); });
        },
        far_less_than_a_sentence));
    EXPECT_EQ(voice()["listening"], true) << "the headphones are still in";
    EXPECT_FALSE(focused().has_value());
}

// Nothing of the screen is looked at: every step is chosen by what was heard before it.
TEST_F(VoiceTest, AWholeRatingByTheKeypadAlone) {
    ASSERT_OK(open_at_home());
    const auto ticket = person().take_and_leave("department.3");
    ASSERT_TRUE(ticket) << ticket.error();
    ASSERT_OK(press("down"));
    ASSERT_TRUE(hears("您好，请问要办什么事？"));
    ASSERT_OK(take("评价服务"));
    ASSERT_TRUE(hears("请把要评价的小票对着"));
    ASSERT_OK(person().device({{"device", "scanner"}, {"do", "scan"}, {"text", ticket->address}})());
    ASSERT_TRUE(hears("依次是：非常满意、满意、基本满意、不满意、非常不满意"));
    EXPECT_THAT(last_spoken("focused_control"), StartsWith("非常满意，按钮，第 1 项")) << "the first of the five";
    ASSERT_OK(take("不满意"));
    ASSERT_TRUE(hears("您选了不满意，评价已经记下。"));
    ASSERT_OK(take("办得慢"));
    EXPECT_TRUE(harness::eventually([this] {
        return last_spoken("focused_control").starts_with("办得慢，按钮，已选");
    })) << "that it is on is heard: "
        << last_spoken("focused_control");
    ASSERT_OK(take("提交"));
    ASSERT_TRUE(hears("谢谢您的评价，已经记下。"));
    ASSERT_OK(take("好的，完成"));
    ASSERT_OK(rig().wait_screen("attract"));
    EXPECT_TRUE(harness::eventually([&] {
        const auto ratings = harness::hub_ratings(rig().hub_state(), ticket->token);
        return ratings && ratings->size() == 2 && ratings->back().grade == 2 && ratings->back().reasons == "slow";
    }));
}

TEST_F(VoiceTest, TheFirstTapReadsAndTheSecondActs) {
    ASSERT_OK(open_at_home());
    ASSERT_OK(rig().tap("frame.voice"));
    ASSERT_OK(wait_value(rig(), "frame.caption", "语音已打开。"));
    EXPECT_TRUE(lit("frame.voice"));
    ASSERT_OK(rig().tap("home.ticket"));
    EXPECT_EQ(focused(), "home.ticket");
    EXPECT_THAT(last_spoken("focused_control"), HasSubstr("取号"));
    ASSERT_OK(rig().tap("home.progress"));
    EXPECT_EQ(focused(), "home.progress");
    ASSERT_OK(rig().tap("home.ticket"));
    EXPECT_EQ((*rig().tree())["screen"], "home");
    ASSERT_OK(rig().tap("home.ticket"));
    ASSERT_OK(rig().wait_screen("ticket.department"));
    ASSERT_OK(rig().tap("frame.voice"));
    ASSERT_OK(rig().tap("frame.voice"));
    ASSERT_OK(wait_value(rig(), "frame.caption", "语音已关闭。"));
    EXPECT_FALSE(lit("frame.voice"));
    ASSERT_OK(rig().tap("department.3"));
    ASSERT_OK(rig().wait_screen("ticket.identify"));
}

TEST_F(VoiceTest, WithoutTheVoiceOnlyTheWarningIsHeard) {
    ASSERT_OK(open_at_home());
    ASSERT_OK(rig().tap("home.ticket"));
    ASSERT_OK(rig().wait_screen("ticket.department"));
    EXPECT_THAT(spoken(), ::testing::IsEmpty());
    ASSERT_OK(person().device({{"device", "printer"}, {"do", "jobs"}})());
    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 101}}).has_value());
    ASSERT_OK(rig().wait_id("dialog.confirm"));
    EXPECT_THAT(spoken("warning"), ::testing::ElementsAre(StartsWith("您还在吗？")));
    // The keypad answers it too.
    ASSERT_OK(press("down"));
    EXPECT_EQ(focused(), "dialog.confirm");
    ASSERT_OK(press("ok"));
    EXPECT_FALSE(rig().value("dialog.confirm").has_value());
    EXPECT_EQ((*rig().tree())["screen"], "ticket.department");
}

TEST_F(VoiceTest, LouderForThisPersonOnly) {
    ASSERT_OK(open_at_home());
    ASSERT_OK(press("louder"));
    ASSERT_OK(wait_value(rig(), "frame.caption", "声音已调大。"));
    EXPECT_EQ(voice()["volume"], 80);
    ASSERT_OK(press("louder"));
    ASSERT_OK(press("louder"));
    EXPECT_EQ(voice()["volume"], 100);
    ASSERT_OK(press("quieter"));
    EXPECT_EQ(voice()["volume"], 80);
    for (const json& node : nodes_of(rig().tree())) {
        if (node["id"] != "frame.voice") continue;
        const double x = node["rect"][0].get<double>() + node["rect"][2].get<double>() / 2;
        const double y = node["rect"][1].get<double>() + node["rect"][3].get<double>() / 2;
        const json hold{{"do", "drag"}, {"from", {x, y}}, {"to", {x, y}}, {"ms", 1000}};
        ASSERT_TRUE(rig().kiosk(hold).has_value()) << "read";
        ASSERT_TRUE(rig().kiosk(hold).has_value());
    }
    EXPECT_EQ(voice()["volume"], 100);
    EXPECT_EQ(voice()["listening"], true);
    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 130}}).has_value());
    ASSERT_OK(rig().wait_screen("attract"));
    ASSERT_OK(rig().tap("attract.start"));
    ASSERT_OK(rig().wait_screen("home"));
    EXPECT_EQ(voice()["volume"], 60);
    EXPECT_EQ(voice()["listening"], false);
}

TEST_F(VoiceTest, AFingerTakesTheRingAway) {
    ASSERT_OK(open_with("keypad_turns_on = false\n"));
    ASSERT_OK(press("down"));
    ASSERT_OK(rig().wait_screen("home"));
    EXPECT_EQ(focused(), "home.ticket");
    EXPECT_EQ(voice()["listening"], false);
    ASSERT_TRUE(rig().kiosk({{"do", "drag"}, {"from", {500, 300}}, {"to", {540, 300}}}).has_value());
    EXPECT_FALSE(focused().has_value());
    ASSERT_OK(press("up"));
    EXPECT_EQ(focused(), "frame.reach") << "the last of the page";
}

TEST_F(VoiceTest, WhoPlugsHeadphonesInListens) {
    const auto path = folder() / "headphones";
    const HeadphoneSocket socket(path);
    ASSERT_OK(open_with("headphone_switch = \"" + path.string() + "\"\n"));
    ASSERT_OK(person().come());
    EXPECT_EQ(voice()["listening"], false);
    ASSERT_TRUE(socket.tell(true));
    ASSERT_TRUE(harness::eventually([this] { return voice()["listening"] == true; }));
    EXPECT_THAT(last_spoken("page_guidance"), StartsWith("您好")) << "what was not heard yet";
    EXPECT_FALSE(lit("frame.voice"));
    ASSERT_OK(rig().tap("home.ticket"));
    EXPECT_EQ((*rig().tree())["screen"], "home") << "read first";
    ASSERT_TRUE(socket.tell(false));
    ASSERT_TRUE(harness::eventually([this] { return voice()["listening"] == false; }));
    ASSERT_OK(rig().tap("home.progress"));
    ASSERT_OK(rig().wait_screen("progress.scan"));
}

TEST_F(VoiceTest, TheIdleScreenGreetsIntoHeadphonesOnly) {
    const auto path = folder() / "headphones";
    const HeadphoneSocket socket(path);
    ASSERT_OK(open_with("at_start = true\nheadphone_switch = \"" + path.string() + "\"\n"));
    EXPECT_EQ(voice()["listening"], true);
    EXPECT_THAT(spoken(), ::testing::IsEmpty()) << "to nobody";
    ASSERT_TRUE(socket.tell(true));
    ASSERT_TRUE(harness::eventually([this] { return !spoken("page_guidance").empty(); }));
    EXPECT_EQ(last_spoken("page_guidance"), "您好，这里是鄂伦春自治旗政务服务大厅，触摸屏幕开始。");
}

TEST_F(VoiceTest, ACardLeftBehindIsAskedForAloud) {
    ASSERT_OK(open_at_home());
    ASSERT_OK(rig().tap("home.ticket"));
    ASSERT_OK(rig().tap("department.3"));
    ASSERT_OK(
        person().device({{"device", "id_reader"}, {"do", "place"}, {"card", harness::resident_card("李小明")}})());
    ASSERT_OK(rig().wait_screen("ticket.issued"));
    EXPECT_THAT(spoken(), ::testing::IsEmpty()) << "nobody listens";
    ASSERT_OK(rig().tap("ticket.done"));
    ASSERT_OK(rig().wait_screen("card.forgotten"));
    EXPECT_THAT(last_spoken("warning"), HasSubstr("身份证"));
    ASSERT_OK(person().device({{"device", "id_reader"}, {"do", "remove"}})());
    ASSERT_OK(rig().wait_screen("attract"));
    EXPECT_TRUE(harness::eventually([this] { return voice()["playing"] == false; }));
}

TEST_F(VoiceTest, AMachineThatCannotSpeakSaysSo) {
    ASSERT_OK(open_with("synthesiser = \"/nowhere/speech\"\nrecordings = \"/nowhere\"\n"));
    ASSERT_OK(person().come());
    ASSERT_OK(rig().tap("frame.voice"));
    ASSERT_OK(wait_value(rig(), "frame.caption", "这台机器现在没有声音，要说的话都写在这里。"));
    EXPECT_FALSE(lit("frame.voice"));
    ASSERT_OK(rig().tap("home.ticket"));
    ASSERT_OK(rig().wait_screen("ticket.department"));
}

}  // namespace
}  // namespace bangnin::journeys
