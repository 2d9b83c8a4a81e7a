#include "tests/ui/screen/rig.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace bangnin::screen {

std::filesystem::path source_folder() {
    const char* given = std::getenv("BANGNIN_SOURCE_DIR");
    return given != nullptr ? std::filesystem::path(given) : std::filesystem::current_path();
}

Rig Rig::make(Options options) {
    const auto assets = source_folder() / "assets";
    auto engine = text::Engine::create({.fonts_conf = assets / "fonts.conf",
                                        .cache_dir = std::filesystem::temp_directory_path() / "bangnin-test-fonts"});
    if (!engine) {
        std::fprintf(stderr, "text engine: %s\n", engine.error().detail.c_str());
        std::exit(2);
    }
    options.assets = assets;
    options.video_driver = options.video_driver.empty() ? "offscreen" : options.video_driver;
    auto screen = Screen::create(options, **engine);
    if (!screen) {
        std::fprintf(stderr, "screen: %s\n", screen.error().detail.c_str());
        std::exit(2);
    }
    return {std::move(*engine), std::move(*screen)};
}

void Rig::settle(const std::function<void(Ui&)>& painter) const {
    for (;;) {
        screen->wait(TimePoint::min());
        if (screen->draw(painter) == Screen::Drawn::not_due) {
            return;
        }
    }
}

}  // namespace bangnin::screen
