#include <gtest/gtest.h>

#include <random>
#include <string>

#include "kiosk/automation/protocol.h"

namespace bangnin::kiosk::automation {
namespace {

TEST(AutomationProtocol, ReadsEveryRequest) {
    EXPECT_TRUE(std::holds_alternative<GetTree>(*parse_request(R"({"do":"tree"})")));
    EXPECT_EQ(std::get<Tap>(*parse_request(R"({"do":"tap","id":"home.ticket"})")).name, "home.ticket");
    EXPECT_EQ(std::get<Tap>(*parse_request(R"({"do":"tap","label":"取号排队"})")).name, "取号排队");
    const auto drag = std::get<Drag>(*parse_request(R"({"do":"drag","from":[1,2],"to":[3,4],"ms":50})"));
    EXPECT_EQ(drag.to, (screen::Point{3, 4}));
    EXPECT_EQ(drag.duration, std::chrono::milliseconds{50});
    const auto stroke = std::get<Stroke>(*parse_request(R"({"do":"stroke","id":"x","strokes":[[[0,0],[1,1]]]})"));
    EXPECT_EQ(stroke.strokes.at(0).size(), 2U);
    EXPECT_EQ(std::get<Enter>(*parse_request(R"({"do":"enter","id":"x","text":"李"})")).text, "李");
    EXPECT_EQ(std::get<Keys>(*parse_request(R"({"do":"keys","text":"138"})")).text, "138");
    const auto wait = std::get<Wait>(*parse_request(R"({"do":"wait","id":"x","ms":7})"));
    EXPECT_EQ(wait.what, WaitFor::id);
    EXPECT_EQ(wait.limit, std::chrono::milliseconds{7});
    EXPECT_EQ(std::get<Screenshot>(*parse_request(R"({"do":"screenshot","file":"x.png"})")).file, "x.png");
    EXPECT_EQ(std::get<AdvanceClock>(*parse_request(R"({"do":"clock","advance_s":1.5})")).by,
              std::chrono::milliseconds{1500});
    const auto press = std::get<PressKey>(*parse_request(R"({"do":"press","key":"left"})"));
    EXPECT_EQ(press.key, screen::KeypadKey::left);
    EXPECT_TRUE(std::holds_alternative<GetStats>(*parse_request(R"({"do":"stats"})")));
    EXPECT_TRUE(std::holds_alternative<Quit>(*parse_request(R"({"do":"quit"})")));
}

TEST(AutomationProtocol, RefusesWhatItCannotDo) {
    for (const char* line : {"",
                             "null",
                             "[]",
                             "{",
                             R"({"do":1})",
                             R"({"do":"dance"})",
                             R"({"do":"tap"})",
                             R"({"do":"tap","id":7})",
                             R"({"do":"drag","from":[1],"to":[2,3]})",
                             R"({"do":"drag","from":[1,1e9],"to":[2,3]})",
                             R"({"do":"stroke","id":"x","strokes":[[[0,2]]]})",
                             R"({"do":"stroke","id":"x","strokes":[[]]})",
                             R"({"do":"wait"})",
                             R"({"do":"wait","id":"x","ms":-1})",
                             R"({"do":"clock","advance_s":-1})",
                             R"({"do":"clock","advance_s":1e300})",
                             R"({"do":"screenshot","file":""})",
                             R"({"do":"enter","id":"x"})",
                             R"({"do":"press"})",
                             R"({"do":"press","key":"a"})"}) {
        const auto request = parse_request(line);
        ASSERT_FALSE(request) << line;
        EXPECT_FALSE(request.error().empty());
    }
    EXPECT_FALSE(parse_request(std::string(100, '[')));
    EXPECT_FALSE(parse_request(std::string(longest_line + 1, ' ')));
}

TEST(AutomationProtocol, AnswersAreOneLineOfJson) {
    EXPECT_EQ(acceptance(), R"({"ok":true})");
    EXPECT_EQ(refusal("no\nsuch \"id\" \xFF").find('\n'), std::string::npos);
}

TEST(AutomationProtocol, AnyBytesHaveAnAnswer) {
    std::mt19937 random(99);
    const std::string good = R"({"do":"stroke","id":"apply.signature","strokes":[[[0.1,0.2],[0.3,0.4]]],"ms":5})";
    for (int round = 0; round < 20'000; ++round) {
        std::string line = good;
        for (int changes = 0; changes < 1 + round % 6; ++changes) {
            line[random() % line.size()] = static_cast<char>(random() % 256);
        }
        line.resize(random() % (good.size() + 4), '}');
        const auto request = parse_request(line);
        EXPECT_TRUE(request || !request.error().empty());
    }
}

}  // namespace
}  // namespace bangnin::kiosk::automation
