// A wrong configuration is answered with the place and the reason, before anything is started.
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/harness/rig_files.h"
#include "tests/journeys/hall.h"

namespace bangnin::journeys {
namespace {

using ::testing::HasSubstr;

struct Ended {
    int status = -1;
    std::string said;
};

class ConfigurationTest : public HallTest {
  protected:
    void SetUp() override {
        HallTest::SetUp();
        auto text = harness::kiosk_configuration({.folder = folder(),
                                                  .simulators = folder() / "sim",
                                                  .hub_url = "https://127.0.0.1:1",
                                                  .authority = "127.0.0.1:1",
                                                  .id = "k1",
                                                  .number = 1,
                                                  .start = "home",
                                                  .printer_port = 9,
                                                  .appended = {},
                                                  .service_extra = {}});
        ASSERT_TRUE(text) << text.error();
        good_ = *text;
    }

    // The kiosk's end with this configuration.
    Ended kiosk_with(const std::string& text, const std::vector<std::string>& more = {}) {
        return run("bangnin-terminal", {"kiosk"}, text, more);
    }
    Ended run(const std::string& name, std::vector<std::string> words, const std::string& text,
              const std::vector<std::string>& more = {}) {
        const auto file = folder() / "wrong.toml";
        const auto log = folder() / "said.log";
        std::filesystem::remove(log);
        EXPECT_TRUE(harness::write_file(file, text));
        words.insert(words.begin(), harness::program(name).string());
        words.insert(words.end(), {"--config", file.string()});
        words.insert(words.end(), more.begin(), more.end());
        auto process = harness::Process::start(
            {.arguments = words, .environment = {{"SDL_VIDEODRIVER", "offscreen"}}, .log = log});
        if (!process) {
            return {.status = -1, .said = process.error()};
        }
        const auto status = process->wait_exit(harness::patience);
        process->stop();
        return {.status = status.value_or(-1), .said = harness::read_file(log).value_or("")};
    }
    static std::string replaced(std::string text, const std::string& what, const std::string& with) {
        const auto at = text.find(what);
        EXPECT_NE(at, std::string::npos) << what;
        return at == std::string::npos ? text : text.replace(at, what.size(), with);
    }
    static std::string place_of(const std::string& text, const std::string& what) {
        const auto at = text.find(what);
        return "wrong.toml:" + std::to_string(1 + std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
    }

    std::string good_;
};

TEST_F(ConfigurationTest, UnknownKey) {
    const std::string text = replaced(good_, "[hub]\n", "[hub]\nurrl = \"https://x\"\n");
    const Ended ended = kiosk_with(text);
    EXPECT_EQ(ended.status, 2);
    EXPECT_THAT(ended.said, HasSubstr(place_of(text, "urrl")));
    EXPECT_THAT(ended.said, HasSubstr("urrl"));
}

TEST_F(ConfigurationTest, WrongValue) {
    const std::string text = replaced(good_, "number = 1\n", "number = 9\n");
    const Ended ended = kiosk_with(text);
    EXPECT_EQ(ended.status, 2);
    EXPECT_THAT(ended.said, HasSubstr(place_of(text, "number = 9")));
}

TEST_F(ConfigurationTest, NotToml) {
    const std::string text = replaced(good_, "[scanner]", "[scanner");
    const Ended ended = kiosk_with(text);
    EXPECT_EQ(ended.status, 2);
    EXPECT_THAT(ended.said, HasSubstr(place_of(text, "[scanner")));
}

TEST_F(ConfigurationTest, NoFile) {
    const std::string missing = (folder() / "nothing.toml").string();
    const Ended ended = kiosk_with(good_, {"--config", missing});
    EXPECT_EQ(ended.status, 2);
}

TEST_F(ConfigurationTest, InServiceThereIsNoAutomationPort) {
    const std::string text = replaced(good_, "production = false", "production = true");
    const auto socket = folder() / "no.socket";
    const Ended ended = kiosk_with(text, {"--automation", socket.string(), "--windowed", "1080x1920"});
    EXPECT_EQ(ended.status, 2);
    EXPECT_THAT(ended.said, HasSubstr("production = true"));
    EXPECT_FALSE(std::filesystem::exists(socket));
}

TEST_F(ConfigurationTest, Hub) {
    auto good = harness::hub_configuration(folder() / "hub", 0);
    ASSERT_TRUE(good) << good.error();
    const std::string text = replaced(*good, "[hub]\n", "[hub]\nadress = \"0.0.0.0\"\n");
    const Ended ended = run("bangnin-hub", {"serve"}, text);
    EXPECT_EQ(ended.status, 2);
    EXPECT_THAT(ended.said, HasSubstr(place_of(text, "adress")));
    EXPECT_THAT(ended.said, HasSubstr("adress"));
}

}  // namespace
}  // namespace bangnin::journeys
