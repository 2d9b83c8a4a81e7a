// The control socket's words, without the socket.
#include <gtest/gtest.h>

#include <random>

#include "devices/sim/control_socket.h"
#include "devices/sim/id_reader_simulator.h"
#include "devices/sim/line_devices.h"
#include "tests/devices/sim/sim_process.h"

namespace bangnin::devices::sim {
namespace {

using nlohmann::json;

TEST(AnswerLine, IsAlwaysOneObjectOnOneLine) {
    const Handler echo = [](const json& request) { return json{{"ok", true}, {"got", request}}; };
    for (const std::string line : {"", "{", "[]", "null", "{\"a\":\"\xFF\"}", "{\"a\":\"x\\ny\"}", "{\"do\":1}"}) {
        const auto answer = answer_line(line, echo);
        EXPECT_EQ(answer.find('\n'), std::string::npos) << line;
        EXPECT_TRUE(json::parse(answer)["ok"].is_boolean()) << line;
    }
    EXPECT_EQ(json::parse(answer_line("{}", echo)), (json{{"ok", true}, {"got", json::object()}}));
    EXPECT_EQ(json::parse(answer_line(std::string(100'000, '['), echo))["ok"], false);
}

TEST(LineDevices, ScanOnTheWire) {
    const auto pieces = scan_on_the_wire({{"text", "ab"}, {"aim", "]Q1"}});
    ASSERT_TRUE(pieces);
    EXPECT_EQ((*pieces)[0].bytes, (std::vector<std::uint8_t>{']', 'Q', '1', 'a', 'b', '\r', '\n'}));
    EXPECT_FALSE(scan_on_the_wire({{"text", 1}}));
    EXPECT_FALSE(scan_on_the_wire({{"hex", "4"}}));
    EXPECT_FALSE(scan_on_the_wire({{"chunk", 0}}));
    EXPECT_FALSE(scan_on_the_wire({{"text", std::string(70'000, 'a')}}));
}

TEST(LineDevices, PadPressOnTheWire) {
    const auto pieces = press_on_the_wire({{"key", 5}, {"address", 2}});
    ASSERT_TRUE(pieces);
    EXPECT_EQ((*pieces)[0].bytes,
              (std::vector<std::uint8_t>{0xFF, 0x68, 0x03, 0x03, 0x68, 0x02, 0x11, 0x05, 0x18, 0x16}));
    EXPECT_FALSE(press_on_the_wire(json::object()));
    EXPECT_FALSE(press_on_the_wire({{"key", 0}}));
    EXPECT_FALSE(press_on_the_wire({{"key", 256}}));
    EXPECT_FALSE(press_on_the_wire({{"key", "1"}}));
}

TEST(Control, RandomObjectsAlwaysGetAnAnswer) {
    std::mt19937 random(23);
    const std::vector<json> values{"place",
                                   "remove",
                                   "fault",
                                   "stats",
                                   "wire",
                                   "checksum",
                                   "status:4",
                                   "read",
                                   "any",
                                   nullptr,
                                   1,
                                   -1,
                                   1e300,
                                   true,
                                   json::array(),
                                   json::object(),
                                   "\xFF",
                                   "",
                                   18446744073709551615ULL,
                                   test::sample_card()};
    const std::vector<std::string> keys{"do",     "card", "fault", "on",  "times", "chunk",
                                        "gap_ms", "text", "hex",   "key", "aim"};
    IdReaderSimulator reader;
    for (int round = 0; round < 20'000; ++round) {
        json request = json::object();
        for (unsigned count = random() % 5; count > 0; --count) {
            request[keys[random() % keys.size()]] = values[random() % values.size()];
        }
        if (round % 3 == 0) {
            request["card"] = test::sample_card();
            request["card"][random() % 2 == 0 ? "name" : "raw_type"] = values[random() % values.size()];
        }
        EXPECT_TRUE(reader.control(request, {})["ok"].is_boolean());
        static_cast<void>(scan_on_the_wire(request));
        static_cast<void>(press_on_the_wire(request));
    }
}

}  // namespace
}  // namespace bangnin::devices::sim
