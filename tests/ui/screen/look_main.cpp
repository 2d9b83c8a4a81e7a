// Draws the demonstration screens to PNG files, to be looked at: look_screen FOLDER [VIDEO DRIVER]
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "tests/ui/screen/demo_screens.h"
#include "tests/ui/screen/rig.h"

using namespace bangnin::screen;

int main(int count, char** words) {
    const std::filesystem::path folder = count > 1 ? words[1] : ".";
    const auto begun = std::chrono::steady_clock::now();
    const auto stamp = [&](const char* what) {
        const std::chrono::duration<double, std::milli> since = std::chrono::steady_clock::now() - begun;
        std::printf("%-24s %.1f ms\n", what, since.count());
    };
    const Rig rig = Rig::make({.video_driver = count > 2 ? words[2] : ""});
    stamp("created");
    demo::Home home;
    const auto picture = [&](const char* name, const std::function<void(Ui&)>& painter) {
        rig.screen->invalidate();
        rig.settle(painter);
        stamp(name);
        return rig.screen->screenshot(folder / (std::string(name) + ".png")).has_value();
    };
    bool good = picture("home", [&](Ui& ui) { demo::draw_home(ui, home); });
    home.contrast = Contrast::high;
    good = picture("home-contrast", [&](Ui& ui) { demo::draw_home(ui, home); }) && good;
    good = picture("page", [&](Ui& ui) { demo::draw_page(ui, 23); }) && good;
    std::printf("%s\n", rig.screen->renderer().c_str());
    return good ? 0 : 1;
}
