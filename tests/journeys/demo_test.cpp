// packaging/demo.sh --headless: the applicant's day as anybody can play it, and what it leaves.
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "tests/journeys/hall.h"

namespace bangnin::journeys {
namespace {

constexpr const char* pictures[] = {"01-attract",      "02-home",        "02-home-english", "02-home-high-contrast",
                                    "03-department",   "04-service",     "05-identify",     "06-issued",
                                    "07-scan",         "08-progress",    "09-phone-empty",  "10-phone",
                                    "11-no-paper",     "12-refilled",    "13-still-there",  "14-away",
                                    "15-issued-away",  "16-rating-scan", "17-rating",       "18-rating-reasons",
                                    "19-rating-thanks"};
constexpr std::size_t tickets = 4;

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

json json_of(const std::filesystem::path& file) { return json::parse(bytes_of(file), nullptr, false); }

// Width and height of a PNG; nothing of anything else.
std::optional<std::pair<unsigned, unsigned>> size_of_png(const std::filesystem::path& file) {
    const std::string bytes = bytes_of(file);
    constexpr std::string_view begin("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    if (!bytes.starts_with(begin) || bytes.size() < 24) {
        return std::nullopt;
    }
    const auto number = [&](std::size_t at) {
        unsigned value = 0;
        for (std::size_t i = at; i < at + 4; ++i) {
            value = value << 8 | static_cast<unsigned char>(bytes[i]);
        }
        return value;
    };
    return std::pair{number(16), number(20)};
}

// What the QR codes in a picture say, a line each.
Result<std::string> read_by_zbar(const std::filesystem::path& picture) {
    return harness::run_program({"/usr/bin/zbarimg", "-q", "--raw", picture.string()}, harness::patience);
}

class DemoTest : public HallTest {
  protected:
    std::filesystem::path out() const { return folder() / "out"; }
    std::filesystem::path job(std::size_t number, const std::string& kind) const {
        return out() / "jobs" / ("00" + std::to_string(number) + kind);
    }
    // Its exit status.
    std::optional<int> play() {
        const auto script = harness::source_folder() / "packaging/demo.sh";
        auto demo = harness::Process::start(
            {.arguments = {"/bin/sh", script.string(), "--no-build", "--headless", "--out", out().string()},
             .environment = {{"TMPDIR", folder().string()}},
             .log = folder() / "demo.log"});
        return demo ? demo->wait_exit(2 * harness::patience) : std::nullopt;
    }
};

TEST_F(DemoTest, PlaysTheDayAndLeavesWhatWasSeenPrintedAndSent) {
    ASSERT_EQ(play(), 0) << bytes_of(folder() / "demo.log");

    const json report = json_of(out() / "report.json");
    ASSERT_TRUE(report.is_object());
    EXPECT_EQ(report["ok"], true);
    EXPECT_EQ(report["failures"], 0);
    for (const json& step : report["steps"]) {
        EXPECT_EQ(step["ok"], true) << step;
    }

    for (const std::string name : pictures) {
        EXPECT_EQ(size_of_png(out() / (name + ".png")), (std::pair{1080U, 1920U})) << name;
    }

    std::set<std::string> addresses;
    for (std::size_t number = 1; number <= tickets; ++number) {
        EXPECT_TRUE(bytes_of(job(number, ".escpos")).starts_with("\x1b@")) << number;
        EXPECT_TRUE(size_of_png(job(number, ".png"))) << number;
        const auto address = read_by_zbar(job(number, ".png"));
        ASSERT_TRUE(address) << address.error();
        EXPECT_TRUE(address->starts_with("https://127.0.0.1:")) << *address;
        addresses.insert(address->substr(0, address->find('\n')));
    }
    EXPECT_EQ(addresses.size(), tickets);
    const std::string last = report["facts"].value("address", "");
    EXPECT_TRUE(addresses.contains(last)) << last;
    const auto on_screen = read_by_zbar(out() / "15-issued-away.png");
    ASSERT_TRUE(on_screen) << on_screen.error();
    EXPECT_EQ(on_screen->substr(0, on_screen->find('\n')), last) << "screen and paper differ";

    const json hub = json_of(out() / "hub.json");
    ASSERT_TRUE(hub.is_object());
    std::set<std::string> at_hub;
    for (const json& ticket : hub["tickets"]["tickets"]) {
        at_hub.insert(ticket["token"].get<std::string>());
    }
    EXPECT_EQ(at_hub.size(), tickets);
    for (const std::string& address : addresses) {
        EXPECT_TRUE(at_hub.contains(address.substr(address.rfind('/') + 1))) << address;
    }
    EXPECT_EQ(hub["rejected"]["rejected"].size(), 0U) << hub["rejected"];
    EXPECT_NE(bytes_of(out() / "phone.html").find("</html>"), std::string::npos);
}

TEST_F(DemoTest, WhereNothingCanBeLeftItSaysSo) {
    std::ofstream(out()) << "a file where the folder should be";
    EXPECT_EQ(play(), 1);
}

}  // namespace
}  // namespace bangnin::journeys
