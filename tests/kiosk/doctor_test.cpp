// What the examination makes of what it finds.
#include "kiosk/doctor.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>

#include "ui/input/handwriting/zinnia_matcher.h"

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;

const sync::Instant monday = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 2h;

TEST(Doctor, AClockThatAgreesWithTheHubsIsGood) {
    EXPECT_EQ(judge_clock(monday, 0ms).finding, Finding::good);
    EXPECT_EQ(judge_clock(monday, 60s).finding, Finding::good);
    EXPECT_EQ(judge_clock(monday, -60s).finding, Finding::good);
    // Nobody to ask: only what cannot be is wrong.
    EXPECT_EQ(judge_clock(monday, std::nullopt).finding, Finding::good);
}

TEST(Doctor, SettingsThatCannotBeUsedAreAWarning) {
    EXPECT_EQ(judge_settings({}).detail, "this machine's own file");
    EXPECT_EQ(judge_settings({.version = 7, .unusable = {}}).detail, "the hub's version 7 of the hall's settings");
    const UnusableVersion unusable{
        .version = 8, .error = {.file = "hall version 8", .line = 3, .key = "hall.opening", .reason = "is wrong"}};
    const auto check = judge_settings({.version = 7, .unusable = unusable});
    EXPECT_EQ(check.finding, Finding::warning);
    EXPECT_EQ(check.detail,
              "hall version 8:3: hall.opening: is wrong; it runs on the hub's version 7 of the hall's settings");
    EXPECT_TRUE(fit({check}));
}

TEST(Doctor, OverAMinuteIsAWarningAndOverTenAreTrouble) {
    const auto ahead = judge_clock(monday, 60s + 1ms);
    EXPECT_EQ(ahead.finding, Finding::warning);
    EXPECT_NE(ahead.detail.find("60 s ahead of the hub's"), std::string::npos) << ahead.detail;
    EXPECT_EQ(judge_clock(monday, -10min).finding, Finding::warning);
    const auto behind = judge_clock(monday, -10min - 1s);
    EXPECT_EQ(behind.finding, Finding::trouble);
    EXPECT_NE(behind.detail.find("601 s behind the hub's"), std::string::npos) << behind.detail;
    EXPECT_TRUE(fit({ahead}));
    EXPECT_FALSE(fit({behind}));
    EXPECT_NE(as_text({ahead}).find("clock: warning: "), std::string::npos);
}

TEST(Doctor, AYearThatCannotBeIsTroubleWhateverTheHubSays) {
    EXPECT_EQ(judge_clock(sync::Instant{0ms}, 0ms).finding, Finding::trouble);
    EXPECT_EQ(judge_clock(monday + 24h * 365 * 80, std::nullopt).finding, Finding::trouble);
}

TEST(Doctor, WithoutAVoiceTheTerminalIsFitAndSaysWhatIsMissing) {
    voice::Probed probed{
        .health = {.audio = {voice::PartState::unavailable, "no device"},
                   .synthesis = {voice::PartState::ok, {}},
                   .recordings = {voice::PartState::ok, {}}},
        .phrase = 812ms,
        .recordings = 7,
    };
    const auto checks = judge_voice(probed);
    EXPECT_TRUE(fit(checks));
    const auto text = as_text(checks);
    EXPECT_NE(text.find("voice.audio: warning: no device\n"), std::string::npos) << text;
    EXPECT_NE(text.find("voice.synthesis: good: 812 ms of speech made\n"), std::string::npos) << text;
    EXPECT_NE(text.find("voice.recordings: good: 7 recordings\n"), std::string::npos) << text;
}

TEST(Doctor, CountsWordsThatNoNativeReaderHasPassed) {
    const auto mongolian = judge_words(locale::Language::mongolian, {.translated = 2, .fuzzy = 17, .untranslated = 9});
    EXPECT_EQ(mongolian.part, "words.mn");
    EXPECT_EQ(mongolian.finding, Finding::warning);
    EXPECT_NE(mongolian.detail.find("17 fuzzy"), std::string::npos) << mongolian.detail;
    EXPECT_NE(mongolian.detail.find("9 untranslated"), std::string::npos) << mongolian.detail;
    EXPECT_EQ(judge_words(locale::Language::english, {.translated = 300}).finding, Finding::good);
}

class DoctorOfWriting : public testing::Test {
  protected:
    static std::string text_of(const std::filesystem::path& data, const std::filesystem::path& model) {
        const auto user = std::filesystem::path(testing::TempDir()) / "bangnin-doctor-input";
        const auto checks = examine_writing({.data_dir = data, .user_dir = user}, model);
        EXPECT_EQ(checks.size(), 4U);
        EXPECT_TRUE(fit(checks)) << "the other ways of writing are offered instead";
        return as_text(checks);
    }
};

TEST_F(DoctorOfWriting, FindsEachWayInOrder) {
    const auto text = text_of(input::find_input_data(), input::ZinniaMatcher::debian_model);
    for (const char* part : {"pinyin", "stroke", "rare", "handwriting"}) {
        EXPECT_NE(text.find("writing." + std::string(part) + ": good: "), std::string::npos) << text;
    }
}

TEST_F(DoctorOfWriting, SaysWhichDictionaryIsMissing) {
    const auto text = text_of("/nowhere", "/nowhere/zh.model");
    for (const char* part : {"pinyin", "stroke", "rare", "handwriting"}) {
        EXPECT_NE(text.find("writing." + std::string(part) + ": warning: "), std::string::npos) << text;
    }
    EXPECT_NE(text.find("the input dictionaries are missing in /nowhere"), std::string::npos) << text;
    EXPECT_NE(text.find("/nowhere/zh.model"), std::string::npos) << text;
}

// The real parts, in a folder of its own, as far as this machine has them.
TEST(Doctor, ExaminesTheVoiceAndTheWords) {
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    const char* const source = std::getenv("BANGNIN_SOURCE_DIR");
    ASSERT_NE(source, nullptr);
    Config config;
    config.kiosk.state_dir = std::filesystem::path(testing::TempDir()) / "bangnin-doctor-state";
    config.kiosk.cache_dir = std::filesystem::path(testing::TempDir()) / "bangnin-doctor-cache";
    const auto checks = examine(config, std::filesystem::path(source) / "assets");
    const auto found = [&checks](std::string_view part) {
        const auto check = std::ranges::find(checks, part, &Check::part);
        return check == checks.end() ? Finding::trouble : check->finding;
    };
    EXPECT_EQ(found("voice.audio"), Finding::good) << as_text(checks);
    EXPECT_EQ(found("voice.synthesis"), Finding::good) << as_text(checks);
    EXPECT_EQ(found("voice.recordings"), Finding::good) << as_text(checks);
    for (const char* part : {"writing.pinyin", "writing.stroke", "writing.rare", "writing.handwriting"}) {
        EXPECT_EQ(found(part), Finding::good) << as_text(checks);
    }
    EXPECT_EQ(found("staff_page"), Finding::not_configured) << "no PIN";
    config.staff.pin = "a hash";
    const auto set_up = examine(config, std::filesystem::path(source) / "assets");
    EXPECT_NE(as_text(set_up).find("staff_page: good: "), std::string::npos);
    EXPECT_EQ(as_text(set_up).find("a hash"), std::string::npos) << "kept to itself";
    EXPECT_EQ(found("words.zh"), Finding::good) << as_text(checks);
    EXPECT_EQ(found("words.en"), Finding::good) << as_text(checks);
    EXPECT_EQ(found("words.mn"), Finding::warning) << "it has fuzzy entries: " << as_text(checks);
}

}  // namespace
}  // namespace bangnin::kiosk
