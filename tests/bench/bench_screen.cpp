// What the glass costs at 1080 × 1920: start, a press, a new screen, sleeping, memory. One JSON object a line.
// "--quick" makes the runs shorter.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/ui/screen/demo_screens.h"
#include "tests/ui/screen/rig.h"

namespace {

using namespace bangnin::screen;
using Clock = std::chrono::steady_clock;

double since(Clock::time_point begun) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

double processor_ms() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void report(const char* name, const char* unit, std::vector<double> values) {
    std::ranges::sort(values);
    const double p50 = values[values.size() / 2];
    const double p99 = values[values.size() * 99 / 100];
    std::printf(R"({"name":"%s","value":%.3f,"unit":"%s","n":%zu,"p50":%.3f,"p99":%.3f})"
                "\n",
                name, p50, unit, values.size(), p50, p99);
}

// From the finger event's way into SDL's queue to the changed pixels' presentation.
std::vector<double> presses(const Rig& rig, int count) {
    demo::Home home;
    const auto painter = [&](Ui& ui) { demo::draw_home(ui, home); };
    rig.screen->invalidate();
    rig.settle(painter);
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        const Point at = i % 2 == 0 ? Point{200, 1050} : Point{440, 1620};  // a large choice, a footer key
        const auto begun = Clock::now();
        rig.screen->finger(FingerPhase::down, at);
        rig.screen->wait(TimePoint::max());
        if (rig.screen->draw(painter) != Screen::Drawn::drawn) {
            std::fprintf(stderr, "a press changed nothing\n");
            std::exit(1);
        }
        times.push_back(since(begun));
        rig.screen->drag(at, {at.x + 40, at.y});  // lets go without acting
        rig.screen->finger(FingerPhase::up, at);
        rig.settle(painter);
    }
    return times;
}

// new_words: a page with a number never shown before, as a ticket's is.
std::vector<double> new_screens(const Rig& rig, int count, bool new_words) {
    demo::Home home;
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        const auto begun = Clock::now();
        rig.screen->invalidate();
        rig.screen->draw([&](Ui& ui) {
            if (i % 2 == 0) {
                demo::draw_page(ui, new_words ? 1000 + i : 23);
            } else {
                demo::draw_home(ui, home);
            }
        });
        times.push_back(since(begun));
        rig.settle(
            [&](Ui& ui) { i % 2 == 0 ? demo::draw_page(ui, new_words ? 1000 + i : 23) : demo::draw_home(ui, home); });
    }
    return times;
}

double idle_share(const Rig& rig, std::chrono::seconds length) {
    demo::Home home;
    const auto painter = [&](Ui& ui) { demo::draw_home(ui, home); };
    rig.screen->invalidate();
    rig.settle(painter);
    const double before = processor_ms();
    const auto until = Clock::now() + length;
    while (Clock::now() < until) {
        rig.screen->wait(until);
        rig.screen->draw(painter);
    }
    return (processor_ms() - before) / (static_cast<double>(length.count()) * 1e3) * 100;
}

double proportional_megabytes() {
    std::ifstream file("/proc/self/smaps_rollup");
    std::string word;
    double kilobytes = 0;
    while (file >> word) {
        if (word == "Pss:") {
            file >> kilobytes;
            break;
        }
    }
    return kilobytes / 1024;
}

}  // namespace

int main(int count, char** words) {
    const bool quick = count > 1 && std::string_view(words[1]) == "--quick";
    const auto begun = Clock::now();
    const Rig rig = Rig::make({.motion = Motion::full});
    report("screen_create", "ms", {since(begun)});
    demo::Home home;
    rig.screen->wait(TimePoint::min());
    rig.screen->draw([&](Ui& ui) { demo::draw_home(ui, home); });
    report("screen_first_frame", "ms", {since(begun)});
    report("screen_press", "ms", presses(rig, quick ? 100 : 1000));
    report("screen_new_screen", "ms", new_screens(rig, quick ? 40 : 200, false));
    report("screen_new_screen_new_words", "ms", new_screens(rig, quick ? 40 : 200, true));
    report("screen_idle_processor", "percent", {idle_share(rig, std::chrono::seconds(quick ? 3 : 60))});
    report("screen_memory_pss", "MB", {proportional_megabytes()});
    return 0;
}
