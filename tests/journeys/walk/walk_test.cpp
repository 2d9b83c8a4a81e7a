// The random walk at the real kiosk with simulated devices. BANGNIN_WALK_ACTIONS and BANGNIN_WALK_SEED choose another
// walk, BANGNIN_WALK_FRAME_MS lets it fail at a longer frame, which is for machines that do nothing else.
#include <gmock/gmock.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/harness/hall_test.h"
#include "tests/journeys/walk/walker.h"

namespace bangnin::walk {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Key;
using ::testing::Not;
using ::testing::Pair;

constexpr int few_actions = 2500;
constexpr std::uint32_t usual_seed = 20260312;

std::optional<double> number_of(const char* variable) {
    const char* text = std::getenv(variable);
    return text != nullptr && *text != '\0' ? std::optional{std::strtod(text, nullptr)} : std::nullopt;
}

// Hours of which each walk sees open and closed ones, whenever it sets out.
std::string most_of_every_hour() {
    std::string periods;
    for (int hour = 0; hour < 24; ++hour) {
        const std::string at = (hour < 10 ? " 0" : " ") + std::to_string(hour);
        periods += at + ":00-" + at.substr(1) + ":50";
    }
    return periods;
}

class RandomWalk : public harness::HallTest {
  protected:
    Result<void> open_hall() {
        harness::RigOptions options;
        options.size = "540x960";  // the same pages in a quarter of the time
        if (number_of("BANGNIN_WALK_FRAME_MS")) options.size = "1080x1920";
        options.hall_configuration = "opening = [\"mon-sun" + most_of_every_hour() + "\"]\n";
        return open(options);
    }
    // It has been everywhere, and much went wrong on the way.
    void expect_much_of(const WalkReport& report) {
        for (const char* screen :
             {"attract", "closed", "home", "ticket.department", "ticket.service", "ticket.identify", "ticket.phone",
              "ticket.issued", "progress.scan", "progress.case", "rating.scan", "rating.grade", "rating.reasons",
              "rating.thanks", "entry.text", "card.forgotten", "dialog"}) {
            EXPECT_THAT(report.screens, Contains(Key(screen)));
        }
        EXPECT_THAT(report.languages, IsSupersetOf({"zh", "mn", "en"}));
        EXPECT_GE(report.switches, 10);
        EXPECT_GE(report.read_by_hand, 1);
        EXPECT_GE(report.ways_home, 10);
        EXPECT_GE(report.left_alone, 5);
        EXPECT_GE(report.tickets.size(), 3U);
        for (const char* trouble :
             {"card placed", "card removed", "id_reader unplug", "printer unplug", "printer's paper out",
              "printer's cover open", "scanner unplug", "rubbish scanned", "hub away", "hub back", "clock moved"}) {
            EXPECT_THAT(report.troubles, Contains(Pair(trouble, Ge(1))));
        }
    }
    // Which kinds of faults have not come about at the devices yet.
    std::vector<std::string> faults_to_come() {
        std::vector<std::string> missing;
        const auto reader = rig().simulator({{"device", "id_reader"}, {"do", "stats"}});
        for (const char* fault : reader_faults) {
            if (!reader || (*reader)["faults_fired"].value(fault, 0) < 1) missing.emplace_back(fault);
        }
        const auto printer = rig().simulator({{"device", "printer"}, {"do", "stats"}});
        const json counts = printer ? (*printer)["counts"] : json::object();
        const auto look_for = [&](const char* fault) {
            if (counts.value(fault, 0) < 1) missing.emplace_back(fault);
        };
        std::ranges::for_each(print_faults, look_for);
        for (const char* fault : {"paper_out", "cover_open"}) look_for(fault);
        return missing;
    }
    // Ended as an operator ends it: nothing is left behind, which a sanitizer would say in the log and the status.
    void end_well() {
        ASSERT_OK(end_kiosk(rig()));
        std::ifstream stream(hall_folder() / "kiosk.log");
        const std::string log{std::istreambuf_iterator<char>(stream), {}};
        for (const char* word : {"Sanitizer", "runtime error"}) EXPECT_THAT(log, Not(HasSubstr(word)));
    }
};

void print(const WalkReport& report) {
    std::printf(
        "%d actions, %d ways home, %d times left alone, %d power cuts, %d times switched off, %zu tickets, %d taps "
        "refused, %d changes of language, %d writings read\n",
        report.actions, report.ways_home, report.left_alone, report.power_cuts, report.switched_off,
        report.tickets.size(), report.withheld, report.switches, report.read_by_hand);
    for (const auto& [screen, count] : report.screens) std::printf("  %6d × %s\n", count, screen.c_str());
    for (const auto& [trouble, count] : report.troubles) std::printf("  %6d × %s\n", count, trouble.c_str());
    if (report.longest_frame_ms > 0) {
        std::printf("  longest frame %.1f ms after %s\n", report.longest_frame_ms, report.longest_frame_after.c_str());
    }
}

TEST_F(RandomWalk, FindsNoDeadEnd) {
    const WalkOptions options{.seed = static_cast<std::uint32_t>(number_of("BANGNIN_WALK_SEED").value_or(usual_seed)),
                              .actions = static_cast<int>(number_of("BANGNIN_WALK_ACTIONS").value_or(few_actions)),
                              .longest_frame_ms = number_of("BANGNIN_WALK_FRAME_MS")};
    ASSERT_OK(open_hall());
    Walker walker(rig(), options);
    const bool whole = options.actions >= few_actions;
    const auto walked = walker.walk([&] { return !whole || faults_to_come().empty(); });
    print(walker.report());
    ASSERT_OK(walked);
    if (whole) {
        expect_much_of(walker.report());
        EXPECT_THAT(faults_to_come(), IsEmpty()) << "each kind of fault really came about";
    }
    ASSERT_OK(walker.come_to_rest());
    end_well();
}

}  // namespace
}  // namespace bangnin::walk
